import { memo } from 'react'
import { Link } from 'react-router'
import { TimeText } from '#ui/components/time-text.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { stageColumns, type BoardCell as Cell } from '../../contract.ts'
import type { Board } from '../data.ts'
import { isClosed } from '../states.ts'
import { useWords } from '../words.ts'
import { MarkGlyph, markOf } from './mark.tsx'
import type { Paths } from '#ui/console/paths.ts'

type Row = Board['rows'][number]
/** A cell with an obligation in it. */
export type Filled = Cell & { readonly key: string; readonly state: NonNullable<Cell['state']> }
export type Picked = { readonly row: Row; readonly cell: Filled }

export const isFilled = (cell: Cell): cell is Filled => cell.key !== undefined && cell.state !== undefined

type Props = {
  readonly rows: readonly Row[]
  /** Texts that the cells name by their place. */
  readonly reasons: readonly string[]
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
export function BoardTable({ rows, reasons, chosen, to, owed, onChoose, onWhy }: Props) {
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
        {rows.map((row) => <BoardRow key={row.caseId} {...{ row, reasons, to, owed, onChoose, onWhy }} chosen={chosen.has(row.caseId)} />)}
      </tbody>
    </table>
  )
}

const BoardRow = memo(function BoardRow({ row, reasons, chosen, to, owed, onChoose, onWhy }: Omit<Props, 'rows' | 'chosen'> & { row: Row; chosen: boolean }) {
  const { t, f } = useWords()
  return (
    <tr role="row" data-case={row.caseId} className={chosen ? 'chosen' : undefined}>
      <th scope="row" role="rowheader">
        <span className="board-body">
          <input type="checkbox" checked={chosen} onChange={(event) => onChoose(row.caseId, event.target.checked)} aria-label={t('board.choose', { name: row.partyName })} />
          <span>
            <Link to={to(`/cases/${row.caseId}/obligations`)}>{row.partyName}</Link>
            <span className="board-sub">{row.isMain ? t('board.main') : row.regime ?? <span className="mono">{row.caseRef}</span>}</span>
          </span>
        </span>
      </th>
      <td role="cell" data-label={t('column.aware')}>
        <span className="board-aware">
          {row.aware?.recorded ? <TimeText at={row.aware.at} formats={f} /> : <Link to={to(`/cases/${row.caseId}/obligations#knew`)}>{t('aware.missing')}</Link>}
          <span className="board-sub">{row.aware?.recorded ? t('aware.recorded') : row.aware ? <>{t('aware.suggested')} <TimeText at={row.aware.at} formats={f} /></> : t('aware.none')}</span>
        </span>
      </td>
      {row.cells.map((cell) => <BoardCell key={cell.column} {...{ cell, row, reasons, owed, onWhy }} />)}
    </tr>
  )
})

function BoardCell({ cell, row, reasons, owed, onWhy }: Pick<Props, 'reasons' | 'owed' | 'onWhy'> & { cell: Cell; row: Row }) {
  const { t, f, now } = useWords()
  const span = cell.span ?? 1
  const at = stageColumns.indexOf(cell.column)
  const label = stageColumns.slice(at, at + span).map((column) => t(`column.${column}`)).join(', ')
  if (!isFilled(cell)) {
    return <td role="cell" data-label={label} colSpan={span} className="cell-empty">{owed ? <><span aria-hidden="true">–</span><span className="sr-only">{t('cell.notDue')}</span></> : t('cell.none')}</td>
  }
  const mark = markOf({ ...cell, note: cell.why === undefined ? '' : reasons[cell.why]! }, now, t, f, 'short')
  // In the last column "not due" is the rule: its reason is in the dialog.
  const quiet = cell.column === 'other' && isClosed(cell)
  return (
    <td role="cell" data-label={label} colSpan={span} className={mark.tone ? `cell-td ${mark.tone}` : 'cell-td'}>
      <button type="button" className="cell-button" data-cell={cell.key} data-column={at} onClick={() => onWhy({ row, cell })} aria-haspopup="dialog">
        <span className="cell-head"><MarkGlyph mark={mark} /> {mark.head}</span>
        <span className={isClosed(cell) && span === 1 ? 'cell-note cell-short' : 'cell-note'}>
          {mark.moment && <TimeText at={mark.moment} formats={f} />}
          {mark.moment && mark.note && ' · '}
          {cell.state === 'sent' ? <>{t('cell.protocol')} <span className="mono">{cell.protocol}</span></> : quiet ? '' : mark.note}
          {mark.moment && !mark.note && cell.draft && <><Icon name="file" /><span className="sr-only">{t('cell.draft')}</span></>}
          {cell.voluntary && ` ${t('cell.mayNotify')}`}
          {cell.more !== undefined && <span className="cell-more"> {t.n('cell.more', cell.more)}</span>}
        </span>
      </button>
    </td>
  )
}
