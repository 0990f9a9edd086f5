/** Parties, services, dependencies, datasets, assets: the one model of the territory. */
import * as z from 'zod'
import { anyJson, can, centre, endpoint, event, instant, line, ofBody, page, prose, uuid, version, type Actor, type Lang } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Graph } from '#engines/cascade/index.ts'
import { assetItem, contactItem, datasetItem, statementItem } from './contract-own.ts'
import { analysing, availabilityEffects, byParty, coordinating, dependencyKinds, dependencyStates, partyKind, partyRef, pictureShape, reading, type PartyKind } from './contract-shapes.ts'

export * from './contract-own.ts'
export * from './contract-shapes.ts'

/** Something in the graph of a realm changed; caches look at the version instead of trusting delivery. */
export const territoryChanged = event('territory.changed', z.object({ version: z.number().int() }))

export type Party = {
  readonly id: string
  readonly realm: string
  readonly registry: string
  readonly code: string
  readonly name: string
  readonly kind: PartyKind
  /** Whose law the legal engine reads: FR for a French party, IT for any other. */
  readonly country: 'IT' | 'FR'
  /** Where it is established, ISO 3166: a provider may be anywhere. */
  readonly established: string
  readonly region: string
  readonly province: string
  readonly population: number | null
  readonly districtId: string | null
  /** Facts for the legal engine, in its own words (`engines/deadlines`), beyond kind, country and population. */
  readonly facts: Readonly<Record<string, unknown>>
}

export type Contact = { readonly partyId: string; readonly role: string; readonly email: string; readonly phone: string; readonly language: 'it' | 'fr' | 'en' }

export type BookedContact = { readonly id: string; readonly partyId: string; readonly role: string; readonly name: string; readonly email: string; readonly phone: string }

/** The graph of one realm in memory, with the way back from indices to rows. A snapshot: never changed after it is built. */
export type TerritoryGraph = {
  readonly realm: string
  /** Sum of the versions of `live` and of the realm: both only grow, so it moves when either does. */
  readonly version: number
  readonly builtAt: Date
  readonly graph: Graph
  /** By service index. */
  readonly serviceIds: readonly string[]
  readonly serviceNames: readonly string[]
  readonly serviceCategories: readonly string[]
  /** Index into `partyIds` of the service's owner. */
  readonly ownerOfService: Int32Array
  readonly peopleOfService: Float64Array
  readonly dataClassesOfService: readonly (readonly string[])[]
  /** Parties with at least one service. */
  readonly partyIds: readonly string[]
  readonly partyNames: readonly string[]
  readonly partyKinds: readonly PartyKind[]
  /** By party index; 0 where unknown. */
  readonly populationOfParty: Float64Array
  /** By edge of the graph (an edge number, not a row of the engine's table: `rowOfEdge` is already applied). */
  readonly dependencyIds: readonly string[]
  /** By row of the engine's table, as `explain` names it in a step. */
  readonly dependencyIdOfRow: readonly string[]
  indexOfService(id: string): number
  indexOfParty(id: string): number
  servicesOfParty(partyId: string): readonly number[]
}

export type ImportSource = { readonly path: string } | { readonly stream: AsyncIterable<Uint8Array> }
export type ImportReport = z.output<typeof importReport>

