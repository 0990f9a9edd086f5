import { MAX_PROBLEMS } from '../limits.ts'
import type { Problem } from '../types.ts'
import type { Piece } from './split.ts'

/** What is wrong, and the names that lead to it from the top of the document. */
export type Complaint = { readonly code: string; readonly message: string; readonly at: readonly string[] }

/**
 * Line and column of a name, by looking for each of the names in turn below the last. It reads the text again instead of
 * keeping marks for every value, since most documents have no problem. What cannot be found gets the place of what leads to it.
 */
export function locate(path: string, piece: Piece, complaints: readonly Complaint[]): Problem[] {
  const lines = piece.text.split('\n')
  return complaints.slice(0, MAX_PROBLEMS).map(({ code, message, at }) => {
    let found = { line: piece.first - piece.line, column: 1 }
    let from = found.line
    for (const name of at) {
      const next = findName(lines, from, name)
      if (next === undefined) break
      found = next
      from = next.line + 1
    }
    return { code, message, path, line: piece.line + found.line, column: found.column }
  })
}

function findName(lines: readonly string[], from: number, name: string): { line: number; column: number } | undefined {
  for (let at = from; at < lines.length; at++) {
    const one = lines[at]!
    const lead = /^[\s{[,]*(?:-\s+)*/.exec(one)![0].length
    for (const quote of ['', "'", '"']) {
      const written = quote + name + quote
      if (one.startsWith(written, lead) && /^\s*:(\s|$)/.test(one.slice(lead + written.length))) return { line: at, column: lead + 1 }
    }
  }
  return undefined
}
