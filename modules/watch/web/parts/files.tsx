/** Files that a shipper drops: where to, and which could not be read. */
import { Card } from '#ui/components/console-marks.tsx'
import { Callout } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { Source } from '../data.ts'
import { useWords } from '../words.ts'

export function Files({ files: { path, refused, newest } }: { files: NonNullable<Source['files']> }) {
  const { t, f } = useWords()
  return (
    <Card title={t('folder.title')}>
      <div className="card-body">
        {path === null
          ? <Callout icon={<Icon name="info" />} title={t('folder.shut')}><p>{t('folder.shutLead')}</p></Callout>
          : <><p>{t('folder.lead')}</p><p><code className="watch-value">{path}</code></p><p className="soft">{t('folder.hint')}</p></>}
        <p>{refused === 0 ? t('folder.none') : t.n('folder.refused', refused)}</p>
      </div>
      {newest.length > 0 && (
        <DataTable
          caption={t('folder.title')} captionHidden rows={newest} keyOf={(one) => `${one.at} ${one.name}`}
          columns={[
            { key: 'name', header: t('folder.name'), names: true, cell: (one) => <span className="watch-value">{one.name}</span> },
            { key: 'why', header: t('folder.why'), cell: (one) => one.why && t(`folder.why.${one.why}`) },
            { key: 'when', header: t('folder.when'), cell: (one) => <TimeText at={one.at} formats={f} /> },
          ]}
        />
      )}
    </Card>
  )
}