/** What modules below may ask. Every call that reads rows takes the caller's transaction, so row-level security holds. */
export type TerritoryService = {
  /** Centre only: the graph knows who is weak. Rebuilt when the stored version moved. */
  graph(realm: string): Promise<TerritoryGraph>
  /** Age and size of the graph in memory, for /status; undefined before it was first needed. */
  graphStatus(): { version: number; builtAt: string; services: number; dependencies: number } | undefined
  parties(tx: Tx, ids: readonly string[]): Promise<Party[]>
  contacts(tx: Tx, partyIds: readonly string[]): Promise<Contact[]>
  /** A domain or range as a person writes it, in the one form in which it is kept; or what is wrong with it. */
  readAsset(kind: 'domain' | 'address_range', text: string): { readonly value: string } | { readonly problem: string }
  /** Whether another party holds the domain. Two who ask at once come one after the other. */
  domainTaken(tx: Tx, domain: string, partyId: string): Promise<boolean>
  /** The asset is the party's, by a person's word or a proof; the same again changes nothing. */
  holdAsset(tx: Tx, actor: Actor, partyId: string, asset: { readonly kind: 'domain' | 'address_range'; readonly value: string; readonly source: string }): Promise<void>
  /** It is so no longer. */
  giveUpAsset(tx: Tx, actor: Actor, partyId: string, asset: { readonly kind: 'domain' | 'address_range'; readonly value: string }): Promise<void>
  /** Contacts one by one, with their names, as people keep them. */
  contactBook(tx: Tx, partyIds: readonly string[]): Promise<BookedContact[]>
  /** Who of these needs whom of these; sure: declared or confirmed, and not only proposed. Denied ones are none. */
  ties(tx: Tx, partyIds: readonly string[]): Promise<{ readonly partyId: string; readonly onId: string; readonly sure: boolean }[]>
  /** Parties that somebody with these memberships may see: their own, those they act for, those of their district. */
  reach(memberships: readonly { role: string; partyId: string | null }[]): Promise<string[]>
  /** How many parties there are of each kind, place and band of inhabitants (5,000, 20,000, 100,000). */
  census(tx: Tx): Promise<readonly { readonly kind: string; readonly region: string; readonly province: string; readonly size: 'pop_5k' | 'pop_20k' | 'pop_100k' | 'pop_more' | null; readonly count: number }[]>
  /** Bodies that need a service of this one, by their own word. */
  usersOf(tx: Tx, providerId: string): Promise<readonly { readonly id: string; readonly kind: PartyKind }[]>
  /** Bodies by their code or whole name. */
  partiesCalled(tx: Tx, texts: readonly string[]): Promise<readonly { readonly id: string; readonly kind: PartyKind }[]>
  /** All live parties of a kind, for a list to choose from; public registries have them. */
  namesOfKind(kind: PartyKind): Promise<readonly string[]>
  /** What the loss of each of these alone would stop: others' services, bodies and their people. Centre only, as the graph. Those without a service are left out. */
  falls(realm: string, partyIds: readonly string[]): Promise<readonly { readonly partyId: string; readonly services: number; readonly bodies: number; readonly people: number }[]>
  /** Shapes of the parties with a place, for maps of this module and of those below; without any state. */
  map(): Promise<TerritoryMap>
  /** One file, a registry or borders by what it is, one transaction. @throws Refusal unsupported, busy, too_large. */
  importRegistry(actor: Actor, input: ImportSource & { fileName: string; region?: string; dryRun?: boolean; lang?: Lang }): Promise<ImportReport>
  /** The fictional region, stored by the same path as a registry. Idempotent by seed. */
  seedDemo(actor: Actor, seed?: number): Promise<{ parties: number; services: number; dependencies: number; ms: number }>
  /**
   * The story's bodies, in the exercise realm of `actor`: on the demonstration region, or on one's own registry.
   * @throws Refusal exercise when the realm is the live one.
   */
  seedExercise(actor: Actor, options?: { bodies?: number; seed?: number; ownRegistry?: boolean }): Promise<ExerciseStage>
  proposeEdges(actor: Actor, input: ProposalInput, lang?: Lang): Promise<z.output<typeof proposalReport>>
  proposeFromNames(actor: Actor, input: z.output<typeof lookUpNames.body>, lang?: Lang): Promise<z.output<typeof lookUpNames.response>>
  /** Names as the centre knows them, live and exercise; unknown ids are left out. */
  partyNames(ids: readonly string[]): Promise<{ id: string; name: string }[]>
}

