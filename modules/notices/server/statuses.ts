/** The states of a body's services, said by one person and approved by another. */
import { record } from '#platform/audit/index.ts'
import { LIVE, Refusal, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { ServiceWord } from '../contract.ts'
import { publicPaths } from '../contract-public.ts'
import { isCentre, speaksFor } from '../core/decide.ts'
import { staleAt, stateNow } from '../core/states.ts'
import { dropPages, seeBody, tellChange, type Context } from './context.ts'
import { appear } from './publishing.ts'
import { countFollowers } from './store/followers-store.ts'
import { queueHooks } from './store/hooks-store.ts'
import { bodyPage, changeBody, claimsOf, dropClaims, publicStates, putStates, say as saveClaims } from './store/states-store.ts'
import { hookMessage } from './webhooks/messages.ts'

export type Statuses = ReturnType<typeof createStatuses>

export function createStatuses(context: Context) {
  const { ground: { db, clock, publicUrl }, needs } = context

  async function read(actor: Actor, partyId: string) {
    seeBody(actor, partyId)
    return db.as(actor, async (tx) => {
      const now = clock.now()
      const partyName = await nameOf(tx, partyId)
      const shown = new Map((actor.realm === LIVE ? await publicStates(tx, partyId) : []).map((row) => [row.name, row]))
      const waiting = new Map((await claimsOf(tx, partyId)).map((claim) => [claim.name, claim]))
      const page = actor.realm === LIVE ? await bodyPage(tx, { partyId }) : undefined
      return {
        partyId, name: partyName, path: page?.appearedAt ? publicPaths.body(page.slug) : null, contact: page?.contact ?? [], site: page?.site ?? null, subscribers: await countFollowers(tx, partyId),
        items: [...new Set([...shown.keys(), ...waiting.keys()])].sort().map((name) => {
          const row = shown.get(name)
          const claim = waiting.get(name)
          return {
            name, serviceId: row?.serviceId ?? claim?.serviceId ?? null,
            public: row ? { state: stateNow(row, now), since: iso(row.since), confirmedAt: row.confirmedAt.toISOString(), nextUpdateAt: iso(row.nextUpdateAt), staleAt: row.staleAt.toISOString() } : null,
            waiting: claim ? { state: claim.state, since: iso(claim.since), nextUpdateAt: iso(claim.nextUpdateAt), source: claim.source, proposedAt: claim.proposedAt.toISOString(), saidBy: claim.saidBy === null ? null : claim.saidName, saidAt: iso(claim.saidAt) } : null,
          }
        }),
        may: { say: speaksFor(actor, partyId), approve: actor.realm === LIVE && (speaksFor(actor, partyId) || isCentre(actor)) },
      }
    })
  }

  /** "Still so" refreshes at once what two people have already agreed to; anything else waits for a second person. */
  async function say(actor: Actor, partyId: string, services: readonly ServiceWord[]) {
    seeBody(actor, partyId)
    if (!speaksFor(actor, partyId)) throw new Refusal('forbidden', { reason: 'own_word' })
    const now = clock.now()
    checkMoments(services, now)
    const done = await db.as(actor, async (tx) => {
      const shown = new Map((actor.realm === LIVE ? await publicStates(tx, partyId) : []).map((row) => [row.name, row]))
      const claims = services.map((service) => ({ ...service, since: dateOf(service.since), nextUpdateAt: dateOf(service.nextUpdateAt) }))
      const same = claims.filter((claim) => shown.get(claim.name)?.state === claim.state)
      const other = claims.filter((claim) => !same.includes(claim))
      await putStates(tx, partyId, now, same.map((claim) => {
        const row = shown.get(claim.name)!
        return { name: claim.name, serviceId: row.serviceId, noticeId: row.noticeId, state: row.state, since: row.since, confirmedAt: now, nextUpdateAt: claim.nextUpdateAt, staleAt: staleAt(now, claim.nextUpdateAt) }
      }))
      await saveClaims(tx, actor.realm, partyId, now, { id: actor.id, name: actor.name }, other)
      if (same.length > 0) { await dropClaims(tx, actor.realm, partyId, same.map((claim) => claim.name)); await tellChange(tx, actor, partyId) }
      await record(tx, actor, now, { action: 'notices.say', partyId, object: `body:${partyId}`, detail: { stillSo: same.map(pick), waiting: other.map(pick) } })
      return { stillSo: same.length, waiting: other.length }
    })
    if (done.stillSo > 0) dropPages(context, partyId)
    return done
  }

  async function approve(actor: Actor, partyId: string, names: readonly string[]) {
    seeBody(actor, partyId)
    if (actor.realm !== LIVE) throw new Refusal('exercise')
    if (!speaksFor(actor, partyId) && !isCentre(actor)) throw new Refusal('forbidden')
    const published = await db.as(actor, async (tx) => {
      const now = clock.now()
      const name = await nameOf(tx, partyId)
      const said = (await claimsOf(tx, partyId, true)).filter((claim) => names.includes(claim.name) && claim.source === 'person')
      if (said.some((claim) => claim.saidBy === actor.id)) throw new Refusal('second_person')
      if (said.length === 0) return 0
      const slug = await appear(tx, partyId, name, now)
      await putStates(tx, partyId, now, said.map((claim) => ({ name: claim.name, serviceId: claim.serviceId, noticeId: null, state: claim.state, since: claim.since, confirmedAt: claim.saidAt!, nextUpdateAt: claim.nextUpdateAt, staleAt: staleAt(claim.saidAt!, claim.nextUpdateAt) })))
      await dropClaims(tx, actor.realm, partyId, said.map((claim) => claim.name))
      await queueHooks(tx, partyId, `msg_${partyId}_${now.getTime()}`, hookMessage('status.changed', now, { publicUrl, party: { id: partyId, name, slug }, services: said }), now)
      await tellChange(tx, actor, partyId)
      await record(tx, actor, now, { action: 'notices.approve', partyId, object: `body:${partyId}`, detail: { services: said.map((claim) => ({ ...pick(claim), saidBy: claim.saidBy })) } })
      return said.length
    })
    if (published > 0) dropPages(context, partyId)
    return { published }
  }

  async function changePage(actor: Actor, partyId: string, change: { contact: readonly string[]; site: string | null }): Promise<void> {
    seeBody(actor, partyId)
    if (!speaksFor(actor, partyId) && !isCentre(actor)) throw new Refusal('forbidden')
    if (actor.realm !== LIVE) throw new Refusal('exercise')
    await db.as(actor, async (tx) => {
      const now = clock.now()
      if (!await changeBody(tx, partyId, change, now)) throw new Refusal('not_found')
      await tellChange(tx, actor, partyId)
      await record(tx, actor, now, { action: 'notices.body_page', partyId, object: `body:${partyId}` })
    })
    dropPages(context, partyId)
  }

  async function followers(actor: Actor, partyId: string) {
    seeBody(actor, partyId)
    return db.as(actor, async (tx) => {
      await nameOf(tx, partyId)
      return { confirmed: await countFollowers(tx, partyId) }
    })
  }

  /** @throws Refusal not_found: the centre sees all parties, and only those that are there. */
  async function nameOf(tx: Tx, partyId: string): Promise<string> {
    const party = (await needs.territory.parties(tx, [partyId]))[0]
    if (!party) throw new Refusal('not_found')
    return party.name
  }

  return { read, say, approve, changePage, followers }
}

const iso = (at: Date | null) => at?.toISOString() ?? null
const dateOf = (at: string | null) => (at === null ? null : new Date(at))
const pick = ({ name, state }: { name: string; state: string }) => ({ name, state })

/** @throws Refusal invalid: what is said to be so cannot begin tomorrow, and a promise cannot lie in the past. */
function checkMoments(services: readonly ServiceWord[], now: Date): void {
  const YEAR_MS = 366 * 86_400_000
  const fields = services.flatMap((service, i) => {
    const since = service.since === null ? undefined : new Date(service.since).getTime()
    const next = service.nextUpdateAt === null ? undefined : new Date(service.nextUpdateAt).getTime()
    return [
      ...(since !== undefined && since > now.getTime() + 300_000 ? [{ path: `body.services.${i}.since`, problem: 'in the future' }] : []),
      ...(since !== undefined && since < now.getTime() - YEAR_MS ? [{ path: `body.services.${i}.since`, problem: 'more than a year ago' }] : []),
      ...(next !== undefined && next <= now.getTime() ? [{ path: `body.services.${i}.nextUpdateAt`, problem: 'the next update is past' }] : []),
      ...(next !== undefined && next > now.getTime() + YEAR_MS ? [{ path: `body.services.${i}.nextUpdateAt`, problem: 'more than a year away' }] : []),
    ]
  })
  if (fields.length > 0) throw new Refusal('invalid', { fields })
}
