/** The catalogue of attacks: what sources say, what we hold to be so, what everybody may read. */
import * as z from 'zod'
import { can, centre, endpoint, page, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Statement } from './contract-facts.ts'

export * from './contract-facts.ts'

export const entryStates = ['to_verify', 'draft', 'ready', 'internal', 'published', 'withdrawn'] as const
export type EntryState = (typeof entryStates)[number]

export const entryRow = z.object({ id: z.uuid(), ref: z.string(), state: z.enum(entryStates), title: z.string(), startedOn: z.iso.date().nullable() }).meta({ id: 'ObservatoryRow' })
export const listEntries = endpoint({
  id: 'observatory.entries', method: 'GET', path: '/api/observatory/entries', summary: 'Entries of the catalogue, newest first', access: can(...centre),
  query: z.object({ ...page }), response: z.object({ total: z.number().int(), items: z.array(entryRow) }),
})

export type Recorded = { readonly outcome: 'stored' | 'same' | 'changed'; readonly entryId: string; readonly ref: string }
/** What the modules below may call. */
export type ObservatoryService = {
  /**
   * Each statement makes an entry of its own (state `state`, origin `origin`), unless its key is known: then the newer edition takes the
   * place of the older one and the record is folded again. One transaction: the caller's. At most 1,000 at once.
   */
  record(tx: Tx, actor: Actor, statements: readonly Statement[], as: { readonly state: EntryState; readonly origin: 'case' | 'person' | 'import' | 'seed'; readonly tlp: 'red' | 'amber+strict' | 'amber' | 'green' | 'clear' }): Promise<readonly Recorded[]>
}
