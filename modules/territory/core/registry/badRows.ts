import { withoutFormula } from '#platform/contract/csv.ts'
import { parseRecord } from './csvRecords.ts'
import type { Format } from './recognise.ts'
import type { Parsed, Problem } from './types.ts'

export type Refused = Problem & { readonly raw: string }

/**
 * The refused rows as a file of the same format, header and separator plus a column `problem`, to be mended and given back.
 * Text in UTF-8 with a BOM where it is a table, since it will be opened in a spreadsheet. `describe` puts the reason in words.
 */
export function badRowsFile(
  format: Format,
  parsed: Iterable<Parsed>,
  describe: (problem: Problem) => string = plainReason,
): string {
  const lines: string[] = []
  if (format.shape === 'csv') {
    const problemColumn = format.header.includes('problem') ? '' : `${format.separator}problem`
    lines.push(`\uFEFF${format.headerText}${problemColumn}`)
    for (const { line, refused } of parsed)
      if (refused !== undefined && refused.raw !== '') lines.push(tableRow(format, line, refused, describe))
  } else {
    for (const { line, refused } of parsed)
      if (refused !== undefined && refused.raw !== '') lines.push(jsonRow(line, refused, describe))
  }
  return lines.map((line) => `${line}\n`).join('')
}

export function plainReason(problem: Problem): string {
  const params = Object.entries(problem.params).map(([name, value]) => `${name}=${value}`)
  return params.length === 0 ? problem.code : `${problem.code} (${params.join(', ')})`
}

function tableRow(format: Format, line: number, refused: Refused, describe: (problem: Problem) => string): string {
  const width = format.header.filter((column) => column !== 'problem').length
  // A row whose quoting is broken goes whole into the first cell: nothing of it is lost, and the file can be opened.
  const cells = parseRecord(refused.raw, format) ?? [refused.raw]
  const even = [...cells.slice(0, width), ...Array<string>(Math.max(0, width - cells.length)).fill('')]
  const beyond = cells.slice(width).join(' ').trim()
  const reason = `line ${line}: ${describe(refused)}${beyond === '' || format.header.includes('problem') ? '' : ` [+ ${beyond}]`}`
  return [...even, reason].map((cell) => cellText(cell, format)).join(format.separator)
}

function jsonRow(line: number, refused: Refused, describe: (problem: Problem) => string): string {
  const problem = `line ${line}: ${describe(refused)}`
  try {
    const item: unknown = JSON.parse(refused.raw)
    if (typeof item === 'object' && item !== null && !Array.isArray(item)) return JSON.stringify({ ...item, problem })
  } catch {
    // Not JSON: handed back as text below.
  }
  return JSON.stringify({ raw: refused.raw, problem })
}

function cellText(text: string, format: Format): string {
  // It will be opened in a spreadsheet, and holds what a stranger wrote.
  const cell = withoutFormula(text)
  if (!format.quoted) return cell.replace(/[\t\r\n]+/g, ' ')
  return cell.includes(format.separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
