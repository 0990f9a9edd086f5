/** Rows as numbers: what is counted and changed a hundred thousand times is a number, and words are met once each. */
import type { Coded, Dimension, PrivacyProblem, Row } from '../types.ts'

export function encode(rows: readonly Row[], dims: readonly Dimension[]): { coded: Coded } | { problem: PrivacyProblem } {
  const wrong = rows.find((row) => row.codes.length !== dims.length)
  if (wrong) return { problem: { code: 'codes_of_row', of: wrong.codes.join(' ') } }
  const seen = dims.map(() => new Map<string, number>())
  const data = new Int32Array(rows.length * dims.length)
  for (const [r, row] of rows.entries()) for (let d = 0; d < dims.length; d++) {
    const [map, leaf] = [seen[d]!, row.codes[d]!]
    let number = map.get(leaf)
    if (number === undefined) map.set(leaf, number = map.size)
    data[r * dims.length + d] = number
  }
  const contributors = rows.some((row) => row.contributor !== undefined) ? rows.map((row) => row.contributor) : undefined
  return { coded: { leaves: seen.map((map) => [...map.keys()]), data, rows: rows.length, ...(contributors ? { contributors } : {}) } }
}

/** Leaves in one order, whatever the order in which they were met: the same rows give the same tables. */
export function inOrder({ leaves, data, rows }: Coded): { readonly leaves: readonly (readonly string[])[]; readonly data: Int32Array } {
  const width = leaves.length
  if (leaves.every((list) => list.every((leaf, i) => i === 0 || list[i - 1]! < leaf))) return { leaves, data }
  const sorted = leaves.map((list) => [...list].sort())
  const ranks = leaves.map((list, d) => { const at = new Map(sorted[d]!.map((leaf, i) => [leaf, i])); return Int32Array.from(list, (leaf) => at.get(leaf)!) })
  const made = new Int32Array(data.length)
  for (let d = 0; d < width; d++) {
    const rank = ranks[d]!
    for (let at = d, end = rows * width; at < end; at += width) made[at] = rank[data[at]!]!
  }
  return { leaves: sorted, data: made }
}
