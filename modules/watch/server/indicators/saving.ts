/** What indicators were met leads to, in the transaction of their lines: counts by list, and one card for a value, body, machine and account. */
import { createHash, randomUUID } from 'node:crypto'
import type { TerritoryGraph } from '#modules/territory/contract.ts'
import { stricter, tlps, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Shown } from '../../contract-shapes.ts'
import { aboutOf } from '../../core/about.ts'
import { levelOf } from '../../core/lists/level.ts'
import { severityOf } from '../../core/severity.ts'
import { silencedBy } from '../../core/suppress.ts'
import { LINE_SHOWN, linesOf, textOf } from '../lines.ts'
import { seriousness } from '../seriousness.ts'
import { addSilenced, openCases, raise, SAMPLES_MOST, standingSilences, type Card } from '../store/alerts-store.ts'
import { addListSeen, listsById, type ListRow, type ListSeen } from '../store/lists-store.ts'
import type { SourceRow } from '../store.ts'
import type { Met } from './match.thread.ts'
import type { Heard } from './working.ts'

const DAY_MS = 86_400_000
/** As a silence names it. */
export const indicatorKey = ({ kind, value }: { readonly kind: string; readonly value: string }): string => `${kind} ${value}`
export const indicatorHash = (of: { readonly kind: string; readonly value: string }): Buffer => createHash('sha256').update(indicatorKey(of)).digest()
/** Neutral: whoever may not know the value sees this row too. */
const TITLE = 'indicator'

/** @param graph where an indicator was met. */
export async function saveHeard(tx: Tx, heard: readonly Heard[], sources: ReadonlyMap<string, SourceRow>, graph: TerritoryGraph | undefined, now: Date): Promise<void> {
  const ours = heard.flatMap((one) => { const source = sources.get(one.frame.sourceId); return source ? [{ ...one, source }] : [] })
  const lists = new Map((await listsById(tx, [...new Set(ours.flatMap((one) => [...one.counts.keys(), ...one.heldBy.keys()]))])).map((row) => [row.id, row]))
  await addListSeen(tx, seenOf(ours, lists))
  const alerting = ours.flatMap((one) => groupsOf(one.met, lists).map((group) => ({ ...one, group })))
  if (alerting.length === 0 || !graph) return
  const silences = await standingSilences(tx, now)
  const serious = seriousness(graph, await openCases(tx, [...new Set(alerting.map((one) => one.source.party_id))]))
  const silenced = new Map<string, number>()
  const cards = new Map<string, Card>()
  for (const { frame, source, since, group: { first, others, lines } } of alerting) {
    const lineAt = linesOf(frame.lines)
    const cause = indicatorKey(first)
    const level = levelOf(first.confidence)
    const { severity, why } = severityOf({ level, by: 'indicator', shows: source.shows as Shown[], ...serious(source.party_id) })
    for (const number of lines) {
      const line = lineAt(number)
      const event = eventOf(line)
      const silence = silencedBy(silences(source.party_id), cause, event, now)
      if (silence) { silenced.set(silence.id, (silenced.get(silence.id) ?? 0) + 1); continue }
      const { host, account } = aboutOf(event)
      const key = JSON.stringify([source.party_id, cause, host, account])
      const before = cards.get(key)
      const sample = { at: frame.at, line: textOf(line), cut: line.length > LINE_SHOWN, until: new Date(frame.at.getTime() + (source.retention_days ?? 7) * DAY_MS) }
      cards.set(key, before
        ? { ...before, count: before.count + 1, last: frame.at > before.last ? frame.at : before.last, samples: before.samples.length < SAMPLES_MOST ? [...before.samples, sample] : before.samples }
        : {
          id: randomUUID(), realm: source.realm, partyId: source.party_id, sourceId: source.id, ruleId: null, title: TITLE, level, tags: [], severity, why, host, account, first: frame.at, last: frame.at, count: 1, samples: [sample],
          indicator: {
            hash: indicatorHash(first), kind: first.kind, value: plain(first.value), reason: first.reason, field: plain(first.field), matched: plain(first.matched), listId: first.source, listName: lists.get(first.source)!.name, confidence: Math.round(first.confidence), tlp: first.tlp,
            category: plain(first.category ?? ''), family: plain(first.family ?? ''), since: first.validFrom === undefined ? since.get(first.source) ?? frame.at : new Date(first.validFrom), until: first.validUntil === undefined ? null : new Date(first.validUntil), others,
          },
        })
    }
  }
  for (const [, card] of [...cards].toSorted(([a], [b]) => (a < b ? -1 : 1))) await raise(tx, card)
  await addSilenced(tx, silenced)
}

type Group = { readonly first: Met & { readonly tlp: Tlp }; readonly others: readonly string[]; readonly lines: readonly number[] }
/** The same value of several lists is one cause. The surest of those that alert is told, and of the others the names of lists that whoever may know it may know too. */
function groupsOf(met: readonly Met[], lists: ReadonlyMap<string, ListRow>): Group[] {
  const known = met.flatMap((one) => { const list = lists.get(one.source); return list && list.state !== 'off' ? [{ ...one, tlp: stricter(one.tlp, list.tlp as Tlp) }] : [] })
  return [...Map.groupBy(known, indicatorKey).values()].flatMap((same) => {
    const alerting = same.filter((one) => lists.get(one.source)!.state === 'alert')
    const first = alerting.toSorted((a, b) => b.confidence - a.confidence || tlps.indexOf(b.tlp) - tlps.indexOf(a.tlp))[0]
    if (!first) return []
    const others = [...new Set(same.filter((one) => one.source !== first.source && stricter(one.tlp, first.tlp) === first.tlp).map((one) => lists.get(one.source)!.name))].toSorted()
    return [{ first, others, lines: [...new Set(alerting.flatMap((one) => one.lines))].toSorted((a, b) => a - b) }]
  })
}

function seenOf(heard: readonly (Heard & { readonly source: SourceRow })[], lists: ReadonlyMap<string, ListRow>): ListSeen[] {
  const sums = new Map<string, ListSeen>()
  for (const { frame, source, counts, heldBy } of heard) {
    const day = frame.at.toISOString().slice(0, 10)
    for (const [listId, more] of [...counts, ...[...heldBy].map(([id, held]) => [id, { hits: 0, weak: 0, held }] as const)]) {
      if ((lists.get(listId)?.state ?? 'off') === 'off') continue
      const key = `${listId} ${source.party_id} ${day}`
      const before = sums.get(key)
      sums.set(key, { listId, partyId: source.party_id, realm: source.realm, day, hits: (before?.hits ?? 0) + more.hits, weak: (before?.weak ?? 0) + more.weak, held: (before?.held ?? 0) + more.held })
    }
  }
  return [...sums.values()]
}
/** What the database can hold. */
const plain = (text: string): string => text.replaceAll('\u0000', '\ufffd').toWellFormed()
function eventOf(line: Buffer): unknown {
  try { return JSON.parse(String(line)) as unknown } catch { return undefined }
}
