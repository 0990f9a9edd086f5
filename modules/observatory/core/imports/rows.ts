/** A file as it streams, to rows of cells or to objects of JSON: what is broken costs itself, not what follows. */
import { parse } from 'csv-parse/sync'
import { problem, type Problem } from './read.ts'

const MOST_LINES = 400
const MOST_CHARS = 2_000_000
const AT_ONCE = 400

/** Lines with their number. Ends: LF or CRLF; a lone CR is a part of the line. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<{ number: number; text: string }> {
  let rest = ''
  let number = 0
  let over = false
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    // Of a line without an end the beginning is given once; the rest of it goes by.
    if (over && lines.length > 0) { lines.shift(); over = false }
    if (over) rest = ''
    else if (rest.length > MOST_CHARS) { lines.push(rest.slice(0, MOST_CHARS)); rest = ''; over = true }
    for (const text of lines) { number += 1; yield { number, text: text.endsWith('\r') ? text.slice(0, -1) : text } }
  }
  if (rest !== '') yield { number: number + 1, text: rest.replace(/\r$/, '') }
}

export type Cells = { readonly number: number; readonly raw: string } & ({ readonly cells: readonly string[] } | { readonly problem: Problem })
/** Records with the line on which they begin; blank ones are passed over. The first is the header. */
export async function* cellsOf(chunks: AsyncIterable<string>, delimiter: string): AsyncGenerator<Cells> {
  let waiting: { number: number; raw: string }[] = []
  for await (const record of recordsOf(linesOf(chunks))) {
    if ('problem' in record) { yield* together(waiting, delimiter); waiting = []; yield record; continue }
    waiting.push(record)
    if (waiting.length >= AT_ONCE) { yield* together(waiting, delimiter); waiting = [] }
  }
  yield* together(waiting, delimiter)
}

/** A record ends on a line where the quotation marks are even. */
async function* recordsOf(lines: AsyncIterable<{ number: number; text: string }>): AsyncGenerator<{ number: number; raw: string } | { number: number; raw: string; problem: Problem }> {
  const queue: { number: number; text: string }[] = []
  let open: { number: number; text: string }[] = []
  let chars = 0
  for await (const line of lines) {
    queue.push(line)
    while (queue.length > 0) {
      const next = queue.shift()!
      if (open.length === 0 && next.text.trim() === '') continue
      const odd = oddQuotes(next.text)
      open.push(next)
      chars += next.text.length
      if (open.length === 1 ? !odd : odd) { yield { number: open[0]!.number, raw: open.map((one) => one.text).join('\n') }; open = []; chars = 0 }
      // It never closes: its first line is set apart and the others are read anew.
      else if (open.length > MOST_LINES || chars > MOST_CHARS) { const [first, ...others] = open; yield bad(first!); queue.unshift(...others); open = []; chars = 0 }
    }
  }
  while (open.length > 0) {
    const [first, ...others] = open
    yield bad(first!)
    open = []
    for (const [at, next] of others.entries()) {
      if (open.length === 0 && next.text.trim() === '') continue
      const odd = oddQuotes(next.text)
      open.push(next)
      if (open.length === 1 ? !odd : odd) { yield { number: open[0]!.number, raw: open.map((one) => one.text).join('\n') }; open = [] }
      else if (at === others.length - 1) break
    }
  }
}
const bad = ({ number, text }: { number: number; text: string }) => ({ number, raw: text, problem: problem('quote_not_closed') })
const oddQuotes = (line: string) => { let odd = false; for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) odd = !odd; return odd }

/** Many records at once are ten times as fast as one by one; those that do not come apart alike are taken one by one. */
function* together(records: readonly { number: number; raw: string }[], delimiter: string): Generator<Cells> {
  if (records.length === 0) return
  const all = parsed(records.map((one) => one.raw).join('\n'), delimiter)
  for (const [at, record] of records.entries()) {
    const cells = all?.length === records.length ? all[at] : parsed(record.raw, delimiter)?.[0]
    yield cells ? { ...record, cells } : { ...record, problem: problem('quote_not_closed') }
  }
}
function parsed(text: string, delimiter: string): string[][] | undefined {
  try { return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, record_delimiter: '\n', max_record_size: MOST_CHARS * 2 }) as string[][] } catch { return undefined }
}

/** The one of three that parts the first line into most cells. */
export const delimiterOf = (head: string): string => {
  const first = head.replace(/^\uFEFF/, '').split('\n').find((line) => line.trim() !== '') ?? ''
  return [',', ';', '\t'].map((one) => ({ one, cells: parsed(first.replace(/\r$/, ''), one)?.[0]?.length ?? 0 })).toSorted((a, b) => b.cells - a.cells)[0]!.one
}

/**
 * The objects of a text: one, several in a list, or one after the other. Where each line is an object of its own (`lines`) a broken line
 * costs itself; else what is broken ends the reading, with a reason.
 */
export async function* objectsOf(chunks: AsyncIterable<string>, lines: boolean, mostChars: number): AsyncGenerator<{ number: number; raw: string; problem?: Problem }> {
  if (lines) {
    for await (const { number, text } of linesOf(chunks)) if (text.trim() !== '') yield { number, raw: text.replace(/^\uFEFF/, '').trim() }
    return
  }
  let [number, depth, inText, escaped, start] = [0, 0, false, false, -1]
  let held = ''
  for await (const chunk of chunks) {
    const from = held.length
    held += chunk
    for (let at = from; at < held.length; at += 1) {
      const char = held.charCodeAt(at)
      if (inText) { if (escaped) escaped = false; else if (char === 92) escaped = true; else if (char === 34) inText = false; continue }
      if (char === 34) inText = start >= 0
      else if (char === 123) { if (depth === 0) start = at; depth += 1 }
      else if (char === 125 && depth > 0) {
        depth -= 1
        if (depth === 0) { number += 1; yield { number, raw: held.slice(start, at + 1) }; held = held.slice(at + 1); at = -1; start = -1 }
      }
    }
    if (start < 0) held = ''
    if (held.length > mostChars) { yield { number: number + 1, raw: held.slice(0, 200), problem: problem('too_long') }; return }
  }
  if (start >= 0) yield { number: number + 1, raw: held.slice(start, start + 200), problem: problem('not_json') }
}
/** One line by itself, or nothing where it is a part of a record only. */
export const cellsOfLine = (line: string, delimiter: string): string[][] => (oddQuotes(line) ? [] : parsed(line, delimiter)?.slice(0, 1) ?? [])
