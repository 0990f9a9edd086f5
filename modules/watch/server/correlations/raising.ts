/** What correlations that fired lead to: counts, alerts, and what they missed. As for rules: states at a body, silences, severity. */
import { randomUUID } from 'node:crypto'
import type { TerritoryGraph } from '#modules/territory/contract.ts'
import type { Tx } from '#platform/db/index.ts'
import type { RuleLevel, Shown } from '../../contract-shapes.ts'
import { aboutOf } from '../../core/about.ts'
import { severityOf } from '../../core/severity.ts'
import { silencedBy } from '../../core/suppress.ts'
import { statesAt } from '../catalogue/tuned.ts'
import { seriousness } from '../seriousness.ts'
import { addSilenced, openCases, raise, SAMPLES_MOST, standingSilences, type Card } from '../store/alerts-store.ts'
import { addSeen, type RuleRow, type Seen } from '../store/rules-store.ts'
import { addMissed, linesOfSteps, type KeptLine } from '../store/steps-store.ts'
import { sourcesByIds } from '../store.ts'
import type { Fire, Met, MissedAt } from './windows.ts'

const DAY_MS = 86_400_000
/** Of a card that begins or grows in one turn: from so many of its fires lines are looked for. */
const FIRES_SHOWN = 5
type Growing = { card: Omit<Card, 'samples'>; readonly fires: Fire[] }

export async function raiseFired(tx: Tx, { fired, missed }: { readonly fired: readonly Fire[]; readonly missed: readonly MissedAt[] }, rules: ReadonlyMap<string, RuleRow>, graph: TerritoryGraph, now: Date): Promise<void> {
  const day = now.toISOString().slice(0, 10)
  await addMissed(tx, missed.map(({ ruleId, partyId, realm, missed: more }) => ({ ruleId, partyId, realm, day, ...more, cut: 0 })))
  const stateAt = await statesAt(tx, fired.map((one) => one.partyId), fired.map((one) => one.ruleId))
  const stateOf = ({ ruleId, partyId }: Fire) => stateAt(rules.get(ruleId)!, partyId)
  const heard = fired.filter((one) => stateOf(one) !== 'off')
  await addSeen(tx, seenOf(heard))
  const alerting = heard.filter((one) => stateOf(one) === 'alert' && !rules.get(one.ruleId)!.silent)
  if (alerting.length === 0) return
  const sources = new Map((await sourcesByIds(tx, [...new Set(alerting.map((one) => one.by.step.source_id))])).map((row) => [row.id, row]))
  const silences = await standingSilences(tx, now)
  const serious = seriousness(graph, await openCases(tx, [...new Set(alerting.map((one) => one.partyId))]))
  const silenced = new Map<string, number>()
  const cards = new Map<string, Growing>()
  for (const fire of alerting) {
    const { ruleId, partyId, realm, by, group } = fire
    const [source, rule] = [sources.get(by.step.source_id), rules.get(ruleId)!]
    if (!source) continue
    // The group first, then the event that completed it.
    const said = { ...by.step.fields, ...Object.fromEntries(group) }
    const silence = silencedBy(silences(partyId), ruleId, said, now)
    if (silence) { silenced.set(silence.id, (silenced.get(silence.id) ?? 0) + 1); continue }
    const { host, account } = subjectOf(fire)
    const key = JSON.stringify([partyId, ruleId, host, account])
    const before = cards.get(key)
    const [first, last] = [by.step.came_at, by.step.came_at]
    if (before) {
      before.card = { ...before.card, count: before.card.count + 1, first: first < before.card.first ? first : before.card.first, last: last > before.card.last ? last : before.card.last }
      if (before.fires.length < FIRES_SHOWN) before.fires.push(fire)
      continue
    }
    const { severity, why } = severityOf({ level: rule.level as RuleLevel, shows: source.shows as Shown[], ...serious(partyId) })
    cards.set(key, { card: { id: randomUUID(), realm, partyId, sourceId: source.id, ruleId, title: rule.title, level: rule.level as RuleLevel, tags: rule.tags, severity, why, host, account, first, last, count: 1 }, fires: [fire] })
  }
  const kept = await linesOfSteps(tx, [...new Set([...cards.values()].flatMap(({ fires }) => fires.flatMap((fire) => fire.events.map((one) => one.step.id))))])
  const days = new Map((await sourcesByIds(tx, [...new Set([...cards.values()].flatMap(({ fires }) => fires.flatMap((fire) => fire.events.map((one) => one.step.source_id))))])).map((row) => [row.id, row.retention_days ?? 7]))
  const untilOf = ({ step }: Met) => new Date(step.came_at.getTime() + (days.get(step.source_id) ?? 7) * DAY_MS)
  // In one order everywhere, as rules raise them.
  for (const [, { card, fires }] of [...cards].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    await raise(tx, { ...card, samples: linesFor(fires, kept).map(({ met, line, cut }) => ({ at: met.step.came_at, line, cut, until: untilOf(met) })) })
  }
  await addSilenced(tx, silenced)
}

/** By the fields of the group, else by its events where all of them say the same. */
function subjectOf({ group, events }: Fire): { readonly host: string; readonly account: string } {
  const own = aboutOf(Object.fromEntries(group))
  const common = (of: 'host' | 'account') => { const [first, ...more] = new Set(events.map((one) => one.step[of])); return more.length === 0 ? first ?? '' : '' }
  return { host: own.host || common('host'), account: own.account || common('account') }
}

type Sample = { readonly met: Met; readonly line: string; readonly cut: boolean }
/** Lines of the events that completed it, the latest: their own, or else one of the same row, which says the same. */
function linesFor(fires: readonly Fire[], kept: ReadonlyMap<number, readonly KeptLine[]>): Sample[] {
  const lines = new Map<string, Sample>()
  for (const fire of fires) {
    const own = new Map<string, Sample>()
    for (const met of fire.events.toReversed()) {
      const there = kept.get(met.step.id) ?? []
      const one = there.find(({ place }) => place === met.place) ?? there.at(-1)
      if (one) own.set(`${met.step.id} ${one.place}`, { met, line: one.line, cut: one.cut })
      if (own.size === SAMPLES_MOST) break
    }
    for (const [key, line] of [...own].toReversed()) if (!lines.has(key) && lines.size < SAMPLES_MOST) lines.set(key, line)
  }
  return [...lines.values()]
}

function seenOf(fired: readonly Fire[]): Seen[] {
  const sums = new Map<string, Seen>()
  for (const { ruleId, partyId, realm, by } of fired) {
    const day = by.step.came_at.toISOString().slice(0, 10)
    const key = `${ruleId} ${partyId} ${day}`
    sums.set(key, { ruleId, partyId, realm, day, count: (sums.get(key)?.count ?? 0) + 1 })
  }
  return [...sums.values()]
}
