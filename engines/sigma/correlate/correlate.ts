import type { CorrelationDocument } from '../types.ts'
import { compile, namesFor, type Compiled, type Target } from './compile.ts'
import type { Correlator, Fed, Fired, Missed, Options } from './types.ts'
import { makeWheel, place, takeOldest } from './wheel.ts'
import { empty, expire, insert, latest, makeGroup, makePool, valueOf, type Group } from './window.ts'

/** Rough bytes of a group and of an event in it, for `maxBytes`. */
export const GROUP_BYTES = 600
export const EVENT_BYTES = 40
const nothing: readonly Fired[] = Object.freeze([])

/** Holds the windows of all correlations. Documents that cannot be correlated are told in `problems` and left out. */
export function createCorrelator(documents: readonly CorrelationDocument[], options: Options): Correlator {
  const { targets, count: correlations, problems } = compile(documents)
  const groups = Array.from({ length: correlations }, () => new Map<string, Group>())
  const wheel = makeWheel(), pool = makePool()
  const scratch: string[] = []
  const maxEvents = options.maxEvents ?? 100
  const tallies: { late: number; ungrouped: number; unvalued: number; evicted: number }[] = Array.from({ length: correlations }, () => ({ late: 0, ungrouped: 0, unvalued: 0, evicted: 0 }))
  const ids: string[] = []
  for (const list of targets.values()) for (const { correlation } of list) ids[correlation.index] = correlation.doc.id
  let watermark = -Infinity, count = 0, bytes = 0, timeless = 0

  const drop = (group: Group) => {
    group.alive = false
    groups[group.correlation.index]!.delete(group.key)
    count--
    bytes -= GROUP_BYTES + group.size * EVENT_BYTES
    empty(pool, group)
  }
  const makeRoom = () => {
    while (count > options.maxGroups || (options.maxBytes !== undefined && bytes > options.maxBytes && count > 1)) {
      const oldest = takeOldest(wheel)
      if (!oldest) return
      drop(oldest)
      tallies[oldest.correlation.index]!.evicted++
    }
  }

  /** Of the group: its values one behind the other with their lengths, and in `scratch`. One field is its own key: no text is made for it. */
  const keyOf = (correlation: Compiled, rule: number, fed: Fed): string | undefined => {
    const { groupBy } = correlation.doc
    let key = ''
    scratch.length = 0
    for (const field of groupBy) {
      const value = readField(correlation, field, rule, fed)
      if (value === undefined) return undefined
      scratch.push(value)
      key = groupBy.length === 1 ? value : `${key}${value.length}:${value}`
    }
    return key
  }

  const feedOne = ({ correlation, rule }: Target, fed: Fed): Fired | undefined => {
    const { doc } = correlation
    if (fed.time < watermark - doc.timespanMs) { tallies[correlation.index]!.late++; return undefined }
    const key = correlation.onlyField === undefined ? keyOf(correlation, rule, fed) : fed.read(correlation.onlyField)
    if (key === undefined) { tallies[correlation.index]!.ungrouped++; return undefined }
    let counted: string | number | undefined
    if (correlation.counted !== undefined) {
      const text = readField(correlation, correlation.counted, rule, fed)
      counted = text === undefined ? undefined : correlation.numeric ? numberOf(text) : text
      if (counted === undefined) { tallies[correlation.index]!.unvalued++; return undefined }
    }
    const own = groups[correlation.index]!
    let group = own.get(key)
    const fresh = group === undefined
    if (!group) {
      group = makeGroup(correlation, key, correlation.onlyField === undefined ? scratch.slice() : [key])
      own.set(key, group)
      count++
      bytes += GROUP_BYTES
    }
    const before = group.size
    if (before > 0) {
      expire(pool, group, Math.max(group.newest, fed.time))
      if (group.holding && !correlation.test(valueOf(group), group.seen)) group.holding = false
    }
    insert(pool, group, fed.time, rule, fed.event, counted)
    bytes += (group.size - before) * EVENT_BYTES
    // Twice the timespan: no event that is still accepted then can share a window with what is here.
    group.expires = group.newest + 2 * doc.timespanMs
    const value = valueOf(group)
    const fires = correlation.test(value, group.seen) ? !group.holding || group.newest >= group.firedAt + doc.timespanMs : (group.holding = false)
    const size = group.size, from = pool.times[group.first]!, to = pool.times[group.last]!
    const events = fires ? latest(pool, group, maxEvents) : nothing
    // Only now: making room may take this very group.
    if (fresh) { place(wheel, group); makeRoom() } else if (options.maxBytes !== undefined && bytes > options.maxBytes) makeRoom()
    if (!fires) return undefined
    group.holding = true
    group.firedAt = group.newest
    const { values } = group
    return { correlation: doc, group: doc.groupBy.map((field, at) => [field, values[at]!] as const), from, to, count: size, value, events }
  }

  /** `fired` is made when there is something to put into it: of most events nothing comes. */
  const feedAll = (fed: Fed, before: Fired[] | undefined): Fired[] | undefined => {
    const direct = targets.get(fed.rule)
    const fired = direct ? feedList(direct, fed, before) : before
    const named = fed.name === undefined || fed.name === fed.rule ? undefined : targets.get(fed.name)
    return named ? feedList(named, fed, fired) : fired
  }
  const feedList = (list: readonly Target[], fed: Fed, before: Fired[] | undefined): Fired[] | undefined => {
    let fired = before
    for (const target of list) {
      const one = feedOne(target, fed)
      if (!one) continue
      if (fired) fired.push(one)
      else fired = [one]
      // What it found is an event for those above it: its group first, then the event that completed it.
      const doc = one.correlation, [id, name] = namesFor(doc)
      const own = new Map(one.group)
      feedAll({ rule: id!, ...(name === undefined ? {} : { name }), time: fed.time, read: (field) => own.get(field) ?? fed.read(field), event: fed.event }, fired)
    }
    return fired
  }

  return {
    problems,
    feed(fed) {
      if (!targets.has(fed.rule) && (fed.name === undefined || !targets.has(fed.name))) return nothing
      if (!Number.isFinite(fed.time)) { timeless++; return nothing }
      if (fed.time > watermark) {
        watermark = fed.time
        for (let past = takeOldest(wheel, watermark); past; past = takeOldest(wheel, watermark)) drop(past)
      }
      return feedAll(fed, undefined) ?? nothing
    },
    stats() {
      const sum = (of: keyof Missed) => tallies.reduce((total, one) => total + one[of], 0)
      return { groups: count, bytes, late: timeless + sum('late'), ungrouped: sum('ungrouped'), unvalued: sum('unvalued'), evicted: sum('evicted') }
    },
    missed: () => new Map(tallies.flatMap((one, index) => (one.late + one.ungrouped + one.unvalued + one.evicted > 0 ? [[ids[index]!, { ...one }] as const] : []))),
  }
}

/** An alias stands for another field in each rule; a rule that it does not name has none. */
function readField({ doc, rules, onlyField }: Compiled, field: string, rule: number, fed: Fed): string | undefined {
  if (onlyField !== undefined) return fed.read(field)
  if (!Object.hasOwn(doc.aliases, field)) return fed.read(field)
  const alias = doc.aliases[field]!
  for (const name of [rules[rule]!, fed.rule, fed.name]) if (name !== undefined && Object.hasOwn(alias, name)) return fed.read(alias[name]!)
  return undefined
}

function numberOf(text: string): number | undefined {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(number) ? number : undefined
}
