/** The sheet for a complaint, filled with what a case knows of its own body: no name of anybody else stands in it. */
import { recordRead } from '#platform/audit/index.ts'
import { Refusal, type Actor, type Lang } from '#platform/contract/index.ts'
import { sheetOf } from '../core/complaint.ts'
import type { Context } from './context.ts'

/** A firm is one that no public law calls a body; all others file as a body. */
const firms: ReadonlySet<string> = new Set(['firm', 'provider', 'responder'])

export const ofCase = ({ ground: { db, clock }, needs: { cases, territory } }: Context, actor: Actor, caseId: string, lang: Lang) => db.as(actor, async (tx) => {
  const [one] = await cases.facts(tx, [caseId])
  if (!one) throw new Refusal('not_found')
  const [party] = await territory.parties(tx, [one.partyId])
  if (!party || (actor.scope !== 'all' && !actor.parties.includes(party.id))) throw new Refusal('not_found')
  const now = clock.now()
  await recordRead(tx, actor, now, { action: 'coordination.complaint', partyId: party.id, object: `case:${caseId}` })
  const own = one.kind === 'main'
  return {
    ref: one.ref, party: { id: party.id, name: party.name },
    sheet: sheetOf({
      country: party.country, who: firms.has(party.kind) ? 'firm' : 'body', situation: own ? 'other' : 'provider', knownAt: one.awareAt, occurredAt: one.occurredAt, name: party.name,
      // Of its own services only those that stopped; which others fell with them is no business of this paper.
      services: own ? [] : one.services.filter((each) => each.availability === 'down').map((each) => each.name),
    }, now, lang),
  }
})
