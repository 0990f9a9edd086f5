/** Parties, services, dependencies, datasets, assets: the one model of the territory. */
import * as z from 'zod'
import { event, uuid } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Graph } from '#engines/cascade/index.ts'

export const partyKinds = ['municipality', 'province', 'region', 'union', 'health_agency', 'school', 'in_house', 'transport', 'university', 'firm', 'provider', 'authority', 'responder', 'centre', 'district', 'other_body'] as const
export const partyKind = z.enum(partyKinds)
export type PartyKind = z.output<typeof partyKind>

export const dependencyKinds = ['hosting', 'software', 'network', 'identity', 'data', 'support'] as const
export const dependencyStates = ['proposed', 'declared', 'confirmed', 'denied'] as const
export const availabilityEffects = ['none', 'degraded', 'hard', 'group'] as const

/** Something in the graph of a realm changed; caches look at the version instead of trusting delivery. */
export const territoryChanged = event('territory.changed', z.object({ version: z.number().int() }))

export type Party = {
  readonly id: string
  readonly realm: string
  readonly registry: string
  readonly code: string
  readonly name: string
  readonly kind: PartyKind
  readonly country: 'IT' | 'FR'
  readonly province: string
  readonly population: number | null
  readonly districtId: string | null
  /** Facts for the legal engine, in its own words (`engines/deadlines`), beyond kind, country and population. */
  readonly facts: Readonly<Record<string, unknown>>
}

export type Contact = { readonly partyId: string; readonly role: string; readonly email: string; readonly phone: string; readonly language: 'it' | 'fr' | 'en' }

/** The graph of one realm in memory, with the way back from indices to rows. A snapshot: never changed after it is built. */
export type TerritoryGraph = {
  readonly realm: string
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
  readonly partyIds: readonly string[]
  readonly partyNames: readonly string[]
  readonly partyKinds: readonly PartyKind[]
  /** By dependency index of the graph. */
  readonly dependencyIds: readonly string[]
  indexOfService(id: string): number
  servicesOfParty(partyId: string): readonly number[]
}

/** What modules below may ask. Every call that reads rows takes the caller's transaction, so row-level security holds. */
export type TerritoryService = {
  /** Centre only: the graph knows who is weak. Rebuilt when the stored version moved. */
  graph(realm: string): Promise<TerritoryGraph>
  /** Age and size of the graph in memory, for /status; undefined before it was first needed. */
  graphStatus(): { version: number; builtAt: string; services: number; dependencies: number } | undefined
  parties(tx: Tx, ids: readonly string[]): Promise<Party[]>
  contacts(tx: Tx, partyIds: readonly string[]): Promise<Contact[]>
  /** Parties that somebody with these memberships may see: their own, those they act for, those of their district. */
  reach(memberships: readonly { role: string; partyId: string | null }[]): Promise<string[]>
}

export const partyRef = z.object({ id: uuid, name: z.string(), kind: partyKind })
