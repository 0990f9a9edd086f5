/** Turns on call for a calendar program: the same rows as the page, behind a secret address that its owner or a coordinator closes. */
import { createHash, randomBytes } from 'node:crypto'
import ical from 'ical-generator'
import { record } from '#platform/audit/index.ts'
import { LIVE, Refusal, system, type Actor, type BodyOf, type Lang } from '#platform/contract/index.ts'
import type * as contract from '../contract.ts'
import type { FeedItem } from '../contract.ts'
import type { Context } from './context.ts'
import { SHOWN_BACK_MS } from './roster.ts'
import * as store from './store/feed-store.ts'
import { hold, shiftsFrom, type ShiftRow } from './store/roster-store.ts'

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
/** Enough of the hash to name one, and no way back to its address. */
const idOf = (hash: string): string => hash.slice(0, 16)

export const list = ({ ground: { db } }: Context, actor: Actor) => db.as(actor, async (tx) => ({ items: (await store.openFeeds(tx)).filter((row) => mayClose(actor, row)).map((row) => toItem(row, actor)) }))

export const create = ({ ground: { db, clock } }: Context, publicUrl: string, actor: Actor, { scope, lang }: BodyOf<typeof contract.createFeed>) => db.as(actor, async (tx) => {
  const whole = scope === 'whole'
  if (whole && !actor.roles.includes('coordinator')) throw new Refusal('forbidden')
  const token = randomBytes(24).toString('base64url')
  await hold(tx, `feed ${actor.id}`)
  await store.closeFeeds(tx, actor.id, whole, clock.now(), actor.name)
  await store.insertFeed(tx, { hash: hashOf(token), realm: actor.realm, personId: actor.id, personName: actor.name, whole, at: clock.now() })
  await record(tx, actor, clock.now(), { action: 'coordination.create_feed', object: `feed:${idOf(hashOf(token))}`, detail: { scope } })
  return { url: `${publicUrl}/calendar/on-call/${token}.ics${lang === 'it' ? '' : `?lang=${lang}`}` }
})

export const revoke = ({ ground: { db, clock } }: Context, actor: Actor, feedId: string) => db.as(actor, async (tx) => {
  const row = (await store.openFeeds(tx)).find((one) => idOf(one.token_hash) === feedId)
  if (!row || !mayClose(actor, row)) throw new Refusal('not_found')
  await store.closeFeed(tx, row.token_hash, clock.now(), actor.name)
  await record(tx, actor, clock.now(), { action: 'coordination.revoke_feed', object: `feed:${feedId}` })
})

/** @throws Refusal not_found: one that was closed, or never was. */
export async function read({ ground: { db, clock } }: Context, token: string, lang: Lang): Promise<string> {
  const door = await db.as(system('coordination.feed'), (tx) => store.feedByHash(tx, hashOf(token.replace(/\.ics$/, ''))))
  if (!door) throw new Refusal('not_found')
  const now = clock.now()
  const rows = await db.as(system('coordination.feed', LIVE), (tx) => shiftsFrom(tx, new Date(now.getTime() - SHOWN_BACK_MS)))
  return calendarOf(door.whole ? rows : rows.filter((row) => isOf(row, door.person_name)), lang, now)
}

const words = {
  it: { name: 'Reperibilità', second: 'Secondo' }, fr: { name: 'Astreinte', second: 'Second' }, en: { name: 'On call', second: 'Second' },
} as const

/** Moments in UTC: the calendar of the reader shows them by its own clock, and no change of hour is left to it. */
export function calendarOf(rows: readonly ShiftRow[], lang: Lang, now: Date): string {
  const w = words[lang]
  const calendar = ical({ name: w.name, prodId: { company: 'Bastida', product: 'on-call' }, ttl: 900 })
  for (const row of rows) calendar.createEvent({ id: row.id, start: row.starts_at, end: row.ends_at, stamp: now, sequence: row.version, summary: `${w.name}: ${row.person}`, ...(row.second ? { description: `${w.second}: ${row.second}` } : {}) })
  return calendar.toString()
}

const folded = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
const isOf = (row: ShiftRow, name: string): boolean => [row.person, row.second].some((one) => one !== '' && folded(one) === folded(name))
const mayClose = (actor: Actor, row: store.FeedRow): boolean => row.person_id === actor.id || actor.roles.includes('coordinator')
const toItem = (row: store.FeedRow, actor: Actor): FeedItem => ({ id: idOf(row.token_hash), person: row.person_name, mine: row.person_id === actor.id, scope: row.whole ? 'whole' : 'own', createdAt: row.created_at.toISOString() })
