import type { Compiled } from './compile.ts'

/**
 * Events of all groups, in columns that grow together: a group is a chain through `next` in the order of time. No list for each of a hundred thousand groups,
 * and nothing for the collector to copy.
 */
export type Pool = { times: Float64Array; next: Int32Array; rules: Int32Array; numbers: Float64Array; readonly texts: string[]; readonly events: unknown[]; free: number; used: number }
export const makePool = (): Pool => ({ times: new Float64Array(1024), next: new Int32Array(1024), rules: new Int32Array(1024), numbers: new Float64Array(1024), texts: [], events: [], free: -1, used: 0 })

/** What was computed of a group's events so far, and the two ends of their chain. */
export type Group = {
  readonly correlation: Compiled
  readonly key: string
  readonly values: readonly string[]
  first: number
  last: number
  size: number
  newest: number
  readonly distinct: Map<string, number> | undefined
  readonly sorted: number[] | undefined
  sum: number
  lost: number
  /** How many events of each rule; empty where rules are not told apart. */
  readonly seen: number[]
  /** Of the rules up to each place in order: when the latest chain that ends there began. */
  readonly begun: number[] | undefined
  holding: boolean
  firedAt: number
  expires: number
  alive: boolean
}

const none: number[] = []
export function makeGroup(correlation: Compiled, key: string, values: readonly string[]): Group {
  const { type } = correlation.doc, rules = correlation.rules.length
  const temporal = type === 'temporal' || type === 'temporal_ordered'
  return {
    correlation, key, values, first: -1, last: -1, size: 0, newest: -Infinity,
    distinct: type === 'value_count' ? new Map() : undefined, sorted: type === 'value_percentile' || type === 'value_median' ? [] : undefined, sum: 0, lost: 0,
    seen: temporal ? Array.from({ length: rules }, () => 0) : none, begun: correlation.ordered ? Array.from({ length: rules }, () => -Infinity) : undefined,
    holding: false, firedAt: -Infinity, expires: 0, alive: true,
  }
}

/** Puts an event where its time belongs; among equals behind. */
export function insert(pool: Pool, group: Group, time: number, rule: number, event: unknown, value: string | number | undefined): void {
  const late = time < group.newest
  const id = take(pool)
  pool.times[id] = time
  pool.rules[id] = rule
  pool.events[id] = event
  if (typeof value === 'number') pool.numbers[id] = value
  else if (value !== undefined) pool.texts[id] = value
  let before = group.last
  if (late) for (before = -1; ;) {
    const after: number = before < 0 ? group.first : pool.next[before]!
    if (after < 0 || pool.times[after]! > time) break
    before = after
  }
  if (before < 0) { pool.next[id] = group.first; group.first = id } else { pool.next[id] = pool.next[before]!; pool.next[before] = id }
  if (pool.next[id]! < 0) group.last = id
  group.size++
  if (!late) group.newest = time
  account(pool, group, id, 1)
  if (!group.begun) return
  if (!late) { step(group.begun, rule, time); return }
  // What came before has to be seen again in its right order.
  group.begun.fill(-Infinity)
  for (let at = group.first; at >= 0; at = pool.next[at]!) step(group.begun, pool.rules[at]!, pool.times[at]!)
}

/** Takes out what is older than the window: an event that is exactly as old as the timespan is still in it. */
export function expire(pool: Pool, group: Group, now: number): void {
  const cutoff = now - group.correlation.doc.timespanMs
  if (now > group.newest) group.newest = now
  while (group.first >= 0 && pool.times[group.first]! < cutoff) dropFirst(pool, group)
  if (group.size === 0) { group.sum = group.lost = 0; group.holding = false }
}

/** All of them back to the pool. */
export function empty(pool: Pool, group: Group): void {
  while (group.first >= 0) dropFirst(pool, group)
}

/** The latest events, oldest first. */
export function latest(pool: Pool, group: Group, most: number): unknown[] {
  const events: unknown[] = []
  let skip = group.size - most
  for (let at = group.first; at >= 0; at = pool.next[at]!) if (skip-- <= 0) events.push(pool.events[at])
  return events
}

function dropFirst(pool: Pool, group: Group): void {
  const id = group.first
  account(pool, group, id, -1)
  group.first = pool.next[id]!
  if (group.first < 0) group.last = -1
  group.size--
  pool.events[id] = undefined
  if (group.distinct) pool.texts[id] = ''
  pool.next[id] = pool.free
  pool.free = id
}

function take(pool: Pool): number {
  const id = pool.free
  if (id >= 0) { pool.free = pool.next[id]!; pool.next[id] = -1; return id }
  if (pool.used === pool.times.length) {
    const size = pool.used * 2
    const wider = <T extends Float64Array | Int32Array>(old: T, fresh: T): T => { fresh.set(old); return fresh }
    pool.times = wider(pool.times, new Float64Array(size))
    pool.next = wider(pool.next, new Int32Array(size))
    pool.rules = wider(pool.rules, new Int32Array(size))
    pool.numbers = wider(pool.numbers, new Float64Array(size))
  }
  pool.next[pool.used] = -1
  // Columns of objects grow with the others, so that they never have holes.
  pool.texts.push('')
  pool.events.push(undefined)
  return pool.used++
}

/** What the condition is asked of. */
export function valueOf(group: Group): number {
  const { doc } = group.correlation
  switch (doc.type) {
    case 'event_count': return group.size
    case 'value_count': return group.distinct!.size
    case 'value_sum': return group.sum + group.lost
    case 'value_avg': return (group.sum + group.lost) / group.size
    case 'value_median': return percentile(group.sorted!, 50)
    case 'value_percentile': return percentile(group.sorted!, doc.condition.percentile!)
    case 'temporal': {
      let met = 0
      for (const count of group.seen) if (count > 0) met++
      return met
    }
    case 'temporal_ordered': {
      const cutoff = group.newest - doc.timespanMs
      let reached = group.begun!.length
      while (reached > 0 && group.begun![reached - 1]! < cutoff) reached--
      return reached
    }
  }
}

/** Between the two nearest ranks, in proportion. */
export function percentile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return Number.NaN
  const at = (sorted.length - 1) * share / 100, low = Math.floor(at), high = Math.ceil(at)
  return low === high ? sorted[low]! : sorted[low]! * (high - at) + sorted[high]! * (at - low)
}

/** An event serves one place of the order only: hence from the last place to the first. */
function step(begun: number[], rule: number, time: number): void {
  begun[rule] = rule === 0 ? time : Math.max(begun[rule]!, begun[rule - 1]!)
}

function account(pool: Pool, group: Group, id: number, sign: 1 | -1): void {
  if (group.seen.length > 0) { group.seen[pool.rules[id]!]! += sign; return }
  if (group.distinct) {
    const text = pool.texts[id]!, left = (group.distinct.get(text) ?? 0) + sign
    if (left === 0) group.distinct.delete(text)
    else group.distinct.set(text, left)
  } else if (group.sorted) {
    const at = lowerBound(group.sorted, pool.numbers[id]!)
    if (sign > 0) group.sorted.splice(at, 0, pool.numbers[id]!)
    else group.sorted.splice(at, 1)
  } else if (group.correlation.numeric) {
    // Neumaier: what rounding loses is kept beside the sum.
    const part = pool.numbers[id]! * sign, next = group.sum + part
    group.lost += Math.abs(group.sum) >= Math.abs(part) ? group.sum - next + part : part - next + group.sum
    group.sum = next
  }
}
function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0, high = sorted.length
  while (low < high) { const middle = (low + high) >> 1; if (sorted[middle]! < value) low = middle + 1; else high = middle }
  return low
}
