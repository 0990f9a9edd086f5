import { memo, useMemo } from 'react'
import { Link } from 'react-router'
import { TimeText } from '#ui/components/time-text.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { ObligationView } from '../../contract.ts'
import { cellsOf, isClosed, isOpen, stageColumns, type Cell } from '../columns.ts'
import type { Board } from '../data.ts'
import { useWords } from '../words.ts'
import { MarkGlyph, markOf } from './mark.tsx'
import type { Paths } from './use-paths.ts'

type Row = Board['rows'][number]
export type Picked = { readonly row: Row; readonly view: ObligationView }

type Props = {
  readonly rows: readonly Row[]
  readonly chosen: ReadonlySet<string>
  readonly to: Paths
  /** What is not due is hidden: an empty cell then says that, not that the law has no such stage. */
  readonly owed: boolean
  readonly onChoose: (caseId: string, chosen: boolean) => void
  readonly onWhy: (picked: Picked) => void
}

/**
 * Bodies × stages. Each cell is a button that says why; the arrows and j, k move among the same buttons that Tab reaches.
 * The roles are written out because a narrow screen draws rows as cards.
 */
export function BoardTable({ rows, chosen, to, owed, onChoose, onWhy }: Props) {
  const { t } = useWords()
  return (
    <table className="board" role="table">
      <caption className="sr-only">{t('board.caption')}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">{t('column.body')}<span>{t('column.body.sub')}</span></th>
          <th scope="col" role="columnheader">{t('column.aware')}<span>{t('column.aware.sub')}</span></th>
          {stageColumns.map((column) => <th key={column} scope="col" role="columnheader">{t(`column.${column}`)}<span>{t(`column.${column}.sub`)}</span></th>)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => <BoardRow key={row.caseId} {...{ row, to, owed, onChoose, onWhy }} chosen={chosen.has(row.caseId)} />)}
      </tbody>
    </table>
  )
}

const BoardRow = memo(function BoardRow({ row, chosen, to, owed, onChoose, onWhy }: Omit<Props, 'rows' | 'chosen'> & { row: Row; chosen: boolean }) {
  const { t, f } = useWords()
  const cells = useMemo(() => cellsOf(row.cells), [row.cells])
  const regime = cells.find((cell) => cell.view && isOpen(cell.view) && cell.column !== 'authority' && cell.column !== 'people' && cell.view.stage !== 'all')?.view?.regimeTitle
  return (
    <tr role="row" data-case={row.caseId} className={chosen ? 'chosen' : undefined}>
      <th scope="row" role="rowheader">
        <span className="board-body">
          <input type="checkbox" checked={chosen} onChange={(event) => onChoose(row.caseId, event.target.checked)} aria-label={t('board.choose', { name: row.partyName })} />
          <span>
            <Link to={to(`/cases/${row.caseId}/obligations`)}>{row.partyName}</Link>
            <span className="board-sub">{row.isMain ? t('board.main') : regime ?? <span className="mono">{row.caseRef}</span>}</span>
          </span>
        </span>
      </th>
      <td role="cell" data-label={t('column.aware')}>
        <span className="board-aware">
          {row.aware?.recorded ? <TimeText at={row.aware.at} formats={f} /> : <Link to={to(`/cases/${row.caseId}/obligations#knew`)}>{t('aware.missing')}</Link>}
          <span className="board-sub">{row.aware?.recorded ? t('aware.recorded') : row.aware ? <>{t('aware.suggested')} <TimeText at={row.aware.at} formats={f} /></> : t('aware.none')}</span>
        </span>
      </td>
      {cells.map((cell) => <BoardCell key={cell.column} {...{ cell, row, owed, onWhy }} />)}
    </tr>
  )
})

function BoardCell({ cell, row, owed, onWhy }: { cell: Cell; row: Row; owed: boolean; onWhy: Props['onWhy'] }) {
  const { t, f, now } = useWords()
  const { view } = cell
  const at = stageColumns.indexOf(cell.column)
  const label = stageColumns.slice(at, at + cell.span).map((column) => t(`column.${column}`)).join(', ')
  if (!view) {
    return <td role="cell" data-label={label} colSpan={cell.span} className="cell-empty">{owed ? <><span aria-hidden="true">–</span><span className="sr-only">{t('cell.notDue')}</span></> : t('cell.none')}</td>
  }
  const mark = markOf(view, now, t, f, 'short')
  // In the last column "not due" is the rule: its reason is in the dialog.
  const quiet = cell.column === 'other' && isClosed(view)
  return (
    <td role="cell" data-label={label} colSpan={cell.span} className={mark.tone ? `cell-td ${mark.tone}` : 'cell-td'}>
      <button type="button" className="cell-button" data-cell={view.id} data-column={at} onClick={() => onWhy({ row, view })} aria-haspopup="dialog">
        <span className="cell-head"><MarkGlyph mark={mark} /> {mark.head}</span>
        <span className={isClosed(view) && cell.span === 1 ? 'cell-note cell-short' : 'cell-note'}>
          {mark.moment && <TimeText at={mark.moment} formats={f} />}
          {mark.moment && mark.note && ' · '}
          {view.state === 'sent' ? <>{t('cell.protocol')} <span className="mono">{view.protocol}</span></> : quiet ? '' : mark.note}
          {mark.moment && !mark.note && view.draft && <><Icon name="file" /><span className="sr-only">{t('cell.draft')}</span></>}
          {cell.voluntary && ` ${t('cell.mayNotify')}`}
          {cell.more > 0 && <span className="cell-more"> {t.n('cell.more', cell.more)}</span>}
        </span>
      </button>
    </td>
  )
}
