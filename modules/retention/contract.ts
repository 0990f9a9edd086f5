/** What goes when, and the proof that it went. */
import * as z from 'zod'
import { can, endpoint, instant, page, trilingual, uuid } from '#platform/contract/index.ts'

export const term = z.union([z.object({ minutes: z.number() }), z.object({ days: z.number() }), z.object({ years: z.number() })])
export type Term = z.output<typeof term>

export const ruleView = z.object({
  id: z.string(),
  what: trilingual,
  where: z.array(z.string()),
  fate: z.enum(['deleted', 'emptied', 'kept']),
  term: term.nullable(),
  from: trilingual.nullable(),
  why: trilingual,
  /** By a job of its own, within the hour and without a proof. */
  promptly: z.boolean(),
})

/** What one rule took away in one transaction. */
export const proofView = z.object({
  id: uuid,
  rule: z.string(),
  at: instant,
  removed: z.number().int(),
  oldest: instant,
  newest: instant,
  /** SHA-256 over the sorted SHA-256 of the ids, hexadecimal. */
  digest: z.string(),
})
export const runView = z.object({
  id: uuid,
  startedAt: instant,
  /** Null while it runs, or when it was cut off: the next one goes on. */
  finishedAt: instant.nullable(),
  by: z.enum(['job', 'command', 'request']),
  problems: z.array(z.object({ rule: z.string(), problem: z.string() })),
  proofs: z.array(proofView),
})

export const readRetention = endpoint({
  id: 'retention.read', method: 'GET', path: '/api/retention', summary: 'How long everything is kept, and what the last runs took away', access: can('coordinator'),
  query: z.object({ limit: page.limit.default(10), offset: page.offset }),
  response: z.object({ rules: z.array(ruleView), runs: z.array(runView), total: z.number().int(), nextAt: instant, /** The key of the centre: since when it seals; whether a change of key was begun and not ended. */ key: z.object({ since: instant.nullable(), changing: z.boolean() }) }),
})

export const proveGone = endpoint({
  id: 'retention.prove', method: 'GET', path: '/api/retention/proof', summary: 'Whether an id was among what a run took away', access: can('coordinator'),
  query: z.object({ id: z.string().trim().min(1).max(200) }),
  response: z.object({
    items: z.array(proofView.extend({
      /** The proof, its entry in the audit log and the id agree; `entry` is the place in the sealed chain. */
      holds: z.boolean(),
      entry: z.number().int().nullable(),
    })),
  }),
})

export type PurgeReport = {
  readonly runId: string | null
  readonly dryRun: boolean
  readonly rules: readonly {
    readonly rule: string
    readonly removed: number
    readonly oldest: Date | null
    readonly newest: Date | null
    /** Hexadecimal; more than one where there was more than one transaction holds. */
    readonly digests: readonly string[]
    readonly files: number
    readonly problem: string | null
  }[]
}
export type RetentionService = {
  /** Carries out every rule. With `dryRun` it only looks. What fails is told and does not stop the others. */
  purge(by: 'job' | 'command', options?: { readonly dryRun?: boolean }): Promise<PurgeReport>
  prove(id: string): Promise<z.input<(typeof proveGone)['response']>['items']>
}
