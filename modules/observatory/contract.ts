/** The catalogue of attacks: what sources say, what we hold to be so, what everybody may read. */
import * as z from 'zod'
import { can, centre, endpoint, event, instant, page, tlps, uuid, type Actor, type Tlp } from '#platform/contract/index.ts'
import type { StixObject } from '#engines/stix/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { entryStates, origins, type EntryState, type Proposal } from './contract-entries.ts'
import { precisions, type Statement } from './contract-facts.ts'

export * from './contract-attack.ts'
export * from './contract-entries.ts'
export * from './contract-facts.ts'
export * from './contract-feeds.ts'
export * from './contract-imports.ts'
export * from './contract-study.ts'

/** Something became public, changed, or is public no more. */
export const publicationChanged = event('observatory.published', z.object({ entryId: uuid, public: z.boolean() }))
/** Who may read an entry has changed, or whether it stands for itself. */
export const entryChanged = event('observatory.entry_changed', z.object({ entryId: uuid }))

export const entryRow = z.object({
  id: uuid, ref: z.string(), state: z.enum(entryStates), tlp: z.enum(tlps), origin: z.enum(origins), title: z.string(), startedOn: z.iso.date().nullable(), precision: z.enum(precisions).nullable(), rsit: z.string().nullable(), action: z.string().nullable(),
  victimKind: z.string().nullable(), victims: z.number(), place: z.string().nullable(), province: z.string().nullable(), country: z.string().nullable(), confidence: z.number(), sources: z.number(), updatedAt: instant,
}).meta({ id: 'ObservatoryRow' })
export type EntryRow = z.output<typeof entryRow>
export const listEntries = endpoint({
  id: 'observatory.entries', method: 'GET', path: '/api/observatory/entries', summary: 'Entries of the catalogue, the latest attack first', access: can(...centre),
  query: z.object({ q: z.string().trim().max(200).default(''), state: z.enum(entryStates).optional(), year: z.coerce.number().int().min(1900).max(2199).optional(), origin: z.enum(origins).optional(), ...page }),
  response: z.object({ total: z.number().int(), more: z.boolean().describe('There are more than `total`: of those that are looked for 10,000 are counted'), states: z.array(z.object({ state: z.enum(entryStates), n: z.number().int() })), items: z.array(entryRow) }),
})

export type RecordedAs = { readonly state: EntryState; readonly origin: (typeof origins)[number]; readonly tlp: Tlp; /** Of each statement in its order, where a source says one: the stricter counts. */ readonly levels?: readonly (Tlp | undefined)[]; readonly caseId?: string }
export type Recorded = { readonly outcome: 'stored' | 'same' | 'changed'; readonly entryId: string; readonly ref: string }
export type ForGroup = {
  readonly title: string; readonly tlp: Tlp; readonly embargoUntil: Date | null
  /** For itself: neither part of another entry nor withdrawn. */
  readonly standing: boolean; readonly public: boolean
  readonly objects: readonly StixObject[]
  /** Fields that stay inside; what was taken out of the texts. */
  readonly left: readonly string[]; readonly covered: readonly string[]
}
/** What the modules below may call. */
export type ObservatoryService = {
  /**
   * Each statement makes an entry of its own, unless its key is known: then the newer edition takes the place of the older one and the
   * record is folded again; the same again changes nothing. In the caller's transaction, at most 1,000 at once; outcomes in their order.
   */
  record(tx: Tx, actor: Actor, statements: readonly Statement[], as: RecordedAs): Promise<readonly Recorded[]>
  /**
   * Makes an entry of the seed public: its sources have been read and its texts written with it, so it comes reviewed. The checks of a
   * person's publication hold. @throws Refusal not_found, conflict for an entry of another origin, tlp, invalid.
   */
  publishSeed(tx: Tx, actor: Actor, entryId: string, texts: { readonly title: Proposal['title']; readonly summary: Proposal['summary'] }): Promise<void>
  /** A publication that everybody may read now, in STIX 2.1; undefined where there is none. Its incident comes with the identifier it always has. */
  stix(tx: Tx, of: { readonly entryId: string } | { readonly ref: string }): Promise<{ readonly incident: string; readonly objects: readonly StixObject[] } | undefined>
  /** An entry as a sharing group would read it now: redacted as for everybody, under its own level; undefined where there is none. */
  forGroup(tx: Tx, entryId: string): Promise<ForGroup | undefined>
  /** With whom it is shared now, for its page. */
  shared(tx: Tx, entryId: string, places: readonly string[]): Promise<void>
  /** The identifier of its incident, public or not. */
  incidentOf(tx: Tx, entryId: string): Promise<string | undefined>
}