export type ExerciseStage = {
  readonly providerId: string
  readonly fallenServiceIds: readonly string[]
  /** Bodies that will be hit. */
  readonly bodyIds: readonly string[]
  readonly stored: number
  readonly unchanged: number
  readonly ms: number
}

// ── The wire ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export const partyItem = partyRef.extend({
  registry: z.string(), code: z.string(), country: z.string(), region: z.string(), province: z.string(), population: z.number().nullable(),
  districtId: uuid.nullable(), exercise: z.boolean(), services: z.number(), dependencies: z.number(), proposed: z.number(),
}).meta({ id: 'PartyItem' })
export const readParties = endpoint({
  id: 'territory.parties', method: 'GET', path: '/api/territory/parties', summary: 'Parties that the asker may see, by name, kind, province or district', access: reading,
  query: z.object({ q: z.string().max(200).default(''), kind: z.union([partyKind, z.array(partyKind)]).optional(), province: z.string().max(100).default(''), district: uuid.optional(), ...page }),
  response: z.object({ total: z.number(), items: z.array(partyItem) }),
})

export const serviceEnd = z.object({ id: uuid, name: z.string(), category: z.string(), party: partyRef.nullable() }).meta({ id: 'ServiceEnd' })
export const dependencyItem = z.object({
  id: uuid, version: z.number(), partyId: uuid, dependent: serviceEnd, on: serviceEnd, kind: z.enum(dependencyKinds),
  availability: z.enum(availabilityEffects), groupKey: z.string(), groupK: z.number().nullable(), confidentiality: z.boolean(), integrity: z.boolean(),
  autonomyMinutes: z.number(), confidence: z.number(), source: z.string(), sourceDate: z.iso.date().nullable(), evidence: z.array(z.unknown()),
  state: z.enum(dependencyStates), decidedAt: instant.nullable(), reason: z.string(), updatedAt: instant, exercise: z.boolean(),
}).meta({ id: 'DependencyItem' })
export type DependencyItem = z.output<typeof dependencyItem>
export const partyDetail = z.object({
  party: partyItem.extend({ website: z.string(), codes: z.record(z.string(), z.string()), facts: z.record(z.string(), z.unknown()), lat: z.number().nullable(), lon: z.number().nullable(), source: z.string(), version: z.number(), updatedAt: instant }),
  district: partyRef.nullable(),
  memberOf: z.array(z.object({ party: partyRef, actsFor: z.boolean() })),
  services: z.array(z.object({ id: uuid, name: z.string(), category: z.string(), public: z.boolean(), peopleServed: z.number(), source: z.string(), exercise: z.boolean() })),
  /** What its services need. */
  dependencies: z.array(dependencyItem),
  /** Who declared to need its services: for a provider, its clients. At most 500; `clientsTotal` says how many there are. */
  clients: z.array(dependencyItem),
  clientsTotal: z.number(),
  datasets: z.array(datasetItem),
  assets: z.array(assetItem),
  contacts: z.array(contactItem),
  /** What the party said of itself, fact by fact. Its own word is in `party.facts` already. */
  statements: z.array(statementItem),
}).meta({ id: 'PartyDetail' })
export const readParty = endpoint({
  id: 'territory.party', method: 'GET', path: '/api/territory/parties/:partyId', summary: 'One party with its services, dependencies, data, assets and contacts', access: reading,
  params: byParty, response: partyDetail,
})
export const changeParty = endpoint({
  id: 'territory.change_party', method: 'PATCH', path: '/api/territory/parties/:partyId', summary: 'Facts for the legal engine, population, district', access: coordinating, status: 204,
  params: byParty,
  body: z.object({ version, population: z.number().int().min(0).max(100_000_000).nullable().optional(), districtId: uuid.nullable().optional(), facts: z.record(z.string().max(60), anyJson).refine((facts) => JSON.stringify(facts).length < 20_000, { error: 'too many facts' }).optional() }),
})
export const readMyProviders = endpoint({
  id: 'territory.providers_of', method: 'GET', path: '/api/territory/parties/:partyId/providers', summary: 'Providers that a body depends on, with the services concerned', access: reading,
  params: byParty,
  response: z.object({ total: z.number(), items: z.array(z.object({ provider: partyRef, dependencies: z.array(dependencyItem), toConfirm: z.number() })) }),
})
export const makeDistrict = endpoint({
  id: 'territory.make_district', method: 'POST', path: '/api/territory/districts', summary: 'A district and the provinces it answers for', access: coordinating, status: 201,
  body: z.object({ code: line(40), name: line(200), provinces: z.array(line(100)).max(200) }),
  response: z.object({ id: uuid, bodies: z.number() }),
})
export const setActsFor = endpoint({
  id: 'territory.acts_for', method: 'PUT', path: '/api/territory/parties/:partyId/acts-for', summary: 'Whether a union or a data-protection officer acts for a body', access: coordinating, status: 204,
  params: byParty, body: z.object({ memberId: uuid, actsFor: z.boolean() }),
})

