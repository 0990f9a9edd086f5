/**
 * Attacks one a row. The rows are a published table written out: each cell that is shown, as many times as it counts. So they say what the table says and
 * nothing else, and who subtracts one from the other finds zero. Rows made anonymous by themselves do not have that: what they leave out is the difference
 * to the tables (`rows.test.ts`). Of what is sensitive, groups of fewer than `L` values stay out.
 */
import { groupsOf, type PublishedTable } from '#engines/privacy/index.ts'
import { K, L, sensitive, type RowAudit } from '../../contract-public.ts'
import type { PublicLattice } from './lattice.ts'

export type RowFile = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly audit: RowAudit }

/** What is told of each, most first; all are tables of the lattice where there are attacks enough. */
const grains = [['year', 'kind', 'action'], ['year', 'action'], ['kind', 'action'], ['year', 'kind']] as const
/** A finer grain is taken if it leaves out no more than this share. */
const LEFT_AT_MOST = 0.2

export function rowFileOf({ published }: PublicLattice): RowFile {
  const made = grains.flatMap((grain) => published.tables.find((table) => table.levels.join() === grain.join()) ?? []).map(written)
  const enough = published.rows === null ? undefined : made.find((one) => one.rows.length >= published.rows! * (1 - LEFT_AT_MOST))
  const { columns, rows } = enough ?? made.toSorted((a, b) => b.rows.length - a.rows.length)[0] ?? { columns: [], rows: [] }
  return { columns, rows, audit: auditRows({ columns, rows }, published.rows) }
}

function written({ levels, cells }: PublishedTable): Pick<RowFile, 'columns' | 'rows'> {
  const kept = cells.filter((cell) => cell.value !== null && cell.value >= K)
  const told = kept.filter(({ codes }) => sensitive.every((name) => {
    const at = levels.indexOf(name)
    return at < 0 || new Set(kept.filter((other) => other.codes.every((code, i) => i === at || code === codes[i])).map((other) => other.codes[at]!)).size >= L
  }))
  return { columns: levels, rows: told.flatMap(({ codes, value }) => Array.from({ length: value! }, () => codes)) }
}

/** Looks at the rows alone, as whoever has the file can. */
export function auditRows({ columns, rows }: Pick<RowFile, 'columns' | 'rows'>, all: number | null): RowAudit {
  const secret = columns.filter((name) => (sensitive as readonly string[]).includes(name))
  const open = columns.filter((name) => !secret.includes(name))
  const at = (names: readonly string[]) => names.map((name) => columns.indexOf(name))
  const [quasi, hidden] = [at(open), at(secret)]
  const whole = groupsOf(rows.map((codes) => ({ codes })))
  const groups = groupsOf(rows.map((codes) => ({ codes: quasi.map((i) => codes[i]!), ...(hidden.length > 0 ? { sensitive: hidden.map((i) => codes[i]!).join('\n') } : {}) })))
  return { k: K, l: L, quasi: open, sensitive: secret, rows: rows.length, left: all === null ? null : all - rows.length, smallest: Math.min(...whole.map((one) => one.rows), Infinity) === Infinity ? 0 : Math.min(...whole.map((one) => one.rows)), fewest: hidden.length > 0 && groups.length > 0 ? Math.min(...groups.map((one) => one.sensitive)) : null }
}
