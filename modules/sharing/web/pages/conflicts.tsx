/** What came with another content than what is here: both side by side, for a person to decide. */
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { PER_PAGE, type conflictsLoader } from '../data.ts'
import { Press } from '../parts/ask.tsx'
import { Frame, useMayManage } from '../parts/frame.tsx'
import { tlpName, useWords } from '../words.ts'

export function ConflictsPage() {
  const { t, f } = useWords()
  const { items, total, page } = useLoaderData<typeof conflictsLoader>()
  const may = useMayManage()
  return (
    <Frame tab="conflicts">
      <p>{t('conflicts.lead')}</p>
      {items.length === 0 && <EmptyState title={t('conflicts.none')}>{t('conflicts.noneLead')}</EmptyState>}
      {items.map((one) => (
        <Card key={one.id} title={one.objectId}>
          <div className="card-body">
            <p>{t(`conflictKind.${one.kind}`)} {t('conflict.from', { who: one.from ?? t('object.file'), when: f.date(one.at) })} · {tlpName(one.tlp)} · <Link to={`/console/sharing/collections/${one.collection.id}/objects/${one.objectId}`}>{one.collection.name}</Link></p>
            <h3>{t('conflict.ours')}</h3>
            <pre lang="en" tabIndex={0}>{one.ours === null ? t('none') : pretty(one.ours)}</pre>
            <h3>{t('conflict.theirs')}</h3>
            <pre lang="en" tabIndex={0}>{pretty(one.theirs)}</pre>
            {may && (
              <div className="watch-acts">
                <Press id={`keep-${one.id}`} label={t('conflict.keep')} about={one.objectId} intent="settle" hidden={{ id: one.id, outcome: 'kept' }} primary />
                <Press id={`take-${one.id}`} label={t('conflict.take')} about={one.objectId} intent="settle" hidden={{ id: one.id, outcome: 'taken' }} />
              </div>
            )}
          </div>
        </Card>
      ))}
      <Pagination label={t('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => `/console/sharing/conflicts?page=${n}`} />
    </Frame>
  )
}

const pretty = (text: string): string => JSON.stringify(JSON.parse(text), null, 2)
