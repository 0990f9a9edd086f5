import type { ResponseOf } from '#platform/contract/index.ts'
import type { readBoard } from '#modules/obligations/contract.ts'
import { TimelineOfDeadlines, type DeadlinePoint } from '#ui/components/console-marks.tsx'
import { useLook } from '#ui/console/look.tsx'
import { useWords } from '../words.ts'

type Board = ResponseOf<typeof readBoard>
type Cell = Board['rows'][number]['cells'][number]

/** What is owed, by its moment: the next one large, what waits for a fact with what is missing. */
export function Deadlines({ board, max = 8 }: { board: Board; max?: number }) {
  const t = useWords()
  const { f, now } = useLook()
  const cells = board.rows.flatMap((row) => row.cells.map((cell) => ({ cell, partyName: row.partyName }))).toSorted((a, b) => ((momentOf(a.cell) ?? '9') < (momentOf(b.cell) ?? '9') ? -1 : 1))
  if (cells.length === 0) return <p className="soft">{t('deadlines.none')}</p>
  const next = cells.find(({ cell }) => { const at = momentOf(cell); return at !== null && at >= now && cell.state !== 'sent' && cell.state !== 'awaiting_input' })
  const many = new Set(cells.map(({ partyName }) => partyName)).size > 1
  const points = cells.slice(0, max).map(({ cell, partyName }): DeadlinePoint => {
    const at = momentOf(cell)
    const missing = cell.missing[0]?.question
    return {
      id: cell.id, title: `${cell.regimeTitle} · ${cell.stageLabel}${many ? ` · ${partyName}` : ''}`, ...(at === null ? {} : { at }),
      stage: stageOf(cell, now, cell === next?.cell),
      note: <>{cell.recipientLabel}{cell.article && ` · ${cell.article}`}{cell.state === 'awaiting_input' && missing ? <> · {missing}</> : null}</>,
    }
  })
  return <TimelineOfDeadlines points={points} formats={f} words={{ done: t('point.done'), next: t('point.next'), later: t('point.later'), waiting: t('point.waiting'), exceeded: t('point.exceeded') }} />
}

const momentOf = (cell: Cell): string | null => cell.sentAt ?? cell.strictAt ?? cell.legalAt

function stageOf(cell: Cell, now: string, isNext: boolean): DeadlinePoint['stage'] {
  if (cell.state === 'sent' || cell.state === 'registered') return 'done'
  if (cell.state === 'exceeded') return 'exceeded'
  const at = momentOf(cell)
  if (cell.state === 'awaiting_input' || at === null) return 'waiting'
  return at < now ? 'exceeded' : isNext ? 'next' : 'later'
}
