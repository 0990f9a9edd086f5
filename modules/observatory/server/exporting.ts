/** What may be read outside, in the words of other systems: what is public, and what a group may be given. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { anonymous, Refusal, system, type Tlp } from '#platform/contract/index.ts'
import { redact } from '#platform/contract/redact.ts'
import { sendTagged } from '#platform/http/etag.ts'
import { readCentre, type Centre } from '#platform/db/centre.ts'
import type { Tx } from '#platform/db/index.ts'
import type { ObservatoryService } from '../contract.ts'
import { foundIn, hiddenWords, publicFactsOf, startingText } from '../core/redact.ts'
import { bundleOf, incidentId, stixOf, type Published } from '../core/stix.ts'
import { calledFor } from './attack/speaking.ts'
import type { Context } from './context.ts'
import { entryById, publicationBy, publicationOf, recordOf } from './store/entries-store.ts'

/** Objects that never change are of then. */
const SINCE = '2020-01-01T00:00:00.000Z'
const nameOf = ({ name, languages }: Centre, url: string): string => name[languages[0] ?? 'it'] ?? Object.values(name)[0] ?? url

export async function stixOfPublication({ ground: { clock, publicUrl } }: Context, tx: Tx, of: { entryId: string } | { ref: string }, names?: Published['called']): ReturnType<ObservatoryService['stix']> {
  const found = await publicationBy(tx, of)
  if (!found || found.public_from > clock.now()) return undefined
  const centre = await readCentre(tx)
  // Names are read by the centre alone: who asks as nobody brings them.
  const called = names ?? await calledFor(tx, techniquesIn(found.facts))
  const one: Published = { called, ref: found.ref, title: found.title as Published['title'], summary: found.summary as Published['summary'], facts: found.facts as Published['facts'], sources: found.sources as Published['sources'], year: found.year, publishedAt: found.published_at, updatedAt: found.updated_at }
  return { incident: incidentId(publicUrl, found.ref), objects: stixOf(one, { name: nameOf(centre, publicUrl), url: publicUrl, since: SINCE, page: `${publicUrl}/osservatorio/casi/${found.ref}` }) }
}

/** Its texts are those that a person has reviewed, else what a machine is sure of. One that gives somebody away is left out. */
export async function entryForGroup({ ground: { clock, publicUrl }, needs }: Context, tx: Tx, entryId: string): ReturnType<ObservatoryService['forGroup']> {
  const [entry, row] = [await entryById(tx, entryId), await recordOf(tx, entryId)]
  if (!entry) return undefined
  const [centre, published] = [await readCentre(tx), await publicationOf(tx, entryId)]
  const [facts, { facts: shown, left }] = [row?.facts ?? {}, publicFactsOf(row?.facts ?? {}, await needs.territory.census(tx))]
  const first = centre.languages[0] ?? 'it'
  const covered = new Set<string>()
  const worded = (reviewed: unknown, text: string | undefined): Published['title'] => {
    const said = reviewed ? Object.values(reviewed as Record<string, string>) : []
    if (reviewed && foundIn(said.join(' '), hiddenWords(facts)).length === 0 && said.every((one) => redact(one).found.length === 0)) return reviewed as Published['title']
    const begun = startingText(text, facts, redact)
    for (const one of begun.found) covered.add(one)
    return begun.text ? { [first]: begun.text } : {}
  }
  const tlp = (row?.tlp ?? entry.tlp) as Tlp
  const called = await calledFor(tx, techniquesIn(shown))
  const one: Published = { called, ref: entry.ref, title: worded(entry.proposal?.title ?? published?.title, facts.title), summary: worded(entry.proposal?.summary ?? published?.summary, facts.summary), facts: shown, sources: [], year: 0, publishedAt: entry.created_at, updatedAt: clock.now() }
  return {
    title: entry.ref, tlp, embargoUntil: entry.embargo_until, standing: entry.merged_into === null && entry.state !== 'withdrawn' && row !== undefined, public: published !== undefined && published.public_from <= clock.now(),
    objects: stixOf(one, { name: nameOf(centre, publicUrl), url: publicUrl, since: SINCE }, tlp), left, covered: [...covered],
  }
}

const techniquesIn = (facts: unknown): readonly string[] => (facts as Published['facts'] | undefined)?.techniques ?? []

const STIX = 'application/stix+json;version=2.1'
/** @throws Refusal not_found. */
export async function sendStix(context: Context, ref: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = context.ground
  const codes = await db.as(anonymous, async (tx) => techniquesIn((await publicationBy(tx, { ref }))?.facts))
  const names = codes.length === 0 ? new Map<string, never>() : await db.as(system('observatory.attack'), (tx) => calledFor(tx, codes))
  const found = await db.as(anonymous, (tx) => stixOfPublication(context, tx, { ref }, names))
  if (!found) throw new Refusal('not_found')
  // Bytes, not a text: fastify would write a charset behind the media type.
  return sendTagged(request, reply.header('cache-control', 'public, max-age=300').header('content-type', STIX), Buffer.from(JSON.stringify(bundleOf(found.objects), null, 2)))
}
