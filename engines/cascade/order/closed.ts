/**
 * The heaviest closed set (with a job, all that comes before it) by a minimum cut: profit flows in at jobs worth having,
 * out at jobs that cost, and from each job to those it needs without bound (Picard 1976; the cut is Dinic's).
 */
export type Closed = {
  /** The smallest of the heaviest closed sets; empty when none is worth more than nothing. */
  readonly heaviest: readonly number[]
  /**
   * When all jobs together are worth nothing and no closed set more: the jobs in pieces, such that every row of pieces
   * from the first on is closed and worth nothing too, and no piece can be cut smaller. Empty otherwise.
   */
  readonly even: readonly (readonly number[])[]
}

/** `needs[i]`: positions in `profit` of what job i needs directly. Amounts below 1e-12 of the whole count as nothing. */
export function heaviestClosed(profit: ArrayLike<number>, needs: readonly (readonly number[])[]): Closed {
  const count = profit.length
  const [source, sink] = [count, count + 1]
  const net = network(count + 2)
  let all = 0
  for (let job = 0; job < count; job++) {
    const worth = profit[job]!
    if (worth > 0) net.join(source, job, worth)
    if (worth < 0) net.join(job, sink, -worth)
    all += Math.abs(worth)
    for (const need of needs[job]!) net.join(job, need, Infinity)
  }
  const nothing = all * 1e-12
  const carried = flow(net, source, sink, nothing)
  const reached = levelsFrom(net, source, nothing)
  const heaviest = Array.from({ length: count }, (_, job) => job).filter((job) => reached[job] !== -1)
  const inflow = Array.from(profit).reduce((sum, worth) => sum + Math.max(0, worth), 0)
  const balanced = heaviest.length === 0 && Math.abs(all - 2 * inflow) <= 2 * nothing && Math.abs(inflow - carried) <= nothing
  return { heaviest, even: balanced ? knots(net, count, nothing) : [] }
}

type Network = {
  readonly first: Int32Array
  readonly next: number[]
  readonly to: number[]
  readonly room: number[]
  join(from: number, to: number, room: number): void
}

function network(size: number): Network {
  const first = new Int32Array(size).fill(-1)
  const [next, to, room]: [number[], number[], number[]] = [[], [], []]
  const arc = (from: number, end: number, width: number) => {
    next.push(first[from]!)
    first[from] = to.length
    to.push(end)
    room.push(width)
  }
  // An arc and the way back stand beside each other: arc ^ 1.
  return { first, next, to, room, join: (from, end, width) => { arc(from, end, width); arc(end, from, 0) } }
}

function levelsFrom({ first, next, to, room }: Network, source: number, nothing: number): Int32Array {
  const level = new Int32Array(first.length).fill(-1)
  const queue = [source]
  level[source] = 0
  for (const from of queue) {
    for (let arc = first[from]!; arc !== -1; arc = next[arc]!) {
      if (room[arc]! <= nothing || level[to[arc]!] !== -1) continue
      level[to[arc]!] = level[from]! + 1
      queue.push(to[arc]!)
    }
  }
  return level
}

function flow(net: Network, source: number, sink: number, nothing: number): number {
  const { first, next, to, room } = net
  let carried = 0
  for (let level = levelsFrom(net, source, nothing); level[sink] !== -1; level = levelsFrom(net, source, nothing)) {
    const at = first.slice()
    // One path after the other along growing levels, by hand: paths may be longer than the stack is deep.
    const path: number[] = []
    let node = source
    while (true) {
      if (node === sink) {
        const width = path.reduce((least, arc) => Math.min(least, room[arc]!), Infinity)
        carried += width
        for (const arc of path) {
          room[arc]! -= width
          room[arc ^ 1]! += width
        }
        path.length = 0
        node = source
        continue
      }
      while (at[node] !== -1 && (room[at[node]!]! <= nothing || level[to[at[node]!]!] !== level[node]! + 1)) at[node] = next[at[node]!]!
      if (at[node] !== -1) {
        path.push(at[node]!)
        node = to[at[node]!]!
      } else if (path.length > 0) {
        const back = path.pop()!
        node = to[back ^ 1]!
        at[node] = next[at[node]!]!
      } else break
    }
  }
  return carried
}

/** Jobs that can only come together, by Tarjan's walk over what room is left: he finds those that need no other first. */
function knots({ first, next, to, room }: Network, count: number, nothing: number): number[][] {
  const [low, number_, open] = [new Int32Array(count), new Int32Array(count).fill(-1), new Uint8Array(count)]
  const at = first.slice()
  const stack: number[] = []
  const found: number[][] = []
  let counter = 0
  for (let start = 0; start < count; start++) {
    if (number_[start] !== -1) continue
    const walk = [start]
    while (walk.length > 0) {
      const node = walk.at(-1)!
      if (number_[node] === -1) {
        number_[node] = low[node] = counter++
        stack.push(node)
        open[node] = 1
      }
      const arc = at[node]!
      if (arc !== -1) {
        const other = to[arc]!
        if (other < count && room[arc]! > nothing && number_[other] === -1) { walk.push(other); continue }
        if (other < count && room[arc]! > nothing && open[other] === 1) low[node] = Math.min(low[node]!, low[other]!)
        at[node] = next[arc]!
        continue
      }
      walk.pop()
      if (low[node] !== number_[node]) continue
      const knot = stack.splice(stack.lastIndexOf(node))
      for (const member of knot) open[member] = 0
      found.push(knot)
    }
  }
  return found
}
