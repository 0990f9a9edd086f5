/** Each Monday morning the week before is written down for every body that sends logs, once; who wants it by mail is told by the event. */
import { record } from '#platform/audit/index.ts'
import { system, type Actor, type ResponseOf } from '#platform/contract/index.ts'
import { instantOfWall } from '#platform/contract/zone.ts'
import { readCentre } from '#platform/db/centre.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import { weekWritten, type listWeeks, type readWeek, type WeekFacts } from '../../contract-catalogue.ts'
import { severities } from '../../contract-shapes.ts'
import { daysOfWeek, inShort, weekBefore, weekText } from '../../core/week.ts'
import type { Context } from '../context.ts'
import { found, lacksOfSource, named, partiesOf } from '../dto.ts'
import { listSources } from '../store.ts'
import * as store from '../store/weeks-store.ts'

const actor = system('watch.weeks')
const PART = 50
const SOURCES_MOST = 200

export function createWeeks(context: Context) {
  const { ground: { db, clock } } = context

  /** @returns how many were written. Killed in between, the next run goes on: a body and its event are one transaction. */
  async function write(): Promise<number> {
    const { timeZone } = await db.as(actor, readCentre)
    const now = clock.now()
    const due = weekBefore(now, timeZone)
    if (!due) return 0
    const [from, to] = [due.from, due.to]
    const end = momentOf(due.next, timeZone)
    let written = 0
    for (;;) {
      const ids = await db.as(actor, (tx) => store.bodiesWithout(tx, due.week, end, PART))
      for (const partyId of ids) {
        await db.as(actor, async (tx) => {
          const facts = await factsOf(tx, partyId, { from, to, before: due.before, timeZone, end })
          if (!await store.insertWeek(tx, { party_id: partyId, week: due.week, realm: actor.realm, facts, made_at: now })) return
          await emit(tx, actor, weekWritten, { partyId, week: due.week, said: { it: inShort(facts, 'it'), fr: inShort(facts, 'fr'), en: inShort(facts, 'en') } })
          await record(tx, actor, now, { action: 'watch.week', partyId, object: `week:${due.week}` })
          written += 1
        })
      }
      if (ids.length < PART) return written
    }
  }

  async function factsOf(tx: Tx, partyId: string, { from, to, before, timeZone, end }: { from: string; to: string; before: string; timeZone: string; end: Date }): Promise<WeekFacts> {
    const country = (await partiesOf(context, tx, [partyId])).get(partyId)?.country ?? 'IT'
    const { rows: sources } = await listSources(tx, { partyId, limit: SOURCES_MOST, offset: 0 })
    const [days, first] = [await store.daysBetween(tx, partyId, before, to), await store.firstDays(tx, partyId)]
    const [begin, beginBefore] = [momentOf(from, timeZone), momentOf(before, timeZone)]
    const [alerts, alertsBefore] = [await store.alertsBetween(tx, partyId, begin, end), await store.alertsBetween(tx, partyId, beginBefore, begin)]
    const of = (state: string) => alerts.filter((one) => one.state === state).length
    return {
      from, to,
      sources: sources.filter((one) => one.made_at < end).map((source) => {
        const own = days.filter((one) => one.source_id === source.id)
        const sum = (some: readonly store.DayRow[], key: 'lines' | 'broken') => some.reduce((total, one) => total + one[key], 0)
        const week = own.filter((one) => one.day >= from)
        const began = first.get(source.id)
        const came = new Set(week.filter((one) => one.lines > 0).map((one) => one.day))
        return {
          label: source.label, lines: sum(week, 'lines'), before: sum(own.filter((one) => one.day < from), 'lines'), broken: sum(week, 'broken'), incomplete: lacksOfSource(source, country, to).length > 0,
          // One that never sent has not fallen silent.
          silent: began === undefined ? [] : daysOfWeek(from).filter((day) => day > began && !came.has(day)),
        }
      }),
      found: alerts.length, foundBefore: alertsBefore.length, open: of('open'), taken: of('taken'), closed: of('closed'), cases: [...new Set(alerts.flatMap((one) => (one.case_ref ? [one.case_ref] : [])))],
      worst: severities.toReversed().find((one) => alerts.some((alert) => alert.severity === one)) ?? '',
    }
  }

  const list = (who: Actor, partyId: string): Promise<ResponseOf<typeof listWeeks>> => db.as(who, async (tx) => {
    const party = found((await partiesOf(context, tx, [partyId])).get(partyId))
    return { party: { id: party.id, name: party.name }, items: (await store.weeksOf(tx, partyId)).map((row) => ({ week: row.week, madeAt: row.made_at.toISOString() })) }
  })
  const read = (who: Actor, partyId: string, week: string): Promise<ResponseOf<typeof readWeek>> => db.as(who, async (tx) => {
    const row = found(await store.weekOf(tx, partyId, week))
    return { party: named(await partiesOf(context, tx, [partyId]), partyId), week: row.week, facts: row.facts, text: { it: weekText(row.facts, 'it'), fr: weekText(row.facts, 'fr'), en: weekText(row.facts, 'en') } }
  })
  return { write, list, read }
}
export type Weeks = ReturnType<typeof createWeeks>

const momentOf = (day: string, timeZone: string): Date => new Date(instantOfWall(Date.parse(`${day}T00:00:00Z`), timeZone))
