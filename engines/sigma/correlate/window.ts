import type { Compiled } from './compile.ts'

/** What is kept of a group: its events in the order of their time, and what was computed of them so far. */
export type Group = {
  readonly correlation: Compiled
  readonly key: string
  readonly values: readonly string[]
  times: number[]
  rules: number[]
  events: unknown[]
  /** Texts of value_count, numbers of the others; undefined where only events are counted. */
  counted: (string | number)[] | undefined
  head: number
  newest: number
  readonly distinct: Map<string, number> | undefined
  readonly sorted: number[] | undefined
  sum: number
  lost: number
  readonly seen: number[]
  /** Of the rules up to each place in order: when the latest chain that ends there began. */
  readonly begun: number[] | undefined
  holding: boolean
  firedAt: number
  expires: number
  alive: boolean
}

export function makeGroup(correlation: Compiled, key: string, values: readonly string[]): Group {
  const { type } = correlation.doc, rules = correlation.rules.length
  const temporal = type === 'temporal' || type === 'temporal_ordered'
  return {
    correlation, key, values, times: [], rules: [], events: [], counted: type.startsWith('value_') ? [] : undefined, head: 0, newest: -Infinity,
    distinct: type === 'value_count' ? new Map() : undefined, sorted: type === 'value_percentile' || type === 'value_median' ? [] : undefined, sum: 0, lost: 0,
    seen: temporal ? Array.from({ length: rules }, () => 0) : [], begun: correlation.ordered ? Array.from({ length: rules }, () => -Infinity) : undefined,
    holding: false, firedAt: -Infinity, expires: 0, alive: true,
  }
}

export const sizeOf = (group: Group): number => group.times.length - group.head

/** Puts an event where its time belongs; among equals behind. */
export function insert(group: Group, time: number, rule: number, event: unknown, value: string | number | undefined): void {
  const late = time < group.newest
  let at = group.times.length
  if (late) while (at > group.head && group.times[at - 1]! > time) at--
  if (!late) {
    group.times = added(group.times, time)
    group.events = added(group.events, event)
    if (group.seen.length > 0) group.rules = added(group.rules, rule)
    if (group.counted) group.counted = added(group.counted, value!)
    group.newest = time
  } else {
    group.times.splice(at, 0, time); group.events.splice(at, 0, event)
    if (group.seen.length > 0) group.rules.splice(at, 0, rule)
    group.counted?.splice(at, 0, value!)
  }
  account(group, rule, value, 1)
  if (!group.begun) return
  if (!late) step(group.begun, rule, time)
  else {
    // What came before has to be seen again in its right order.
    group.begun.fill(-Infinity)
    for (let i = group.head; i < group.times.length; i++) step(group.begun, group.rules[i]!, group.times[i]!)
  }
}

/** Takes out what is older than the window: an event that is exactly as old as the timespan is still in it. */
export function expire(group: Group, now: number): void {
  const cutoff = now - group.correlation.doc.timespanMs
  if (now > group.newest) group.newest = now
  while (group.head < group.times.length && group.times[group.head]! < cutoff) {
    account(group, group.rules[group.head] ?? 0, group.counted?.[group.head], -1)
    group.events[group.head++] = undefined
  }
  if (group.head === group.times.length) { group.sum = group.lost = 0; group.holding = false }
  if (group.head > 4 && group.head * 2 > group.times.length) {
    group.times = group.times.slice(group.head)
    group.events = group.events.slice(group.head)
    group.rules = group.rules.slice(group.head)
    if (group.counted) group.counted = group.counted.slice(group.head)
    group.head = 0
  }
}

/** A list that grows by `push` takes room for seventeen; most groups have a handful. */
function added<T>(list: T[], value: T): T[] {
  if (list.length < 8) return [...list, value]
  list.push(value)
  return list
}

/** What the condition is asked of. */
export function valueOf(group: Group): number {
  const { doc } = group.correlation
  switch (doc.type) {
    case 'event_count': return sizeOf(group)
    case 'value_count': return group.distinct!.size
    case 'value_sum': return group.sum + group.lost
    case 'value_avg': return (group.sum + group.lost) / sizeOf(group)
    case 'value_median': return percentile(group.sorted!, 50)
    case 'value_percentile': return percentile(group.sorted!, doc.condition.percentile!)
    case 'temporal': return group.seen.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
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

function account(group: Group, rule: number, value: string | number | undefined, sign: 1 | -1): void {
  if (group.seen.length > 0) group.seen[rule]! += sign
  if (group.distinct) {
    const left = (group.distinct.get(value as string) ?? 0) + sign
    if (left === 0) group.distinct.delete(value as string)
    else group.distinct.set(value as string, left)
  } else if (group.sorted) {
    const at = lowerBound(group.sorted, value as number)
    if (sign > 0) group.sorted.splice(at, 0, value as number)
    else group.sorted.splice(at, 1)
  } else if (group.counted) {
    // Neumaier: what rounding loses is kept beside the sum.
    const part = (value as number) * sign, next = group.sum + part
    group.lost += Math.abs(group.sum) >= Math.abs(part) ? group.sum - next + part : part - next + group.sum
    group.sum = next
  }
}
function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0, high = sorted.length
  while (low < high) { const middle = (low + high) >> 1; if (sorted[middle]! < value) low = middle + 1; else high = middle }
  return low
}
