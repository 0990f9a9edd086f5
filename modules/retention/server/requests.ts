/** Requests of people: entered, looked at, answered with a copy, carried out. The register says to whom only to whoever has the key. */
import { randomUUID } from 'node:crypto'
import { Encrypter } from 'age-encryption'
import { record } from '#platform/audit/index.ts'
import { Refusal, system, type Actor, type BodyOf } from '#platform/contract/index.ts'
import { readCentre } from '#platform/db/centre.ts'
import type { Keys } from '#platform/keys/index.ts'
import type { Ground as House } from '#platform/module.ts'
import type { Found, SubjectPlace } from '#platform/db/subject.ts'
import type * as door from '../contract-requests.ts'
import { sheet } from '../core/sheet.ts'
import { dayIn, daysLeft, dueOn, isExceeded } from '../core/terms-of-requests.ts'
import { zip } from '../core/zip.ts'
import { createErasing } from './erasing.ts'
import { goes, seenOf, staysOf, subjectOf, type Held, type Sealed } from './found.ts'
import { changeRow, insertRequest, listRows, markRow, readRow, type RequestDbRow } from './store/requests-store.ts'

export type RequestNeeds = { readonly places: readonly SubjectPlace[]; readonly keys: Pick<Keys, 'seal' | 'open'> }
export type Requests = ReturnType<typeof createRequests>

