import type { Kind } from '../types.ts'

/** The class says how a value is compared; the kind, what people call it. Both fit into one byte of the store. */
export const NONE = 0
export const V4 = 1
export const V6 = 2
export const NAME = 3
export const URL_ = 4
export const PATH = 5
export const HASH = 6
export const MAIL = 7
export const RANGE = 8

/** By number: the first is never used. */
export const kindOf: readonly Kind[] = ['ip', 'ip', 'endpoint', 'range', 'domain', 'hostname', 'url', 'md5', 'sha1', 'sha256', 'sha512', 'email']
export const KIND: Readonly<Record<Kind, number>> = { ip: 1, endpoint: 2, range: 3, domain: 4, hostname: 5, url: 6, md5: 7, sha1: 8, sha256: 9, sha512: 10, email: 11 }

/** Longest value that is read. A longer one is refused among indicators, and cut where it is looked up. */
export const MAX_KEY = 4096

/** A value as it is compared, written over by each reading. `key` holds host and path; for an address only its bytes. */
export type Form = {
  class: number
  /** Class of the host of a URL: V4, V6, NAME. */
  host: number
  v4: number
  /** As written, and no default of the web (80, 443) in a URL; 0: none. What is stored and what makes a URL key. */
  port: number
  /** As seen: written, or said by the scheme. Compared with the port of an address:port. */
  seen: number
  readonly key: Uint8Array
  hostEnd: number
  end: number
  /** It had a scheme or a path: a URL even where its path is empty. */
  url: boolean
  /** Sixteen bytes when the host is a v6 address. */
  readonly v6: Uint8Array
}
export const makeForm = (): Form => ({ class: NONE, host: NONE, v4: 0, port: 0, seen: 0, key: new Uint8Array(MAX_KEY * 2), hostEnd: 0, end: 0, url: false, v6: new Uint8Array(16) })
