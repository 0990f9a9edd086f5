/** What the answers of rules lead to, in one transaction with the place of their lines: tallies, counts, alerts. */
import { randomUUID } from 'node:crypto'
import type { TerritoryGraph } from '#modules/territory/contract.ts'
import { record } from '#platform/audit/index.ts'
import { system } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { RuleLevel, Shown } from '../contract-shapes.ts'
import { aboutOf } from '../core/about.ts'
import { severityOf } from '../core/severity.ts'
import { silencedBy } from '../core/suppress.ts'
import type { Found, Hit } from './asking.ts'
import { statesAt } from './catalogue/tuned.ts'
import { saveSteps } from './correlations/steps.ts'
import type { Frame } from './frame.ts'
import { saveHeard } from './indicators/saving.ts'
import { LINE_SHOWN, linesOf, textOf } from './lines.ts'
import { seriousness } from './seriousness.ts'
import { addSilenced, openCases, raise, SAMPLES_MOST, standingSilences, type Card } from './store/alerts-store.ts'
import { addSeen, setAside, type RuleRow, type Seen } from './store/rules-store.ts'
import { addTallies, sourcesByIds, type SourceRow, type Tally } from './store.ts'

export const actor = system('watch.loop')
const PATTERN_SHOWN = 500
const DAY_MS = 86_400_000

/** @param graph where a rule was met that may alert. */
export async function save(tx: Tx, { hits, tallies, stuck, heard: listed }: Found, graph: TerritoryGraph | undefined, now: Date): Promise<void> {
  for (const { rule, pattern } of stuck) {
    if (await setAside(tx, rule, pattern, now)) await record(tx, actor, now, { action: 'watch.set_rule_aside', object: `rule:${rule.id}`, detail: { before: rule.state, pattern: pattern.slice(0, PATTERN_SHOWN) } })
  }
  const sources = new Map((await sourcesByIds(tx, [...new Set(tallies.map((one) => one.sourceId))])).map((row) => [row.id, row]))
  await addTallies(tx, talliesOf(tallies, sources))
  await saveHeard(tx, listed, sources, graph, now)
  const stateAt = await statesAt(tx, [...sources.values()].map((source) => source.party_id), hits.map((hit) => hit.rule.id))
  const stateOf = ({ frame, rule }: Hit) => (sources.has(frame.sourceId) ? stateAt(rule, sources.get(frame.sourceId)!.party_id) : 'off')
  const heard = hits.filter((hit) => stateOf(hit) !== 'off')
  await addSeen(tx, seenOf(heard, sources))
  await saveSteps(tx, heard, sources, now)
  const alerting = heard.filter((hit) => stateOf(hit) === 'alert' && !hit.rule.silent)
  if (alerting.length === 0 || !graph) return
  const silences = await standingSilences(tx, now)
  const silenced = new Map<string, number>()
  const cards = new Map<string, Card>()
  const serious = seriousness(graph, await openCases(tx, [...new Set(alerting.map((hit) => sources.get(hit.frame.sourceId)!.party_id))]))
  for (const { frame, rule, line } of alerting.flatMap(linesOfHit)) {
    const source = sources.get(frame.sourceId)!
    const event = eventOf(line)
    const silence = silencedBy(silences(source.party_id), rule.id, event, now)
    if (silence) { silenced.set(silence.id, (silenced.get(silence.id) ?? 0) + 1); continue }
    const { host, account } = aboutOf(event)
    const key = JSON.stringify([source.party_id, rule.id, host, account])
    const before = cards.get(key)
    const sample = { at: frame.at, line: textOf(line), cut: line.length > LINE_SHOWN, until: new Date(frame.at.getTime() + (source.retention_days ?? 7) * DAY_MS) }
    const { severity, why } = severityOf({ level: rule.level as RuleLevel, shows: source.shows as Shown[], ...serious(source.party_id) })
    cards.set(key, before
      ? { ...before, count: before.count + 1, last: frame.at > before.last ? frame.at : before.last, samples: before.samples.length < SAMPLES_MOST ? [...before.samples, sample] : before.samples }
      : { id: randomUUID(), realm: source.realm, partyId: source.party_id, sourceId: source.id, ruleId: rule.id, title: rule.title, level: rule.level as RuleLevel, tags: rule.tags, severity, why, host, account, first: frame.at, last: frame.at, count: 1, samples: [sample] })
  }
  // In one order everywhere: two who raise the same cards wait for each other, and never in a ring.
  for (const [, card] of [...cards].toSorted(([a], [b]) => (a < b ? -1 : 1))) await raise(tx, card)
  await addSilenced(tx, silenced)
}

function talliesOf(tallies: Found['tallies'], sources: ReadonlyMap<string, SourceRow>): Tally[] {
  const sums = new Map<string, Tally>()
  for (const one of tallies) {
    const source = sources.get(one.sourceId)
    if (!source) continue
    const day = one.at.toISOString().slice(0, 10)
    const before = sums.get(`${one.sourceId} ${day}`)
    const add = (name: 'received' | 'bytes' | 'broken' | 'noZone' | 'duplicates' | 'tooLarge' | 'empty', value: number) => (before?.[name] ?? 0) + value
    sums.set(`${one.sourceId} ${day}`, {
      sourceId: one.sourceId, partyId: source.party_id, realm: source.realm, day, last: before && before.last > one.at ? before.last : one.at,
      received: add('received', one.received), bytes: add('bytes', one.lines.length), broken: add('broken', one.broken), noZone: add('noZone', one.noZone),
      duplicates: add('duplicates', one.duplicates), tooLarge: add('tooLarge', one.tooLarge), empty: add('empty', one.empty),
    })
  }
  return [...sums.values()]
}
function seenOf(hits: readonly Hit[], sources: ReadonlyMap<string, SourceRow>): Seen[] {
  const sums = new Map<string, Seen>()
  for (const { frame, rule, lines } of hits) {
    const source = sources.get(frame.sourceId)
    if (!source) continue
    const day = frame.at.toISOString().slice(0, 10)
    const key = `${rule.id} ${source.party_id} ${day}`
    sums.set(key, { ruleId: rule.id, partyId: source.party_id, realm: source.realm, day, count: (sums.get(key)?.count ?? 0) + lines.length })
  }
  return [...sums.values()]
}

function linesOfHit({ frame, rule, lines }: Hit): { readonly frame: Frame; readonly rule: RuleRow; readonly line: Buffer }[] {
  const lineAt = linesOf(frame.lines)
  return lines.map((line) => ({ frame, rule, line: lineAt(line) }))
}
function eventOf(line: Buffer): unknown {
  try { return JSON.parse(String(line)) as unknown } catch { return undefined }
}
