/** What goes in and what comes out. A row is one attack; a cell counts rows. */

/** From coarse to fine: `region` of a province, then the province itself. `of` gives the code at that level; the last level is the leaf. */
export type Level = { readonly name: string; readonly of: (leaf: string) => string }
export type Dimension = { readonly name: string; readonly levels: readonly Level[] }

/** `codes` in the order of the dimensions. `contributor` is whose it is: several rows of one body count once against `k`. */
export type Row = { readonly codes: readonly string[]; readonly contributor?: string }

/** Rows as numbers: `data[row * dims + dim]` is a position in `leaves[dim]`. For who keeps many rows and changes few of them. */
export type Coded = { readonly leaves: readonly (readonly string[])[]; readonly data: Int32Array; readonly rows: number; readonly contributors?: readonly (string | undefined)[] }

/** Memory for so many numbers, all zero, until the tables are made. Who makes them again and again keeps it (`createRoom`). */
export type Room = (length: number) => Int32Array

/** Names of levels, at most one of each dimension. Every coarser table belongs to it: `['year', 'province']` brings `['year', 'region']`, `['year']` and the total. */
export type TableOf = readonly string[]

export type Options = {
  /** A cell of fewer rows, or of fewer contributors, is not shown. */
  readonly k: number
  /** How far apart the lowest and the highest value must lie that a hidden small cell may have, for who reads all tables: `k - 1` if not said. */
  readonly width?: number
  /** Level of what must not be told of a body; with `l`, a group in which it takes fewer than `l` values is not shown. */
  readonly sensitive?: string
  readonly l?: number
  /** No table tells the same of everybody in a group: cells by a level of `of` go where a group has fewer than `l` of its values; how many the group has may stay. */
  readonly diverse?: { readonly of: readonly string[]; readonly l: number; /** Codes that tell nothing. */ readonly nothing?: readonly string[] }
  /** Combinations that everybody knows to be empty protect nobody. */
  readonly impossible?: (codes: Readonly<Record<string, string>>) => boolean
  /** For tests and demonstrations alone: hide small cells and nothing else. */
  readonly primaryOnly?: boolean
}

export type Cell = { readonly codes: readonly string[]; readonly value: number | null }
export type PublishedTable = { readonly levels: readonly string[]; readonly cells: readonly Cell[] }
/** What may leave. A cell that is in no list is zero. `null` is hidden, and may be a zero. */
export type Published = { readonly tables: readonly PublishedTable[]; readonly rows: number | null }
/** Why a small cell is safe, for us: every whole number from `low` to `high` is the truth of other rows that publish the same. Never to be published. */
export type Proof = { readonly levels: readonly string[]; readonly codes: readonly string[]; readonly value: number; readonly low: number; readonly high: number }
export type Protection = {
  readonly published: Published
  readonly proofs: readonly Proof[]
  readonly lost: { readonly cells: number; readonly small: number; readonly hidden: number; readonly moves: number }
}
export type PrivacyProblem = { readonly code: 'too_many_cells' | 'unknown_level' | 'two_levels' | 'codes_of_row' | 'options' ; readonly of: string }
