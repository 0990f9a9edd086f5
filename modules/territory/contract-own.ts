/** What a body, or the centre for it, says of itself: its data, its assets, whom to call, what the laws ask. */
import * as z from 'zod'
import { anyJson, endpoint, instant, line, noControls, page, prose, uuid, version } from '#platform/contract/index.ts'
import { analysing, byParty, coordinating, dataClasses, partyRef, telling } from './contract-shapes.ts'

/** `declared`: a file or the demonstration says so; `confirmed`: a person's word, which no file undoes. */
const holdingState = z.enum(['declared', 'confirmed'])
const said = { version: z.number().int(), source: z.string(), sourceDate: z.iso.date().nullable(), confidence: z.number(), state: holdingState }
export const datasetItem = z.object({
  id: uuid, serviceId: uuid.nullable(), name: z.string(), classes: z.array(z.string()), place: z.string(), country: z.string(),
  /** Who holds it and on which of their services: whoever reads that service reads the data. */
  heldBy: partyRef.nullable(), heldOn: z.object({ id: uuid, name: z.string() }).nullable(), people: z.number().nullable(), ...said,
})
export const assetKinds = ['domain', 'address_range', 'product'] as const
export const assetItem = z.object({ id: uuid, kind: z.enum(assetKinds), value: z.string(), productVersion: z.string(), serviceId: uuid.nullable(), ...said })

/** Where it is known from. A body's own word is sure; the centre says how sure it is. */
const saying = { source: line(300).optional(), sourceDate: z.iso.date().optional(), confidence: z.number().min(0).max(1).optional() }
/** With `id` and the version that was read: a change; without: a new one. */
const which = { id: uuid.optional(), version: version.optional() }
export const MAX_HOLDINGS = 500
export const saveDataset = endpoint({
  id: 'territory.save_dataset', method: 'POST', path: '/api/territory/parties/:partyId/datasets', summary: 'Data that a party holds: which, for which service, where they lie', access: telling, params: byParty,
  body: z.object({
    ...which, name: line(200), classes: z.array(z.enum(dataClasses)).max(dataClasses.length).transform((list) => [...new Set(list)]), serviceId: uuid.nullable(),
    /** A service of a provider, or null where the party holds them itself. */
    heldOnId: uuid.nullable(), place: prose(200).default(''), country: z.string().regex(/^([A-Z]{2})?$/).default(''), people: z.number().int().min(0).max(100_000_000).nullable().default(null), ...saying,
  }),
  response: datasetItem,
})
export const saveAsset = endpoint({
  id: 'territory.save_asset', method: 'POST', path: '/api/territory/parties/:partyId/assets', summary: 'A domain, a range of addresses or a product of a party', access: telling, params: byParty,
  body: z.object({ ...which, kind: z.enum(assetKinds), value: line(253), productVersion: z.string().trim().max(60).regex(noControls).default(''), serviceId: uuid.nullable(), ...saying }),
  response: assetItem,
})
export const decideHolding = endpoint({
  id: 'territory.decide_holding', method: 'POST', path: '/api/territory/parties/:partyId/holdings/:holdingId/decision', summary: 'These data or this asset: so it is, or no longer', access: telling, status: 204,
  params: byParty.extend({ holdingId: uuid }), body: z.object({ kind: z.enum(['dataset', 'asset']), decision: z.enum(['confirm', 'deny']), version, reason: prose(1000).default('') }),
})

