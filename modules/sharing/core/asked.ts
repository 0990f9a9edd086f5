/** What a TAXII client may ask of objects (TAXII 2.1, 3.4): read from the words of its request. */
import { stampOf } from './facts.ts'

export type Version = 'first' | 'last' | 'all' | number
export type Asked = {
  /** Objects that came later than this, in microseconds since 1970. */
  readonly after: number
  readonly limit: number
  readonly ids: readonly string[] | null
  readonly types: readonly string[] | null
  readonly versions: readonly Version[]
  /** No object here is of a specification that was asked for. */
  readonly none: boolean
}
export type Page = { readonly usual: number; readonly most: number }

const LIST_MOST = 500

/** @returns what is wrong, in words, where the request cannot be read. */
export function readAsked(query: Readonly<Record<string, unknown>>, page: Page, usualVersion: Version = 'last'): Asked | string {
  const one = (name: string): string | undefined => { const value = query[name]; return value === undefined ? undefined : String(Array.isArray(value) ? value.join(',') : value) }
  const list = (name: string) => { const text = one(`match[${name}]`); return text === undefined ? null : text.split(',').map((part) => part.trim()).filter((part) => part !== '') }
  const limit = one('limit')
  if (limit !== undefined && !/^[1-9]\d{0,8}$/.test(limit)) return 'limit is no number above zero'
  const [since, next] = [one('added_after'), one('next')]
  const sinceStamp = since === undefined ? 0 : stampOf(since)
  if (sinceStamp === undefined) return 'added_after is no moment in UTC'
  const nextStamp = next === undefined ? 0 : positionOf(next)
  if (nextStamp === undefined) return 'next is none of this server'
  const versions = (list('version') ?? [usualVersion]).map((part) => (part === 'first' || part === 'last' || part === 'all' || typeof part === 'number' ? part : stampOf(part)))
  if (versions.includes(undefined)) return 'match[version] is first, last, all or a moment in UTC'
  const [ids, types, specs] = [list('id'), list('type'), list('spec_version')]
  if ([ids, types, versions, specs].some((some) => (some?.length ?? 0) > LIST_MOST)) return `a match has more than ${LIST_MOST} values`
  return {
    after: Math.max(sinceStamp, nextStamp), limit: Math.min(limit === undefined ? page.usual : Number(limit), page.most),
    ids, types, versions: versions as Version[], none: specs !== null && !specs.includes('2.1'),
  }
}

/** The place of a page, for `next`: the moment of the last object before it. */
export const placeOf = (added: number): string => `p${added.toString(36)}`
const positionOf = (text: string): number | undefined => (/^p[0-9a-z]{1,11}$/.test(text) ? parseInt(text.slice(1), 36) : undefined)

/** RFC 9110: whether one of the ranges takes TAXII 2.1. */
export function takesTaxii(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true
  return accept.toLowerCase().split(',').some((range) => {
    const [type, ...rest] = range.split(';').map((part) => part.trim())
    const parameters = rest.filter((part) => !/^q=/.test(part))
    if (rest.some((part) => /^q=0(\.0*)?$/.test(part))) return false
    return type === '*/*' || type === 'application/*' || (type === 'application/taxii+json' && parameters.every((part) => /^version="?2\.1"?$/.test(part)))
  })
}
export const isTaxii = (contentType: string | undefined): boolean => /^application\/taxii\+json\s*(;\s*version="?2\.1"?)?\s*$/i.test(contentType ?? '')
