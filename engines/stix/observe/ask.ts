/** Patterns asked of single lines: which can be, what of them no line has, and what must stand in a line before it is worth reading. */
import { matchPattern } from '../match/match.ts'
import { parsePattern } from '../parse/parse.ts'
import type { Comparison, Json, Observation, Path, Pattern } from '../types.ts'
import { known, knownHashes } from './fields.data.ts'
import { observe } from './observe.ts'

export const PATTERNS_MOST = 500
/** Each `%` may stand anywhere: with more, the time to look grows with a power of the length. */
const ANY_MOST = 3
const NEEDLE_LEAST = 3
const MOMENT = '2000-01-01T00:00:00Z'

export type Askable = { readonly title: string; /** Of the indicator in a bundle, as it says itself; empty: it has none. */ readonly id: string; readonly pattern: Pattern; /** One of these stands in every line that can match, in small letters; undefined: any line may. */ readonly needles: readonly string[] | undefined }
export type ReadPatterns = { readonly patterns: readonly Askable[]; /** What is not asked, and why. */ readonly leftOut: readonly string[] }

/** A pattern, or a bundle whose indicators have some. */
export function readPatterns(text: string): ReadPatterns {
  const given = text.trim().startsWith('{') ? inBundle(text) : [{ title: text.trim().split('\n')[0]!, text, id: '' }]
  if (typeof given === 'string') return { patterns: [], leftOut: [given] }
  const [patterns, leftOut]: [Askable[], Set<string>] = [[], new Set()]
  for (const one of given.slice(0, PATTERNS_MOST)) {
    const { pattern, problem } = parsePattern(one.text)
    const named = given.length > 1 ? `${one.title.slice(0, 100)}: ` : ''
    if (problem) { leftOut.add(`${named}${problem.message} (character ${problem.at + 1})`); continue }
    const unfit = unfitOf(pattern.root)
    if (unfit) { leftOut.add(named + unfit); continue }
    for (const path of pattern.leaves.flatMap(pathsIn)) if (!isKnown(path)) leftOut.add(`this pattern looks at ${shown(path)}, which no log line has`)
    if (pattern.leaves.some(canHold)) patterns.push({ title: one.title, id: one.id, pattern, needles: anyOf(pattern.leaves.filter(canHold).map(needlesOf)) })
  }
  if (given.length > PATTERNS_MOST) leftOut.add(`a bundle is read up to ${PATTERNS_MOST} patterns, this one has ${given.length}`)
  return { patterns, leftOut: [...leftOut] }
}

/** Whether what one line says satisfies the pattern. */
export function holdsInEvent(pattern: Pattern, event: Json): boolean {
  return matchPattern(pattern, [{ type: 'observed-data', first_observed: MOMENT, last_observed: MOMENT, number_observed: 1, objects: observe(event) }]).matched === true
}

type Given = { readonly title: string; readonly text: string; readonly id: string }
function inBundle(text: string): readonly Given[] | string {
  let bundle: unknown
  try { bundle = JSON.parse(text) } catch { return 'this begins as a bundle and is no JSON' }
  const objects = (bundle as { objects?: unknown }).objects
  const found = (Array.isArray(objects) ? objects : [bundle]).flatMap((one: unknown): Given[] => {
    const { type, id, pattern, pattern_type, name } = (one ?? {}) as Record<string, unknown>
    return type === 'indicator' && typeof pattern === 'string' && (pattern_type === undefined || pattern_type === 'stix') ? [{ title: typeof name === 'string' && name !== '' ? name : pattern, text: pattern, id: typeof id === 'string' ? id : '' }] : []
  })
  return found.length > 0 ? found : 'there is no indicator with a STIX pattern in this bundle'
}

/** A line is one observation: what asks for several is not asked. */
function unfitOf(node: Observation): string | undefined {
  switch (node.kind) {
    case 'simple': return unfitIn(node.of)
    case 'OR': return unfitOf(node.left) ?? unfitOf(node.right)
    case 'AND': case 'FOLLOWEDBY': return `${node.kind} between observations asks for several lines; a look back asks one line at a time`
    case 'within': return 'WITHIN asks for several lines; a look back asks one line at a time'
    case 'repeats': return 'REPEATS asks for several lines; a look back asks one line at a time'
    case 'startstop': return 'START and STOP are not asked: choose the days beside'
  }
}
function unfitIn(one: Comparison): string | undefined {
  if ('left' in one) return unfitIn(one.left) ?? unfitIn(one.right)
  if (one.kind === 'matches') return `MATCHES of ${shown(one.path)} is not asked of lines: write it with LIKE, or as a Sigma rule with |re`
  if (one.kind === 'like' && one.test.source.split('.*').length - 1 > ANY_MOST) return `LIKE of ${shown(one.path)} has more than ${ANY_MOST} times %`
  return undefined
}

const pathsIn = (one: Comparison): Path[] => ('left' in one ? [...pathsIn(one.left), ...pathsIn(one.right)] : [one.path])
const nameAt = (path: Path, at: number): string | undefined => { const step = path.steps[at]; return typeof step === 'object' && 'name' in step ? step.name : undefined }
const shown = (path: Path): string => `${path.type}:${path.steps.map((step) => (step === 'all' ? '[*]' : 'name' in step ? step.name : `[${step.index}]`)).join('.').replaceAll('.[', '[')}`
function isKnown(path: Path): boolean {
  const first = nameAt(path, 0) ?? ''
  return (known[path.type]?.includes(first) ?? false) && (first !== 'hashes' || path.steps.length < 2 || knownHashes.includes(nameAt(path, 1) ?? ''))
}
function canHold(one: Comparison): boolean {
  if (!('left' in one)) return isKnown(one.path)
  return one.kind === 'and' ? canHold(one.left) && canHold(one.right) : canHold(one.left) || canHold(one.right)
}

/** Undefined: nothing must stand in the line. */
type Needles = readonly string[] | undefined
const anyOf = (all: readonly Needles[]): Needles => (all.every((one) => one !== undefined) ? [...new Set(all.flat())] : undefined)
function needlesOf(one: Comparison): Needles {
  switch (one.kind) {
    case 'and': { const [left, right] = [needlesOf(one.left), needlesOf(one.right)]; return left && right ? (shortest(left) >= shortest(right) ? left : right) : left ?? right }
    case 'or': return anyOf([one.left, one.right].filter(canHold).map(needlesOf))
    case 'compare': return one.not || one.op !== '=' || one.value.is !== 'text' ? undefined : needle([one.value.value])
    case 'in': return one.not ? undefined : anyOf(one.values.map((value) => (value.is === 'text' ? needle([value.value]) : undefined)))
    case 'like': return one.not ? undefined : needle(fixedIn(one.test.source))
    default: return undefined
  }
}
const shortest = (list: readonly string[]): number => Math.min(...list.map((one) => one.length))
/** The longest run that JSON writes as it is, whoever writes it. */
function needle(texts: readonly string[]): Needles {
  const best = texts.flatMap((text) => text.match(/[\w .:@=-]+/g) ?? []).toSorted((a, b) => b.length - a.length)[0]
  return best !== undefined && best.length >= NEEDLE_LEAST ? [best.toLowerCase()] : undefined
}
/** Of the expression that was made of a LIKE: what stands between wildcards. */
const fixedIn = (source: string): string[] => source.slice(1, -1).replace(/\\(.)|\.\*?/g, (_, kept?: string) => kept ?? '\u0000').split('\u0000')
