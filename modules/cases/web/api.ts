/** Calls of these pages: the typed client, and refusals as plain data that an action can hand to its form. */
import { createClient } from '#platform/contract/client.ts'
import { Refusal, type FieldProblem, type RefusalCode } from '#platform/contract/index.ts'
import { instantOf } from '#ui/i18n/local-time.ts'

export const client = createClient()

export type Refused = { readonly code: RefusalCode; readonly params: Readonly<Record<string, unknown>>; readonly fields: readonly FieldProblem[] }
export type Outcome = { readonly intent: string; readonly done: true; readonly data: unknown } | { readonly intent: string; readonly done: false; readonly refused: Refused }

/** Runs the work of an action. What is neither a refusal nor the network goes on to the error page. */
export async function attempt(intent: string, work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { intent, done: true, data: (await work()) ?? null }
  } catch (error) {
    // fetch throws a TypeError when there was no answer at all.
    if (error instanceof TypeError) return { intent, done: false, refused: { code: 'unavailable', params: {}, fields: [] } }
    if (!(error instanceof Refusal)) throw error
    const { fields, ...params } = error.params
    return { intent, done: false, refused: { code: error.code, params, fields: Array.isArray(fields) ? (fields as FieldProblem[]) : [] } }
  }
}

/** A part of a page that another module answers for: absent, when it does not answer, rather than the whole page lost. */
export const orNothing = <T>(answer: Promise<T>): Promise<T | null> => answer.catch(() => null)

/** The filters of an address, without the empty ones. */
export const filtersOf = (url: URL, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (url.searchParams.get(name) ? [[name, url.searchParams.get(name)!]] : [])))

export const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()

/** The moment of a wall clock of the centre, whatever the browser's own. What is none goes as it is: the server says at which field. */
export const instantIn = (form: FormData, local: string): string => instantOf(local, textOf(form, 'timeZone')) ?? local
