/** A feed of MISP by its address: its manifest, and the file of an event. Fetched as the house fetches from outside. */
import { fetchOutside, isFetchFailure } from '#platform/http/fetching.ts'
import type { Proof } from '#platform/http/proof.ts'
import type { FeedProblem } from '../../contract-feeds.ts'
import { MANIFEST } from './folder.ts'

export type FeedFailure = Error & { readonly problem: FeedProblem; readonly status: number | null }
export const feedFailing = (problem: FeedProblem, detail: string, status: number | null = null): FeedFailure => Object.assign(new Error(detail), { problem, status })
export const isFeedFailure = (error: unknown): error is FeedFailure => error instanceof Error && 'problem' in error && 'status' in error

export type Source = {
  /** Undefined: it is as it was. @throws FeedFailure */
  manifest(etag: string): Promise<{ readonly bytes: Buffer; readonly etag: string } | undefined>
  /** `not_there`, `too_long`: of this event alone. @throws FeedFailure */
  event(uuid: string): Promise<Buffer | 'not_there' | 'too_long'>
}
const ETAG_MOST = 200

/** The folder that an address means: of a manifest the one in which it lies. */
export function folderAddress(url: string): string {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname.endsWith(`/${MANIFEST}`) ? pathname.slice(0, -MANIFEST.length) : pathname.endsWith('/') ? pathname : `${pathname}/`}`
}

export function createSource({ url, proof, local, timeoutMs }: { readonly url: string; readonly proof: Proof; readonly local: boolean; readonly timeoutMs?: number }): Source {
  async function get(name: string, headers: Readonly<Record<string, string>> = {}) {
    const answer = await fetchOutside(new URL(name, url), { headers: { accept: 'application/json, */*;q=0.1', ...headers }, proof, local, ...(timeoutMs === undefined ? {} : { timeoutMs }) }).catch((error: unknown) => { throw isFetchFailure(error) ? feedFailing(error.fetch, error.message) : error })
    const { status } = answer
    if ((status >= 200 && status < 300) || (status === 304 && headers['if-none-match'] !== undefined)) return answer
    throw feedFailing(status === 401 || status === 403 ? (proof.way === 'none' ? 'refused' : 'key_refused') : status === 413 ? 'too_large' : status >= 500 || status === 429 ? 'unreachable' : 'not_misp', `answered ${status}${status >= 300 && status < 400 ? ': another address is not followed' : ''}`, status)
  }
  return {
    async manifest(etag) {
      const answer = await get(MANIFEST, etag === '' ? {} : { 'if-none-match': etag })
      return answer.status === 304 ? undefined : { bytes: answer.bytes, etag: (answer.header('etag') ?? '').slice(0, ETAG_MOST) }
    },
    event: async (uuid) => (await get(`${uuid}.json`).catch((error: unknown) => {
      if (isFeedFailure(error) && error.status === 404) return { bytes: 'not_there' as const }
      if (isFeedFailure(error) && error.problem === 'too_large') return { bytes: 'too_long' as const }
      throw error
    })).bytes,
  }
}
