import type { Part } from './split.ts'

/** 2^15 sets: some milliseconds. */
export const MAX_EXACT_JOBS = 15

/** Jobs with hours, as places in the part, and what they cost in this row. */
export type Row = { readonly row: readonly number[]; readonly cost: number }

/**
 * The best row of a few jobs, by dynamic programming over sets of those done (Held and Karp): the cheapest way to have
 * done a set is the cheapest way to one job less, plus the hours of that job with everything else still waiting.
 */
export function bestRow({ hours, weight, needs }: Part): Row {
  const work = Array.from(hours, (_, at) => at).filter((at) => hours[at]! > 0)
  const sets = 1 << work.length
  const bit = new Map(work.map((at, place) => [at, 1 << place]))
  /** Weight served once a set is done: what waits for exactly each set, summed over its subsets. */
  const served = new Float64Array(sets)
  needs.forEach((list, at) => { served[list.reduce((mask, need) => mask | bit.get(need)!, bit.get(at) ?? 0)]! += weight[at]! })
  for (let one = 1; one < sets; one <<= 1) for (let set = 0; set < sets; set++) if ((set & one) !== 0) served[set]! += served[set ^ one]!
  const all = served[sets - 1]!
  const cost = new Float64Array(sets).fill(Infinity)
  const last = new Uint8Array(sets)
  cost[0] = 0
  for (let set = 1; set < sets; set++) {
    for (let place = 0; place < work.length; place++) {
      if ((set >> place & 1) === 0) continue
      const without = set ^ (1 << place)
      const through = cost[without]! + (all - served[without]!) * hours[work[place]!]!
      if (through >= cost[set]!) continue
      cost[set] = through
      last[set] = place
    }
  }
  const row: number[] = []
  for (let set = sets - 1; set !== 0; set ^= 1 << last[set]!) row.push(work[last[set]!]!)
  return { row: row.reverse(), cost: cost[sets - 1]! }
}

/**
 * A row without trying out: again and again the job whose own weight is most for the hours that it and what it needs
 * still take. What else comes along is not looked at before, only counted after.
 */
export function quickRow({ hours, weight, needs }: Part): Row {
  const awaited = Int32Array.from(needs, (list) => list.length)
  const hoursLeft = Float64Array.from(needs, (list, at) => list.reduce((sum, need) => sum + hours[need]!, hours[at]!))
  const holding: number[][] = needs.map(() => [])
  needs.forEach((list, at) => { for (const need of list) holding[need]!.push(at) })
  const open = new Set(needs.keys())
  const row: number[] = []
  let [clock, cost] = [0, 0]
  const finish = (at: number) => {
    open.delete(at)
    cost += clock * weight[at]!
  }
  while (open.size > 0) {
    let best = -1
    for (const at of open) if (best === -1 || weight[at]! * hoursLeft[best]! > weight[best]! * hoursLeft[at]!) best = at
    const work = [...needs[best]!, best].filter((at) => open.has(at) && hours[at]! > 0)
    // A meeting that nothing of these is awaited for is over already.
    if (work.length === 0) finish(best)
    for (const at of work.sort((a, b) => needs[a]!.length - needs[b]!.length)) {
      clock += hours[at]!
      row.push(at)
      finish(at)
      for (const one of holding[at]!) {
        hoursLeft[one]! -= hours[at]!
        if (--awaited[one]! === 0 && hours[one] === 0 && open.has(one)) finish(one)
      }
    }
  }
  return { row, cost }
}
