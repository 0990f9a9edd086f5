/** Roles that are lent to a colleague until a day. */
import { record } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock.ts'
import { Refusal, type Actor, type BodyOf, type ResponseOf } from '#platform/contract/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { delegate, listDelegations } from '../contract-access.ts'
import { isColleague, latestEnd, mayLend } from '../core/delegation.ts'
import type { PartyNames } from './service.ts'
import * as store from './store/delegations.ts'

export type Delegations = {
  list(actor: Actor): Promise<ResponseOf<typeof listDelegations>>
  make(actor: Actor, body: BodyOf<typeof delegate>): Promise<ResponseOf<typeof delegate>>
  takeBack(actor: Actor, id: string): Promise<void>
}

export function createDelegations({ db, clock, partyNames }: { db: Database; clock: Clock; partyNames: PartyNames }): Delegations {
  const namesOf = async (ids: readonly (string | null)[]) => new Map((await partyNames([...new Set(ids.flatMap((id) => id ?? []))])).map(({ id, name }) => [id, name]))
  return {
    list: async (actor) => {
      const now = clock.now()
      const { mine, people, lent } = await db.as(actor, async (tx) => {
        const mine = (await store.ownRoles(tx, actor.id, now)).filter(mayLend)
        const people = mine.length === 0 ? [] : await store.possibleColleagues(tx, mine.flatMap(({ partyId }) => partyId ?? []), mine.some(({ partyId }) => partyId === null), actor.id, now)
        return { mine, people, lent: await store.lentBy(tx, actor.id, now) }
      })
      const names = await namesOf([...mine, ...lent].map(({ partyId }) => partyId))
      const placed = <R extends { partyId: string | null }>(one: R) => ({ partyId: one.partyId, partyName: one.partyId === null ? null : names.get(one.partyId) ?? null })
      const told = (one: store.Lent, who: string) => ({ id: one.id, who, role: one.role, ...placed(one), until: one.until.toISOString(), counts: one.counts })
      return {
        may: mine.map((one) => ({
          role: one.role, ...placed(one), latest: latestEnd(now, one.validUntil).toISOString(),
          colleagues: people.filter((person) => isColleague(one, person.memberships) && !person.memberships.some((held) => held.role === one.role && held.partyId === one.partyId)).map(({ id, name }) => ({ id, name })),
        })),
        given: lent.filter((one) => one.from === actor.id).map((one) => told(one, one.toName)),
        received: lent.filter((one) => one.to === actor.id).map((one) => told(one, one.fromName)),
      }
    },
    make: (actor, { personId, role, partyId, until: asked }) => db.as(actor, async (tx) => {
      const now = clock.now()
      const held = (await store.ownRoles(tx, actor.id, now)).find((one) => one.role === role && one.partyId === partyId)
      // Another's role at another's body is one that never was.
      if (!held || !mayLend(held)) throw new Refusal('not_found')
      const colleague = (await store.possibleColleagues(tx, partyId === null ? [] : [partyId], partyId === null, actor.id, now)).find(({ id }) => id === personId)
      if (!colleague || !isColleague(held, colleague.memberships)) throw new Refusal('not_found')
      const until = new Date(asked)
      if (until <= now || until > latestEnd(now, held.validUntil)) throw new Refusal('invalid', { fields: [{ path: 'body.until', problem: 'at most 60 days, and no longer than one’s own' }] })
      const id = await store.lend(tx, { from: actor.id, to: personId, role, partyId, until, at: now })
      if (id === undefined) throw new Refusal('conflict', { reason: 'ALREADY_HOLDS' })
      await record(tx, actor, now, { action: 'identity.delegate', partyId, object: `person:${personId}`, detail: { role, until: until.toISOString() } })
      return { id }
    }),
    takeBack: (actor, id) => db.as(actor, async (tx) => {
      const taken = await store.takeBack(tx, id, actor.id)
      if (!taken) throw new Refusal('not_found')
      await record(tx, actor, clock.now(), { action: 'identity.takeBack', partyId: taken.partyId, object: `person:${taken.to}`, detail: { role: taken.role } })
    }),
  }
}