export const rowProblem = z.object({ line: z.number(), code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])), text: z.string() }).meta({ id: 'RowProblem' })
export const importStates = ['uploaded', 'running', 'done', 'failed', 'interrupted'] as const
export const importCounts = z.object({ read: z.number(), stored: z.number(), unchanged: z.number(), refused: z.number(), skipped: z.number(), ms: z.number() }).meta({ id: 'ImportCounts' })
export const importItem = z.object({
  id: uuid, fileName: z.string(), format: z.string(), region: z.string(), bytes: z.number(), sha256: z.string(), state: z.enum(importStates),
  counts: importCounts.nullable(), problems: z.array(rowProblem), badRows: z.boolean(), by: z.string(), createdAt: instant, finishedAt: instant.nullable(),
}).meta({ id: 'ImportItem' })
export const importReport = importCounts.extend({
  importId: uuid, format: z.string(), dryRun: z.boolean(),
  /** Why rows were left out though nothing is wrong with them. */
  skippedBy: z.array(z.object({ code: z.string(), text: z.string(), rows: z.number() })),
  notes: z.array(z.string()),
  /** The first 100 refused rows; all of them are in the file of bad rows. */
  problems: z.array(rowProblem),
  first: z.array(z.object({ line: z.number(), kind: z.string(), key: z.string(), text: z.string() })),
  /** Set when the whole file was refused: then nothing was stored. */
  fatal: rowProblem.nullable(),
  badRowsFile: z.string().nullable(),
  /** Of a file of borders: by which property and which of our codes they found their places, which found none, who is still without. */
  borders: z.object({
    by: z.array(z.object({ property: z.string(), code: z.enum(['istat', 'insee', 'own']), kind: partyKind, places: z.number() })),
    unknown: z.array(z.object({ line: z.number(), code: z.string(), name: z.string() })), unknownTotal: z.number(),
    without: z.array(z.object({ id: uuid, name: z.string() })), withoutTotal: z.number(),
  }).nullable(),
}).meta({ id: 'ImportReport' })
const byImport = z.object({ importId: uuid })
export const MAX_UPLOAD_BYTES = 200 * 1024 * 1024
export const uploadImport = endpoint({
  id: 'territory.upload', method: 'POST', path: '/api/territory/imports', summary: 'A registry or borders as GeoJSON, as raw bytes (application/octet-stream): the format is recognised', access: coordinating, status: 201, raw: true, bodyLimit: MAX_UPLOAD_BYTES, accepts: ['application/octet-stream'],
  query: z.object({ fileName: line(200), region: z.string().max(100).default('') }), response: importItem,
})
export const readImports = endpoint({
  id: 'territory.imports', method: 'GET', path: '/api/territory/imports', summary: 'Imports, the latest first', access: coordinating,
  query: z.object(page), response: z.object({ total: z.number(), items: z.array(importItem) }),
})
export const readImport = endpoint({ id: 'territory.import', method: 'GET', path: '/api/territory/imports/:importId', summary: 'One import', access: coordinating, params: byImport, response: importItem })
export const previewImport = endpoint({
  id: 'territory.preview_import', method: 'POST', path: '/api/territory/imports/:importId/preview', summary: 'What the import would do; nothing is stored', access: coordinating, params: byImport, response: importReport,
})
export const runImport = endpoint({
  id: 'territory.run_import', method: 'POST', path: '/api/territory/imports/:importId/run', summary: 'Stores the file: all of its good rows or nothing', access: coordinating, params: byImport, response: importReport,
})
export const readBadRows = endpoint({
  id: 'territory.bad_rows', method: 'GET', path: '/api/territory/imports/:importId/bad-rows', summary: 'The refused rows as a file of the same format, with the reason', access: coordinating, params: byImport, raw: true, answers: ['application/octet-stream'],
})

