/** The client of TAXII 2.1 servers and of feeds of MISP: one request, as the house fetches from outside (platform/http/fetching.ts). */
import { fetchOutside, isFetchFailure } from '#platform/http/fetching.ts'
import { withoutSecret, type Proof } from '#platform/http/proof.ts'
import type { SyncProblem } from '../../contract.ts'
import { TAXII } from '../../contract-taxii.ts'

export type Failure = Error & { readonly problem: SyncProblem; readonly status: number | null }
export const failing = (problem: SyncProblem, detail: string, status: number | null = null): Failure => Object.assign(new Error(detail), { problem, status })
export const isFailure = (error: unknown): error is Failure => error instanceof Error && 'problem' in error

/** `text` is made when it is asked for: of what is large the bytes go to a thread. */
export type Answered = { readonly status: number; readonly bytes: Buffer; readonly text: string; readonly header: (name: string) => string | undefined }
export type Client = (method: 'GET' | 'POST', path: string, body?: string, headers?: Readonly<Record<string, string>>) => Promise<Answered>

/** What is asked for, and what another answer is called. */
const kinds = { taxii: { accept: TAXII, strange: 'not_taxii' }, misp: { accept: 'application/json, */*;q=0.1', strange: 'not_misp' } } as const
/** @param root ends with a slash. @throws Failure: `status` where the other side answered. */
export function createClient({ kind, root, proof, local }: { kind: 'taxii' | 'misp'; root: string; proof: Proof; local: boolean }): Client {
  return async (method, path, body, more = {}) => {
    const bytes = body === undefined ? undefined : Buffer.from(body, 'utf8')
    const headers = { accept: kinds[kind].accept, ...more, ...(bytes ? { 'content-type': TAXII } : {}) }
    const { status, bytes: answer, header } = await fetchOutside(new URL(path, root), { method, headers, body: bytes, proof, local }).catch((error: unknown) => { throw isFetchFailure(error) ? failing(error.fetch, error.message) : error })
    if ((status >= 200 && status < 300) || (status === 304 && more['if-none-match'] !== undefined)) return { status, bytes: answer, get text() { return answer.toString('utf8') }, header }
    throw failing(status === 401 || status === 403 ? 'refused' : status === 413 ? 'too_large' : status >= 500 || status === 429 ? 'unreachable' : kinds[kind].strange, `answered ${status}${answer.length > TITLE_BYTES ? '' : titleOf(answer.toString('utf8'), proof)}`, status)
  }
}

/** What is longer is no word of an error. */
const TITLE_BYTES = 65_536
/** @throws Failure not_taxii */
export function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch { /* told below */ }
  throw failing('not_taxii', 'the answer is no JSON object')
}
function titleOf(text: string, proof: Proof): string {
  try { const { title } = JSON.parse(text) as { title?: unknown }; return typeof title === 'string' ? `: ${withoutSecret(proof, title).slice(0, 200)}` : '' } catch { return '' }
}
