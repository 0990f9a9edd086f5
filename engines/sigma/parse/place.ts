import type { Problem } from '../types.ts'

/** What is wrong, and the names that lead to it from the top of the document. */
export type Complaint = { readonly code: string; readonly message: string; readonly at: readonly string[] }

/**
 * Line and column of a name, by looking for each of the names in turn below the last. It reads the text again instead of
 * keeping marks for every value, since most documents have no problem. What cannot be found gets the place of what leads to it.
 * @param line of the document in the file, from 1
 */
export function locate(path: string, text: string, line: number, complaint: Complaint): Problem {
  const lines = text.split('\n')
  let found = { line, column: 1 }
  let from = line - 1
  for (const name of complaint.at) {
    const next = findName(lines, from, name)
    if (next === undefined) break
    found = next
    from = next.line
  }
  return { code: complaint.code, message: complaint.message, path, ...found }
}

function findName(lines: readonly string[], from: number, name: string): { line: number; column: number } | undefined {
  for (let at = from; at < lines.length; at++) {
    const one = lines[at]!
    if (at > from && /^---(\s|$)/.test(one)) return undefined
    const lead = /^[\s{[,]*(?:-\s+)*/.exec(one)![0].length
    for (const quote of ['', "'", '"']) {
      const written = quote + name + quote
      if (one.startsWith(written, lead) && /^\s*:(\s|$)/.test(one.slice(lead + written.length))) return { line: at + 1, column: lead + 1 }
    }
  }
  return undefined
}
