/**
 * One depth-first walk over the whole workflow, iterative, in steps + edges. It gives the order in which a person walks, and
 * every way that leads back.
 */
import type { Edge } from './edges.ts'

export type Graph = {
  readonly ids: readonly string[]
  readonly indexOf: ReadonlyMap<string, number>
  /** Edges by step; only those that lead to a step that exists. */
  readonly out: readonly (readonly Edge[])[]
  readonly isWhile: (step: number) => boolean
}
export type Walk = {
  /** Every step once; before whatever it leads to, but for ways back. */
  readonly order: readonly number[]
  /** Ways back to a while step from its own body, into which no other way leads, as `step:edge`. */
  readonly returns: ReadonlySet<string>
  /** All other ways back: the first steps of the loop from where it begins, the step that closes it, and how many there are. */
  readonly loops: readonly Loop[]
}
export type Loop = { readonly steps: readonly number[]; readonly last: number; readonly count: number; readonly edge: Edge }
/** Of a long loop as many steps are named: there may be as many loops as edges. */
const NAMED = 20

const [NEW, ON_PATH, DONE] = [0, 1, 2]

/**
 * Children are visited from the last to the first and the order is that of finishing, backwards: so the first branch comes
 * first, and what follows all branches comes after all of them. `roots`: what comes last, first.
 */
export function walk({ ids, indexOf, out, isWhile }: Graph, roots: readonly number[]): Walk {
  const state = new Uint8Array(ids.length)
  const placeOnPath = new Int32Array(ids.length)
  const finished: number[] = []
  const back = new Set<string>()
  const bodies: (Loop & { readonly key: string; readonly head: number })[] = []
  const loops: Loop[] = []
  const path: { readonly step: number; next: number }[] = []
  const enter = (step: number) => { state[step] = ON_PATH; placeOnPath[step] = path.length; path.push({ step, next: out[step]!.length - 1 }) }
  for (const root of [...roots, ...ids.keys()]) {
    if (state[root] !== NEW) continue
    enter(root)
    for (let top = path.at(-1); top; top = path.at(-1)) {
      if (top.next < 0) { state[top.step] = DONE; finished.push(top.step); path.pop(); continue }
      const place = top.next--
      const edge = out[top.step]![place]!
      const to = indexOf.get(edge.to)!
      if (state[to] === NEW) enter(to)
      else if (state[to] === ON_PATH) {
        const head = path[placeOnPath[to]!]!
        // The edge by which the walk left the head is the one after its `next`.
        const left = out[to]![head.next + 1]
        const key = `${top.step}:${place}`
        const loop = { steps: path.slice(placeOnPath[to]!, placeOnPath[to]! + NAMED).map((one) => one.step), last: top.step, count: path.length - placeOnPath[to]!, edge }
        back.add(key)
        if (isWhile(to) && to !== top.step && left?.answer === 'yes' && !left.outcome) bodies.push({ ...loop, key, head: to })
        else loops.push(loop)
      }
    }
  }
  const order = finished.reverse()
  const dominates = bodies.length > 0 ? dominators(order, roots, (step) => out[step]!.flatMap((edge, place) => (back.has(`${step}:${place}`) ? [] : indexOf.get(edge.to)!))) : () => true
  const own = bodies.filter(({ head, last }) => dominates(head, last))
  return { order, returns: new Set(own.map((one) => one.key)), loops: [...loops, ...bodies.filter((one) => !own.includes(one))] }
}

/**
 * Whether every way to a step goes through another one. A body that can be entered without its while step is a circle like any
 * other, whichever way the walk happened to come. Climbs the tree of dominators, so it takes edges × nesting at most.
 */
function dominators(order: readonly number[], roots: readonly number[], next: (step: number) => readonly number[]): (step: number, of: number) => boolean {
  const TOP = order.length
  const above = new Int32Array(TOP + 1).fill(-1)
  const depth = new Int32Array(TOP + 1)
  for (const root of roots) above[root] = TOP
  for (const step of order) {
    if (above[step] === -1) above[step] = TOP
    depth[step] = depth[above[step]!]! + 1
    for (const to of next(step)) {
      if (above[to] === -1) { above[to] = step; continue }
      let [a, b] = [above[to]!, step]
      while (a !== b) if (depth[a]! > depth[b]!) a = above[a]!; else if (depth[b]! > depth[a]!) b = above[b]!; else { a = above[a]!; b = above[b]! }
      above[to] = a
    }
  }
  return (step, of) => {
    let at = of
    while (depth[at]! > depth[step]!) at = above[at]!
    return at === step
  }
}
