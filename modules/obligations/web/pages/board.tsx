import { useLoaderData, useSearchParams } from 'react-router'
import { useFreshLang } from '#ui/console/chosen-lang.ts'
import { PageHead } from '#ui/console/layout.tsx'
import { act, boardLoader, type Board } from '../data.ts'
import { BoardView } from '../parts/board-view.tsx'
import { CalendarDialog } from '../parts/calendar.tsx'
import { Counts } from '../parts/counts.tsx'
import { usePaths } from '#ui/console/paths.ts'
import { useWords } from '../words.ts'

export const loader = boardLoader
export const action = act

/** What everybody owes, the next moment first. */
export function Component() {
  const board = useLoaderData() as Board
  const { t } = useWords()
  const { to } = usePaths()
  const [search] = useSearchParams()
  useFreshLang(board.lang)
  return (
    <>
      <title>{t('board.title')}</title>
      <PageHead
        title={t('board.title')}
        {...(board.main ? { path: [{ label: `${board.main.partyName} · ${board.main.caseRef}`, href: to(`/cases/${board.main.caseId}`) }, { label: t('board.title') }], pathLabel: t('path') } : {})}
        beside={<p className="page-lead">{t('board.lead')}</p>}
        actions={<CalendarDialog />}
      >
        <Counts counts={board.counts} search={search} />
      </PageHead>
      <div className="page-body"><BoardView board={board} /></div>
    </>
  )
}
