import type { Observation } from '../types.ts'
import type { Seen } from './observations.ts'

/** Observations that stand for the parts of a pattern, no one twice. `hits[leaf][observation]` says which leaf each satisfies. */
export type Bound = { readonly all: readonly Seen[]; readonly hits: readonly (readonly boolean[])[]; left: number }
type Binding = readonly number[]
/** Thrown inside this file only, caught at its door. */
const SPENT = Symbol('budget')

/** Whether the observations can be shared out so that the pattern holds; undefined when the steps ran out before that was known. */
export function canBind(root: Observation, bound: Bound): boolean | undefined {
  try { return possible(root, bound, bound.all.map(() => true)) } catch (error) {
    if (error === SPENT) return undefined
    throw error
  }
}

/** What has an exact answer without trying out gets it; the rest looks for a first binding. */
function possible(node: Observation, bound: Bound, open: readonly boolean[]): boolean {
  switch (node.kind) {
    case 'simple': return open.some((one, at) => one && bound.hits[node.leaf]![at])
    case 'OR': return possible(node.left, bound, open) || possible(node.right, bound, open)
    case 'startstop': return possible(node.of, bound, during(node, bound, open))
    case 'within':
      if (node.of.kind === 'repeats' && node.of.of.kind === 'simple') return crowded(node.of.of.leaf, node.of.times, node.seconds, bound, open)
      break
    default: {
      const needs = needsOf(node)
      if (needs) return shared(needs, bound, open)
    }
  }
  for (const _first of bindings(node, bound, open)) return true
  return false
}

/** Leaves of a pattern that is nothing but AND and REPEATS over simple observations, each as often as it is needed. */
function needsOf(node: Observation): number[] | undefined {
  if (node.kind === 'simple') return [node.leaf]
  if (node.kind === 'AND') {
    const left = needsOf(node.left), right = needsOf(node.right)
    return left && right ? [...left, ...right] : undefined
  }
  if (node.kind !== 'repeats') return undefined
  const inner = needsOf(node.of)
  return inner && inner.length * node.times <= 100_000 ? Array.from({ length: node.times }, () => inner).flat() : undefined
}

/** Each need gets an observation of its own: a matching, found by alternating paths. */
function shared(needs: readonly number[], bound: Bound, open: readonly boolean[]): boolean {
  if (needs.length > bound.all.length) return false
  const holder = new Int32Array(bound.all.length).fill(-1)
  const place = (need: number, tried: Uint8Array): boolean => {
    const hits = bound.hits[needs[need]!]!
    for (let at = 0; at < hits.length; at++) if (hits[at] && open[at] && holder[at] === -1) { spend(bound); holder[at] = need; return true }
    for (let at = 0; at < hits.length; at++) {
      if (!hits[at] || !open[at] || tried[at]) continue
      spend(bound)
      tried[at] = 1
      if (place(holder[at]!, tried)) { holder[at] = need; return true }
    }
    return false
  }
  return needs.every((_one, need) => place(need, new Uint8Array(bound.all.length)))
}

/** Some stretch of these seconds is touched by as many observations as asked: one that begins where an observation ends is enough to try. */
function crowded(leaf: number, times: number, seconds: number, bound: Bound, open: readonly boolean[]): boolean {
  const own = bound.all.filter((_one, at) => open[at] && bound.hits[leaf]![at])
  return own.some(({ last }) => own.filter((one) => one.last >= last && one.first <= last + seconds * 1000).length >= times)
}

function* bindings(node: Observation, bound: Bound, open: readonly boolean[]): Generator<Binding> {
  switch (node.kind) {
    case 'simple':
      for (let at = 0; at < open.length; at++) if (open[at] && bound.hits[node.leaf]![at]) { spend(bound); yield [at] }
      return
    case 'OR':
      yield* bindings(node.left, bound, open)
      yield* bindings(node.right, bound, open)
      return
    case 'AND': case 'FOLLOWEDBY':
      for (const left of bindings(node.left, bound, open)) {
        for (const right of bindings(node.right, bound, without(open, left))) if (node.kind === 'AND' || follows(left, right, bound)) yield [...left, ...right]
      }
      return
    case 'startstop':
      yield* bindings(node.of, bound, during(node, bound, open))
      return
    case 'within':
      for (const one of bindings(node.of, bound, open)) if (inside(one, node.seconds, bound)) yield one
      return
    case 'repeats': yield* repeated(node.of, node.times, bound, open, [])
  }
}

/** Sets, not sequences: each further one begins behind the first of the one before. */
function* repeated(of: Observation, times: number, bound: Bound, open: readonly boolean[], taken: Binding): Generator<Binding> {
  if (times === 0) { yield taken; return }
  if (open.reduce((sum, one) => sum + Number(one), 0) < times) return
  for (const one of bindings(of, bound, open)) {
    const lowest = Math.min(...one)
    // What lies before the smallest of this one belonged to a set that was tried already.
    const rest = without(open, one).map((free, at) => free && (of.kind !== 'simple' || at > lowest))
    yield* repeated(of, times - 1, bound, rest, [...taken, ...one])
  }
}

const without = (open: readonly boolean[], taken: Binding): boolean[] => { const rest = [...open]; for (const at of taken) rest[at] = false; return rest }
/** From START on, before STOP; an observation over a stretch of time needs one moment in it. */
const during = (node: { readonly start: number; readonly stop: number }, bound: Bound, open: readonly boolean[]) =>
  open.map((one, at) => one && node.start < node.stop && bound.all[at]!.last >= node.start && bound.all[at]!.first < node.stop)
/** Moments can be chosen so that none on the right is before one on the left. */
const follows = (left: Binding, right: Binding, bound: Bound) => Math.max(...left.map((at) => bound.all[at]!.first)) <= Math.min(...right.map((at) => bound.all[at]!.last))
const inside = (one: Binding, seconds: number, bound: Bound) => Math.max(...one.map((at) => bound.all[at]!.first)) - Math.min(...one.map((at) => bound.all[at]!.last)) <= seconds * 1000
function spend(bound: Bound): void { if (--bound.left < 0) throw SPENT }
