import type { Problem, Outcome, RegistryRow } from './types.ts'
import type { Field } from './fields.ts'

export type Cells = (column: string) => string | undefined

/** What a mapper may know besides the record. `today` bounds observation dates; the two `known` tests come from the store. */
export type MapContext = {
  readonly today?: Date
  readonly knownService?: (registryAndCode: string) => boolean
  readonly knownParty?: (registryAndCode: string) => boolean
}

export type CsvMapper = (cells: Cells, context: MapContext) => readonly Outcome[]
export type JsonMapper = (item: Readonly<Record<string, unknown>>, context: MapContext) => readonly Outcome[]

export function refuse(problem: Problem): readonly Outcome[] {
  return [{ refused: problem }]
}

export function skip(code: string, params: Problem['params'] = {}): readonly Outcome[] {
  return [{ skipped: { code, params } }]
}

export function store(...rows: RegistryRow[]): readonly Outcome[] {
  return rows.map((row) => ({ row }))
}

/** The first problem among the fields, in reading order: one row, one reason. */
export function firstProblem(...fields: readonly Field<unknown>[]): Problem | undefined {
  return fields.find((field) => field.problem !== undefined)?.problem
}

/** A JSON value as cell text: numbers and strings only, so that `"code": {}` is a missing code and not "[object Object]". */
export function cellOf(value: unknown): string | undefined {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' && Number.isFinite(value)
      ? String(value)
      : undefined
}

/** Leaves out what is undefined: rows stay small and compare by value. */
export function compact<T extends object>(row: T): T {
  const kept: Partial<T> = {}
  for (const key in row) if (row[key] !== undefined) kept[key] = row[key]
  return kept as T
}
