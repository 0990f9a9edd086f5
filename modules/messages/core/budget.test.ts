import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isMuted, lastSlot, MOST_AN_HOUR, plan, type Budget, type Line } from './budget.ts'
import { kindRules, kinds, muteable, type Kind, type Pace, type Whole } from './kinds.data.ts'

const from = new Date('2026-10-19T00:00:00Z').getTime()
const moment = fc.integer({ min: 0, max: 21 * 86_400 }).map((seconds) => new Date(from + seconds * 1000))
const anyKind = fc.constantFrom(...kinds)
const event = fc.record({ at: moment, object: fc.integer({ min: 0, max: 3 }), kind: anyKind })
const mutes = fc.uniqueArray(fc.constantFrom(...muteable), { maxLength: 4 }).map((all): ReadonlySet<Kind | Whole> => new Set(all))
const zone = fc.constantFrom('Europe/Rome', 'Europe/Paris', 'America/Montreal')
type Row = Line & { readonly object: number }

/** As the module does it: an event makes or changes a row, the job runs every thirty seconds. */
function live(events: readonly { at: Date; object: number; kind: Kind }[], muted: ReadonlySet<Kind | Whole>, timeZone: string, everyMs = 30_000) {
  let [waiting, weekAt, next]: [Row[], Date | null, number] = [[], null, 0]
  const mails: { at: Date; pace: Pace; rows: readonly Row[] }[] = []
  const silenced: Row[] = []
  const sorted = events.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  for (let now = from; now <= from + 30 * 86_400_000;) {
    while (sorted[0] && sorted[0].at.getTime() <= now) {
      const { at, object, kind } = sorted.shift()!
      const there = waiting.find((row) => row.object === object && row.kind === kind)
      if (there) waiting = waiting.map((row) => (row === there ? { ...row, changedAt: at } : row))
      else waiting.push({ id: ++next, kind, object, pace: kindRules[kind].fastest, firstAt: at, changedAt: at, dueAt: at })
    }
    const budget: Budget = { muted, sentAt: mails.filter((one) => one.pace === 'at_once').map((one) => one.at), weekAt, timeZone }
    const planned = plan(waiting, budget, new Date(now))
    if (planned.atOnce.length > 0) mails.push({ at: new Date(now), pace: 'at_once', rows: planned.atOnce })
    if (planned.weekly.length > 0) { mails.push({ at: new Date(now), pace: 'weekly', rows: planned.weekly }); weekAt = planned.slot }
    silenced.push(...planned.muted)
    const gone = new Set<Row>([...planned.muted, ...planned.atOnce, ...planned.weekly])
    waiting = waiting.filter((row) => !gone.has(row))
    // Nothing waits: the next thing that can happen is the next event.
    now = waiting.length === 0 && sorted[0] ? Math.max(now + everyMs, sorted[0].at.getTime()) : waiting.length === 0 ? Infinity : now + (waiting.some((row) => row.pace === 'at_once' && !muted.has('now')) ? everyMs : 1_800_000)
  }
  return { mails, silenced, waiting }
}

test('the budget holds, whatever happens: three an hour, one digest a week on Monday, each row told once, nothing lost', () => {
  fc.assert(fc.property(fc.array(event, { maxLength: 40 }), mutes, zone, (events, muted, timeZone) => {
    const { mails, silenced, waiting } = live(events, muted, timeZone)
    const hurried = mails.filter((one) => one.pace === 'at_once')
    for (const one of hurried) expect(hurried.filter((other) => Math.abs(other.at.getTime() - one.at.getTime()) < 3_600_000 && other.at <= one.at).length).toBeLessThanOrEqual(MOST_AN_HOUR)
    const weeks = mails.filter((one) => one.pace === 'weekly').map((one) => lastSlot(one.at, timeZone).getTime())
    expect(new Set(weeks).size).toBe(weeks.length)
    const told = mails.flatMap((one) => one.rows.map((row) => row.id))
    expect(new Set(told).size).toBe(told.length)
    expect(waiting).toEqual([])
    const made = [...told, ...silenced.map((row) => row.id)].toSorted((a, b) => a - b)
    expect(made).toEqual(made.map((_, index) => index + 1))
    // Every event ends in a row, and what is required is never silenced.
    expect(new Set([...mails.flatMap((one) => one.rows), ...silenced].map((row) => `${row.kind} ${row.object}`))).toEqual(new Set(events.map((one) => `${one.kind} ${one.object}`)))
    expect(silenced.filter((row) => kindRules[row.kind].required)).toEqual([])
    if (muted.has('now')) expect(hurried.flatMap((one) => one.rows).filter((row) => !kindRules[row.kind].required)).toEqual([])
  }), { numRuns: 25 })
})

