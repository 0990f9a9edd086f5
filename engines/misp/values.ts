import { isRecord, type Json } from '#engines/stix/index.ts'

export type Found = { readonly [name: string]: Json }
export const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])
export const records = (value: Json | undefined): Found[] => list(value).filter((one): one is Found => isRecord(one))
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
export const uuidOf = (value: Json | undefined): string | undefined => (typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value) ? value.toLowerCase() : undefined)

/** Seconds since 1970, as MISP writes its moments, or a date; the last moment of the year 9999 is the last. */
export function momentOf(value: Json | undefined): string | undefined {
  const text = textOf(value)
  const time = /^\d{1,12}$/.test(text) ? Number(text) * 1000 : /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/.test(text) ? Date.parse(text.length === 10 || /(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`) : Number.NaN
  return time >= 0 && time < 253_402_300_800_000 ? new Date(time).toISOString() : undefined
}
