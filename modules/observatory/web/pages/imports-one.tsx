/** One file: how far it came, and what did not go in. */
import { useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { ButtonLink, EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { importLoader } from '../data-imports.ts'
import { OnePage } from '../parts/frame.tsx'
import { useWords } from '../words.ts'

export function ImportPage() {
  const { t, f } = useWords()
  const one = useLoaderData<typeof importLoader>()
  return (
    <OnePage tab="imports" title={one.fileName} lead={t('import.said', { state: t(`importState.${one.state}`), format: t(`format.${one.format}`), read: f.number(one.read), stored: f.number(one.stored), merged: f.number(one.merged), refused: f.number(one.refused) })}>
      <Card title={t('import.refusedRows', { n: f.number(one.refused) })}>
        {one.rows.length === 0 ? <div className="card-body"><EmptyState title={t('import.allGood')}>{t('import.allGoodLead')}</EmptyState></div> : <>
          <div className="card-body"><ButtonLink kind="secondary" href={`/api/observatory/imports/${one.id}/refused.csv`}>{t('import.download')}</ButtonLink></div>
          <DataTable
            caption={t('import.refusedRows', { n: f.number(one.refused) })} captionHidden rows={one.rows.map((row, at) => ({ ...row, at }))} keyOf={(row) => String(row.at)}
            columns={[{ key: 'number', header: t('import.number'), names: true, cell: (row) => String(row.number) }, { key: 'why', header: t('import.why'), cell: (row) => <span className="watch-value">{row.text}</span> }]}
          />
        </>}
      </Card>
    </OnePage>
  )
}
