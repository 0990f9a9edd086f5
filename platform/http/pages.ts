/**
 * The cache of public documents: whole responses by address, answered before any routing, dropped by tag when something
 * public changes. A document carries the same bytes for everyone, so nothing in it may depend on who reads.
 */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'

export type Page = {
  readonly body: string
  readonly contentType: string
  /** What the page shows: `party:<id>`, `territory`. */
  readonly tags: readonly string[]
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

type Stored = { readonly plain: Variant; readonly gzip: Variant; readonly etag: string; readonly notModified: string[]; readonly tags: readonly string[] }
type Variant = { readonly body: Buffer; readonly status: number; readonly headers: string[] }

export type PageCache = {
  /** Answers from memory; false when the page is not there. */
  answer(request: IncomingMessage, response: ServerResponse): boolean
  /** Stores and returns what `answer` will send, unless the page was dropped after `since`. */
  put(address: string, page: Page, since: number): Stored
  send(stored: Stored, request: IncomingMessage, response: ServerResponse): void
  /** Moment in drops: to be read before the page's data are. */
  epoch(): number
  drop(tags: readonly string[]): void
  clear(): void
  readonly size: number
}

/** Documents need no script; a style attribute stands on charts. */
const policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
const MAX_PAGES = 4000

export function createPageCache(): PageCache {
  const pages = new Map<string, Stored>()
  let drops = 0

  const send = (stored: Stored, request: IncomingMessage, response: ServerResponse) => {
    const { etag, gzip } = asked(request.rawHeaders)
    if (etag === stored.etag) {
      response.writeHead(304, stored.notModified)
      response.end()
      return
    }
    const variant = gzip ? stored.gzip : stored.plain
    response.writeHead(variant.status, variant.headers)
    response.end(request.method === 'HEAD' ? undefined : variant.body)
  }

  return {
    get size() { return pages.size },
    epoch: () => drops,
    send,
    answer(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false
      const stored = pages.get(request.url!)
      if (stored === undefined) return false
      send(stored, request, response)
      return true
    },
    put(address, page, since) {
      const stored = freeze(page)
      // A drop between reading the data and now means they may be old: serve them once, do not keep them.
      if (since === drops && (page.status ?? 200) === 200) {
        if (pages.size >= MAX_PAGES) pages.clear()
        pages.set(address, stored)
      }
      return stored
    },
    drop(tags) {
      drops += 1
      for (const [address, stored] of pages) if (stored.tags.some((tag) => tags.includes(tag))) pages.delete(address)
    },
    clear() { drops += 1; pages.clear() },
  }
}

/** The two headers that matter, read where they lie: building the whole object of headers costs a tenth of an answer from memory. */
function asked(raw: readonly string[]): { etag: string | undefined; gzip: boolean } {
  let etag: string | undefined
  let gzip = false
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i]!
    if (name.length === 13 && name.toLowerCase() === 'if-none-match') etag = raw[i + 1]
    else if (name.length === 15 && name.toLowerCase() === 'accept-encoding') gzip = raw[i + 1]!.includes('gzip')
  }
  return { etag, gzip }
}

function freeze(page: Page): Stored {
  const plain = Buffer.from(page.body, 'utf8')
  const gzip = gzipSync(plain, { level: 6 })
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  const status = page.status ?? 200
  const common = {
    'content-type': page.contentType,
    'cache-control': status === 200 ? 'public, max-age=15, stale-while-revalidate=60' : 'no-store',
    etag, vary: 'Accept-Encoding',
    'content-security-policy': policy, 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin',
    ...page.headers,
  }
  const variant = (body: Buffer, extra: Record<string, string>): Variant =>
    ({ body, status, headers: Object.entries({ ...common, ...extra, 'content-length': String(body.length) }).flat() })
  return { etag, plain: variant(plain, {}), gzip: variant(gzip, { 'content-encoding': 'gzip' }), notModified: Object.entries(common).flat(), tags: page.tags }
}
