/** Tables that leave: every export of ours is written here. RFC 4180: a cell with a comma, a quote or a line break is quoted, quotes are doubled. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

/** A cell that begins like a formula would be computed by a spreadsheet: it is set apart with a quote mark. */
export const withoutFormula = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value)
/** What was set apart so, as it was: of a table that comes back. */
export const asItWas = (value: string): string => (/^'[=+\-@\t\r]/.test(value) ? value.slice(1) : value)

function cell(value: string): string {
  const safe = withoutFormula(value)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
