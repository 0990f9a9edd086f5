/** The figures of a report for programs: codes instead of words, one table a file. */
import { toCsv } from '#platform/contract/csv.ts'
import { LICENCE } from '../../contract-files.ts'
import { K, type Count } from '../../contract-public.ts'
import { incomes, spendings, trainings, type ReportData, type SinceSaid } from '../../contract-report.ts'

type Cell = string | number | null
export type DataTable = { readonly name: string; readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] }

const measures = ['reports', 'answered', 'medianHours', 'p90Hours', 'bodies', 'medianDays', 'p90Days', 'exercises', 'exerciseBodies', 'costEur'] as const
const attacks = ['action', 'kind', 'province', 'sector', 'size', 'occasion', 'span'] as const

/** Only those that have a row. A withheld number is empty. */
export function dataTables({ figures, before, entered, enteredBefore, own, all, cases }: ReportData): DataTable[] {
  const given = (group: 'income' | 'spending' | 'training', names: readonly string[]) => names.flatMap((name) => { const [a, b] = [at(entered[group], name), enteredBefore ? at(enteredBefore[group], name) : null]; return a === null && b === null ? [] : [[group, name, a, b]] })
  const counts = (by: string, some: readonly Count[]) => some.map(({ code, n }) => [by, code, n, n === null ? 'yes' : 'no'])
  return [
    { name: 'work', columns: ['figure', 'value', 'year_before'], rows: [...measures.map((name) => [snake(name), figures[name], before?.[name] ?? null]), ...trainings.map((name) => [`training_${name}`, entered.training[name] ?? null, enteredBefore?.training[name] ?? null]), ['staff_full_time', entered.staff, enteredBefore?.staff ?? null]].filter(([, now, then]) => now !== null || then !== null) },
    { name: 'requests', columns: ['month', 'requests', 'year_before'], rows: figures.reports === 0 ? [] : figures.months.map((n, i) => [String(i + 1).padStart(2, '0'), n, before?.months[i] ?? null]) },
    { name: 'money', columns: ['kind', 'name', 'eur', 'year_before'], rows: [...given('income', incomes), ...given('spending', spendings)] },
    { name: 'cases', columns: ['ref', 'started', 'kind', 'action', 'province', 'days_to_restore'], rows: cases.map((one) => [one.ref, one.started, one.kind, one.action, one.province, one.days]) },
    { name: 'attacks', columns: ['by', 'code', 'attacks', 'withheld'], rows: [...counts('year', all.years), ...attacks.flatMap((by) => (own.tables[by].whole ? [] : counts(by, own.tables[by].counts)))] },
  ].filter((table) => table.rows.length > 0)
}

export const dataCsv = ({ columns, rows }: DataTable): string => toCsv([[...columns], ...rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))])
/** @param since what was corrected or withdrawn after the edition came out: its own numbers stay. */
export const dataJson = (data: ReportData, since: SinceSaid): string => JSON.stringify({
  year: data.year, edition: data.edition, since, dataAt: data.now, licence: LICENCE, method: { k: K, withheld: 'null' },
  tables: Object.fromEntries(dataTables(data).map(({ name, columns, rows }) => [name, rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])))])),
})

const at = (amounts: Readonly<Record<string, number | undefined>>, name: string): number | null => amounts[name] ?? null
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
