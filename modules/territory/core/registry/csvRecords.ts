import { parse } from 'csv-parse/sync'
import { asItWas } from '#platform/contract/csv.ts'
import type { Limits } from './limits.ts'
import type { Line } from './lines.ts'
import type { Problem } from './types.ts'

export type CsvRecord = {
  readonly line: number
  readonly raw: string
  readonly cells?: readonly string[]
  readonly problem?: Problem
}
/** `quoted: false` for the IPA exports, where a quotation mark is only a character of the text. */
export type CsvShape = { readonly separator: string; readonly quoted: boolean }

const batchSize = 512

/**
 * Lines to records. Here is only the framing (a record ends on a line where the quotation marks are even); csv-parse does
 * the quoting. A quote that never closes costs its own line, not the rest of the file: the reading starts again after it.
 */
export async function* csvRecordsOf(
  lineBatches: AsyncIterable<Line[]>,
  shape: CsvShape,
  limits: Limits,
): AsyncGenerator<CsvRecord[]> {
  let open: Line[] = []
  let oddQuotes = false
  let openChars = 0
  let frames: Line[][] = []

  /** Takes one line; on an over-long record refuses its first line and takes the others again. */
  function take(line: Line, out: CsvRecord[]): void {
    if (line.tooLong) {
      flushOpen(out)
      frames.push([line])
      return
    }
    if (open.length === 0 && line.text.trim() === '') return
    open.push(line)
    openChars += line.text.length
    if (shape.quoted && oddNumberOfQuotes(line.text)) oddQuotes = !oddQuotes
    if (!oddQuotes) {
      frames.push(open)
      open = []
      openChars = 0
      if (frames.length >= batchSize) flushFrames(out)
    } else if (open.length > limits.maxRecordLines || openChars > limits.maxRecordChars) flushOpen(out, 1)
  }

  /** Gives up the open record: its first line is refused, the rest is read again as if it had not been there. */
  function flushOpen(out: CsvRecord[], refuse = Number.POSITIVE_INFINITY): void {
    let budget = refuse
    while (open.length > 0 && budget > 0) {
      const lines = open
      open = []
      openChars = 0
      oddQuotes = false
      budget -= 1
      flushFrames(out)
      out.push(brokenQuote(lines[0]!))
      for (const line of lines.slice(1)) take(line, out)
      if (budget <= 0) return
    }
  }

  function flushFrames(out: CsvRecord[]): void {
    if (frames.length === 0) return
    const batch = frames
    frames = []
    out.push(...parseFrames(batch, shape))
  }

  for await (const batch of lineBatches) {
    const out: CsvRecord[] = []
    for (const line of batch) take(line, out)
    if (out.length > 0) yield out
  }
  const out: CsvRecord[] = []
  flushOpen(out)
  flushFrames(out)
  if (out.length > 0) yield out
}

/** Cells of one record, or undefined when the quoting is wrong. */
export function parseRecord(text: string, shape: CsvShape): string[] | undefined {
  const records = parseText(text, shape)
  return records?.length === 1 ? records[0] : undefined
}

function parseFrames(frames: readonly Line[][], shape: CsvShape): CsvRecord[] {
  const sound = frames.filter((lines) => !lines[0]!.tooLong)
  const texts = sound.map(textOf)
  const together = parseText(texts.join('\n'), shape)
  if (together?.length === frames.length) {
    return together.map((cells, i) => ({ line: frames[i]![0]!.line, raw: texts[i]!, cells }))
  }
  return frames.flatMap((lines) => parseFrame(lines, shape))
}

function parseFrame(lines: readonly Line[], shape: CsvShape): CsvRecord[] {
  const first = lines[0]!
  if (first.tooLong) return [{ line: first.line, raw: first.text, problem: { code: 'line-too-long', params: {} } }]
  const raw = textOf(lines)
  const cells = parseRecord(raw, shape)
  if (cells !== undefined) return [{ line: first.line, raw, cells }]
  if (lines.length === 1) return [brokenQuote(first)]
  // A stray mark swallowed the following lines: refuse its own and read them one by one.
  return [brokenQuote(first), ...lines.slice(1).flatMap((line) => parseFrame([line], shape))]
}

function parseText(text: string, shape: CsvShape): string[][] | undefined {
  try {
    const records = parse(text, {
      delimiter: shape.separator,
      quote: shape.quoted ? '"' : null,
      escape: shape.quoted ? '"' : null,
      record_delimiter: '\n',
      relax_column_count: true,
    }) as string[][]
    // Of refused rows that were mended and come back: what was set apart for the spreadsheet is as it was.
    return text.includes("'") ? records.map((cells) => cells.map(asItWas)) : records
  } catch {
    return undefined
  }
}

function brokenQuote(line: Line): CsvRecord {
  return { line: line.line, raw: line.text, problem: { code: 'quote-not-closed', params: {} } }
}

function textOf(lines: readonly Line[]): string {
  return lines.length === 1 ? lines[0]!.text : lines.map((line) => line.text).join('\n')
}

function oddNumberOfQuotes(text: string): boolean {
  let odd = false
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) odd = !odd
  return odd
}
