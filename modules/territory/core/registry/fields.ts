import type { Problem } from './types.ts'

/** Reading of single cells. Each returns a value, `undefined` for empty, or a problem: never throws. */
export type Field<T> = { readonly value?: T; readonly problem?: Problem }

export const maxNameChars = 200
export const maxTextChars = 2000

// C0 and C1 controls, line separators, and the marks that turn text around (a name must not be able to disguise another).
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/

export function problem(code: string, params: Problem['params'] = {}): Problem {
  return { code, params }
}

export function isEmpty(cell: string | undefined): boolean {
  if (cell === undefined) return true
  const text = cell.trim()
  return text === '' || text.toLowerCase() === 'null' || text === '\\N'
}

/** Text kept as it came (markup is only text), but for control characters, which are refused. */
export function readText(column: string, cell: string | undefined, maxChars = maxTextChars): Field<string> {
  if (isEmpty(cell)) return {}
  const value = cell!.trim()
  if (controls.test(value)) return { problem: problem('control-character', { column }) }
  if (value.includes('\uFFFD')) return { problem: problem('bad-encoding', { column }) }
  if (value.length > maxChars)
    return { problem: problem('text-too-long', { column, length: value.length, max: maxChars }) }
  return { value }
}

export function readName(column: string, cell: string | undefined): Field<string> {
  const field = readText(column, cell, maxNameChars)
  if (field.problem !== undefined || field.value !== undefined) return field
  return { problem: problem('missing-value', { column }) }
}

export function readCode(
  column: string,
  cell: string | undefined,
  shape: RegExp = /^[\p{L}\p{N}][\p{L}\p{N}._/@-]{0,99}$/u,
): Field<string> {
  const field = readText(column, cell, 200)
  if (field.value === undefined) return field
  return shape.test(field.value) ? field : { problem: problem('unknown-code', { column, value: clip(field.value) }) }
}

export function readOneOf<T extends string>(column: string, cell: string | undefined, allowed: readonly T[]): Field<T> {
  const field = readText(column, cell)
  if (field.value === undefined) return { problem: field.problem }
  const value = field.value.toLowerCase().replace(/[_ ]+/g, '-')
  const found = allowed.find((one) => one === value)
  if (found !== undefined) return { value: found }
  return { problem: problem('unknown-code', { column, value: clip(field.value), allowed: allowed.join(', ') }) }
}

/** A count: "12.345", "12 345" and "12,345" are thousands. */
export function readCount(column: string, cell: string | undefined): Field<number> {
  const field = readText(column, cell, 40)
  if (field.value === undefined) return { problem: field.problem }
  const grouped = /^-?\d{1,3}([.,'\u00a0\u202f ]\d{3})+$/.test(field.value)
  const digits = grouped ? field.value.replace(/[^\d-]/g, '') : field.value
  if (!/^-?\d{1,15}$/.test(digits)) return { problem: problem('not-a-number', { column, value: clip(field.value) }) }
  const value = Number(digits)
  return value < 0 ? { problem: problem('negative-number', { column, value }) } : { value }
}

/** A measure: decimal comma or point; with both, the last one is the decimal sign. */
export function readDecimal(column: string, cell: string | undefined, min: number, max: number): Field<number> {
  const field = readText(column, cell, 40)
  if (field.value === undefined) return { problem: field.problem }
  const text = field.value.replace(/[\u00a0\u202f ']/g, '')
  const comma = text.lastIndexOf(',')
  const point = text.lastIndexOf('.')
  const plain = comma > point ? text.replace(/\./g, '').replace(',', '.') : text.replace(/,/g, '')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain))
    return { problem: problem('not-a-number', { column, value: clip(field.value) }) }
  const value = Number(plain)
  if (value < min || value > max) return { problem: problem('number-out-of-range', { column, value, min, max }) }
  return { value }
}

const yes = new Set(['true', 'yes', 'y', '1', 'si', 'sì', 's', 'oui', 'o', 'vero', 'vrai', 'x'])
const no = new Set(['false', 'no', 'n', '0', 'non', 'falso', 'faux'])

export function readBoolean(column: string, cell: string | undefined): Field<boolean> {
  const field = readText(column, cell)
  if (field.value === undefined) return { problem: field.problem }
  const text = field.value.toLowerCase()
  if (yes.has(text)) return { value: true }
  if (no.has(text)) return { value: false }
  return { problem: problem('not-a-boolean', { column, value: clip(field.value) }) }
}

/**
 * A calendar date, `2026-11-22` or `22/11/2026`, as ISO. Before `earliest` it is refused: 1 January 1970 is what a lost
 * timestamp becomes, and no contract or observation of a computer service is that old.
 */
export function readDate(column: string, cell: string | undefined, earliest: string, latest?: Date): Field<string> {
  const field = readText(column, cell, 40)
  if (field.value === undefined) return { problem: field.problem }
  const text = field.value
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(text)
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const parts = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : undefined
  if (parts === undefined) return { problem: problem('not-a-date', { column, value: clip(text) }) }
  const [year, month, day] = parts.map(Number) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    return { problem: problem('impossible-date', { column, value: clip(text) }) }
  }
  const value = date.toISOString().slice(0, 10)
  if (value === '1970-01-01' || value < earliest) return { problem: problem('implausible-date', { column, value }) }
  if (latest !== undefined && date.getTime() > latest.getTime())
    return { problem: problem('future-date', { column, value }) }
  return { value }
}

/** Institution dates may be older than Italy; computer services may not. */
export const earliestInstitution = '1000-01-01'
export const earliestObservation = '1990-01-01'

/** With or without scheme; only http(s) with a host that has a dot. Anything else is no website, and no reason to refuse. */
export function cleanWebsite(cell: string | undefined): string | undefined {
  if (isEmpty(cell)) return undefined
  const text = cell!.trim()
  const withScheme =
    /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]+:\d+/.test(text) ? text : `https://${text.replace(/^\/+/, '')}`
  if (!URL.canParse(withScheme)) return undefined
  const url = new URL(withScheme)
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || !url.hostname.includes('.') || url.username !== '')
    return undefined
  return url.pathname === '/' && url.search === '' ? `${url.protocol}//${url.host}` : url.href
}

export function cleanEmail(cell: string | undefined): string | undefined {
  if (isEmpty(cell)) return undefined
  const text = cell!.trim().toLowerCase()
  return text.length <= 254 && /^[a-z0-9._%+'&/=~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(text) ? text : undefined
}

export function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
