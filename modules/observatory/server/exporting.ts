/** What is public, in the words of other systems. Reads publications and nothing else. */
import type { FastifyReply } from 'fastify'
import { anonymous, Refusal, system } from '#platform/contract/index.ts'
import { readCentre } from '#platform/db/centre.ts'
import type { Tx } from '#platform/db/index.ts'
import type { ObservatoryService } from '../contract.ts'
import { bundleOf, incidentId, stixOf, type Published } from '../core/stix.ts'
import { calledFor } from './attack/speaking.ts'
import type { Context } from './context.ts'
import { publicationBy } from './store/entries-store.ts'

export async function stixOfPublication({ ground: { clock, publicUrl } }: Context, tx: Tx, of: { entryId: string } | { ref: string }, names?: Published['called']): ReturnType<ObservatoryService['stix']> {
  const found = await publicationBy(tx, of)
  if (!found || found.public_from > clock.now()) return undefined
  const centre = await readCentre(tx)
  // Names are read by the centre alone: who asks as nobody brings them.
  const called = names ?? await calledFor(tx, techniquesIn(found.facts))
  const one: Published = { called, ref: found.ref, title: found.title as Published['title'], summary: found.summary as Published['summary'], facts: found.facts as Published['facts'], sources: found.sources as Published['sources'], year: found.year, publishedAt: found.published_at, updatedAt: found.updated_at }
  const name = centre.name[centre.languages[0] ?? 'it'] ?? Object.values(centre.name)[0] ?? publicUrl
  return { incident: incidentId(publicUrl, found.ref), objects: stixOf(one, { name, url: publicUrl, since: '2020-01-01T00:00:00.000Z', page: `${publicUrl}/osservatorio/casi/${found.ref}` }) }
}

const techniquesIn = (facts: unknown): readonly string[] => (facts as Published['facts'] | undefined)?.techniques ?? []

/** @throws Refusal not_found. */
export async function sendStix(context: Context, ref: string, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = context.ground
  const codes = await db.as(anonymous, async (tx) => techniquesIn((await publicationBy(tx, { ref }))?.facts))
  const names = codes.length === 0 ? new Map<string, never>() : await db.as(system('observatory.attack'), (tx) => calledFor(tx, codes))
  const found = await db.as(anonymous, (tx) => stixOfPublication(context, tx, { ref }, names))
  if (!found) throw new Refusal('not_found')
  return reply.header('cache-control', 'public, max-age=300').type('application/stix+json;version=2.1').send(JSON.stringify(bundleOf(found.objects), null, 2))
}
