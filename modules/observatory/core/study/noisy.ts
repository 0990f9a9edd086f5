/** Counts for research with noise of ε, where rows would give somebody away. Each body counts once, so that one more or one less changes one cell of a table by one. */
import { noisyCounts, type Bits, type Budget } from '#engines/privacy/index.ts'
import { sizes, verisActions, victimKinds } from '../../contract-facts.ts'
import type { RoomField, RoomFilter } from '../../contract-study.ts'
import type { Extract, ExtractRow } from './extract.ts'

/** ε in thousandths: of one grant, shared out among its tables, and of all grants of a year. */
export const [GRANT_EPSILON, YEAR_EPSILON] = [1000, 10_000]
const YEARS_BACK = 9
const UNKNOWN = '?'
const sections = [...'ABCDEFGHIJKLMNOPQRSTUV']
const [yesNo, ternary] = [['true', 'false', UNKNOWN], ['yes', 'no', 'unknown', UNKNOWN]]

/** Cells stand here before anybody looks at the rows: which ones there are must tell nothing. Places, techniques and days have no such list. */
export function cellsOf(field: RoomField, { from, to }: RoomFilter, thisYear: number): readonly string[] | undefined {
  const last = Math.min(to ?? thisYear, thisYear)
  const first = Math.max(from ?? last - YEARS_BACK, last - 99)
  switch (field) {
    case 'when': return [...Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => String(first + i)), UNKNOWN]
    case 'kind': return victimKinds
    case 'sector': return [...sections, UNKNOWN]
    case 'size': return [...sizes, UNKNOWN]
    case 'action': return [...verisActions, UNKNOWN]
    case 'night': case 'weekend': case 'holiday': case 'stillDown': return yesNo
    case 'extortion': case 'disclosed': return ternary
    default: return undefined
  }
}

/** What lies outside of the cells of a field counts as not known. */
function codeOf(row: ExtractRow, field: RoomField, cells: ReadonlySet<string>): string {
  const written = field === 'when' ? row.when.slice(0, 4) : field === 'sector' ? row.sector.slice(0, 1) : field === 'kind' || field === 'size' ? row[field] : row.rest[field] ?? ''
  return cells.has(written) ? written : cells.has(UNKNOWN) ? UNKNOWN : 'unknown'
}

export type Noisy = { readonly made: Extract; readonly budget: Budget; /** Of all its tables together. */ readonly epsilon: number; /** What of it was not asked before. */ readonly spent: number } | { readonly problem: 'nothing' } | { readonly problem: 'spent'; readonly left: number }

/** The same question in the same year has the answer it had, also when the catalogue has grown. @param rows in an order that says nothing: of a body the first one counts. */
export function noisyOf(rows: readonly ExtractRow[], fields: readonly RoomField[], filters: RoomFilter, budget: Budget, thisYear: number, bits: Bits): Noisy {
  const tables = fields.flatMap((field) => { const cells = cellsOf(field, filters, thisYear); return cells ? [{ field, cells }] : [] })
  if (tables.length === 0) return { problem: 'nothing' }
  const met = new Set<string>()
  const once = rows.filter(({ partyId }) => partyId === null || (!met.has(partyId) && met.add(partyId)))
  const shareOf = (i: number) => Math.floor(GRANT_EPSILON / tables.length) + (i < GRANT_EPSILON % tables.length ? 1 : 0)
  let [kept, whole] = [budget, 0]
  const said: string[][] = []
  for (const [at, { field, cells }] of tables.entries()) {
    const known = new Set(cells)
    const counts = new Map(cells.map((code) => [code, 0]))
    for (const row of once) { const code = codeOf(row, field, known); counts.set(code, counts.get(code)! + 1) }
    const question = JSON.stringify([field, cells, Object.entries(filters).filter(([, value]) => value !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1))])
    const answer = noisyCounts(kept, question, [...counts.values()], { epsilon: shareOf(at) }, bits)
    if ('problem' in answer) return { problem: 'spent', left: answer.left }
    kept = answer.budget
    whole += kept.answers[question]!.epsilon
    for (const [i, code] of cells.entries()) said.push([field, code, String(answer.values[i])])
  }
  return { made: { columns: ['field', 'code', 'count'], rows: said, grain: [], dropped: 0, smallest: 0 }, budget: kept, epsilon: whole, spent: kept.spent - budget.spent }
}
