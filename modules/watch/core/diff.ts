/** Two texts compared line by line (Myers, "An O(ND) difference algorithm"), within bounds: beyond them the middle is said to be another. */
export type DiffLine = { readonly op: 'same' | 'out' | 'in' | 'skip'; /** Of `skip`: how many lines are left out. */ readonly text: string; /** From 1: in the old text for `same` and `out`, in the new one for `in`. */ readonly line: number }

/** Steps of the search: the number of lines that may differ. It costs memory by its square. */
const STEPS = 500
const AROUND = 3

/** What changed, each with three lines around it. */
export function diffOf(before: string, after: string, steps = STEPS): DiffLine[] {
  const [a, b] = [linesOf(before), linesOf(after)]
  let from = 0
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1
  let [aEnd, bEnd] = [a.length, b.length]
  while (aEnd > from && bEnd > from && a[aEnd - 1] === b[bEnd - 1]) { aEnd -= 1; bEnd -= 1 }
  const same = (text: string, at: number): DiffLine => ({ op: 'same', text, line: at + 1 })
  const whole = [...a.slice(0, from).map(same), ...middle(a, b, from, aEnd, bEnd, steps), ...a.slice(aEnd).map((text, i) => same(text, aEnd + i))]
  return folded(whole)
}

function middle(a: readonly string[], b: readonly string[], from: number, aEnd: number, bEnd: number, steps: number): DiffLine[] {
  const [n, m] = [aEnd - from, bEnd - from]
  const out = (i: number): DiffLine => ({ op: 'out', text: a[from + i]!, line: from + i + 1 })
  const into = (j: number): DiffLine => ({ op: 'in', text: b[from + j]!, line: from + j + 1 })
  const other = () => [...Array.from({ length: n }, (_, i) => out(i)), ...Array.from({ length: m }, (_, j) => into(j))]
  if (n === 0 || m === 0) return other()
  const most = Math.min(n + m, steps)
  /** Furthest old line on each diagonal, as it was before each step. */
  const trail: Int32Array[] = []
  const best = new Int32Array(2 * most + 3)
  const at = (k: number) => k + most + 1
  const down = (of: Int32Array, k: number, d: number) => k === -d || (k !== d && of[at(k - 1)]! < of[at(k + 1)]!)
  for (let d = 0; d <= most; d++) {
    trail.push(best.slice())
    for (let k = -d; k <= d; k += 2) {
      let x = down(best, k, d) ? best[at(k + 1)]! : best[at(k - 1)]! + 1
      while (x < n && x - k < m && x - k >= 0 && a[from + x] === b[from + x - k]) x += 1
      best[at(k)] = x
      if (x >= n && x - k >= m) return back(d)
    }
  }
  return other()

  function back(last: number): DiffLine[] {
    const lines: DiffLine[] = []
    let [x, y] = [n, m]
    for (let d = last; d >= 0; d--) {
      const of = trail[d]!
      const k = x - y
      const before = down(of, k, d) ? k + 1 : k - 1
      const px = d === 0 ? 0 : of[at(before)]!
      const py = d === 0 ? 0 : px - before
      while (x > px && y > py) { x -= 1; y -= 1; lines.push({ op: 'same', text: a[from + x]!, line: from + x + 1 }) }
      if (d > 0) {
        if (x === px) { y -= 1; lines.push(into(y)) } else { x -= 1; lines.push(out(x)) }
      }
    }
    return lines.toReversed()
  }
}

function folded(lines: readonly DiffLine[]): DiffLine[] {
  const near = new Uint8Array(lines.length)
  for (const [i, { op }] of lines.entries()) if (op !== 'same') near.fill(1, Math.max(0, i - AROUND), i + AROUND + 1)
  const kept: DiffLine[] = []
  for (let i = 0; i < lines.length; i++) {
    if (near[i] === 1) { kept.push(lines[i]!); continue }
    let end = i
    while (end < lines.length && near[end] === 0) end += 1
    kept.push({ op: 'skip', text: String(end - i), line: lines[i]!.line })
    i = end - 1
  }
  return kept
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/))
