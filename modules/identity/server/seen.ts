/** Who read or changed something of a body: the audit log, with names. */
import type { Pool } from 'pg'
import { entriesOf } from '#platform/audit/index.ts'
import { Refusal, type Actor, type QueryOf, type ResponseOf } from '#platform/contract/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { Membership, readSeen, SeenEntry } from '../contract.ts'
import { ownPeople, whoAre } from './store/seen.ts'

export type SeenBy = (actor: Actor, query: QueryOf<typeof readSeen>) => Promise<ResponseOf<typeof readSeen>>

export const createSeen = ({ db, pool }: { db: Database; pool: Pool }): SeenBy => async (actor, { partyId, own, limit, offset }) => {
  if (!actor.parties.includes(partyId)) throw new Refusal('not_found')
  const except = own === 'yes' ? [] : await ownPeople(pool, partyId)
  const { total, entries } = await db.as(actor, (tx) => entriesOf(tx, partyId, { limit, offset, except }))
  const people = await whoAre(pool, entries.filter((one) => one.actorKind === 'person').map((one) => one.actorId))
  return {
    total,
    entries: entries.map(({ id, at, action, object, reason, actorKind, actorId }) => {
      const person = people.get(actorId)
      return { id, at: at.toISOString(), action, object, reason, who: actorKind === 'person' ? { name: person?.name ?? '', ...standing(person?.memberships ?? [], partyId) } : null }
    }),
  }
}

/** As which of their roles somebody meets this body. Roles are those of today: the log keeps who it was, not what they were called. */
function standing(memberships: readonly Membership[], partyId: string): Pick<NonNullable<SeenEntry['who']>, 'role' | 'side'> {
  const ofBody = memberships.find((held) => held.partyId === partyId)
  const ofCentre = memberships.find(({ role }) => role === 'coordinator') ?? memberships.find(({ role }) => role === 'analyst' || role === 'liaison')
  if (ofBody) return { role: ofBody.role, side: 'body' }
  return ofCentre ? { role: ofCentre.role, side: 'centre' } : { role: memberships[0]?.role ?? null, side: 'other' }
}
