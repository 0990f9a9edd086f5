/**
 * The cache of public documents: whole responses by address, answered before any routing, dropped by tag when something
 * public changes. A document carries the same bytes for everyone, so nothing in it may depend on who reads. It may depend on
 * the time: it then says until when it is true.
 */
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Clock } from '../clock.ts'
import type { FromMemory } from './door.ts'
import { hasTag, tagOf } from './etag.ts'

export type Page = {
  readonly body: string
  readonly contentType: string
  /** What the page shows: `party:<id>`, `territory`. */
  readonly tags: readonly string[]
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** From this moment it says something else: who asks then gets it drawn again. */
  readonly until?: Date
}

type Stored = { readonly plain: Variant; readonly gzip: Variant; readonly notModified: Variant; readonly etag: string; readonly tags: readonly string[]; readonly untilMs: number; readonly made: Omit<Page, 'body'> }
/** `whole` is head and body as they were sent last, and `body` its end: a page is in memory once. */
type Variant = { body: Buffer; readonly status: number; readonly headers: string[]; whole?: Buffer; second?: number }

export type PageCache = {
  /** Answers from memory; false when the page is not there. */
  answer(request: IncomingMessage, response: ServerResponse): boolean
  /** The whole response to a GET as bytes, for the door of the server; undefined when the page is not there. */
  bytes: FromMemory
  /** Stores and returns what `answer` will send, unless the page was dropped after `since`. */
  put(address: string, page: Page, since: number): Stored
  send(stored: Stored, request: IncomingMessage, response: ServerResponse): void
  /** Moment in drops: to be read before the page's data are. */
  epoch(): number
  drop(tags: readonly string[]): void
  clear(): void
  /** Nothing in memory is known to be new any more: it is answered no longer, and kept aside for `last`. */
  retire(): void
  /** The page as it was when `retire` was called, passed once through `mark`; until `clear`. */
  last(address: string, mark: (page: Page, at: Date) => Page): Stored | undefined
  readonly size: number
}

/** Documents need no script; a style attribute stands on charts. */
const policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
/** Of bodies in memory; a page of 20 kB is kept plain and zipped. */
const MAX_BYTES = 64 * 1024 * 1024

export function createPageCache(clock: Pick<Clock, 'now'>): PageCache {
  const pages = new Map<string, Stored>()
  let aside = new Map<string, { stored: Stored; marked: boolean }>()
  let retiredAt = clock.now()
  let drops = 0
  let bytes = 0
  const forget = (address: string, stored: Stored) => {
    pages.delete(address)
    bytes -= weight(stored)
  }
  const forgetAll = () => {
    pages.clear()
    bytes = 0
  }

  const send = (stored: Stored, request: IncomingMessage, response: ServerResponse) => {
    const variant = variantFor(stored, request.rawHeaders)
    response.writeHead(variant.status, variant.headers)
    response.end(request.method === 'HEAD' || variant.status === 304 ? undefined : variant.body)
  }

  return {
    get size() { return pages.size },
    epoch: () => drops,
    send,
    answer(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false
      const stored = pages.get(request.url!)
      if (stored === undefined || stored.untilMs <= clock.now().getTime()) return false
      send(stored, request, response)
      return true
    },
    bytes(target, headers) {
      const stored = pages.get(target)
      const now = clock.now()
      return stored === undefined || stored.untilMs <= now.getTime() ? undefined : wholeOf(variantFor(stored, headers), now)
    },
    put(address, page, since) {
      const stored = freeze(page)
      // A drop between reading the data and now means they may be old: serve them once, do not keep them.
      if (since === drops && (page.status ?? 200) === 200) {
        const before = pages.get(address)
        if (before) forget(address, before)
        if (bytes + weight(stored) > MAX_BYTES) forgetAll()
        pages.set(address, stored)
        bytes += weight(stored)
      }
      return stored
    },
    drop(tags) {
      drops += 1
      for (const [address, stored] of pages) if (stored.tags.some((tag) => tags.includes(tag))) forget(address, stored)
    },
    clear() {
      drops += 1
      aside.clear()
      forgetAll()
    },
    retire() {
      drops += 1
      // A line that breaks again before it was back finds nothing newer than what is aside already.
      if (aside.size === 0) {
        retiredAt = clock.now()
        aside = new Map([...pages].map(([address, stored]) => [address, { stored, marked: false }]))
      }
      forgetAll()
    },
    last(address, mark) {
      const one = aside.get(address)
      if (one && !one.marked) {
        one.stored = freeze(mark({ ...one.stored.made, body: one.stored.plain.body.toString('utf8') }, retiredAt))
        one.marked = true
      }
      return one?.stored
    },
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

const weight = (stored: Stored) => stored.plain.body.length + stored.gzip.body.length

function variantFor(stored: Stored, raw: readonly string[]): Variant {
  const { etag, gzip } = asked(raw)
  return hasTag(etag, stored.etag) ? stored.notModified : gzip ? stored.gzip : stored.plain
}

/** Head and body in one piece, made again once a second for the date. */
function wholeOf(variant: Variant, now: Date): Buffer {
  const second = Math.floor(now.getTime() / 1000)
  if (variant.whole === undefined || variant.second !== second) {
    const lines = [`HTTP/1.1 ${variant.status} ${STATUS_CODES[variant.status]}`]
    for (let i = 0; i < variant.headers.length; i += 2) lines.push(`${variant.headers[i]}: ${variant.headers[i + 1]}`)
    lines.push(`Date: ${now.toUTCString()}`, 'Connection: keep-alive', '\r\n')
    const head = Buffer.from(lines.join('\r\n'), 'latin1')
    variant.whole = Buffer.concat([head, variant.body])
    variant.body = variant.whole.subarray(head.length)
    variant.second = second
  }
  return variant.whole
}

function freeze(page: Page): Stored {
  const plain = Buffer.from(page.body, 'utf8')
  const gzip = gzipSync(plain, { level: 6 })
  const etag = tagOf(plain)
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
  return {
    etag, plain: variant(plain, {}), gzip: variant(gzip, { 'content-encoding': 'gzip' }), tags: page.tags, untilMs: page.until?.getTime() ?? Infinity,
    made: { contentType: page.contentType, tags: page.tags, ...(page.headers ? { headers: page.headers } : {}) },
    notModified: { body: Buffer.alloc(0), status: 304, headers: Object.entries(common).flat() },
  }
}
