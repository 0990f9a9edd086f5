/** The kinds of single values: each says whether a JSON value is one, or which code is told. */
import type { Json } from '../../types.ts'
import { isRecord } from '../types.ts'
import type { ObjectProblemCode } from './problems.ts'

type Reader = (value: Json) => ObjectProblemCode | undefined
const text = (shape?: (value: string) => boolean): Reader => (value) => (typeof value !== 'string' ? 'kind' : shape && !shape(value) ? 'format' : undefined)
const matches = (shape: RegExp) => text((value) => shape.test(value))

const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const moment = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z$/
/** RFC 3339 in UTC, as section 3.16 asks: a day that exists, capital T and Z. */
export function isMoment(value: string): boolean {
  const found = value.length > 60 ? null : moment.exec(value)
  if (!found) return false
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number) as [number, number, number, number, number, number]
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 && !leap ? 28 : days[month - 1]!) && hour < 24 && minute < 60 && (second < 60 || (second === 60 && minute === 59))
}

export function isAddress4(value: string): boolean {
  const [address, bits, ...rest] = value.split('/')
  return rest.length === 0 && (bits === undefined || (/^\d{1,2}$/.test(bits) && Number(bits) <= 32)) && /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.|$)){4}$/.test(address!) && !address!.endsWith('.')
}
export function isAddress6(value: string): boolean {
  const [address, bits, ...rest] = value.split('/')
  if (rest.length > 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= 128)) || address!.length > 45) return false
  const [head, tail, ...more] = address!.split('::')
  if (more.length > 0) return false
  const groups = (part: string | undefined) => (part === undefined || part === '' ? [] : part.split(':'))
  const all = [...groups(head), ...groups(tail)]
  const last = all.at(-1)
  const inner = last?.includes('.') ? all.slice(0, -1) : all
  const count = inner.length + (last?.includes('.') ? 2 : 0)
  return (tail === undefined ? count === 8 : count <= 7) && inner.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) && (!last?.includes('.') || isAddress4(last))
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const typeName = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
/** `type--UUID`: the type, or undefined. */
export function typeOfId(value: Json | undefined): string | undefined {
  if (typeof value !== 'string' || value.length > 300) return undefined
  const at = value.indexOf('--')
  return at > 0 && typeName.test(value.slice(0, at)) && uuid.test(value.slice(at + 2)) ? value.slice(0, at) : undefined
}

/** A name of the IANA registry: those that this runtime decodes, and the families that it does not. */
function isCharset(value: string): boolean {
  if (/^(?:utf|iso|ibm|cp|cs|windows|ebcdic|iso-ir|mac|hp|jis|ksc?|gb|big5|euc|shift|us-|ascii)[A-Za-z0-9+.:_()-]{0,39}$/i.test(value)) return true
  try { return new TextDecoder(value).encoding !== '' } catch { return false }
}

export const readers: Readonly<Record<string, Reader>> = {
  text: text(), boolean: (value) => (typeof value === 'boolean' ? undefined : 'kind'), object: (value) => (isRecord(value) ? undefined : 'kind'),
  number: (value) => (typeof value === 'number' ? undefined : 'kind'),
  // Beyond 2^53 the JSON of this runtime has lost digits: such a number is not the one that was sent.
  integer: (value) => (typeof value !== 'number' || !Number.isInteger(value) ? 'kind' : Number.isSafeInteger(value) ? undefined : 'range'),
  time: text(isMoment), id: text((value) => typeOfId(value) !== undefined), word: matches(/^[a-z0-9-]+$/),
  hex: matches(/^(?:[0-9a-fA-F]{2})+$/), language: matches(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$|^[xi]-[A-Za-z0-9-]{1,60}$/), charset: text(isCharset),
  binary: text((value) => value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value)), url: matches(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/s), email: matches(/^[^\s@]+@[^\s@]+$/s),
  ipv4: text(isAddress4), ipv6: text(isAddress6), mac: matches(/^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/),
}
