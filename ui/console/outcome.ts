/** What became of a form: done, or refused with what to mend. The one way in which pages of the console hear of it. */
import { Refusal, type FieldProblem, type RefusalCode } from '#platform/contract/index.ts'

export type Refused = { readonly code: RefusalCode; readonly fields: readonly FieldProblem[]; readonly params?: Readonly<Record<string, unknown>> }
export type Outcome<Done = object> = { readonly done: true; readonly data: Done } | { readonly done: false; readonly refused: Refused }

export async function outcomeOf<Done>(work: Promise<Done | Response>): Promise<Outcome<Done> | Response> {
  try {
    const answer = await work
    return answer instanceof Response ? answer : { done: true, data: answer }
  } catch (error) {
    // fetch throws a TypeError when there was no answer at all.
    if (error instanceof TypeError) return { done: false, refused: { code: 'unavailable', fields: [] } }
    if (!(error instanceof Refusal)) throw error
    const { fields, ...params } = error.params
    return { done: false, refused: { code: error.code, fields: Array.isArray(fields) ? (fields as FieldProblem[]) : [], params } }
  }
}

/** Of a loader: what is not there, or was asked for in words that mean nothing, is a page that does not exist. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try { return await answer } catch (error) {
    if (error instanceof Refusal && (error.code === 'not_found' || error.code === 'invalid')) throw new Response(null, { status: 404 })
    throw error
  }
}
