/**
 * What of an attack may be public. Firms and persons are counted and never named; a victim is named only where it published the fact
 * itself; whoever claims the attack, where the loot lies and who served whom never leave. A machine proposes, a person reads, a second
 * one publishes: what a machine can be sure of stands here.
 */
import { redact } from '#platform/contract/redact.ts'
import type { EntryState, Proposal, PublicFacts, PublishProblem } from '../contract-entries.ts'
import { amongOthers, roughly, type Counted } from './crowd.ts'
import { K } from '../contract-public.ts'
import { fields, insideOnly, type Facts, type Field, type Statement, type Victim } from '../contract-facts.ts'

/** Never taken over as they are: texts that somebody wrote for readers inside. */
const reworded = ['title', 'summary'] as const satisfies readonly Field[]
const dropped: readonly Field[] = [...insideOnly, ...reworded]

export function publicFactsOf(facts: Facts, census: readonly Counted[], hide: readonly Field[] = []): { facts: PublicFacts; left: Field[] } {
  const kept = fields.filter((field) => facts[field] !== undefined && !dropped.includes(field) && !hide.includes(field))
  const out: Record<string, unknown> = Object.fromEntries(kept.filter((field) => field !== 'victims').map((field) => [field, facts[field]]))
  if (kept.includes('victims')) out['victims'] = facts.victims!.map((one) => (mayName(one) ? publicVictimOf(one) : amongOthers(publicVictimOf(one), census)))
  if (facts.victims?.some((one) => !mayName(one) && one.count < K)) for (const [field, value] of Object.entries(roughly(facts))) if (out[field] !== undefined) out[field] = value
  return { facts: out as PublicFacts, left: fields.filter((field) => facts[field] !== undefined && !kept.includes(field) && !(reworded as readonly Field[]).includes(field)) }
}

/** The place of a small town is its name; a province stays, as it does in every table. */
function publicVictimOf(one: Victim): NonNullable<PublicFacts['victims']>[number] {
  const { name, naming: _, namingUrl, partyId: _party, place, ...rest } = one
  return mayName(one) ? { ...rest, ...(name === undefined ? {} : { name }), ...(namingUrl === undefined ? {} : { namingUrl }), ...(place === undefined ? {} : { place }) } : rest
}
export const mayName = (one: Victim): boolean => one.naming === 'self' && one.namingUrl !== undefined && one.name !== undefined && one.kind !== 'person'

/**
 * Names that must not stand in a text for everybody: of victims that did not speak, of providers, of who claims it, of places too
 * small to hide in. Kinds of body that stand before a name in half of all titles are no names.
 */
export function hiddenWords(facts: Facts): string[] {
  const named = new Set((facts.victims ?? []).filter(mayName).map((one) => plain(one.name!)))
  const words = [
    ...(facts.victims ?? []).filter((one) => !mayName(one)).flatMap((one) => [one.name, ...(one.count === 1 ? [one.place] : [])]),
    ...(facts.providers ?? []).map((one) => one.name), ...(facts.claims ?? []).flatMap((one) => [one.by, hostOf(one.url)]), facts.campaign,
  ].flatMap((word) => (word === undefined ? [] : namesIn(word)))
  return [...new Set(words)].filter((word) => plain(word).length >= 3 && !named.has(plain(word)))
}
const COMMON = /^(?:il |la |l[’'])?(?:comune|provincia|citt[aà] metropolitana|unione dei comuni|regione|ospedale|azienda (?:usl|sanitaria locale|ospedaliera)|istituto comprensivo|universit[aà]|commune|mairie|ville|d[eé]partement|centre hospitalier|h[oô]pital|universit[eé]|municipality|city|town|province|hospital|university) (?:di |del |della |dell[’']|de la |de l[’']|de |du |des |d[’']|of )?/i
/** `Comune di Fauglia` gives itself and `Fauglia`. */
const namesIn = (word: string): string[] => { const bare = word.replace(COMMON, '').trim(); return bare === word || bare === '' ? [word] : [word, bare] }
const hostOf = (url: string | undefined): string | undefined => url?.replace(/^[a-z]+:\/\//i, '').split(/[/?#:]/)[0]
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()

export function foundIn(text: string, words: readonly string[]): string[] {
  const read = ` ${plain(text)} `
  return words.filter((word) => read.includes(` ${plain(word)} `))
}

export type Reviewed = { readonly state: EntryState; readonly tlp: string; readonly facts: Facts; readonly proposal: Proposal }
/** Why it may not be public as it is. Empty: nothing that a machine can see. */
export function problemsOf({ state, tlp, facts, proposal }: Reviewed): PublishProblem[] {
  const hidden = hiddenWords(facts)
  const written = Object.values(proposal.title).length + Object.values(proposal.summary).length
  const texts = [...Object.values(proposal.title), ...Object.values(proposal.summary), ...proposal.sources.flatMap((one) => [one.title, one.url?.replaceAll(/[-_/.]+/g, ' ') ?? ''])]
  // Codes are free words too: a service may be called like who runs it. Victims' own fields are told by rule, above.
  const { victims: _, ...coded } = proposal.facts
  const words = new Set([...texts, ...stringsIn(coded)].flatMap((text) => foundIn(text, hidden)))
  return [
    ...(Object.values(proposal.title).some((text) => text !== '') ? [] : [{ code: 'no_title' as const }]),
    ...(proposal.facts.started === undefined ? [{ code: 'no_year' as const }] : []),
    ...((proposal.facts.victims?.length ?? 0) === 0 ? [{ code: 'no_victim' as const }] : []),
    ...(state === 'to_verify' || (facts.certainty !== undefined && facts.certainty !== 'confirmed') ? [{ code: 'not_confirmed' as const }] : []),
    // A report for named readers, or for one organisation, is not made public by taking names out of it.
    ...(tlp === 'red' || tlp === 'amber+strict' ? [{ code: 'tlp' as const }] : []),
    ...[...words].map((word) => ({ code: 'name_in_text' as const, word })),
    // What a person pastes after the machine has covered the first text.
    ...(texts.slice(0, written).some((text) => redact(text).found.length > 0) ? [{ code: 'number_in_text' as const }] : []),
  ]
}

const stringsIn = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [])

/** What a person starts from. `cover` takes numbers that tell who somebody is out of a text. */
export function startingText(text: string | undefined, facts: Facts, cover: (text: string) => { text: string; found: readonly string[] }): { text: string; found: readonly string[] } {
  if (text === undefined || foundIn(text, hiddenWords(facts)).length > 0) return { text: '', found: [] }
  return cover(text)
}

/** Links that a reader may follow. What the case, a person of the centre or the attacker says is no link. */
export const citable = (source: Statement['source']): boolean => ['victim', 'authority', 'press', 'dataset'].includes(source.kind)
export function publicSourceOf({ title, url, publisher, publishedOn, licence }: Statement['source']): Proposal['sources'][number] {
  return { title, ...(url ? { url } : {}), ...(publisher ? { publisher } : {}), ...(publishedOn ? { publishedOn } : {}), ...(licence ? { licence } : {}) }
}
