import { Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { Icon, Glyph } from '#ui/icons/icon.tsx'
import type { ResponseOf } from '#platform/contract/index.ts'
import type { readImports } from '../../contract.ts'
import { say, usePen } from '../words.ts'

type List = ResponseOf<typeof readImports>
export const IMPORTS_PER_PAGE = 20

export function FormatName({ format }: { format: string }) {
  const { t } = usePen()
  return <span>{say(t, 'format', format)}</span>
}

/** What was imported, the latest first; each leads to its report. */
export function ImportList({ list, page, current }: { list: List; page: number; current: string }) {
  const { t, f } = usePen()
  return (
    <Card title={t('import.history')} aside={<span>{t.n('import.count', list.total)}</span>}>
      {list.items.length === 0 ? <div className="card-body"><EmptyState title={t('import.none')}>{t('import.noneHow')}</EmptyState></div> : (
        <DataTable
          caption={t('import.history')} captionHidden rows={list.items} keyOf={(i) => i.id}
          columns={[
            { key: 'n', header: t('import.file'), names: true, cell: (i) => <Link to={`?id=${i.id}`} aria-current={i.id === current ? 'true' : undefined}>{i.fileName}</Link> },
            { key: 'f', header: t('import.format'), cell: (i) => <><FormatName format={i.format} />{i.region && `, ${i.region}`}</> },
            { key: 's', header: t('edges.state'), cell: (i) => <ImportState state={i.state} /> },
            { key: 'r', header: t('report.stored'), align: 'end', cell: (i) => (i.counts ? f.number(i.counts.stored) : '–') },
            { key: 'x', header: t('report.refused'), align: 'end', cell: (i) => (i.counts ? f.number(i.counts.refused) : '–') },
            { key: 'b', header: t('import.who'), cell: (i) => i.by },
            { key: 'w', header: t('import.when'), cell: (i) => <TimeText at={i.createdAt} formats={f} /> },
          ]}
        />
      )}
      <Pagination label={t('web.pages')} page={page} pages={Math.ceil(list.total / IMPORTS_PER_PAGE)} hrefOf={(n) => `/console/territory/import?page=${n}`} words={{ previous: t('web.previous'), next: t('web.next'), page: t('web.page') }} />
    </Card>
  )
}

function ImportState({ state }: { state: List['items'][number]['state'] }) {
  const { t } = usePen()
  const word = t(`import.state.${state}`)
  if (state === 'done') return <span className="chip tone-restored"><Icon name="tick" />{word}</span>
  if (state === 'failed' || state === 'interrupted') return <span className="chip tone-degraded"><Glyph state="degraded" />{word}</span>
  return <span className="chip tone-info"><Icon name="clock" />{word}</span>
}