export function createRequests(house: Pick<House, 'db' | 'clock' | 'log'>, needs: RequestNeeds) {
  const { db, clock } = house
  const { places, keys } = needs
  const keeper = system('retention.requests')
  const today = async (): Promise<string> => dayIn((await db.as(keeper, readCentre)).timeZone, clock.now())
  const opened = async (row: RequestDbRow): Promise<Sealed> => JSON.parse(await keys.open(row.sealed)) as Sealed
  const openedOrNot = (row: RequestDbRow) => opened(row).catch((error: unknown) => { if (error instanceof Refusal) return undefined; throw error })
  const rowOf = async (actor: Actor, id: string): Promise<RequestDbRow> => {
    const row = await db.as(actor, (tx) => readRow(tx, id))
    if (!row) throw new Refusal('not_found')
    return row
  }

  /** Each place in its own transaction, in the order of the modules: what hangs on an earlier find is found with it. */
  async function findAll({ sought, confirmed }: Sealed): Promise<Held[]> {
    const [before, known, held] = [new Set<string>(), new Set(confirmed), [] as Held[]]
    for (const place of places) {
      const found = await (place.db ?? db).as(keeper, (tx) => place.find(tx, subjectOf(sought, before), { now: clock.now(), before }))
      const isSure = (one: Found) => one.by !== 'name' || known.has(one.id)
      const sure = found.filter(isSure)
      for (const one of sure) before.add(one.id)
      held.push({ place, sure, unsure: found.filter((one) => !isSure(one)) })
    }
    return held
  }
  const erasing = createErasing(house, { places, findAll, opened })

  const view = (row: RequestDbRow, name: string, now: string) => ({
    id: row.id, number: row.number, kinds: row.kinds, verified: row.verified, state: row.state, name, receivedOn: row.received_on, dueOn: row.due_on, daysLeft: daysLeft(row.due_on, now),
    exceeded: row.state !== 'closed' && isExceeded(row.due_on, now), extended: row.extended_at !== null, outcome: row.outcome, version: row.version,
  })

  async function list(actor: Actor, page: { limit: number; offset: number }) {
    const now = await today()
    const { rows, ...counts } = await db.as(actor, (tx) => listRows(tx, page, now))
    return { ...counts, items: await Promise.all(rows.map(async (row) => view(row, nameOf(await openedOrNot(row)), now))) }
  }

  async function add(actor: Actor, { sought, kinds, verified, receivedOn }: BodyOf<typeof door.addRequest>) {
    if (receivedOn > (await today())) throw new Refusal('invalid', { fields: [{ path: 'body.receivedOn', problem: 'is ahead' }] })
    const [id, due] = [randomUUID(), dueOn(receivedOn, false)]
    const sealed = await keys.seal(JSON.stringify({ sought, confirmed: [] } satisfies Sealed))
    await db.as(actor, async (tx) => {
      await insertRequest(tx, { id, sealed, verified, kinds: [...new Set(kinds)], receivedOn, dueOn: due, now: clock.now(), by: actor.id })
      await record(tx, actor, clock.now(), { action: 'retention.add_request', object: `request:${id}`, detail: { kinds, receivedOn, dueOn: due } })
    })
    return { id, dueOn: due }
  }

  async function read(actor: Actor, id: string) {
    const row = await rowOf(actor, id)
    const held = await openedOrNot(row)
    return {
      ...view(row, nameOf(held), await today()), sought: held?.sought ?? null, confirmed: [...(held?.confirmed ?? [])], extendedWhy: row.extended_why, lookedAt: iso(row.looked_at), exportedAt: iso(row.exported_at), plainAt: iso(row.plain_at),
      eraseAskedAt: iso(row.erase_asked_at), erasedAt: iso(row.erased_at), eraseWhy: row.erase_why, result: (row.result as Awaited<ReturnType<typeof erasing.carryOut>>).map((done) => ({ ...done, what: places.find((place) => place.id === done.place)?.what ?? { it: done.place, fr: done.place, en: done.place } })), remark: row.remark, closedAt: iso(row.closed_at),
    }
  }

  const act = (actor: Actor, id: string, action: string, version: number, decide: (row: RequestDbRow) => Promise<{ change: Parameters<typeof changeRow>[2]; detail?: Record<string, unknown>; reason?: string }>): Promise<void> =>
    db.as(actor, async (tx) => {
      const row = await readRow(tx, id, { lock: true })
      if (!row) throw new Refusal('not_found')
      if (row.version !== version) throw new Refusal('conflict', { reason: 'changed' })
      if (row.state !== 'open') throw new Refusal('conflict', { reason: row.state })
      const { change, ...outcome } = await decide(row)
      await changeRow(tx, id, change)
      await record(tx, actor, clock.now(), { action, object: `request:${id}`, ...outcome })
    })

  const change = (actor: Actor, id: string, { version, verified, confirmed }: BodyOf<typeof door.changeRequest>) => act(actor, id, 'retention.change_request', version, async (row) => ({
    change: { ...(verified ? { verified } : {}), ...(confirmed ? { sealed: await keys.seal(JSON.stringify({ ...(await opened(row)), confirmed })) } : {}) },
    detail: { ...(verified ? { verified } : {}), ...(confirmed ? { confirmed: confirmed.length } : {}) },
  }))

  const extend = (actor: Actor, id: string, { version, why }: BodyOf<typeof door.extendRequest>) => act(actor, id, 'retention.extend_request', version, async (row) => {
    if (row.extended_at) throw new Refusal('conflict', { reason: 'extended' })
    // The person is told of it within the first month: afterwards there is nothing to extend.
    if (isExceeded(row.due_on, await today())) throw new Refusal('conflict', { reason: 'exceeded' })
    const due = dueOn(row.received_on, true)
    return { change: { extended_at: clock.now(), extended_why: why, due_on: due }, detail: { dueOn: due } }
  })

  const close = (actor: Actor, id: string, { version, outcome, remark }: BodyOf<typeof door.closeRequest>) =>
    act(actor, id, 'retention.close_request', version, async () => ({ change: { state: 'closed', closed_at: clock.now(), outcome, remark }, detail: { outcome } }))

  async function look(actor: Actor, id: string) {
    const row = await rowOf(actor, id)
    const sealed = await opened(row)
    const [held, known] = [await findAll(sealed), new Set(sealed.confirmed)]
    await db.as(actor, async (tx) => {
      await markRow(tx, id, { looked_at: clock.now() })
      await record(tx, actor, clock.now(), { action: 'retention.look', object: `request:${id}`, detail: { found: held.reduce((n, one) => n + one.sure.length, 0) } })
    })
    return {
      places: held.map(({ place, sure, unsure }) => ({
        place: place.id, what: place.what, fate: place.fate, ground: place.ground ?? null, found: sure.length, goes: sure.filter((one) => goes(place, one)).length, stays: staysOf(place, sure),
        toRead: sure.reduce((n, one) => n + (one.toRead ?? 0), 0),
        unsure: [...unsure, ...sure.filter((one) => one.by === 'name')].map((one) => ({ id: one.id, label: one.label, confirmed: known.has(one.id) })),
      })),
      total: held.reduce((n, one) => n + one.sure.length, 0), seen: seenOf(held),
    }
  }

  /** Made in memory and sent: nothing of it lies on the disk, neither open nor sealed. */
  async function copy(actor: Actor, id: string, { how }: BodyOf<typeof door.exportRequest>): Promise<{ bytes: Buffer; name: string }> {
    const row = await rowOf(actor, id)
    if (row.state === 'closed') throw new Refusal('conflict', { reason: 'closed' })
    if (row.verified === 'not_yet') throw new Refusal('conflict', { reason: 'not_verified' })
    const sealed = await opened(row)
    const [held, centre] = [await findAll(sealed), await db.as(keeper, readCentre)]
    const now = clock.now()
    const data = {
      format: 'bastida.person/1', made: now.toISOString(), request: row.number, receivedOn: row.received_on, centre: centre.name, lookedFor: sealed.sought,
      places: held.filter((one) => one.sure.length > 0).map(({ place, sure }) => ({ place: place.id, what: place.what, records: sure.map(({ id: object, at, data: given }) => ({ id: object, at: at.toISOString(), ...given })) })),
      leftOut: held.flatMap(({ place, sure }) => { const count = sure.reduce((n, one) => n + (one.toRead ?? 0), 0); return count > 0 ? [{ place: place.id, what: place.what, count }] : [] }),
    }
    const packed = zip([{ name: 'data.json', bytes: Buffer.from(`${JSON.stringify(data, null, 2)}\n`) }, { name: 'data.html', bytes: Buffer.from(sheet(data, sealed.sought.lang, centre.timeZone)) }], now)
    const bytes = await lock(packed, how)
    await db.as(actor, async (tx) => {
      const present = await readRow(tx, id, { lock: true })
      if (how.with === 'nothing' && present?.plain_at) throw new Refusal('conflict', { reason: 'plain_once' })
      await markRow(tx, id, { exported_at: now, ...(how.with === 'nothing' ? { plain_at: now } : {}) })
      await record(tx, actor, now, { action: 'retention.export', object: `request:${id}`, detail: { with: how.with, records: held.reduce((n, one) => n + one.sure.length, 0) } })
    })
    return { bytes, name: `request-${row.number}.zip${how.with === 'nothing' ? '' : '.age'}` }
  }

  async function erase(actor: Actor, id: string, { version, seen, why }: BodyOf<typeof door.eraseRequest>) {
    const row = await rowOf(actor, id)
    if (row.version !== version) throw new Refusal('conflict', { reason: 'changed' })
    if (row.verified === 'not_yet') throw new Refusal('conflict', { reason: 'not_verified' })
    if (!row.kinds.includes('erasure')) throw new Refusal('conflict', { reason: 'not_asked' })
    if (seenOf(await findAll(await opened(row))) !== seen) throw new Refusal('conflict', { reason: 'not_what_was_seen' })
    const now = clock.now()
    await act(actor, id, 'retention.erase', version, async () => ({ change: { state: 'erasing', erase_asked_at: now, erase_why: why, erase_by: actor.id }, reason: why }))
    const result = await erasing.carryOut(id)
    return { result, runId: (await rowOf(actor, id)).run_id }
  }

  return { list, add, read, change, extend, close, look, copy, erase, resume: erasing.resume }
}

const iso = (at: Date | null) => at?.toISOString() ?? null
const nameOf = (held: Sealed | undefined): string => (held ? held.sought.name || held.sought.emails[0] || held.sought.phones[0] || held.sought.reports[0] || held.sought.accounts[0] || '' : '')

async function lock(bytes: Buffer, how: BodyOf<typeof door.exportRequest>['how']): Promise<Buffer> {
  if (how.with === 'nothing') return bytes
  const encrypter = new Encrypter()
  if (how.with === 'passphrase') encrypter.setPassphrase(how.passphrase)
  else try { encrypter.addRecipient(how.recipient) } catch { throw new Refusal('invalid', { fields: [{ path: 'body.how.recipient', problem: 'is no age recipient' }] }) }
  return Buffer.from(await encrypter.encrypt(bytes))
}
