/** What is asked of lines in a hunt: rules, in the thread that is ended when they come to no end, indicators, or STIX patterns. */
import { createHash } from 'node:crypto'
import { createScanner, createStore, readLines } from '#engines/indicators/index.ts'
import { askLines, readPatterns } from '#engines/stix/index.ts'
import { readRules } from '#engines/sigma/index.ts'
import { Refusal } from '#platform/contract/index.ts'
import type { HuntKind } from '../../contract-hunts.ts'
import { documentAt } from '../../core/documents.ts'
import { filtersIn } from '../../core/references.ts'
import type { CompileRules, WrittenRule } from '../matching.ts'
import { keyOf, patternKey } from './keys.ts'

export type Asked = {
  /** Lines ended by newlines. A line counts once, whatever it meets; `what` says the first. */
  match(lines: Buffer): Promise<{ readonly lines: number; readonly broken: number; readonly hits: readonly (readonly [line: number, what: string])[]; /** Lines that each of the things asked met, by its key. */ readonly parts: ReadonlyMap<string, number>; /** The pattern that came to no end. */ readonly stuck?: string }>
  close(): Promise<void>
}
const NEWLINE = 10
export const INDICATOR_ORIGIN = { source: 'hunt', confidence: 100, tlp: 'amber' } as const

/** @throws Refusal invalid, with what is wrong with the text. */
export function prepare(kind: HuntKind, text: string, compile: CompileRules): () => Asked {
  if (kind === 'rule') {
    const rules = rulesIn(text)
    return () => askRules(rules, compile)
  }
  if (kind === 'indicator') {
    const store = indicatorsIn(text)
    return () => askIndicators(store)
  }
  const { patterns, leftOut } = readPatterns(text)
  if (patterns.length === 0) throw wrong('body.text', (leftOut.join('; ') || 'there is no pattern in this text').slice(0, 1000))
  return () => ({
    close: async () => {},
    async match(bytes) {
      const { each, ...met } = askLines(patterns, bytes)
      return { ...met, parts: new Map(patterns.flatMap(({ id }, n) => (each[n]! > 0 ? [[patternKey(id, n), each[n]!] as const] : []))) }
    },
  })
}
/** The title of what is written, where it has one. */
export const titleIn = (kind: HuntKind, text: string): string => (kind === 'rule' ? rulesIn(text)[0]!.title : kind === 'pattern' ? readPatterns(text).patterns[0]!.title : text.trim().split('\n')[0]!.trim())

const wrong = (path: string, problem: string) => new Refusal('invalid', { fields: [{ path, problem }] })

type Titled = WrittenRule & { readonly title: string; /** As it was given. */ readonly source: string }
export function rulesIn(text: string): Titled[] {
  const { rules, refused, correlations } = readRules([{ path: 'hunt.yml', text }])
  const [first] = refused
  if (first) throw wrong('body.text', first.problems.map((one) => (one.line === undefined ? one.message : `${one.message} (${one.line})`)).join('; ').slice(0, 1000))
  if (correlations.length > 0) throw wrong('body.text', 'a look back asks line by line, the newest day first, and a correlation needs the order of time: give the rules that it refers to')
  if (filtersIn([{ path: 'hunt.yml', text }]).length > 0) throw wrong('body.text', 'a filter is not joined to the rules of a look back: write its condition into the rule')
  if (rules.length === 0) throw wrong('body.text', 'there is no rule in this text')
  return rules.map(({ head }) => withId(documentAt(text, head.line), head.title))
}
/** A rule is known by its id in the thread: one that has none, or one that another has too, is given its own. */
function withId(yaml: string, title: string): Titled {
  const hex = createHash('sha256').update(yaml).digest('hex')
  const id = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
  return { id, title, source: yaml, yaml: `id: ${id}\n${yaml.split('\n').filter((line) => !/^id\s*:/.test(line)).join('\n')}` }
}
function askRules(rules: readonly Titled[], compile: CompileRules): Asked {
  const compiled = compile(rules)
  const [titles, keys] = [new Map(rules.map((rule) => [rule.id, rule.title])), new Map(rules.map((rule) => [rule.id, keyOf('rule', rule.id)]))]
  return {
    close: () => compiled.close(),
    async match(bytes) {
      const { pieces: [piece], stuck } = await compiled.match([bytes])
      const hits = new Map<number, string>()
      const parts = new Map<string, number>()
      for (const [line, id] of piece!.hits) {
        if (!hits.has(line)) hits.set(line, rules.length > 1 ? titles.get(id)! : '')
        add(parts, keys.get(id)!)
      }
      return { lines: piece!.lines, broken: piece!.broken, hits: [...hits], parts, ...(stuck[0] ? { stuck: stuck[0].pattern } : {}) }
    },
  }
}

function indicatorsIn(text: string): ReturnType<typeof createStore> {
  const store = createStore()
  const { problems } = readLines(store, text, text.includes('\t') ? 'typed' : 'list', INDICATOR_ORIGIN)
  const [first] = problems
  if (first) throw wrong('body.text', `line ${first.line}: ${first.code}`)
  if (store.count === 0) throw wrong('body.text', 'there is no indicator in this text')
  return store
}
function askIndicators(store: ReturnType<typeof createStore>): Asked {
  const scanner = createScanner(store)
  return {
    close: async () => {},
    async match(bytes) {
      const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
      const [hits, parts] = [[] as [number, string][], new Map<string, number>()]
      let line = 0
      for (let at = 0; at < plain.length; line += 1) {
        const found = plain.indexOf(NEWLINE, at)
        const end = found < 0 ? plain.length : found
        // What a shared port alone makes likely is no hit.
        const met = scanner.event(plain, at, end, 0).filter((one) => one.alerts)
        if (met[0]) hits.push([line, met[0].indicator.value])
        for (const key of new Set(met.map(({ indicator }) => keyOf(indicator.kind, indicator.value)))) add(parts, key)
        at = end + 1
      }
      return { lines: line, broken: 0, hits, parts }
    },
  }
}

const add = (parts: Map<string, number>, key: string): void => { parts.set(key, (parts.get(key) ?? 0) + 1) }

/** What a hunt of patterns does not ask, and why. */
export const leftOutOf = (kind: HuntKind, text: string): readonly string[] => (kind === 'pattern' ? readPatterns(text).leftOut : [])
