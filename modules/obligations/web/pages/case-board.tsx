import { Link, useLoaderData, useSearchParams, type LoaderFunctionArgs } from 'react-router'
import { useFreshLang } from '#ui/console/chosen-lang.ts'
import { act, loadBoard, type Board } from '../data.ts'
import { BoardView } from '../parts/board-view.tsx'
import { CalendarDialog } from '../parts/calendar.tsx'
import { Counts } from '../parts/counts.tsx'
import { usePaths } from '#ui/console/paths.ts'
import { useWords } from '../words.ts'

export const loader = (args: LoaderFunctionArgs) => loadBoard(args, args.params['caseId']!)
export const action = act

/** A tab of a main case: what its provider and every body tied to it owe. The case's own frame stands around it. */
export function Component() {
  const board = useLoaderData() as Board
  const { t } = useWords()
  const { to } = usePaths()
  const [search] = useSearchParams()
  useFreshLang(board.lang)
  return (
    <>
      <div className="tab-head">
        <Counts counts={board.counts} search={search} />
        <div className="tab-actions">
          {board.main && <Link to={to(`/cases/${board.main.caseId}/obligations`)}>{t('board.own', { name: board.main.partyName })}</Link>}
          <CalendarDialog />
        </div>
      </div>
      <BoardView board={board} />
    </>
  )
}
