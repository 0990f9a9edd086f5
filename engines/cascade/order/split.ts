import type { Jobs } from './jobs.ts'

/** Some of the jobs; from here on a job is its place among the members. `needs`: those of its needs that are among them. */
export type Part = {
  readonly members: readonly number[]
  readonly hours: Float64Array
  readonly weight: Float64Array
  readonly needs: readonly (readonly number[])[]
}

export function partOf(jobs: Jobs, members: readonly number[]): Part {
  const place = new Int32Array(jobs.count).fill(-1)
  members.forEach((job, at) => { place[job] = at })
  return {
    members, hours: Float64Array.from(members, (job) => jobs.hours[job]!), weight: Float64Array.from(members, (job) => jobs.weight[job]!),
    needs: members.map((job) => {
      const inside: number[] = []
      for (const need of jobs.needs[job]!) if (place[need] !== -1) inside.push(place[need]!)
      return inside
    }),
  }
}

/** The jobs that hang together by needs, each group for itself. */
export function apart({ needs }: Part): number[][] {
  const head = Int32Array.from(needs, (_, at) => at)
  const headOf = (at: number): number => {
    let top = at
    while (head[top] !== top) top = head[top] = head[head[top]!]!
    return top
  }
  needs.forEach((list, at) => { for (const need of list) head[headOf(need)] = headOf(at) })
  return grouped(needs.length, headOf)
}

/**
 * Stages such that each job of one comes before each job of the next; one stage when there is no such cut. What comes
 * before a cut is held by everything after it, what comes after by less: in a row of jobs with hours, the most held
 * first, a cut can only lie between two of them. Each job forbids the cuts that it would straddle: it needs some of what
 * lies before and not all, and has or is something after.
 */
export function stages({ hours, needs }: Part): number[][] {
  const held = new Int32Array(needs.length)
  for (const list of needs) for (const need of list) held[need]!++
  const work = Array.from(needs, (_, at) => at).filter((at) => hours[at]! > 0).sort((a, b) => held[b]! - held[a]! || a - b)
  const rank = new Int32Array(needs.length).fill(-1)
  work.forEach((at, place) => { rank[at] = place })
  const forbidden = new Int32Array(work.length + 2)
  /** How many of the first jobs with hours it needs, without a gap; itself ends the row. */
  const all = needs.map((list, at) => {
    const ranks = list.map((need) => rank[need]!).sort((a, b) => a - b)
    let gap = 0
    while (gap < ranks.length && ranks[gap] === gap) gap++
    const last = Math.max(rank[at]!, ranks.at(-1) ?? -1)
    if (gap < last) {
      forbidden[gap + 1]!++
      forbidden[last + 1]!--
    }
    return gap
  })
  /** How many cuts lie within the first so many jobs with hours. */
  const cuts = new Int32Array(work.length + 1)
  for (let cut = 1, straddled = 0; cut <= work.length; cut++) {
    straddled += forbidden[cut]!
    cuts[cut] = cuts[cut - 1]! + (straddled === 0 ? 1 : 0)
  }
  // A job lies behind every cut whose jobs it needs all of, unless it is one of them.
  return grouped(needs.length, (at) => cuts[rank[at] === -1 ? all[at]! : Math.min(all[at]!, rank[at]!)]!)
}

/** Places by a number each has, the smallest number first. */
function grouped(count: number, numberOf: (at: number) => number): number[][] {
  const lists = new Map<number, number[]>()
  for (let at = 0; at < count; at++) {
    const list = lists.get(numberOf(at))
    if (list) list.push(at)
    else lists.set(numberOf(at), [at])
  }
  return [...lists].sort(([a], [b]) => a - b).map(([, list]) => list)
}
