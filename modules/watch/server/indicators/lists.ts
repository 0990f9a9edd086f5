/** What people do with lists of indicators. A newer text is read in a thread, beside everything else, and takes the place of the one before in one transaction. */
import { createHash, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { addText, createStore, eachValue, originId, refang, type Kind, type Tlp } from '#engines/indicators/index.ts'
import { record } from '#platform/audit/index.ts'
import { Refusal, tlps, type Actor, type BodyOf, type QueryOf, type ResponseOf } from '#platform/contract/index.ts'
import { startThread } from '#platform/threads/index.ts'
import { indicatorKinds, LISTS, type ListFormat, type ListItem } from '../../contract-lists.ts'
import type * as door from '../../contract-lists.ts'
import type { Arrival } from '../../core/lists/arrival.ts'
import type { Context } from '../context.ts'
import { found, named, partiesOf } from '../dto.ts'
import type { Hunts } from '../hunts/hunts.ts'
import * as store from '../store/lists-store.ts'
import { tellOfList } from '../told/telling.ts'
import type { Given } from './arrival.thread.ts'

const [unzip, zip] = [promisify(gunzip), promisify(gzip)]
const DAY_MS = 86_400_000
const MET_DAYS = 30
const PART_BYTES = 4 * 1_048_576
const READ_MS = 180_000
const MEMORY_MB = 2048
const SAID = 5

export function createLists(context: Context, hunts: Pick<Hunts, 'start'>) {
  const { ground: { db, clock } } = context
  const asked = () => { const now = clock.now(); return { since: new Date(now.getTime() - MET_DAYS * DAY_MS), today: now.toISOString().slice(0, 10) } }
  let reading = false

  const list = (actor: Actor, query: QueryOf<typeof door.listLists>): Promise<ResponseOf<typeof door.listLists>> => db.as(actor, async (tx) => {
    const { rows, ...sums } = await store.listLists(tx, { ...asked(), ...query })
    return { ...sums, items: rows.map((row) => toList(row, clock.now())) }
  })

  const read = (actor: Actor, id: string): Promise<ResponseOf<typeof door.readList>> => db.as(actor, async (tx) => {
    const row = found(await store.listWithFigures(tx, id, asked()))
    const [versions, withdrawn, seen] = [await store.versionsOf(tx, id), await store.withdrawnOf(tx, id), await store.listSeenOf(tx, id, asked().since)]
    const parties = await partiesOf(context, tx, seen.map((one) => one.party_id))
    const now = versions.find((one) => one.number === row.current)
    return {
      ...toList(row, clock.now()), kinds: kindsOf(now?.kinds ?? {}), problems: [...(now?.problems ?? [])], versions: versions.map(toVersion),
      withdrawn: withdrawn.map((one) => ({ id: one.id, value: one.value, reason: one.reason, at: one.at.toISOString(), by: one.by_name || one.by_id })),
      seen: seen.map(({ party_id: partyId, ...counts }) => ({ party: named(parties, partyId), ...counts })), fresh: { values: now?.came ?? 0, fits: now?.fresh != null },
    }
  })

  const add = (actor: Actor, { format, state, ...body }: BodyOf<typeof door.addList>): Promise<{ id: string }> => db.as(actor, async (tx) => {
    const [id, at, kind] = [randomUUID(), clock.now(), format === 'warning' ? 'warning' : 'indicators']
    if ((await store.listLists(tx, { ...asked(), limit: 1, offset: 0 })).total >= LISTS.most) throw new Refusal('invalid', { fields: [{ path: 'body', problem: `there are ${LISTS.most} lists already` }] })
    const word = kind === 'indicators' ? state : state === 'off' ? 'off' : 'guard'
    if (!await store.insertList(tx, { id, kind, format, state: word, resharing: 'no', ...body, made_at: at, made_by: actor.id, made_by_name: actor.name })) throw new Refusal('invalid', { fields: [{ path: 'body.name', problem: 'there is a list of this name' }] })
    await record(tx, actor, at, { action: 'watch.add_list', object: `list:${id}`, detail: { format, state: word, ...body } })
    return { id }
  })

  const change = (actor: Actor, id: string, { version, ...to }: BodyOf<typeof door.changeList>): Promise<void> => db.as(actor, async (tx) => {
    const row = found(await store.listById(tx, id, true))
    if ((row.kind === 'warning') !== (to.state === 'guard') && to.state !== 'off') throw new Refusal('invalid', { fields: [{ path: 'body.state', problem: 'a warning list guards or is off; the others observe, alert or are off' }] })
    const same = await store.listByName(tx, to.name)
    if (same && same.id !== id) throw new Refusal('invalid', { fields: [{ path: 'body.name', problem: 'there is a list of this name' }] })
    if (!await store.updateList(tx, id, version, to)) throw new Refusal('conflict')
    await tellOfList(tx, actor, id)
    // What it has raised already is told as narrowly from now on; never more widely.
    await store.narrowAlerts(tx, id, tlps.slice(tlps.indexOf(to.tlp) + 1), to.tlp)
    await record(tx, actor, clock.now(), { action: 'watch.change_list', object: `list:${id}`, detail: { before: { state: row.state, confidence: row.confidence, tlp: row.tlp, days: row.days }, after: { state: to.state, confidence: to.confidence, tlp: to.tlp, days: to.days } } })
  })

  const remove = (actor: Actor, id: string): Promise<void> => db.as(actor, async (tx) => {
    const row = found(await store.listById(tx, id, true))
    await tellOfList(tx, actor, id)
    await store.deleteList(tx, id)
    await record(tx, actor, clock.now(), { action: 'watch.remove_list', object: `list:${id}`, detail: { name: row.name, source: row.source, version: row.current } })
  })

  /** Bytes as they came, or gzip. What cannot be read, or is too much, changes nothing. @throws Refusal too_large, busy, invalid, conflict */
  async function bring(actor: Actor, id: string, origin: string, given: Buffer): Promise<ResponseOf<typeof door.bringList>> {
    if (reading) throw new Refusal('busy', { retryAfterSeconds: 10 })
    reading = true
    try {
      const bytes = await unpacked(given)
      const [row, before] = await db.as(actor, async (tx) => { const one = found(await store.listById(tx, id)); return [one, one.current === 0 ? null : await store.partsOf(tx, id, one.current)] as const })
      const parts: Buffer[] = []
      for (let at = 0; at === 0 || at < bytes.length; at += PART_BYTES) parts.push(await zip(bytes.subarray(at, at + PART_BYTES)))
      const arrival = await arrivalOf({ format: row.format as ListFormat, origin: { source: id, confidence: row.confidence, tlp: row.tlp as Tlp }, parts: parts.map((one) => new Uint8Array(one)), before: before?.map((one) => new Uint8Array(one)) ?? null })
      if (arrival.values === 0) throw new Refusal('invalid', { fields: [{ path: 'body', problem: 'there is no value in it' }, ...arrival.problems.slice(0, SAID).map((one) => ({ path: 'body', problem: `line ${one.line}: ${one.message}` }))] })
      return await db.as(actor, async (tx) => {
        const [others, now] = [await store.inForce(tx, id), found(await store.listById(tx, id))]
        if (now.current !== row.current) throw new Refusal('conflict')
        if (others.values + arrival.values > LISTS.values || others.bytes + bytes.length > LISTS.allBytes) throw new Refusal('too_large', { values: LISTS.values, bytes: LISTS.allBytes })
        const [at, number, by] = [clock.now(), row.current + 1, { id: actor.id, name: actor.name }]
        await store.insertVersion(tx, { listId: id, number, at, by, origin, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest(), arrival, parts })
        await tellOfList(tx, actor, id)
        const { values, came, went, refused, problems, kinds } = arrival
        await record(tx, actor, at, { action: 'watch.list_text', object: `list:${id}`, detail: { number, origin, values, came, went, refused } })
        return { number, at: at.toISOString(), by: actor.name, origin, bytes: bytes.length, values, came, went, refused, problems: [...problems], kinds: kindsOf(kinds) }
      })
    } finally { reading = false }
  }

  const withdraw = (actor: Actor, id: string, { value: written, reason }: BodyOf<typeof door.withdrawValue>): Promise<{ id: string; value: string }> => db.as(actor, async (tx) => {
    const row = found(await store.listById(tx, id, true))
    if (row.kind === 'warning') throw new Refusal('invalid', { fields: [{ path: 'body.value', problem: 'of a warning list the text is changed' }] })
    const value = canonical(written)
    if (value === undefined) throw new Refusal('invalid', { fields: [{ path: 'body.value', problem: 'no address, name, URL, hash or mail address can be read here' }] })
    const [withdrawnId, at] = [randomUUID(), clock.now()]
    if (!await store.insertWithdrawn(tx, { id: withdrawnId, list_id: id, value, reason, at, by_id: actor.id, by_name: actor.name })) throw new Refusal('conflict')
    await tellOfList(tx, actor, id)
    await record(tx, actor, at, { action: 'watch.withdraw', object: `list:${id}`, reason, detail: { value } })
    return { id: withdrawnId, value }
  })
  const restore = (actor: Actor, id: string): Promise<void> => db.as(actor, async (tx) => {
    const row = found(await store.deleteWithdrawn(tx, id))
    await tellOfList(tx, actor, row.list_id)
    await record(tx, actor, clock.now(), { action: 'watch.restore', object: `list:${row.list_id}`, detail: { value: row.value } })
  })

  async function lookBack(actor: Actor, id: string): Promise<{ huntId: string }> {
    const { row, fresh } = await db.as(actor, async (tx) => { const one = found(await store.listById(tx, id)); return { row: one, fresh: (await store.versionsOf(tx, id)).find((version) => version.number === one.current)?.fresh } })
    if (fresh == null) throw new Refusal('conflict')
    return { huntId: (await hunts.start(actor, { kind: 'indicator', title: `${row.name} · ${row.current}`, text: fresh }, null, id)).id }
  }

  /** For the command: one of this name, made where there is none. */
  const named_ = (actor: Actor, body: BodyOf<typeof door.addList>): Promise<{ id: string; isNew: boolean }> => db.as(actor, (tx) => store.listByName(tx, body.name)).then(async (row) => (row ? { id: row.id, isNew: false } : { ...await add(actor, body), isNew: true }))

  return { list, read, add, change, remove, bring, withdraw, restore, lookBack, named: named_ }
}
export type IndicatorLists = ReturnType<typeof createLists>

async function unpacked(given: Buffer): Promise<Buffer> {
  if (given.length > LISTS.bytes) throw new Refusal('too_large')
  if (given[0] !== 0x1f || given[1] !== 0x8b) return given
  try { return await unzip(given, { maxOutputLength: LISTS.bytes }) } catch (error) {
    throw new Refusal((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'invalid')
  }
}
async function arrivalOf(data: Given): Promise<Arrival> {
  const thread = startThread<Arrival, never, never>(new URL('arrival.thread.ts', import.meta.url), { data, startMs: READ_MS, memoryMb: MEMORY_MB })
  // Too much for the memory or the time of the thread, or what no reader foresaw.
  try { return await thread.ready } catch (error) { throw new Refusal('invalid', { fields: [{ path: 'body', problem: `it could not be read: ${error instanceof Error ? error.message.slice(0, 200) : ''}` }] }) } finally { await thread.end() }
}
/** As the engine compares it. */
function canonical(written: string): string | undefined {
  const store = createStore()
  addText(store, refang(written), undefined, originId(store, { source: 'x', confidence: 0, tlp: 'clear' }))
  let value: string | undefined
  eachValue(store, (one) => { value = one.value })
  return value
}
const kindsOf = (kinds: Readonly<Partial<Record<Kind, number>>>) => indicatorKinds.flatMap((kind) => (kinds[kind] ? [{ kind, values: kinds[kind] }] : []))
const toVersion = (row: store.VersionRow) => ({ number: row.number, at: row.at.toISOString(), by: row.by_name || row.by_id, origin: row.origin, bytes: Number(row.bytes), values: row.values, came: row.came, went: row.went, refused: row.refused })
/** Those of a text that is past its days are all expired. */
const toList = (row: store.ListRow & store.Figures, now: Date): ListItem => ({
  id: row.id, name: row.name, kind: row.kind as ListItem['kind'], format: row.format as ListFormat, source: row.source, licence: row.licence, confidence: row.confidence, tlp: row.tlp as Tlp, days: row.days, state: row.state as ListItem['state'], version: row.version,
  current: row.current, at: row.at?.toISOString() ?? null, values: row.values, refused: row.refused, expired: row.at && row.days !== null && row.at.getTime() + row.days * DAY_MS <= now.getTime() ? row.values : row.expired,
  hits: Number(row.hits), weak: Number(row.weak), held: Number(row.held), bodies: row.bodies,
})
