import type { PartyFacts } from '#engines/deadlines/facts.ts'
import type {
  DataClass,
  DependencyRow,
  Key,
  MembershipRow,
  PartyRow,
  RegistryRow,
  ServiceRow,
} from '#modules/territory/core/registry/types.ts'
import type { Outline } from './geography.ts'

export type DemoDataset = {
  readonly key: Key
  readonly party: Key
  readonly service: Key
  readonly name: string
  readonly classes: readonly DataClass[]
  readonly people: number
  /** Who holds the data, and where, in words. */
  readonly heldBy: Key
  readonly place: string
}

/** A role, never a person. Numbers begin with 000: no telephone of the world does. */
export type DemoContact = {
  readonly party: Key
  readonly role: string
  readonly email: string
  readonly phone: string
  readonly language: 'it'
}

/** What the deadlines engine asks about a party; `processor`: it handles data on behalf of others (GDPR art. 28). */
export type DemoFacts = { readonly party: Key; readonly facts: PartyFacts; readonly processor: boolean }

export type DemoDistrict = { readonly key: Key; readonly name: string; readonly provinces: readonly string[] }

export type DemoTerritory = {
  readonly seed: number
  readonly fictional: true
  readonly region: { readonly name: string; readonly country: 'IT'; readonly centre: Key; readonly outline: Outline }
  readonly districts: readonly DemoDistrict[]
  readonly rows: readonly RegistryRow[]
  readonly datasets: readonly DemoDataset[]
  readonly contacts: readonly DemoContact[]
  readonly facts: readonly DemoFacts[]
}

/** Everything that is not a municipality, with what it sells and who belongs to it. */
export type Bodies = {
  readonly parties: readonly PartyRow[]
  readonly services: readonly ServiceRow[]
  readonly dependencies: readonly DependencyRow[]
  readonly memberships: readonly MembershipRow[]
  readonly districts: readonly DemoDistrict[]
  /** Town code → code of the union that runs its main software. */
  readonly unionOf: ReadonlyMap<string, string>
}

export function demoKey(code: string): Key {
  return { registry: 'demo', code }
}

export function demoDomain(code: string): string {
  return `${code.toLowerCase()}.velarda.example`
}
