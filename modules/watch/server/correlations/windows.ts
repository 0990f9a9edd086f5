/** The windows of all bodies in memory: made of the turns that the database keeps, and so at any time anew. */
import type { CorrelationDocument } from '#engines/sigma/index.ts'
import { createCorrelator, type Correlator, type Fired, type Missed } from '#engines/sigma/correlate/index.ts'
import type { Step } from '../store/steps-store.ts'

/** Of a body. Beyond them the oldest groups go, and are counted. */
export const GROUPS_MOST = 20_000
const BYTES_MOST = 16 * 1_048_576
/** Latest events named when something fires: up to five of their lines are shown. */
const EVENTS_NAMED = 20

/** A hit in a window: its row, and which of its hits. */
export type Met = { readonly step: Step; readonly moment: number; readonly place: number }
export type Fire = { readonly ruleId: string; readonly realm: string; readonly partyId: string; readonly group: Fired['group']; /** Oldest first. */ readonly events: readonly Met[]; /** The hit that completed it. */ readonly by: Met }
export type MissedAt = { readonly ruleId: string; readonly realm: string; readonly partyId: string; readonly missed: Missed }
type Body = { readonly realm: string; readonly partyId: string; readonly correlator: Correlator }
const none: Missed = { late: 0, ungrouped: 0, unvalued: 0, evicted: 0 }

/** @param isOff correlations that a body does not want */
export function createWindows(docs: readonly CorrelationDocument[], isOff: (partyId: string, ruleId: string) => boolean, maxGroups = GROUPS_MOST) {
  const bodies = new Map<string, Body>()
  // Each body by itself: a group of one is never completed by another, and its clock is not another's.
  function bodyOf({ realm, party_id: partyId }: Step): Body {
    const key = `${realm} ${partyId}`
    const known = bodies.get(key)
    if (known) return known
    const made: Body = { realm, partyId, correlator: createCorrelator(docs.filter((doc) => !isOff(partyId, doc.id)), { maxGroups, maxBytes: BYTES_MOST, maxEvents: EVENTS_NAMED }) }
    bodies.set(key, made)
    return made
  }

  /** One turn, by the time of the events; those of one time as they came. */
  function feed(turn: readonly Step[]): { readonly fired: readonly Fire[]; readonly missed: readonly MissedAt[] } {
    const met = turn.flatMap((step) => step.hits.map(([moment, place]): Met => ({ step, moment, place })))
    met.sort((a, b) => a.moment - b.moment || a.step.batch - b.step.batch || a.place - b.place || a.step.id - b.step.id)
    const touched = new Map([...new Set(turn.map(bodyOf))].map((body) => [body, body.correlator.missed()]))
    const fired: Fire[] = []
    for (const by of met) {
      const { realm, partyId, correlator } = bodyOf(by.step)
      const { fields, rule_id: rule } = by.step
      for (const one of correlator.feed({ rule, time: by.moment, read: (field) => (Object.hasOwn(fields, field) ? fields[field] : undefined), event: by })) {
        fired.push({ ruleId: one.correlation.id, realm, partyId, group: one.group, events: one.events as readonly Met[], by })
      }
    }
    return { fired, missed: [...touched].flatMap(([{ realm, partyId, correlator }, before]) => [...correlator.missed()].flatMap(([ruleId, now]) => moreOf(before.get(ruleId) ?? none, now).map((missed) => ({ ruleId, realm, partyId, missed })))) }
  }
  return { feed }
}
export type Windows = ReturnType<typeof createWindows>

function moreOf(before: Missed, now: Missed): Missed[] {
  const more = { late: now.late - before.late, ungrouped: now.ungrouped - before.ungrouped, unvalued: now.unvalued - before.unvalued, evicted: now.evicted - before.evicted }
  return more.late + more.ungrouped + more.unvalued + more.evicted > 0 ? [more] : []
}
