import { Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import type { ExerciseView } from '../../contract.ts'
import { useWords } from '../words.ts'
import { RunState } from './runState.tsx'

export const RUNS_PER_PAGE = 10

export function RunList({ runs, total, page, shown }: { runs: readonly ExerciseView[]; total: number; page: number; shown: string | undefined }) {
  const { t, f } = useWords()
  return (
    <Card title={t('list.title')} aside={<span>{t.n('list.total', total)}</span>}>
      {runs.length === 0 ? (
        <div className="card-body"><EmptyState title={t('list.empty')}>{t('list.emptyHow')}</EmptyState></div>
      ) : (
        <DataTable
          caption={t('list.title')} captionHidden rows={runs} keyOf={(row) => row.id}
          columns={[
            {
              key: 'when', header: t('list.when'), names: true,
              cell: (row) => <Link to={`/console/exercise?${new URLSearchParams({ run: row.id, ...(page > 1 ? { page: String(page) } : {}) }).toString()}`} aria-current={row.id === shown ? 'true' : undefined}><TimeText at={row.startedAt} formats={f} /></Link>,
            },
            { key: 'state', header: t('list.state'), beside: true, cell: (row) => <RunState state={row.state} /> },
            { key: 'bodies', header: t('list.bodies'), align: 'end', cell: (row) => (row.bodies > 0 ? f.number(row.bodies) : '—') },
            { key: 'cases', header: t('list.cases'), align: 'end', cell: (row) => (row.counts ? f.number(row.counts.children) : '—') },
            { key: 'by', header: t('list.by'), cell: (row) => row.by },
          ]}
        />
      )}
      <Pagination
        label={t('list.pages')} page={page} pages={Math.ceil(total / RUNS_PER_PAGE)} words={{ previous: t('list.previous'), next: t('list.next'), page: t('list.page') }}
        hrefOf={(n) => `/console/exercise?page=${n}`}
      />
    </Card>
  )
}
