/** How a body's obligations stand on the board: one column for each kind of stage, one obligation in front in each. */
import { closedStates, stageColumns, type ObligationState, type StageColumn } from '../contract.ts'

export type Placed = { readonly key: string; readonly regime: string; readonly stage: string; readonly state: ObligationState; readonly strictAt: Date | null }

/** Neighbouring columns with the same answer are one cell: a reason is said once. */
export type Cell<R> = {
  readonly column: StageColumn
  readonly span: number
  /** In front: the most pressing. Absent where the law has no such stage for this body. */
  readonly row: R | undefined
  /** Others behind it, to be read in the dossier. */
  readonly more: number
  /** Nothing is owed, but the body may notify of its own will. */
  readonly voluntary: boolean
}

export function cellsOf<R extends Placed>(rows: readonly R[]): Cell<R>[] {
  const voluntary = rows.some((row) => row.state === 'voluntary')
  const cells: Cell<R>[] = []
  for (const column of stageColumns) {
    const here = rows.filter((row) => columnsOf(row).includes(column)).sort((a, b) => weight(a) - weight(b) || momentOf(a) - momentOf(b))
    const row = here[0]
    const more = Math.max(0, here.filter((one) => !isClosed(one)).length - 1)
    const last = cells.at(-1)
    if (last && last.row?.key === row?.key) cells[cells.length - 1] = { ...last, span: last.span + 1, more: Math.max(last.more, more) }
    else cells.push({ column, span: 1, row, more, voluntary: column === 'first' && voluntary && row !== undefined && isClosed(row) })
  }
  return cells
}

const isClosed = ({ state }: Placed) => (closedStates as readonly string[]).includes(state)

const stages: Readonly<Record<string, StageColumn>> = {
  pre_notification: 'first', first_report: 'first', early_warning: 'first', initial: 'first', declaration: 'first', notification: 'notification', final: 'final',
}
/** Regimes that a CSIRT or a sector authority receives; the first that closes speaks for the three columns. */
const toCsirt: readonly string[] = ['IT-L90', 'IT-NIS2', 'IT-PSNC-B', 'IT-PSNC-A', 'IT-PSNC-C', 'IT-NIS2-TSP', 'FR-NIS2', 'FR-SANTE', 'FR-LPM', 'FR-OSE', 'IT-LAP']

function columnsOf({ regime, stage, state }: Placed): readonly StageColumn[] {
  if (regime === 'EU-GDPR33') return ['authority']
  if (regime === 'EU-GDPR34') return ['people']
  if (stage === 'all' && toCsirt.includes(regime)) return ['first', 'notification', 'final']
  // "You may" is said beside "nothing is due", not as one more thing.
  return state === 'voluntary' ? [] : [stages[stage] ?? 'other']
}

const order: Readonly<Record<ObligationState, number>> = {
  exceeded: 0, due: 1, due_without_hours: 2, awaiting_input: 3, sent: 4, registered: 5, voluntary: 6, displaced: 7, not_in_force: 8, not_applicable: 9,
}

/** Whether a regime reaches the body at all is asked after what is known to be owed or was sent. */
function weight(row: Placed): number {
  const place = toCsirt.indexOf(row.regime)
  const pressing = row.state === 'awaiting_input' && row.stage === 'all' ? order.voluntary : order[row.state]
  return pressing * 100 + (isClosed(row) && place >= 0 ? place : isClosed(row) ? 99 : 0)
}

const momentOf = ({ strictAt }: Placed) => strictAt?.getTime() ?? Number.MAX_SAFE_INTEGER
