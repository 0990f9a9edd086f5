/** Cells as they come, to values: markup, lists printed as text, years as decimals, dates of several hands, three words for unknown. */

import type { DateFormat } from '../../contract-imports.ts'

/** Breaks of HTML to ends of lines, other markup away, entities to their letters, control characters away. */
export function cleanProse(text: string, most = 8000): string {
  return text.replaceAll(/<(?:br|\/p|\/li|\/div)\s*\/?>/gi, '\n').replaceAll(/<\/?[a-z][^<>]{0,500}>/gi, '')
    .replaceAll(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => entities[name]!)
    .replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '').replaceAll(/[ \t]+\n/g, '\n').replaceAll(/\n{3,}/g, '\n\n').toWellFormed().trim().slice(0, most).toWellFormed().trim()
}
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '’', '#39': '’', nbsp: ' ' }
export const cleanLine = (text: string, most = 300): string => cleanProse(text, most * 4).replaceAll(/\s+/g, ' ').trim().slice(0, most).toWellFormed().trim()

/** Words that datasets write where they know nothing. */
export const isUnknown = (text: string): boolean => /^(?:|unknown|not available|not specified\.?|none|n\/?a|nan|null|undefined|\\n|-+|\?+)$/i.test(text.trim())

/** `['ASIA', 'CENTAS']`, `a; b`, `a|b` → its entries. */
export function listOf(text: string, separator = /[;|]/): string[] {
  const inner = /^\s*\[([\s\S]*)\]\s*$/.exec(text)?.[1]
  const parts = inner === undefined ? text.split(separator) : [...inner.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,'"\s][^,'"]*)/g)].map((one) => (one[1] ?? one[2] ?? one[3]!).replaceAll(/\\(.)/g, '$1'))
  return [...new Set(parts.map((one) => cleanLine(one, 200)).filter((one) => !isUnknown(one)))]
}

/** `1,200`, `1.200` where groups are whole, `2000.0` → a number that is whole; else undefined. */
export function wholeOf(text: string): number | undefined {
  const plain = /^\d{1,3}(?:[.,’' \u00a0\u202f]\d{3})+$/.test(text.trim()) ? text.replaceAll(/[^\d]/g, '') : text.trim().replace(/\.0+$/, '')
  return /^\d{1,15}$/.test(plain) ? Number(plain) : undefined
}
/** `1.5`, `1,5`, `1.200,50`. */
export function numberOf(text: string): number | undefined {
  const whole = wholeOf(text)
  if (whole !== undefined) return whole
  const plain = text.trim().replaceAll(/[€$\s\u00a0\u202f]/g, '')
  const decimal = /^\d{1,3}(?:\.\d{3})*,\d+$|^\d+,\d+$/.test(plain) ? plain.replaceAll('.', '').replace(',', '.') : plain.replaceAll(/,(?=\d{3})/g, '')
  return /^\d{1,15}(?:\.\d{1,10})?$/.test(decimal) ? Number(decimal) : undefined
}

/** A moment as precise as it is written, or undefined. The calendar has no 31 February. */
export function momentOf(text: string, format: DateFormat = 'iso'): string | undefined {
  const given = text.trim()
  const year = /^((?:19|20|21)\d\d)(?:\.0)?$/.exec(given)?.[1]
  if (year !== undefined) return year
  if (format === 'year') return undefined
  const month = /^((?:19|20|21)\d\d)[-/](0?[1-9]|1[0-2])$/.exec(given)
  if (month) return `${month[1]}-${month[2]!.padStart(2, '0')}`
  const whole = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)$/.exec(given)
  if (whole) {
    const [, y, m, d, hour, minute, second = '00', offset] = whole
    const day = dayOf(y!, m!, d!)
    return day && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60 ? `${day}T${hour}:${minute}:${second}${offset === 'Z' ? 'Z' : `${offset!.slice(0, 3)}:${offset!.slice(-2)}`}` : undefined
  }
  // An hour without an offset says no instant: the day is what is known.
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?$/.exec(given)
  if (iso) return dayOf(iso[1]!, iso[2]!, iso[3]!)
  const turned = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,]+\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?$/.exec(given)
  if (!turned || format === 'ymd') return undefined
  return format === 'mdy' ? dayOf(turned[3]!, turned[1]!, turned[2]!) : dayOf(turned[3]!, turned[2]!, turned[1]!)
}
function dayOf(year: string, month: string, day: string): string | undefined {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return at.getUTCFullYear() === Number(year) && at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day) && Number(year) >= 1900 && Number(year) < 2200 ? at.toISOString().slice(0, 10) : undefined
}

const words = (text: string) => text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
export { words as plainWords }