/** Whom the centre calls in an incident, who leads the digital transition, who keeps the machines, who answers for data protection, the office. */
export const contactRoles = ['incident', 'digital_transition', 'it', 'dpo', 'secretary'] as const
export const contactItem = z.object({ id: uuid, version: z.number().int(), role: z.string(), name: z.string(), email: z.string(), phone: z.string(), language: z.string(), source: z.string() })
export const saveContact = endpoint({
  id: 'territory.save_contact', method: 'POST', path: '/api/territory/parties/:partyId/contacts', summary: 'Whom to call at a party', access: telling, params: byParty,
  body: z.object({
    ...which, role: z.enum(contactRoles), name: z.string().trim().max(200).regex(noControls).default(''), email: z.union([z.literal(''), z.email().max(254)]).default(''),
    phone: z.string().trim().max(40).regex(/^[+\d][\d\s./()-]{2,}$|^$/).default(''), language: z.enum(['it', 'fr', 'en']).default('it'),
  }).refine((body) => body.email !== '' || body.phone !== '', { error: 'an address or a number is needed', path: ['email'] }),
  response: contactItem,
})
export const removeContact = endpoint({
  id: 'territory.remove_contact', method: 'DELETE', path: '/api/territory/parties/:partyId/contacts/:contactId', summary: 'No longer whom to call', access: telling, status: 204,
  params: byParty.extend({ contactId: uuid }),
})

const answer = z.enum(['yes', 'no', 'unknown'])
/** Facts that only the party can know: its word counts at once. */
export const ownFacts = {
  acn: z.object({ status: z.enum(['essential', 'important', 'not_listed', 'unknown']), noticeReceivedOn: z.iso.date().optional(), firstListedYear: z.number().int().min(2025).max(2100).optional() }),
  psnc: answer, trustService: z.enum(['qualified', 'non_qualified', 'no', 'unknown']), manufacturer: answer, accreditedLab: answer, healthActor: answer, oiv: answer, ose: answer, cyberInsured: answer,
  processor: z.boolean(),
} as const
/** Facts that an office publishes and the law takes from there: a party says what is wrong, the centre takes it over or not. */
export const registryFacts = { population: z.number().int().min(0).max(100_000_000), regionalCapital: answer, asl: answer } as const
export type OwnFact = keyof typeof ownFacts
export type RegistryFact = keyof typeof registryFacts
export type Fact = OwnFact | RegistryFact
export const fact = z.enum([...Object.keys(ownFacts), ...Object.keys(registryFacts)] as [Fact, ...Fact[]])
/** Which facts are asked of a party of this country. */
export const factsAsked: Readonly<Record<'IT' | 'FR', readonly Fact[]>> = {
  IT: ['acn', 'cyberInsured', 'processor', 'psnc', 'trustService', 'manufacturer', 'accreditedLab', 'population', 'regionalCapital', 'asl'],
  FR: ['cyberInsured', 'healthActor', 'oiv', 'ose', 'processor', 'manufacturer', 'population'],
}
export const statementItem = z.object({
  fact, value: anyJson, source: z.string(), sourceDate: z.iso.date().nullable(), state: z.enum(['confirmed', 'stated', 'proposed', 'accepted', 'refused']),
  by: z.string(), at: instant, reason: z.string(), version: z.number().int(),
})
const byFact = byParty.extend({ fact })
export const stateFact = endpoint({
  id: 'territory.state_fact', method: 'PUT', path: '/api/territory/parties/:partyId/facts/:fact', summary: 'A body says how it is with one fact about itself', access: telling, params: byFact,
  body: z.object({ value: anyJson, source: prose(300).default(''), sourceDate: z.iso.date().optional() }), response: statementItem,
})
export const decideStatement = endpoint({
  id: 'territory.decide_statement', method: 'POST', path: '/api/territory/parties/:partyId/facts/:fact/decision', summary: 'The centre takes over what a body says against a registry, or does not', access: coordinating, status: 204,
  params: byFact, body: z.object({ decision: z.enum(['accept', 'refuse']), version, reason: prose(1000).default('') }),
})
export const readStatements = endpoint({
  id: 'territory.statements', method: 'GET', path: '/api/territory/statements', summary: 'What bodies say against a registry and nobody has decided, the oldest first', access: analysing, query: z.object(page),
  response: z.object({ total: z.number(), items: z.array(statementItem.extend({ party: partyRef, known: anyJson.nullable() })) }),
})
