/** Who of the centre answers outside hours. */
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as contract from '../contract.ts'
import type { OnCall, ShiftItem } from '../contract.ts'
import { gapsIn, numberOf, overlaps } from '../core/roster.ts'
import { wrong, type Context } from './context.ts'
import * as store from './store/roster-store.ts'

const DAY = 86_400_000
/** The page and the calendar show the same. */
export const SHOWN_BACK_MS = 31 * DAY
const LOOKED_AHEAD = 28 * DAY
const LONGEST = 62 * DAY

export const read = ({ ground: { db, clock } }: Context, actor: Actor) => db.as(actor, async (tx) => {
  const now = clock.now()
  const rows = await store.shiftsFrom(tx, new Date(now.getTime() - SHOWN_BACK_MS))
  const gaps = gapsIn(rows.map(turnOf), now, new Date(now.getTime() + LOOKED_AHEAD)).map(({ from, until }) => ({ from: from.toISOString(), until: until.toISOString() }))
  const current = rows.find((row) => isAt(row, now))
  return { now: current ? toItem(current) : null, items: rows.map(toItem), gaps }
})

export const save = ({ ground: { db, clock }, needs }: Context, actor: Actor, { id, version, ...body }: BodyOf<typeof contract.saveShift>) => db.as(actor, async (tx) => {
  const now = clock.now()
  const { country } = await needs.centre()
  const turn = { startsAt: new Date(body.startsAt), endsAt: new Date(body.endsAt) }
  if (turn.endsAt <= turn.startsAt) throw wrong('endsAt', 'until')
  if (turn.endsAt.getTime() - turn.startsAt.getTime() > LONGEST) throw wrong('endsAt', 'too-long')
  const phone = numberOf(body.phone, country)
  if (phone === undefined) throw wrong('phone', 'not-a-number')
  const secondPhone = body.second === '' && body.secondPhone === '' ? '' : numberOf(body.secondPhone, country)
  if (secondPhone === undefined) throw wrong('secondPhone', 'not-a-number')
  if ((body.second === '') !== (secondPhone === '')) throw wrong('second', 'name')
  await store.hold(tx, 'on_call')
  if (id !== undefined && !(await store.shiftThere(tx, id))) throw new Refusal('not_found')
  const over = (await store.shiftsFrom(tx, turn.startsAt)).find((row) => row.id !== id && overlaps(turnOf(row), turn))
  if (over) throw wrong('startsAt', 'overlaps')
  const word = { ...turn, person: body.person, phone, second: body.second, secondPhone, at: now, by: actor.name }
  const key = id ?? randomUUID()
  if (id === undefined) await store.insertShift(tx, key, actor.realm, word)
  else if (!(await store.updateShift(tx, id, version ?? 0, word))) throw new Refusal('conflict')
  await record(tx, actor, now, { action: 'coordination.save_shift', object: `shift:${key}`, detail: { from: body.startsAt, until: body.endsAt } })
  return toItem((await store.shiftsFrom(tx, turn.startsAt)).find((row) => row.id === key)!)
})

export const remove = ({ ground: { db, clock } }: Context, actor: Actor, id: string) => db.as(actor, async (tx) => {
  if (!(await store.deleteShift(tx, id))) throw new Refusal('not_found')
  await record(tx, actor, clock.now(), { action: 'coordination.remove_shift', object: `shift:${id}` })
})

export async function onCall(tx: Tx, at: Date): Promise<OnCall | undefined> {
  const row = (await store.shiftsFrom(tx, at)).find((one) => isAt(one, at))
  return row && { person: row.person, phone: row.phone, second: row.second, secondPhone: row.second_phone, until: row.ends_at }
}

const turnOf = (row: store.ShiftRow) => ({ startsAt: row.starts_at, endsAt: row.ends_at })
const isAt = (row: store.ShiftRow, at: Date) => row.starts_at <= at && at < row.ends_at
const toItem = (row: store.ShiftRow): ShiftItem => ({ id: row.id, startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(), person: row.person, phone: row.phone, second: row.second, secondPhone: row.second_phone, version: row.version })
