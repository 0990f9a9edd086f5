import { schedule } from '../order/schedule.ts'
import type { Need } from '../order/schedule.ts'
import { brokenWith } from './restoration-model.ts'
import type { Model } from './restoration-model.ts'

/** Ways around reserves are looked for along this many orders, and once more along what each gives; along fewer when much waits. */
const startsFor = ({ waiting }: Model) => Math.max(1, Math.min(8, Math.floor(4000 / waiting.length)))

/**
 * An order for any number of units, with a bound that no order goes under. Without reserves both come from `schedule`.
 * With them, who hangs on a reserve counts in the bound by the units that it surely needs, and not before the shortest
 * work is done; in the order by one way that makes the reserve whole. Which way is good depends on what comes first, so
 * several units have their turn at the head, and the cheapest order is taken.
 */
export function goodOrder(model: Model): { readonly order: readonly number[]; readonly lower: number } {
  const { hours } = model
  const needs = (units: readonly (readonly number[])[]): Need[] => model.waiting.map((row) => ({ weight: row.weight, units: row.reserves.length === 0 ? row.units : union(row.units, row.reserves.map((at) => units[at]!)) }))
  const sure = needs(model.reserves.map((_, reserve) => hours.map((__, unit) => unit).filter((unit) => brokenWith(model, hours.map((___, other) => other !== unit))[reserve])))
  const { order, lower } = schedule(hours, sure)
  const first = withRest(model, order)
  if (model.reserves.length === 0) return { order: first, lower }
  const soonest = Math.min(...hours) * sure.reduce((sum, { units, weight }) => (units.length === 0 ? sum + weight : sum), 0)
  const known = new Map<string, readonly number[]>()
  const along = (start: readonly number[]): readonly number[] => {
    const ways = waysAlong(model, start)
    const key = JSON.stringify(ways)
    return known.get(key) ?? known.set(key, withRest(model, schedule(hours, needs(ways)).order)).get(key)!
  }
  const starts = [first, ...first.slice(1, startsFor(model)).map((unit) => [unit, ...first.filter((other) => other !== unit)])]
  for (const start of starts) along(along(start))
  const orders = [...known.values()]
  const costs = orders.map((one) => costOf(model, one))
  return { order: orders[costs.indexOf(Math.min(...costs))]!, lower: lower + soonest }
}

/** Per row of the model, after how many units of the order its services are back. */
export function backAfter(model: Model, order: readonly number[]): number[] {
  const place = new Map(order.map((unit, position) => [unit, position + 1]))
  const wholeAfter = wholeAlong(model, [], order)
  return model.waiting.map(({ units, reserves }) => Math.max(0, ...units.map((unit) => place.get(unit)!), ...reserves.map((at) => wholeAfter[at]!)))
}

function costOf(model: Model, order: readonly number[]): number {
  const doneAt = order.reduce((list, unit) => [...list, list.at(-1)! + model.hours[unit]!], [0])
  return backAfter(model, order).reduce((sum, after, row) => sum + model.waiting[row]!.weight * doneAt[after]!, 0)
}

/** Per reserve, how many of the first units of the order, beside those `had`, make it whole. */
function wholeAlong(model: Model, had: readonly number[], order: readonly number[]): number[] {
  const back = new Uint8Array(model.hours.length)
  for (const unit of had) back[unit] = 1
  const whole = model.reserves.map(() => -1)
  for (let after = 0; after <= order.length && whole.includes(-1); after++) {
    if (after > 0) back[order[after - 1]!] = 1
    brokenWith(model, back).forEach((broken, at) => { if (!broken && whole[at] === -1) whole[at] = after })
  }
  return whole
}

/** For each reserve units that make it whole: each round keeps the last one without which the order does not do. */
function waysAlong(model: Model, order: readonly number[]): number[][] {
  return model.reserves.map((_, reserve) => {
    const way: number[] = []
    for (let after = wholeAlong(model, way, order)[reserve]!; after > 0; after = wholeAlong(model, way, order)[reserve]!) way.push(order[after - 1]!)
    return way.sort((a, b) => a - b)
  })
}

/** Then the units that serve nobody counted: those that bring most services back, at last the shortest first. */
function withRest({ hours, waiting }: Model, order: readonly number[]): number[] {
  const had = new Set(order)
  const left = waiting.map(({ units, services }) => ({ units: units.filter((unit) => !had.has(unit)), weight: services }))
  const second = [...order, ...schedule(hours, left).order]
  const placed = new Set(second)
  const idle = hours.map((_, unit) => unit).filter((unit) => !placed.has(unit))
  return [...second, ...idle.sort((a, b) => hours[a]! - hours[b]! || a - b)]
}

const union = (units: readonly number[], more: readonly (readonly number[])[]) => [...new Set([...units, ...more.flat()])]
