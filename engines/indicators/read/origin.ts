import type { Kind, Tlp } from '../types.ts'

const levels: Readonly<Record<string, Tlp>> = { clear: 'clear', white: 'clear', green: 'green', amber: 'amber', 'amber+strict': 'amber+strict', red: 'red' }
/** `TLP:AMBER`, `tlp:white`, `green`. */
export const tlpOf = (text: string): Tlp | undefined => levels[text.trim().toLowerCase().replace(/^tlp:/, '')]

/** Seconds or milliseconds since 1970, or a date in ISO form. */
export function momentOf(value: string | number): number | undefined {
  if (typeof value === 'number' || /^\d{9,13}$/.test(value.trim())) {
    const number = Number(value)
    return Number.isFinite(number) && number > 0 ? (number < 1e11 ? number * 1000 : number) : undefined
  }
  const text = value.trim()
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined
  // Without a zone it is UTC: feeds mean that, and an engine knows no zone of its own.
  const ms = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) || text.length === 10 ? text : `${text.replace(' ', 'T')}Z`)
  return Number.isNaN(ms) ? undefined : ms
}

/** Of anything that a document may hold there. */
export function confidenceOf(value: unknown): number | undefined {
  const number = typeof value === 'number' ? value : typeof value !== 'string' || value.trim() === '' ? Number.NaN : Number(value)
  return Number.isFinite(number) && number >= 0 && number <= 100 ? number : undefined
}

/** MISP attribute types with one value, or with one beside another that is no indicator. Position of the value among those parted by `|`. */
export const mispKinds: Readonly<Record<string, readonly { readonly part: number; readonly kind: Kind | undefined }[]>> = {
  'ip-src': [{ part: 0, kind: undefined }], 'ip-dst': [{ part: 0, kind: undefined }],
  domain: [{ part: 0, kind: 'domain' }], hostname: [{ part: 0, kind: 'hostname' }], 'domain|ip': [{ part: 0, kind: 'domain' }, { part: 1, kind: 'ip' }],
  url: [{ part: 0, kind: 'url' }], uri: [{ part: 0, kind: 'url' }], link: [],
  md5: [{ part: 0, kind: 'md5' }], sha1: [{ part: 0, kind: 'sha1' }], sha256: [{ part: 0, kind: 'sha256' }], sha512: [{ part: 0, kind: 'sha512' }],
  'filename|md5': [{ part: 1, kind: 'md5' }], 'filename|sha1': [{ part: 1, kind: 'sha1' }], 'filename|sha256': [{ part: 1, kind: 'sha256' }], 'filename|sha512': [{ part: 1, kind: 'sha512' }],
  email: [{ part: 0, kind: 'email' }], 'email-src': [{ part: 0, kind: 'email' }], 'email-dst': [{ part: 0, kind: 'email' }],
}
/** These two are written `value|port`. */
export const mispWithPort = ['ip-src|port', 'ip-dst|port', 'hostname|port'] as const