const byDependency = z.object({ dependencyId: uuid })
export const decideDependency = endpoint({
  id: 'territory.decide', method: 'POST', path: '/api/territory/dependencies/:dependencyId/decision', summary: 'A body confirms or denies a dependency', access: can(...centre, ...ofBody),
  params: byDependency, body: z.object({ decision: z.enum(['confirm', 'deny']), version, reason: prose(1000).default('') }), response: dependencyItem,
})
export const declareDependency = endpoint({
  id: 'territory.declare', method: 'POST', path: '/api/territory/parties/:partyId/dependencies', summary: 'A body says what one of its services needs', access: can(...centre, ...ofBody), status: 201,
  params: byParty,
  body: z.object({
    dependentId: uuid, onId: uuid, kind: z.enum(dependencyKinds), availability: z.enum(['none', 'degraded', 'hard']).default('hard'),
    confidentiality: z.boolean().default(false), integrity: z.boolean().default(false), autonomyMinutes: z.number().int().min(0).max(5_270_400).default(0), note: line(500).optional(),
  }),
  response: dependencyItem,
})
export const readOffered = endpoint({
  id: 'territory.offered', method: 'GET', path: '/api/territory/offered-services', summary: 'Services of providers, to choose from when declaring', access: can(...centre, ...ofBody),
  query: z.object({ q: z.string().max(200).default(''), ...page }),
  response: z.object({ total: z.number(), items: z.array(z.object({ id: uuid, name: z.string(), category: z.string(), provider: z.object({ id: uuid, name: z.string() }) })) }),
})
export const readProposals = endpoint({
  id: 'territory.proposals', method: 'GET', path: '/api/territory/proposals', summary: 'Dependencies to confirm, the surest first', access: can(...centre, ...ofBody),
  query: z.object({ partyId: uuid.optional(), ...page }), response: z.object({ total: z.number(), items: z.array(dependencyItem) }),
})
const names = z.array(z.string().max(300)).max(200).optional()
/** Where dependencies can be read from. Nothing is fetched: the caller brings the data. */
export const proposalInput = z.discriminatedUnion('from', [
  z.object({ from: z.literal('ocds'), document: anyJson.describe('OCDS releases or records, as ANAC publishes them') }),
  z.object({ from: z.literal('decp'), document: anyJson.describe('French essential data of public procurement') }),
  z.object({ from: z.literal('customers'), providerId: uuid, csv: z.string().max(20_000_000).describe('The provider’s own list of customers') }),
  z.object({ from: z.literal('dns'), bodies: z.array(z.object({ partyId: uuid, domain: line(253), mx: names, ns: names, cname: names, ptr: names, txt: z.array(z.string().max(4000)).max(100).optional(), date: z.iso.date() })).min(1).max(5000) }),
  z.object({ from: z.literal('memberships') }),
  z.object({ from: z.literal('similar'), partyId: uuid.optional() }),
])
export type ProposalInput = z.output<typeof proposalInput>
export const proposalReport = z.object({
  found: z.number(), stored: z.number(), unchanged: z.number(),
  /** Declared, confirmed or denied already: a proposal never touches them. */
  known: z.number(), providersAdded: z.number(),
  /** Bodies that the source names and the territory does not know; the first 100. */
  unmatched: z.array(z.object({ name: z.string(), reference: z.string() })), unmatchedTotal: z.number(),
  skipped: z.array(z.object({ code: z.string(), rows: z.number() })), ms: z.number(),
}).meta({ id: 'ProposalReport' })
export const proposeDependencies = endpoint({
  id: 'territory.propose', method: 'POST', path: '/api/territory/proposals', summary: 'Dependencies to ask about, from contracts, lists of customers, names of the net or bodies alike', access: analysing,
  body: proposalInput, bodyLimit: 50 * 1024 * 1024, response: proposalReport, refuses: ['not_found'],
})
export const lookUpNames = endpoint({
  id: 'territory.look_up_names', method: 'POST', path: '/api/territory/proposals/names', summary: 'Asks the net who takes the mail, answers for the name and holds the site of the next bodies with a known domain', access: analysing,
  refuses: ['not_found'],
  body: z.object({ partyId: uuid.optional(), /** Where the answer before stopped. */ after: uuid.optional() }),
  response: z.object({
    /** Null when no server answered for any of these. */
    report: proposalReport.nullable(), looked: z.number(), named: z.number(), /** Bodies of which no domain is known. */ unnamed: z.number(), /** Of these bodies, for how many nobody answered. */ silent: z.number(), next: uuid.nullable(),
  }),
})
export const completeness = z.object({
  bodies: z.number(), bodiesWithServices: z.number(), bodiesWithDependencies: z.number(), bodiesThatConfirmed: z.number(),
  dependencies: z.number(), proposed: z.number(), declared: z.number(), confirmed: z.number(), denied: z.number(),
  /** Share of the people served by bodies with at least one declared or confirmed dependency, 0..1. */
  peopleCovered: z.number(),
  level: z.enum(['empty', 'beginning', 'useful', 'good']),
  /** Share of bodies with something declared or confirmed, and of all that is expected of them. */
  share: z.number(), depth: z.number(),
  /** Bodies still to ask before the graph says something about the territory. */
  bodiesToUseful: z.number(),
  byCategory: z.array(z.object({ category: z.string(), expected: z.number(), confirmed: z.number(), proposed: z.number(), share: z.number() })),
}).meta({ id: 'Completeness' })
export const readCompleteness = endpoint({ id: 'territory.completeness', method: 'GET', path: '/api/territory/completeness', summary: 'How complete the graph is', access: analysing, response: completeness })

