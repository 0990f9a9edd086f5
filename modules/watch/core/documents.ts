/** A file of several YAML documents taken apart as text: each rule is kept as its author wrote it. */

/** Text of the document that begins at `line` (from 1): up to the next marker. */
export function documentAt(text: string, line: number): string {
  const lines = text.split(/\r?\n/)
  const from = Math.max(0, line - 1)
  const begin = lines[from]?.startsWith('---') ? from + 1 : from
  const end = lines.findIndex((one, i) => i > begin && /^(?:---|\.\.\.)(?:\s|$)/.test(one))
  return `${lines.slice(begin, end < 0 ? lines.length : end).join('\n').trim()}\n`
}
