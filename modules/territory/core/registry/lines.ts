import type { Limits } from './limits.ts'

/** A physical line; `text` is undefined when it was longer than the bound (its start is kept in `head`). */
export type Line = { readonly line: number; readonly text: string; readonly tooLong?: true }

/** Text chunks to batches of lines, without their ends. Memory is bounded by one chunk and one line. */
export async function* linesOf(chunks: AsyncIterable<string>, limits: Limits): AsyncGenerator<Line[]> {
  let carry = ''
  let skipping = false
  let line = 1
  let first = true
  for await (const chunk of chunks) {
    const text = first && chunk.startsWith('\uFEFF') ? chunk.slice(1) : chunk
    if (chunk.length > 0) first = false
    const parts = text.split('\n')
    const batch: Line[] = []
    for (let i = 0; i < parts.length - 1; i++) {
      const whole = i === 0 && !skipping ? carry + parts[0]! : parts[i]!
      if (i === 0 && skipping) skipping = false
      else batch.push(lineOf(line, whole, limits))
      if (i === 0) carry = ''
      line += 1
    }
    const last = parts[parts.length - 1]!
    if (!skipping) carry = parts.length === 1 ? carry + last : last
    if (carry.length > limits.maxRecordChars) {
      batch.push(lineOf(line, carry, limits))
      carry = ''
      skipping = true
    }
    if (batch.length > 0) yield batch
  }
  if (!skipping && carry !== '') yield [lineOf(line, carry, limits)]
}

function lineOf(line: number, text: string, limits: Limits): Line {
  if (text.length > limits.maxRecordChars) return { line, text: text.slice(0, 200), tooLong: true }
  return { line, text: text.endsWith('\r') ? text.slice(0, -1) : text }
}
