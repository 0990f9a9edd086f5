/** How a body's obligations stand on the board: one column for each kind of stage, one obligation in front in each. */
import type { ObligationView } from '../contract.ts'

export const stageColumns = ['first', 'notification', 'final', 'authority', 'people', 'other'] as const
export type StageColumn = (typeof stageColumns)[number]

/** Neighbouring columns with the same answer are one cell: a reason is said once. */
export type Cell = {
  readonly column: StageColumn
  readonly span: number
  /** In front: the most pressing. Absent where the law has no such stage for this body. */
  readonly view: ObligationView | undefined
  /** Others behind it, to be read in the dossier. */
  readonly more: number
  /** Nothing is owed, but the body may notify of its own will. */
  readonly voluntary: boolean
}

export function cellsOf(views: readonly ObligationView[]): Cell[] {
  const voluntary = views.some((view) => view.state === 'voluntary')
  const cells: Cell[] = []
  for (const column of stageColumns) {
    const here = views.filter((view) => columnsOf(view).includes(column)).sort((a, b) => weight(a) - weight(b) || momentOf(a) - momentOf(b))
    const view = here[0]
    const open = here.filter((one) => !isClosed(one))
    const last = cells.at(-1)
    if (last && last.view?.id === view?.id) cells[cells.length - 1] = { ...last, span: last.span + 1, more: Math.max(last.more, open.length - 1) }
    else cells.push({ column, span: 1, view, more: Math.max(0, open.length - 1), voluntary: column === 'first' && voluntary && view !== undefined && isClosed(view) })
  }
  return cells
}

export const isClosed = (view: Pick<ObligationView, 'state'>) => view.state === 'not_applicable' || view.state === 'displaced' || view.state === 'not_in_force'

/** Owed to a person's hand: it can be sent and its number recorded. */
export const isOpen = (view: Pick<ObligationView, 'state'>) => view.state === 'due' || view.state === 'exceeded' || view.state === 'due_without_hours' || view.state === 'awaiting_input' || view.state === 'voluntary'

const stages: Readonly<Record<string, StageColumn>> = {
  pre_notification: 'first', first_report: 'first', early_warning: 'first', initial: 'first', declaration: 'first', notification: 'notification', final: 'final',
}
/** Regimes that a CSIRT or a sector authority receives; the first that closes speaks for the three columns. */
const toCsirt: readonly string[] = ['IT-L90', 'IT-NIS2', 'IT-PSNC-B', 'IT-PSNC-A', 'IT-PSNC-C', 'IT-NIS2-TSP', 'FR-NIS2', 'FR-SANTE', 'FR-LPM', 'FR-OSE', 'IT-LAP']

function columnsOf(view: ObligationView): readonly StageColumn[] {
  if (view.regime === 'EU-GDPR33') return ['authority']
  if (view.regime === 'EU-GDPR34') return ['people']
  if (view.stage === 'all' && toCsirt.includes(view.regime)) return ['first', 'notification', 'final']
  // "You may" is said beside "nothing is due", not as one more thing.
  return view.state === 'voluntary' ? [] : [stages[view.stage] ?? 'other']
}

const order: Readonly<Record<ObligationView['state'], number>> = {
  exceeded: 0, due: 1, due_without_hours: 2, awaiting_input: 3, sent: 4, registered: 5, voluntary: 6, displaced: 7, not_in_force: 8, not_applicable: 9,
}

/** Whether a regime reaches the body at all is asked after what is known to be owed or was sent. */
function weight(view: ObligationView): number {
  const place = toCsirt.indexOf(view.regime)
  const pressing = view.state === 'awaiting_input' && view.stage === 'all' ? order.voluntary : order[view.state]
  return pressing * 100 + (isClosed(view) && place >= 0 ? place : isClosed(view) ? 99 : 0)
}

const momentOf = (view: ObligationView) => (view.strictAt ? Date.parse(view.strictAt) : Number.MAX_SAFE_INTEGER)
