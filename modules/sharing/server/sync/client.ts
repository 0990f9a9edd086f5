/** The client of TAXII 2.1 servers and of feeds of MISP: one request, bounded in time and bytes, to the open Internet only. A redirect is not followed. */
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { isInside, outside } from '#platform/http/outside.ts'
import type { SyncProblem } from '../../contract.ts'
import { TAXII } from '../../contract-taxii.ts'

export type Failure = Error & { readonly problem: SyncProblem; readonly status: number | null }
export const failing = (problem: SyncProblem, detail: string, status: number | null = null): Failure => Object.assign(new Error(detail), { problem, status })
export const isFailure = (error: unknown): error is Failure => error instanceof Error && 'problem' in error

export type Answered = { readonly status: number; readonly text: string; readonly header: (name: string) => string | undefined }
export type Client = (method: 'GET' | 'POST', path: string, body?: string, headers?: Readonly<Record<string, string>>) => Promise<Answered>

const ANSWER_BYTES = 64 * 1_048_576
const TIMEOUT_MS = 60_000

/** @param root ends with a slash. @throws Failure: `status` where the other side answered. */
/** What is asked for, and what another answer is called. */
const kinds = { taxii: { accept: TAXII, strange: 'not_taxii' }, misp: { accept: 'application/json, */*;q=0.1', strange: 'not_misp' } } as const
export function createClient({ kind, root, auth, secret, local }: { kind: 'taxii' | 'misp'; root: string; auth: 'none' | 'basic' | 'bearer'; secret: string; local: boolean }): Client {
  const authorization = auth === 'none' ? {} : { authorization: auth === 'bearer' ? `Bearer ${secret}` : `Basic ${Buffer.from(secret).toString('base64')}` }
  return (method, path, body, more = {}) => new Promise((done, failed) => {
    const url = new URL(path, root)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (!local && url.protocol !== 'https:') { failed(failing('address', 'only https')); return }
    if (!local && isIP(host) && isInside(host)) { failed(failing('address', 'an address inside a network')); return }
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const broken = (error: NodeJS.ErrnoException) => failed(isFailure(error) ? error : error.code === 'EACCES' ? failing('address', error.message) : failing('unreachable', signal.aborted ? 'no answer in a minute' : error.message))
    const bytes = body === undefined ? undefined : Buffer.from(body, 'utf8')
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send(url, { method, signal, headers: { accept: kinds[kind].accept, 'user-agent': 'Bastida', ...authorization, ...more, ...(bytes ? { 'content-type': TAXII, 'content-length': bytes.length } : {}) }, ...(local ? {} : { lookup: outside }) }, (response) => {
      const status = response.statusCode ?? 0
      const pieces: Buffer[] = []
      let length = 0
      response.on('data', (piece: Buffer) => {
        length += piece.length
        if (length > ANSWER_BYTES) request.destroy(failing('too_large', `an answer of more than ${ANSWER_BYTES / 1_048_576} MB`))
        else pieces.push(piece)
      })
      response.on('error', broken)
      response.on('end', () => {
        const text = Buffer.concat(pieces, length).toString('utf8')
        if ((status >= 200 && status < 300) || (status === 304 && more['if-none-match'] !== undefined)) { done({ status, text, header: (name) => { const value = response.headers[name]; return Array.isArray(value) ? value[0] : value } }); return }
        failed(failing(status === 401 || status === 403 ? 'refused' : status === 413 ? 'too_large' : status >= 500 || status === 429 ? 'unreachable' : kinds[kind].strange, `answered ${status}${titleOf(text)}`, status))
      })
    })
    request.on('error', broken)
    request.end(bytes)
  })
}

/** @throws Failure not_taxii */
export function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch { /* told below */ }
  throw failing('not_taxii', 'the answer is no JSON object')
}
function titleOf(text: string): string {
  try { const { title } = JSON.parse(text) as { title?: unknown }; return typeof title === 'string' ? `: ${title.slice(0, 200)}` : '' } catch { return '' }
}
