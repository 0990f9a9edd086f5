/**
 * One request to an address that somebody gave: to the open Internet only, bounded in time and bytes. A redirect is not followed: where it
 * leads was looked at by nobody. The one way of the house to fetch from outside.
 */
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { isInside, outside } from './outside.ts'
import { proofHeaders, type Proof } from './proof.ts'

export const fetchProblems = ['address', 'too_large', 'unreachable'] as const
export type FetchProblem = (typeof fetchProblems)[number]
export type FetchFailure = Error & { readonly fetch: FetchProblem }
export const isFetchFailure = (error: unknown): error is FetchFailure => error instanceof Error && 'fetch' in error
const failing = (fetch: FetchProblem, detail: string): FetchFailure => Object.assign(new Error(detail), { fetch })

export type Fetched = { readonly status: number; readonly bytes: Buffer; readonly header: (name: string) => string | undefined }
export type Fetching = {
  readonly method?: 'GET' | 'POST'; readonly headers?: Readonly<Record<string, string>>; readonly body?: Buffer | undefined
  /** Who we are: told to its own origin alone. */
  readonly proof?: Proof | undefined
  /** For tests: this machine, and without https. */
  readonly local?: boolean
  readonly bytesMost?: number; readonly timeoutMs?: number
}
export const FETCHED_BYTES = 64 * 1_048_576
const TIMEOUT_MS = 60_000

/** Whatever status it answers. @throws FetchFailure */
export function fetchOutside(url: URL, { method = 'GET', headers = {}, body, proof, local = false, bytesMost = FETCHED_BYTES, timeoutMs = TIMEOUT_MS }: Fetching = {}): Promise<Fetched> {
  return new Promise((done, failed) => {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (!local && url.protocol !== 'https:') { failed(failing('address', 'only https')); return }
    if (!local && isIP(host) && isInside(host)) { failed(failing('address', 'an address inside a network')); return }
    const signal = AbortSignal.timeout(timeoutMs)
    const late = timeoutMs === TIMEOUT_MS ? 'no answer in a minute' : `no answer in ${Math.round(timeoutMs / 1000)} seconds`
    const broken = (error: NodeJS.ErrnoException) => failed(isFetchFailure(error) ? error : error.code === 'EACCES' ? failing('address', error.message) : failing('unreachable', signal.aborted ? late : error.message))
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send(url, { method, signal, headers: { 'user-agent': 'Bastida', ...headers, ...(proof ? proofHeaders(proof, url) : {}), ...(body ? { 'content-length': body.length } : {}) }, ...(local ? {} : { lookup: outside }) }, (response) => {
      const pieces: Buffer[] = []
      let length = 0
      response.on('data', (piece: Buffer) => {
        length += piece.length
        if (length > bytesMost) request.destroy(failing('too_large', `an answer of more than ${Math.floor(bytesMost / 1_048_576)} MB`))
        else pieces.push(piece)
      })
      response.on('error', broken)
      response.on('end', () => done({ status: response.statusCode ?? 0, bytes: Buffer.concat(pieces, length), header: (name) => { const value = response.headers[name]; return Array.isArray(value) ? value[0] : value } }))
    })
    request.on('error', broken)
    request.end(body)
  })
}
