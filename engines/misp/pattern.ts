import { isRecord, observableId, parsePattern, type Comparison, type Json, type Observation, type StixObject } from '#engines/stix/index.ts'
import { languages, paths } from './attributes.data.ts'
import { textOf, type Found } from './values.ts'

/** Where STIX keeps each part of the value of an attribute; nothing where it has no place. */
export function placesOf(attribute: Found): { readonly path: string; readonly value: string }[] {
  const type = textOf(attribute['type']), value = attribute['value']
  if (!Object.hasOwn(paths, type) || typeof value !== 'string') return []
  const to = paths[type]!, values = to.length === 1 ? [value] : value.split('|')
  if (values.length !== to.length || values.some((one) => one === '')) return []
  return to.map((path, i) => ({ path: path === 'address' ? (values[i]!.includes(':') ? 'ipv6-addr:value' : 'ipv4-addr:value') : path, value: values[i]! }))
}

/** One pattern of several attributes: those of one kind of object hold together, any kind is enough. Undefined when there is none that is right. */
export function patternOf(attributes: readonly Found[]): { readonly pattern: string; readonly pattern_type: string } | undefined {
  const alone = attributes.length === 1 ? attributes[0]! : undefined, type = textOf(alone?.['type'])
  if (alone && Object.hasOwn(languages, type)) {
    const pattern = textOf(alone['value'])
    return pattern.trim() === '' || (type === 'stix2-pattern' && parsePattern(pattern).problem) ? undefined : { pattern, pattern_type: languages[type]! }
  }
  const byRoot: Record<string, string[]> = {}
  for (const { path, value } of attributes.flatMap(placesOf)) {
    const number = /(?:_port|:number)$/.test(path), digits = value.replace(/^AS/i, '')
    if (number && !/^\d{1,10}$/.test(digits)) return undefined
    const literal = number ? String(Number(digits)) : `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`
    ;(byRoot[path.split(':')[0]!] ??= []).push(`${path} ${/^ipv[46]-addr:value$/.test(path) && value.includes('/') ? 'ISSUBSET' : '='} ${literal}`)
  }
  const pattern = Object.values(byRoot).map((all) => `[${[...new Set(all)].join(' AND ')}]`).join(' OR ')
  return pattern === '' || parsePattern(pattern).problem ? undefined : { pattern, pattern_type: 'stix' }
}

/** The observables that an attribute is about; what is no address of its kind, no hash of its length, is left out by whoever checks. */
export function observablesOf(attribute: Found): StixObject[] {
  const found: Record<string, Record<string, Json>> = {}
  for (const { path, value } of placesOf(attribute)) {
    const [root, property] = path.split(':') as [string, string]
    const hash = /^hashes\.'(.*)'$/.exec(property)
    if (root === 'network-traffic' || property.includes('[')) return []
    const one = (found[root] ??= { type: root })
    if (root === 'autonomous-system') one['number'] = Number(value.replace(/^AS/i, ''))
    else if (hash) one['hashes'] = { ...(isRecord(one['hashes']) ? one['hashes'] : {}), [hash[1]!]: value }
    else one[property] = value
  }
  return Object.values(found).flatMap((one) => {
    if (one['type'] === 'email-message') one['is_multipart'] = false
    const id = observableId(one)
    return id === undefined ? [] : [{ ...one, type: one['type'] as string, spec_version: '2.1', id }]
  })
}

/** Back again: the attributes of a pattern of which any value is enough by itself, and each has a type of MISP; else undefined. */
const types: Readonly<Record<string, string>> = {
  'ipv4-addr:value': 'ip-dst', 'ipv6-addr:value': 'ip-dst', 'domain-name:value': 'domain', 'url:value': 'url', 'email-addr:value': 'email', 'mutex:name': 'mutex', 'file:name': 'filename',
  'file:hashes.MD5': 'md5', 'file:hashes.SHA-1': 'sha1', 'file:hashes.SHA-256': 'sha256', 'file:hashes.SHA-512': 'sha512', 'file:hashes.SSDEEP': 'ssdeep',
}
const VALUES_MOST = 200
export function valuesAlone(pattern: string): { readonly type: string; readonly value: string }[] | undefined {
  const { pattern: tree } = parsePattern(pattern)
  if (!tree || tree.leaves.length > VALUES_MOST) return undefined
  const found: { type: string; value: string }[] = [], open: (Observation | Comparison)[] = [tree.root]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === 'simple') open.push(next.of)
    else if (next.kind === 'OR' || next.kind === 'or') open.push(next.right, next.left)
    else {
      if (next.kind !== 'compare' || next.op !== '=' || next.not || next.value.is !== 'text') return undefined
      const path = `${next.path.type}:${next.path.steps.map((step) => (typeof step === 'object' && 'name' in step ? step.name : '*')).join('.')}`
      if (!Object.hasOwn(types, path) || found.length >= VALUES_MOST) return undefined
      found.push({ type: types[path]!, value: next.value.value })
    }
  }
  return [...new Map(found.map((one) => [`${one.type} ${one.value}`, one])).values()]
}
