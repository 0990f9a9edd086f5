/**
 * When did it change? Counts in equal steps of time are cut where that raises the Poisson likelihood by more than a penalty:
 * the best cuts of all, found exactly (optimal partitioning, Jackson et al. 2005). Quadratic: a century of months is 1,200 counts.
 * PELT prunes the same search; with a shortest segment its pruning is no longer exact, and here nothing needs it.
 */
export type Segment = { readonly from: number; readonly to: number; readonly mean: number }
export type Change = {
  readonly segments: readonly Segment[]
  /** How often as strong a cut comes when the same counts stand in another order. */
  readonly p: number
}

/** `to` is exclusive. The penalty is 2 ln n if not said; no segment is shorter than `shortest`. */
export function changePoints(counts: readonly number[], { penalty = 2 * Math.log(Math.max(2, counts.length)), shortest = 2, seed = 1, permutations = 999 }: { penalty?: number; shortest?: number; seed?: number; permutations?: number } = {}): Change {
  const n = counts.length
  if (n < 2 * shortest) return { segments: n ? [segmentOf(counts, 0, n)] : [], p: 1 }
  const costOf = costs(counts)
  // best[t]: least cost of the first t counts, each segment paying the penalty.
  const best = [-penalty, ...Array<number>(n).fill(Infinity)]
  const last = Array<number>(n + 1).fill(0)
  for (let t = shortest; t <= n; t++) for (let s = 0; s <= t - shortest; s++) {
    const cost = best[s]! + costOf(s, t) + penalty
    if (cost < best[t]! - 1e-12) { best[t] = cost; last[t] = s }
  }
  const segments: Segment[] = []
  for (let t = n; t > 0; t = last[t]!) segments.unshift(segmentOf(counts, last[t]!, t))
  return { segments, p: permutationP(counts, shortest, seed, permutations) }
}

const segmentOf = (counts: readonly number[], from: number, to: number): Segment => ({ from, to, mean: counts.slice(from, to).reduce((a, b) => a + b, 0) / (to - from) })

/** Twice the negative log-likelihood of one mean for counts s … t − 1, up to a constant. */
function costs(counts: readonly number[]): (s: number, t: number) => number {
  const sums = [0]
  for (const count of counts) sums.push(sums.at(-1)! + count)
  return (s, t) => {
    const sum = sums[t]! - sums[s]!
    return sum === 0 ? 0 : -2 * sum * Math.log(sum / (t - s))
  }
}

function gain(counts: readonly number[], shortest: number): number {
  const costOf = costs(counts), n = counts.length
  let most = 0
  for (let s = shortest; s <= n - shortest; s++) most = Math.max(most, costOf(0, n) - costOf(0, s) - costOf(s, n))
  return most
}

function permutationP(counts: readonly number[], shortest: number, seed: number, permutations: number): number {
  const own = gain(counts, shortest) - 1e-9
  const next = chanceOf(seed)
  const order = [...counts]
  let asStrong = 1
  for (let i = 0; i < permutations; i++) {
    for (let j = order.length - 1; j > 0; j--) {
      const k = Math.floor(next() * (j + 1))
      ;[order[j], order[k]] = [order[k]!, order[j]!]
    }
    asStrong += Number(gain(order, shortest) >= own)
  }
  return asStrong / (permutations + 1)
}

/** A sequence that a seed fixes (mulberry32): for shuffling, never for secrets. */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
