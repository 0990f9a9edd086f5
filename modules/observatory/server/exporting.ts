/** What is public, in the words of other systems. Reads publications and nothing else. */
import type { FastifyReply } from 'fastify'
import { anonymous, Refusal } from '#platform/contract/index.ts'
import { readCentre } from '#platform/db/centre.ts'
import type { Tx } from '#platform/db/index.ts'
import type { ObservatoryService } from '../contract.ts'
import { bundleOf, incidentId, stixOf, type Published } from '../core/stix.ts'
import type { Context } from './context.ts'
import { publicationBy } from './store/entries-store.ts'

export async function stixOfPublication({ ground: { clock, publicUrl } }: Context, tx: Tx, of: { entryId: string } | { ref: string }): ReturnType<ObservatoryService['stix']> {
  const found = await publicationBy(tx, of)
  if (!found || found.public_from > clock.now()) return undefined
  const centre = await readCentre(tx)
  const one: Published = { ref: found.ref, title: found.title as Published['title'], summary: found.summary as Published['summary'], facts: found.facts as Published['facts'], sources: found.sources as Published['sources'], year: found.year, publishedAt: found.published_at, updatedAt: found.updated_at }
  const name = centre.name[centre.languages[0] ?? 'it'] ?? Object.values(centre.name)[0] ?? publicUrl
  return { incident: incidentId(publicUrl, found.ref), objects: stixOf(one, { name, url: publicUrl, since: '2020-01-01T00:00:00.000Z', page: `${publicUrl}/osservatorio/casi/${found.ref}` }) }
}

/** @throws Refusal not_found. */
export async function sendStix(context: Context, ref: string, reply: FastifyReply): Promise<FastifyReply> {
  const found = await context.ground.db.as(anonymous, (tx) => stixOfPublication(context, tx, { ref }))
  if (!found) throw new Refusal('not_found')
  return reply.header('cache-control', 'public, max-age=300').type('application/stix+json;version=2.1').send(JSON.stringify(bundleOf(found.objects), null, 2))
}
