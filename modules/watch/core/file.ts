/** A file that a person brings: JSON lines, a JSON list of events, or lines of syslog. Each line says by itself what it is. */
import { splitLines, type Limits, type Malformed, type Taken } from './bulk.ts'
import { collecting } from './syslog/batch.ts'
import { lineOf } from './syslog/line.ts'

const [NEWLINE, BRACE] = [10, 123]

/** `list`: it begins as a list and is none. */
export function linesOfFile(bytes: Buffer, limits: Limits, at: Date): Taken | Malformed | 'list' {
  if (/^\s*\[/.test(bytes.toString('utf8', 0, 1000).replace(/^\ufeff/, ''))) return linesOfList(bytes, limits)
  const split = splitLines(bytes, limits)
  if ('problem' in split) return split
  const lines = collecting(limits.lineMax)
  lines.leftOut(split.tooLarge)
  for (let from = 0; from < split.lines.length;) {
    const end = split.lines.indexOf(NEWLINE, from)
    const line = split.lines.subarray(from, end)
    lines.add(line[0] === BRACE ? { text: String(line), readable: true, token: undefined } : lineOf(line, at))
    from = end + 1
  }
  return { ...lines.taken(), empty: split.empty }
}

function linesOfList(bytes: Buffer, { lineMax }: Limits): Taken | 'list' {
  let list: unknown
  try { list = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, '')) } catch { return 'list' }
  if (!Array.isArray(list)) return 'list'
  const lines = collecting(lineMax)
  for (const one of list) lines.add({ text: JSON.stringify(one), readable: true, token: undefined })
  return lines.taken()
}
