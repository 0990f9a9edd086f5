/** What people do with hunts: begin one, follow it, end it, and make a case where it met something. */
import { createHash, randomUUID } from 'node:crypto'
import { record, recordRead } from '#platform/audit/index.ts'
import { Refusal, stricter, type Actor, type BodyOf, type QueryOf, type ResponseOf, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import type * as door from '../../contract-hunts.ts'
import { watchTold } from '../../contract-told.ts'
import { lackOf, lackOfAll, saysOf } from '../../core/told/hunt.ts'
import type { Context } from '../context.ts'
import { found, named, partiesOf, type Parties } from '../dto.ts'
import * as store from '../store/hunts-store.ts'
import { rulesById } from '../store/rules-store.ts'
import { sharedOf } from '../store/told-store.ts'
import { leftOutOf, prepare, titleIn } from './ask.ts'
import { partsOf } from './parts.ts'
import { tellingOf } from './tell.ts'

const TITLE_SHOWN = 300
const PART_SHOWN = 300
/** Before this there is nothing: an open beginning. */
const FIRST_DAY = '2000-01-01'

export function createHunts(context: Context) {
  const { ground: { db, clock }, needs } = context

  const list = (actor: Actor, query: QueryOf<typeof door.listHunts>): Promise<ResponseOf<typeof door.listHunts>> => db.as(actor, async (tx) => {
    const { total, rows } = await store.listHunts(tx, query)
    const parties = await partiesOf(context, tx, rows.flatMap((row) => row.party_id ?? []))
    return { total, items: rows.map((row) => toHunt(row, parties)), kept: await store.keptNow(tx) }
  })

  /** `about`: the indicator of STIX that is asked, and its level. `listId`: the list whose values they are. */
  const start = (actor: Actor, { kind, ruleId, title, text: given, from, to, partyId }: BodyOf<typeof door.startHunt>, about: { readonly id: string; readonly tlp: Tlp } | null = null, listId: string | null = null): Promise<{ id: string }> => db.as(actor, async (tx) => {
    if (partyId !== undefined && !(await partiesOf(context, tx, [partyId])).has(partyId)) throw new Refusal('not_found')
    const [rule] = ruleId === undefined ? [] : await rulesById(tx, [ruleId])
    if (ruleId !== undefined && (kind !== 'rule' || !rule)) throw kind === 'rule' ? new Refusal('not_found') : new Refusal('invalid', { fields: [{ path: 'body.ruleId', problem: 'a rule of the catalogue is asked as a rule' }] })
    if (rule && rule.form !== 'rule') throw new Refusal('invalid', { fields: [{ path: 'body.ruleId', problem: 'a look back asks line by line: it takes the rules that a correlation refers to, and no filter' }] })
    const text = rule?.yaml ?? given
    prepare(kind, text, needs.compile)
    const [id, at] = [randomUUID(), clock.now()]
    const [first, last] = [from ?? FIRST_DAY, to ?? at.toISOString().slice(0, 10)]
    if (first > last) throw new Refusal('invalid', { fields: [{ path: 'body.to', problem: 'the last day is before the first' }] })
    const name = (title || rule?.title || titleIn(kind, text)).slice(0, TITLE_SHOWN)
    await store.insertHunt(tx, { id, realm: actor.realm, kind, title: name, text, ruleId: rule?.id ?? null, from: first, to: last, partyId: partyId ?? null, about, parts: partsOf({ kind, text, about_id: about?.id ?? null, list_id: listId }).map((one) => one.key), listId, at, byId: actor.id, byName: actor.name })
    await record(tx, actor, at, { action: 'watch.hunt_start', ...(partyId === undefined ? {} : { partyId }), object: `hunt:${id}`, detail: { kind, ...(about?.tlp === 'red' ? {} : { title: name }), ruleId: rule?.id ?? null, about: about?.id ?? null, from: first, to: last } })
    return { id }
  })

  const read = (actor: Actor, id: string): Promise<ResponseOf<typeof door.readHunt>> => db.as(actor, async (tx) => {
    const row = found(await store.huntById(tx, id))
    const [met, samples] = [await store.foundOf(tx, id), Map.groupBy(await store.samplesOf(tx, id), (one) => one.partyId)]
    const parties = await partiesOf(context, tx, [...met.map((one) => one.partyId), ...(row.party_id ? [row.party_id] : [])])
    // The lines tell of people who work there.
    for (const partyId of samples.keys()) await recordRead(tx, actor, clock.now(), { action: 'watch.hunt', partyId, object: `hunt:${id}`, detail: { body: partyId } })
    const [why, ...rest] = row.why.split(': ')
    const { whole, parts: telling } = await tellingOf(context, tx, row)
    return {
      ...toHunt(row, parties), text: row.text, leftOut: [...leftOutOf(row.kind as door.HuntKind, row.text)], broken: row.broken, why: why === 'stuck' || why === 'unreadable' ? why : null, whyText: rest.join(': '),
      told: {
        tlp: row.told_tlp as Tlp | null, at: row.told_at?.toISOString() ?? null, by: row.told_by_name, lack: lackOfAll(telling), about: row.about_id, floor: row.about_tlp as Tlp | null,
        parts: telling.length === 1 && telling[0]!.key === undefined ? [] : telling.map((one) => ({ name: one.name.slice(0, PART_SHOWN), says: saysOf(one, row.told_at ?? clock.now()), lack: lackOf(one), floor: one.floor ?? null })),
        bodies: whole.real?.bodies ?? 0, waiting: whole.waiting, over: whole.over ?? null, shared: [...((await sharedOf(tx, 'hunts', [id])).get(id) ?? [])],
      },
      sighting: { bodies: met.length, firstDay: met.map((one) => one.firstDay).toSorted()[0] ?? null, lastDay: met.map((one) => one.lastDay).toSorted().at(-1) ?? null },
      found: met.map(({ partyId, ...one }) => ({
        ...one, party: named(parties, partyId),
        samples: (samples.get(partyId) ?? []).map((sample) => ({ at: sample.at.toISOString(), source: sample.source, what: sample.what, line: sample.line, cut: sample.cut, until: sample.until.toISOString() })),
      })),
    }
  })

  const cancel = (actor: Actor, id: string): Promise<void> => db.as(actor, async (tx) => {
    found(await store.huntById(tx, id, true))
    if (!await store.endHunt(tx, id, 'cancelled', clock.now())) throw new Refusal('conflict')
    await record(tx, actor, clock.now(), { action: 'watch.hunt_cancel', object: `hunt:${id}` })
  })

  /** Whoever shares asks anew what may be told. */
  const changed = (tx: Tx, actor: Actor, { id, told_tlp: told }: Pick<store.HuntRow, 'id' | 'told_tlp'>): Promise<void> => (told === null ? Promise.resolve() : emit(tx, actor, watchTold, { kind: 'hunts', id }))

  /** Never wider than what was asked came to us. */
  const tell = (actor: Actor, id: string, { tlp }: BodyOf<typeof door.tellHunt>): Promise<void> => db.as(actor, async (tx) => {
    const row = found(await store.huntById(tx, id, true))
    const at = clock.now()
    if (tlp !== null) {
      const lack = lackOfAll((await tellingOf(context, tx, row)).parts)
      if (lack !== null) throw new Refusal('conflict', { reason: lack })
      if (row.about_tlp !== null && stricter(tlp, row.about_tlp as Tlp) !== tlp) throw new Refusal('tlp')
    }
    await store.setHuntTold(tx, id, tlp === null ? null : { tlp, at, byId: actor.id, byName: actor.name })
    await changed(tx, actor, { id, told_tlp: tlp ?? row.told_tlp })
    await record(tx, actor, at, { action: 'watch.hunt_tell', object: `hunt:${id}`, detail: { before: row.told_tlp, after: tlp, about: row.about_id } })
  })
  const judge = (actor: Actor, id: string, partyId: string, verdict: 'real' | 'false'): Promise<void> => db.as(actor, async (tx) => {
    const [row, at] = [found(await store.huntById(tx, id, true)), clock.now()]
    found((await store.foundOf(tx, id)).find((one) => one.partyId === partyId))
    await store.putVerdict(tx, { huntId: id, partyId, realm: actor.realm, verdict, at, byId: actor.id, byName: actor.name })
    await changed(tx, actor, row)
    await record(tx, actor, at, { action: 'watch.hunt_judge', partyId, object: `hunt:${id}`, detail: { verdict } })
  })
  /** What led to a case stays as long as its term: the case refers to it. */
  const remove = (actor: Actor, id: string): Promise<void> => db.as(actor, async (tx) => {
    const row = found(await store.huntById(tx, id, true))
    if (row.ended_at === null) throw new Refusal('conflict', { reason: 'unfinished' })
    if (await store.hasCase(tx, id)) throw new Refusal('conflict', { reason: 'case' })
    await store.deleteHunt(tx, id)
    await changed(tx, actor, row)
    await record(tx, actor, clock.now(), { action: 'watch.hunt_delete', object: `hunt:${id}`, detail: { told: row.told_tlp } })
  })

  /** One of a hunt and body, as it is of an alert: the id of the request follows from both. */
  async function makeCase(actor: Actor, id: string, partyId: string): Promise<{ caseId: string; ref: string }> {
    const look = async (tx: Tx) => {
      const row = found(await store.huntById(tx, id))
      return { row, met: found((await store.foundOf(tx, id)).find((one) => one.partyId === partyId)), made: await store.caseOf(tx, id, partyId) }
    }
    const { row, met, made } = await db.as(actor, look)
    if (made) return made
    const { mainId, ref } = await needs.cases.open(actor, {
      providerId: partyId, title: row.title.slice(0, 200), occurredAt: new Date(met.firstDay), ...(row.about_tlp === null ? {} : { tlp: stricter('amber', row.about_tlp as Tlp) }), effects: { unavailable: false, exposed: false, tampered: false }, description: {}, requestId: requestOf(id, partyId),
    })
    await needs.cases.note(actor, mainId, { key: `hunt:${id}`, at: clock.now(), text: [row.title, `${met.firstDay} – ${met.lastDay}`, `${met.hits} ×`, row.rule_id].filter(Boolean).join(' · ') })
    return db.as(actor, async (tx) => {
      const at = clock.now()
      if (await store.addCase(tx, { huntId: id, partyId, realm: actor.realm, caseId: mainId, ref, at, byId: actor.id, byName: actor.name })) {
        await changed(tx, actor, row)
        await record(tx, actor, at, { action: 'watch.hunt_case', partyId, object: `hunt:${id}`, detail: { caseId: mainId, ref } })
      }
      return { caseId: mainId, ref }
    })
  }

  return { list, start, read, cancel, tell, judge, remove, makeCase }
}
export type Hunts = ReturnType<typeof createHunts>

const toHunt = (row: store.HuntRow, parties: Parties): ResponseOf<typeof door.listHunts>['items'][number] => ({
  id: row.id, kind: row.kind as door.HuntKind, title: row.title, ruleId: row.rule_id, from: row.from_day, to: row.to_day, party: row.party_id ? named(parties, row.party_id) : null, state: row.state as door.HuntState,
  total: row.total, done: row.done, missing: row.missing, lines: row.lines, hits: row.hits, bodies: row.bodies, madeAt: row.made_at.toISOString(), madeBy: row.made_by_name, startedAt: row.started_at?.toISOString() ?? null, endedAt: row.ended_at?.toISOString() ?? null,
})
/** A UUID that follows from both (version 8, RFC 9562). */
function requestOf(huntId: string, partyId: string): string {
  const hex = createHash('sha256').update(`watch.hunt_case ${huntId} ${partyId}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
