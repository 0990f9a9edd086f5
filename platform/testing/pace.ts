/**
 * How fast this machine is just now, so that a test may bound a time without knowing where or beside what it runs.
 * A bound is then so many paces: work of the kind this program does (objects, strings, JSON, a sort), done in the same moment.
 */
export function paceMs(): number {
  let best = Infinity
  for (let round = 0; round < 3; round++) {
    const start = performance.now()
    work(round)
    best = Math.min(best, performance.now() - start)
  }
  return best
}

/** About 13 ms on one quiet core of the machine on which the bounds were set: there each is at most the milliseconds that were promised. */
function work(seed: number): number {
  let state = seed + 1
  const rows = Array.from({ length: 12_000 }, (_, n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return { n, key: `k${state % 5000}`, value: state }
  })
  const grouped = Map.groupBy(rows, (row) => row.key)
  const text = JSON.stringify([...grouped.values()].sort((a, b) => a[0]!.value - b[0]!.value))
  return (JSON.parse(text) as unknown[]).length
}