test('five hundred edits of one thing make one mail', () => {
  const events = Array.from({ length: 500 }, (_, n) => ({ at: new Date(from + n * 200), object: 1, kind: 'case_moved' as const }))
  expect(live(events, new Set(), 'Europe/Rome').mails.map((one) => one.rows.length)).toEqual([1])
  expect(live(events.map((one) => ({ ...one, kind: 'public_page' as const })), new Set(), 'Europe/Rome').mails.map((one) => one.rows.length)).toEqual([1])
})

test('what never stands still is told after ten minutes, and a fourth mail in an hour gathers what came meanwhile', () => {
  const restless = Array.from({ length: 200 }, (_, n) => ({ at: new Date(from + n * 60_000), object: n % 2, kind: 'case_moved' as const }))
  const { mails } = live(restless, new Set(), 'Europe/Rome')
  expect(mails[0]!.at.getTime() - from).toBeLessThanOrEqual(630_000)
  const apart = Array.from({ length: 12 }, (_, n) => ({ at: new Date(from + n * 240_000), object: n, kind: 'case_moved' as const }))
  const many = live(apart, new Set(), 'Europe/Rome').mails
  expect(many.map((one) => one.rows.length)).toEqual([1, 1, 1, 9])
  expect(many[3]!.at.getTime() - many[0]!.at.getTime()).toBeGreaterThanOrEqual(3_600_000)
})

test('Monday at eight by the clocks of the centre, also when they change', () => {
  expect(lastSlot(new Date('2026-11-30T06:59:59Z'), 'Europe/Rome').toISOString()).toBe('2026-11-23T07:00:00.000Z')
  expect(lastSlot(new Date('2026-11-30T07:00:00Z'), 'Europe/Rome').toISOString()).toBe('2026-11-30T07:00:00.000Z')
  // Summer time ends on Sunday 25 October 2026.
  expect(lastSlot(new Date('2026-10-24T12:00:00Z'), 'Europe/Rome').toISOString()).toBe('2026-10-19T06:00:00.000Z')
  expect(lastSlot(new Date('2026-10-26T06:30:00Z'), 'Europe/Rome').toISOString()).toBe('2026-10-19T06:00:00.000Z')
  expect(lastSlot(new Date('2026-10-26T07:30:00Z'), 'Europe/Rome').toISOString()).toBe('2026-10-26T07:00:00.000Z')
  fc.assert(fc.property(moment, zone, (at, timeZone) => {
    const slot = lastSlot(at, timeZone)
    expect(slot <= at && at.getTime() - slot.getTime() <= 7 * 86_400_000 + 3_600_000).toBe(true)
    expect(new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(slot)).toBe('Mon 08:00')
  }))
})

test('what law or a question asks for is not silenced by anything', () => {
  const all = new Set(muteable)
  for (const kind of kinds) expect(isMuted({ kind, pace: kindRules[kind].fastest }, all), kind).toBe(!kindRules[kind].required)
  expect(isMuted({ kind: 'case_moved', pace: 'at_once' }, new Set(['weekly']))).toBe(false)
  expect(isMuted({ kind: 'case_moved', pace: 'at_once' }, new Set(['weekly', 'now']))).toBe(true)
})
