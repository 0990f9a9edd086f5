import type { CorrelationDocument } from '../../types.ts'

/** The authority: all events of a group are kept, and at each one its window is looked at anew. */
export type Event = { readonly rule: string; readonly time: number; readonly fields: Readonly<Record<string, string>>; readonly id: number }
export type Result = { readonly correlation: string; readonly group: string; readonly from: number; readonly to: number; readonly count: number; readonly value: number; readonly events: readonly number[] }
type Kept = { readonly time: number; readonly rule: string; readonly value: string; readonly id: number }
type State = { kept: Kept[]; holding: boolean; firedAt: number }

export function naiveCorrelator(documents: readonly CorrelationDocument[]) {
  const states = new Map<string, State>()
  let watermark = -Infinity
  const feed = (event: Event, out: Result[]) => {
    for (const doc of documents) {
      if (!doc.rules.includes(event.rule) || event.time < watermark - doc.timespanMs) continue
      const field = (name: string) => (doc.aliases[name] ? (doc.aliases[name]![event.rule] === undefined ? undefined : event.fields[doc.aliases[name]![event.rule]!]) : event.fields[name])
      const group = doc.groupBy.map(field)
      if (group.includes(undefined)) continue
      const value = doc.type.startsWith('value_') ? field(doc.condition.field!) : ''
      if (value === undefined || (doc.type.startsWith('value_') && doc.type !== 'value_count' && (value.trim() === '' || !Number.isFinite(Number(value))))) continue
      const key = JSON.stringify([doc.id, group])
      const state = states.get(key) ?? { kept: [], holding: false, firedAt: -Infinity }
      states.set(key, state)
      const now = Math.max(event.time, ...state.kept.map((one) => one.time))
      const before = windowOf(doc, state.kept, now)
      if (before.length === 0 || !truth(doc, before)) state.holding = false
      state.kept.push({ time: event.time, rule: event.rule, value, id: event.id })
      const inside = windowOf(doc, state.kept, now)
      if (!truth(doc, inside)) { state.holding = false; continue }
      if (state.holding && now < state.firedAt + doc.timespanMs) continue
      state.holding = true
      state.firedAt = now
      out.push({ correlation: doc.id, group: JSON.stringify(group), from: inside[0]!.time, to: inside.at(-1)!.time, count: inside.length, value: measure(doc, inside), events: inside.map((one) => one.id) })
      feed({ rule: doc.id, time: event.time, fields: { ...event.fields, ...Object.fromEntries(doc.groupBy.map((name, at) => [name, group[at]!])) }, id: event.id }, out)
    }
  }
  return (event: Event): Result[] => {
    // A rule that nobody refers to moves no clock.
    if (documents.some((doc) => doc.rules.includes(event.rule))) watermark = Math.max(watermark, event.time)
    const out: Result[] = []
    feed(event, out)
    return out
  }
}

const windowOf = (doc: CorrelationDocument, kept: readonly Kept[], now: number) => kept.filter((one) => one.time >= now - doc.timespanMs).sort((a, b) => a.time - b.time)

function measure(doc: CorrelationDocument, inside: readonly Kept[]): number {
  const numbers = inside.map((one) => Number(one.value)).sort((a, b) => a - b)
  const sum = numbers.reduce((all, one) => all + one, 0)
  const rank = (share: number) => { const at = (numbers.length - 1) * share / 100; const [low, high] = [numbers[Math.floor(at)]!, numbers[Math.ceil(at)]!]; return Number.isInteger(at) ? low : low * (Math.ceil(at) - at) + high * (at - Math.floor(at)) }
  switch (doc.type) {
    case 'event_count': return inside.length
    case 'value_count': return new Set(inside.map((one) => one.value)).size
    case 'value_sum': return sum
    case 'value_avg': return sum / inside.length
    case 'value_median': return rank(50)
    case 'value_percentile': return rank(doc.condition.percentile!)
    case 'temporal': return new Set(inside.map((one) => one.rule)).size
    case 'temporal_ordered': {
      // The longest beginning of the order that stands in the window.
      let reached = 0
      for (const one of inside) if (one.rule === doc.rules[reached]) reached++
      return reached
    }
  }
}

function truth(doc: CorrelationDocument, inside: readonly Kept[]): boolean {
  const value = measure(doc, inside), seen = new Set(inside.map((one) => one.rule))
  if (doc.condition.expression !== undefined) {
    const text = doc.condition.expression.replace(/[a-z_0-9]+/g, (word) => (word === 'and' ? '&' : word === 'or' ? '|' : word === 'not' ? '!' : seen.has(word) ? 'T' : 'F'))
    return reduce(text.replace(/\s/g, ''))
  }
  const bounds = doc.condition.bounds.length > 0 ? doc.condition.bounds : [{ op: 'gte' as const, value: doc.rules.length }]
  return bounds.every(({ op, value: than }) => ({ lt: value < than, lte: value <= than, gt: value > than, gte: value >= than, eq: value === than, neq: value !== than })[op])
}
/** T and F, reduced by replacing until one is left. */
function reduce(text: string): boolean {
  for (let before = ''; before !== text;) {
    before = text
    text = text.replace(/\(([TF])\)/g, '$1').replace(/!([TF])/g, (_all, one: string) => (one === 'T' ? 'F' : 'T'))
    if (before === text) text = text.replace(/([TF])&([TF])/, (_all, a: string, b: string) => (a === 'T' && b === 'T' ? 'T' : 'F'))
    if (before === text) text = text.replace(/([TF])\|([TF])/, (_all, a: string, b: string) => (a === 'T' || b === 'T' ? 'T' : 'F'))
  }
  return text === 'T'
}
