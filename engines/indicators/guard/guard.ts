import { addText } from '../store/add.ts'
import { createStore, originId, type Store } from '../store/store.ts'
import { lookup } from '../match/lookup.ts'
import type { Indicator, Kind } from '../types.ts'

/** A MISP warning list: values that are often reported and seldom mean harm. */
export type WarningList = { readonly name: string; readonly type: string; readonly list: readonly string[]; readonly matching_attributes?: readonly string[]; readonly version?: number | string }
export type GuardProblem = { readonly list: string; readonly message: string }

export type Guard = {
  /** Names of the lists on which the indicator stands, or what was seen where it hit. */
  listsOf(indicator: Pick<Indicator, 'kind' | 'value'>, matched: string, now: number): readonly string[]
  readonly problems: readonly GuardProblem[]
}

/** What MISP calls each kind. A list speaks of the kinds that it names, and of all when it names none. */
const attributes: Readonly<Record<Kind, readonly string[]>> = {
  ip: ['ip-src', 'ip-dst', 'domain|ip'], endpoint: ['ip-src|port', 'ip-dst|port', 'hostname|port'], range: ['ip-src', 'ip-dst'],
  domain: ['domain', 'hostname', 'domain|ip'], hostname: ['hostname', 'domain', 'domain|ip'], url: ['url', 'uri'], email: ['email-src', 'email-dst', 'target-email'],
  md5: ['md5', 'filename|md5'], sha1: ['sha1', 'filename|sha1'], sha256: ['sha256', 'filename|sha256'], sha512: ['sha512', 'filename|sha512'],
}
/** Longest expression that is taken: those of MISP have forty characters. */
const MAX_REGEX = 500

/**
 * The five types: `cidr` ranges and addresses, `hostname` a name and all below it (the longest that fits), `string` the whole value,
 * `substring`, `regex`. The first three live in a store like any indicator.
 */
export function createGuard(lists: readonly WarningList[]): Guard {
  const store = createStore()
  const problems: GuardProblem[] = []
  const rest: Rest[] = []
  const byName = new Map<string, WarningList>()
  for (const list of lists) {
    byName.set(list.name, list)
    const odd = keep(store, list, problems)
    if (odd) rest.push(odd)
  }
  const applies = (list: WarningList, kind: Kind) => list.matching_attributes === undefined || list.matching_attributes.length === 0 || attributes[kind].some((one) => list.matching_attributes!.includes(one))
  const ask = (value: string, kind: Kind, now: number, names: Set<string>) => {
    const longest = new Map<string, number>()
    for (const hit of lookup(store, value, now)) {
      const list = byName.get(hit.indicator.source)!
      if (!applies(list, kind) || hit.reason === 'port-unseen') continue
      if (list.type === 'string' && hit.reason !== 'same') continue
      if ((longest.get(list.name) ?? 0) < hit.indicator.value.length) longest.set(list.name, hit.indicator.value.length)
    }
    for (const name of longest.keys()) names.add(name)
    for (const one of rest) if (applies(one.list, kind) && one.holds(value.toLowerCase())) names.add(one.list.name)
  }
  return {
    problems,
    listsOf(indicator, matched, now) {
      const names = new Set<string>()
      ask(indicator.value, indicator.kind, now, names)
      if (matched !== indicator.value) ask(matched, indicator.kind, now, names)
      return [...names]
    },
  }
}

type Rest = { readonly list: WarningList; readonly holds: (value: string) => boolean }

/** Puts the values into the store; answers a question of its own for what does not fit there. */
function keep(store: Store, list: WarningList, problems: GuardProblem[]): Rest | undefined {
  const values = list.list.filter((one) => typeof one === 'string' && one.trim() !== '')
  if (list.type === 'substring') {
    const parts = values.map((one) => one.toLowerCase())
    return { list, holds: (value) => parts.some((part) => value.includes(part)) }
  }
  if (list.type === 'regex') {
    const tests = values.flatMap((one) => regexOf(one, list.name, problems))
    return { list, holds: (value) => tests.some((test) => test.test(value)) }
  }
  if (!['cidr', 'hostname', 'string'].includes(list.type)) { problems.push({ list: list.name, message: `type ${list.type} is not known` }); return undefined }
  const origin = originId(store, { source: list.name, confidence: 100, tlp: 'clear' })
  const odd = new Set<string>()
  for (const value of values) {
    const kind: Kind | undefined = list.type === 'string' && /^[^/@:]*[a-z][^/@:]*\.[^/@:]+$|^[^/@:]+\.[^/@:]*[a-z][^/@:]*$/i.test(value) ? 'hostname' : undefined
    const added = addText(store, value, kind, origin)
    if (added === 'added' || added === 'repeated') continue
    if (list.type === 'cidr') problems.push({ list: list.name, message: `${value}: ${added}` })
    else odd.add(value.toLowerCase().replace(list.type === 'hostname' ? /^\./ : /$^/, ''))
  }
  if (odd.size === 0) return undefined
  return { list, holds: list.type === 'string' ? (value) => odd.has(value) : (value) => suffixes(value).some((one) => odd.has(one)) }
}

/** `/…/i` as PHP writes it. A list is made by its maintainers and read by an analyst; it is bounded all the same. */
function regexOf(text: string, list: string, problems: GuardProblem[]): RegExp[] {
  const parts = /^\/(.*)\/([a-z]*)$/s.exec(text)
  const source = parts?.[1] ?? text
  if (source.length > MAX_REGEX) { problems.push({ list, message: `an expression of ${source.length} characters is left out` }); return [] }
  // The value is folded to lower case, so the expression must not mind.
  try { return [new RegExp(source, 'i')] } catch { problems.push({ list, message: `this expression is not understood: ${source}` }); return [] }
}

function suffixes(value: string): string[] {
  const host = value.replace(/^[a-z]+:\/\//, '').replace(/[/?#:].*$/, '')
  const labels = host.split('.')
  return labels.map((_one, at) => labels.slice(at).join('.'))
}
