/** What a line says, and the words that lines of several modules use. */
import { systemClock } from '#platform/clock.ts'
import type { Caller, Holder, Ids, World } from '../world/index.ts'

export type Sample = {
  /** Whose object the centre takes; A's unless said: a main case is a provider's. */
  readonly of?: Holder
  readonly params?: (ids: Ids, w: World) => Record<string, unknown>
  readonly query?: (ids: Ids) => Record<string, unknown>
  /** One that takes `ids` names objects in its body: it is asked for others' as well. */
  readonly body?: (ids: Ids, w: World) => unknown
  readonly bytes?: { readonly type: string; readonly content: string }
  /** Makes the call possible again: the one before may have done it already. */
  readonly before?: (w: World, ids: Ids) => Promise<unknown>
  /** What else than success its own object answers, by caller; each with its reason beside. */
  readonly own?: Partial<Record<Caller, number>>
  /** What else than 404 an id answers that never was. */
  readonly unknown?: number
  /** Asked from inside the world's exercise: outside there is nothing of the kind. */
  readonly inside?: true
}

/** Endpoints of one module → what to send to each. */
export type Samples<Module extends string> = Readonly<Record<`${Module}.${string}`, Sample>>

export const octets = (content: string) => ({ type: 'application/octet-stream', content })
export const form = (fields: Record<string, string>) => ({ type: 'application/x-www-form-urlencoded', content: new URLSearchParams(fields).toString() })
export const now = () => systemClock.now().toISOString()
export const ofMain = { of: 'p' } as const
export const set = (text: string, ...names: string[]) => (w: World, ids: Ids) => w.t.sql(text, names.map((name) => ids[name]))
export const open = set(`update cases."case" set state = 'open', closed_at = null where id = $1`, 'caseId')
export const version = (table: string, name: string) => async (ids: Ids, w: World) => ({ version: Number((await w.t.sql<{ version: number }>(`select version from ${table} where id = $1`, [ids[name]]))[0]?.version ?? 1) })