// ── Questions to the graph: the centre only ───────────────────────────────────────────────────────────────────────────

export const effects = z.object({ unavailable: z.boolean().default(true), exposed: z.boolean().default(false), tampered: z.boolean().default(false) })
export const graphAge = z.object({ version: z.number(), builtAt: instant, services: z.number(), dependencies: z.number() }).meta({ id: 'GraphAge' })
export const pathStep = z.object({
  dependencyId: uuid, from: serviceEnd, to: serviceEnd, carries: z.enum(['down', 'degraded', 'exposed', 'tampered']), brings: z.enum(['down', 'degraded', 'exposed', 'tampered']),
  effect: z.enum(['hard', 'degraded', 'member', 'none']), autonomyMinutes: z.number(), atMinutes: z.number(), confidence: z.number(),
}).meta({ id: 'PathStep' })
export const hitService = serviceEnd.extend({
  availability: z.enum(['down', 'degraded', 'none']), atMinutes: z.number().nullable(), exposed: z.boolean(), tampered: z.boolean(), people: z.number(), dataClasses: z.array(z.string()),
  confidence: z.number(), path: z.array(pathStep),
}).meta({ id: 'HitService' })
export const hitBody = z.object({
  party: partyRef, population: z.number(), state: z.enum(['hit', 'degraded', 'data_at_risk']), atMinutes: z.number().nullable(), confidence: z.number(),
  down: z.number(), degraded: z.number(), exposed: z.number(), tampered: z.number(),
}).meta({ id: 'HitBody' })
/** `at`: minutes from the event. */
export const whatIfPicture = z.object(pictureShape(z.number().nullable()))
export const whatIf = endpoint({
  id: 'territory.what_if', method: 'POST', path: '/api/territory/what-if', summary: 'Who would be hit, from when and why, without opening a case', access: analysing,
  body: z.object({
    providerId: uuid.optional(), serviceIds: z.array(uuid).max(5000).optional(), effects: effects.default({ unavailable: true, exposed: false, tampered: false }),
    limit: z.number().int().min(1).max(200).default(50), offset: z.number().int().min(0).max(1_000_000).default(0),
    /** The same as a drawing: ten nodes first, or all. */ picture: z.enum(['none', 'first', 'all']).default('none'),
  }).refine((body) => body.providerId !== undefined || (body.serviceIds?.length ?? 0) > 0, { error: 'a provider or services are needed' }),
  response: z.object({
    graph: graphAge, sources: z.number(),
    services: z.object({ down: z.number(), degraded: z.number(), exposed: z.number(), tampered: z.number() }),
    bodies: z.object({ hit: z.number(), degraded: z.number(), dataAtRisk: z.number(), people: z.number() }),
    /** Bodies and services that stop in each hour from the event; hours without any are left out. */
    hours: z.array(z.object({ hour: z.number(), bodies: z.number(), services: z.number() })),
    topBodies: z.array(hitBody), total: z.number(), page: z.array(hitService), picture: whatIfPicture.nullable(), ms: z.number(),
  }),
  refuses: ['not_found'],
})
export const rankProviders = endpoint({
  id: 'territory.concentration', method: 'GET', path: '/api/territory/concentration', summary: 'Providers by what the loss of each alone would do', access: analysing,
  query: z.object({ loss: z.enum(['down', 'exposed', 'tampered']).default('down'), ...page }),
  response: z.object({ graph: graphAge, total: z.number(), items: z.array(z.object({ provider: partyRef, services: z.number(), bodies: z.number(), people: z.number() })), ms: z.number() }),
})
export const planRestoration = endpoint({
  id: 'territory.restoration', method: 'POST', path: '/api/territory/restoration', summary: 'In which order to bring a provider’s services back so that most people are served soonest', access: analysing,
  body: z.object({
    providerId: uuid, /** Still down; all of the provider's when absent. */ downServiceIds: z.array(uuid).max(5000).optional(),
    /** Hours of work by service; 1 when nobody knows. */ workHours: z.record(uuid, z.number().positive().max(10_000)).default({}),
  }),
  /** `within`: no order has less waiting than `weightHours / within`; 1 when this one is proven the best. */
  response: z.object({ optimal: z.boolean(), within: z.number(), weightHours: z.number(), steps: z.array(z.object({ service: serviceEnd, doneHours: z.number(), services: z.number(), people: z.number(), peopleStillDown: z.number() })) }),
  refuses: ['not_found'],
})

export const mapCell = z.object({ partyId: uuid, name: z.string(), path: z.string(), x: z.number(), y: z.number(), population: z.number() }).meta({ id: 'MapCell' })
/** `source`: real borders, or cells computed from points; the page must say which. `outline` is SVG path data, empty when there is none. */
export const territoryMap = z.object({ width: z.number(), height: z.number(), source: z.enum(['boundaries', 'cells']), outline: z.string(), cells: z.array(mapCell) }).meta({ id: 'TerritoryMap' })
export type TerritoryMap = z.output<typeof territoryMap>
export const readMap = endpoint({ id: 'territory.map', method: 'GET', path: '/api/territory/map', summary: 'Shapes of the municipalities, without any state', access: reading, response: territoryMap })
