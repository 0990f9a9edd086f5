/** One event of a log as objects that a pattern asks for. What a line does not say is not there: nothing is guessed from free text. */
import type { Json } from '../types.ts'
import { knownHashes, toldBy, type Told } from './fields.data.ts'

type Objects = Record<string, { readonly [name: string]: Json }>
const DEPTH_MOST = 8
const VALUES_MOST = 2000
/** Of one value that is compared. */
export const VALUE_SHOWN = 4096

const V4 = /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/
const V6 = /^(?=.*:.*:)[0-9a-f:]{2,39}(?:\.\d+\.\d+\.\d+)?$/i
const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}\.?$/i

/** @returns the `objects` of observed data, by key. */
export function observe(event: Json): Objects {
  const told = new Map<Told, (string | number)[]>()
  gather(event, [], told, { left: VALUES_MOST })
  const texts = (what: Told): string[] => [...new Set((told.get(what) ?? []).map((one) => String(one).slice(0, VALUE_SHOWN)))]
  const number = (what: Told): number | undefined => { const [one] = told.get(what) ?? []; const n = Number(one); return one === undefined || one === '' || !Number.isFinite(n) ? undefined : n }
  const objects: Objects = {}
  let next = 0
  const add = (type: string, rest: Record<string, Json | undefined>): string => {
    const key = String(next++)
    objects[key] = { type, ...Object.fromEntries(Object.entries(rest).filter((one): one is [string, Json] => one[1] !== undefined)) }
    return key
  }
  const addresses = new Map<string, string>()
  const address = (text: string): string | undefined => {
    const type = V4.test(text) ? 'ipv4-addr' : V6.test(text) ? 'ipv6-addr' : undefined
    if (!type) return undefined
    const key = addresses.get(text) ?? add(type, { value: text })
    addresses.set(text, key)
    return key
  }
  const [from, to] = [texts('source').map(address).find(Boolean), texts('destination').map(address).find(Boolean)]
  for (const what of ['source', 'destination', 'address'] as const) for (const text of texts(what)) address(text)
  const [fromPort, toPort] = [number('source-port'), number('destination-port')]
  if (from ?? to ?? fromPort ?? toPort) add('network-traffic', { src_ref: from, dst_ref: to, src_port: fromPort, dst_port: toPort, protocols: texts('protocol').map((one) => one.toLowerCase()) })
  // Names have no case: as it stands, and in small letters.
  for (const text of texts('domain')) if (DOMAIN.test(text)) for (const value of cases(text.replace(/\.$/, ''))) add('domain-name', { value })
  for (const text of texts('url')) if (text.includes('://')) add('url', { value: text })
  for (const text of texts('mail')) if (/^[^@\s]+@[^@\s]+$/.test(text)) add('email-addr', { value: text })

  const hashes = hashesOf(texts)
  const image = texts('image').toSorted((a, b) => b.length - a.length)[0]
  const files = texts('file')
  // Hashes are of the file that the event is about; where it names none, of the program that began.
  const ofImage = image === undefined ? undefined : file(image, files.length === 0 ? hashes : undefined)
  if (files.length > 0) for (const path of files) file(path, hashes)
  else if (image === undefined && hashes) file(undefined, hashes)
  const parentImage = texts('parent-image').toSorted((a, b) => b.length - a.length)[0]
  const parent = program({ name: parentImage, command: texts('parent-command')[0], pid: number('parent-pid') }, parentImage === undefined ? undefined : file(parentImage, undefined), undefined)
  program({ name: image, command: texts('command')[0], pid: number('pid'), folder: texts('folder')[0] }, ofImage, parent)
  for (const text of texts('account')) for (const value of new Set([text, text.slice(text.lastIndexOf('\\') + 1)])) add('user-account', { user_id: value, account_login: value })
  for (const text of texts('account-id')) add('user-account', { user_id: text })
  for (const text of texts('registry')) add('windows-registry-key', { key: text })
  return objects

  function file(path: string | undefined, of: Record<string, string> | undefined): string {
    const size = number('size')
    const name = path === undefined ? undefined : baseOf(path)
    const keys = (of ? [small(of, false), small(of, true)] : [undefined]).map((one) => add('file', { name, size, hashes: one }))
    return keys[0]!
  }
  function program({ name, command, pid, folder }: { name: string | undefined; command: string | undefined; pid: number | undefined; folder?: string | undefined }, binary: string | undefined, above: string | undefined): string | undefined {
    if (name === undefined && command === undefined) return undefined
    return add('process', { name: name === undefined ? undefined : baseOf(name), command_line: command, pid, cwd: folder, image_ref: binary, binary_ref: binary, parent_ref: above })
  }
}

/** Elements of a list have the name of the list. */
function gather(value: Json, path: readonly string[], told: Map<Told, (string | number)[]>, bound: { left: number }): void {
  if (bound.left <= 0 || path.length > DEPTH_MOST) return
  if (Array.isArray(value)) { for (const one of value as readonly Json[]) gather(one, path, told, bound); return }
  if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) gather(inner, [...path, ...name.toLowerCase().split('.')], told, bound)
    return
  }
  bound.left -= 1
  if ((typeof value !== 'string' && typeof value !== 'number') || value === '' || value === '-') return
  const what = toldBy.get(path.slice(-2).join('.')) ?? toldBy.get(path.at(-1) ?? '')
  if (!what) return
  const list = told.get(what)
  if (list) list.push(value)
  else told.set(what, [value])
}

const baseOf = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
const cases = (text: string): Set<string> => new Set([text, text.toLowerCase()])
const small = (of: Record<string, string>, capital: boolean) => Object.fromEntries(Object.entries(of).map(([name, hex]) => [name, capital ? hex.toUpperCase() : hex.toLowerCase()]))

/** One field each, or all in one text as Sysmon writes them: `MD5=…,SHA256=…`. */
function hashesOf(texts: (what: Told) => string[]): Record<string, string> | undefined {
  const found: Record<string, string> = {}
  for (const name of knownHashes) { const [one] = texts(name as Told); if (one && HEX.test(one)) found[name] = one }
  for (const text of texts('hashes')) {
    for (const [, name, hex] of text.matchAll(/\b(MD5|SHA1|SHA256|SHA512)=([0-9a-f]{32,128})\b/gi)) found[name!.toUpperCase().replace('SHA', 'SHA-')] ??= hex!
    if (HEX.test(text)) { const name = byLength[text.length]; if (name) found[name] ??= text }
  }
  return Object.keys(found).length > 0 ? found : undefined
}
const HEX = /^[0-9a-f]{32,128}$/i
const byLength: Readonly<Record<number, string>> = { 32: 'MD5', 40: 'SHA-1', 64: 'SHA-256', 128: 'SHA-512' }
