/** Somebody waits for all of these units together; `weight` is how much of it waits. */
export type Need = { readonly units: readonly number[]; readonly weight: number }

/**
 * What is to be put in order. A job is a set of units closed downwards: its hours are those of the units that make
 * sense only together with the rest of the set, its weight is what waits for exactly this set. A job comes before every
 * job whose set contains its own. A job without hours is a meeting: over as soon as the jobs it needs are.
 */
export type Jobs = {
  readonly count: number
  readonly hours: Float64Array
  readonly weight: Float64Array
  /** The units whose hours a job has, those that others hang on first, else the shortest; none for a meeting. */
  readonly units: readonly (readonly number[])[]
  /** All jobs with hours that come before it, near and far. */
  readonly needs: readonly (readonly number[])[]
}

/**
 * Nobody orders units as such: two of them are bound only by who waits for both. Whoever needs v also needs everything
 * in the intersection of v's needs, so v helps nobody before the whole of it is done, and some best order does v last:
 * that intersection is v's job. Units of one job are worth nothing apart. Units that nobody waits for are in no job.
 */
export function jobsOf(hours: readonly number[], needs: readonly Need[]): Jobs {
  const jobs = gather(hours, needs)
  const burden = burdens(hours.length, needs)
  const jobOf = new Map(jobs.flatMap(({ units }, job) => units.map((unit) => [unit, job] as const)))
  return {
    count: jobs.length,
    hours: Float64Array.from(jobs, ({ units }) => units.reduce((sum, unit) => sum + hours[unit]!, 0)),
    weight: Float64Array.from(jobs, ({ weight }) => weight),
    units: jobs.map(({ units }) => units.toSorted((a, b) => burden[a]! - burden[b]! || hours[a]! - hours[b]! || a - b)),
    needs: jobs.map(({ set }, job) => [...new Set(set.map((unit) => jobOf.get(unit)!))].filter((other) => other !== job)),
  }
}

/** How few units are enough for somebody who needs this one, weight or not: what everything hangs on is enough alone. */
function burdens(units: number, needs: readonly Need[]): number[] {
  const least = Array.from({ length: units }, () => Infinity)
  for (const need of needs) for (const unit of need.units) least[unit] = Math.min(least[unit]!, need.units.length)
  return least
}

type Job = { readonly set: readonly number[]; readonly units: number[]; weight: number }

function gather(hours: readonly number[], needs: readonly Need[]): Job[] {
  const bySet = new Map<string, Job>()
  const jobOf = (set: readonly number[]): Job => {
    const key = set.join()
    return bySet.get(key) ?? bySet.set(key, { set, units: [], weight: 0 }).get(key)!
  }
  const needsOf: (readonly number[])[][] = hours.map(() => [])
  for (const { units, weight } of needs) {
    if (units.length === 0 || !(weight > 0)) continue
    const set = [...new Set(units)].sort((a, b) => a - b)
    const job = jobOf(set)
    if (job.weight === 0) for (const unit of set) needsOf[unit]!.push(set)
    job.weight += weight
  }
  const count = new Int32Array(hours.length)
  needsOf.forEach((sets, unit) => {
    if (sets.length === 0) return
    for (const set of sets) for (const other of set) count[other]!++
    jobOf(sets[0]!.filter((other) => count[other] === sets.length)).units.push(unit)
    for (const set of sets) for (const other of set) count[other] = 0
  })
  return [...bySet.values()]
}
