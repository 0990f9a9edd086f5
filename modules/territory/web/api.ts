/** Calls of these pages, in the page's language, with refusals as plain data. */
import type * as z from 'zod'
import { createClient, type Client } from '#platform/contract/client.ts'
import { Refusal, type FieldProblem, type RefusalCode } from '#platform/contract/index.ts'
import { chosenLang } from '#ui/console/chosen-lang.ts'
import { readSession, type session } from '#modules/identity/contract.ts'

export type Session = z.output<typeof session>

/** The server writes problems of rows in the language that it is asked in. */
export const api: Client = (endpoint, input) => createClient({ headers: { 'accept-language': chosenLang() } })(endpoint, input)

export const currentSession = (signal?: AbortSignal): Promise<Session> => api(readSession, signal ? { signal } : {})

export type Refused = { readonly code: RefusalCode; readonly offline: boolean; readonly fields: readonly FieldProblem[]; readonly params: Readonly<Record<string, unknown>> }
export type Outcome<T> = { readonly done: true; readonly data: T } | { readonly done: false; readonly refused: Refused }

/** Runs the work of an action. What is neither a refusal nor the network is thrown on, to the error page. */
export async function attempt<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { done: true, data: await work() }
  } catch (error) {
    // fetch throws a TypeError when there was no answer at all.
    if (error instanceof TypeError) return { done: false, refused: { code: 'unavailable', offline: true, fields: [], params: {} } }
    if (!(error instanceof Refusal)) throw error
    return { done: false, refused: { code: error.code, offline: false, fields: (error.params['fields'] as FieldProblem[] | undefined) ?? [], params: error.params } }
  }
}

/** A field that cannot be read is asked again here: the server would see a hole where something was typed. */
export const refusedAt = (field: string, problem: string): { readonly done: false; readonly refused: Refused } =>
  ({ done: false, refused: { code: 'invalid', offline: false, fields: [{ path: `body.${field}`, problem }], params: {} } })

/** Nothing where the asker's role does not reach: a liaison sees the list and not what the centre makes of it. */
export async function ifAllowed<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Refusal && error.code === 'forbidden') return null
    throw error
  }
}

export const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
