/** Collections: who reads each, and how many objects of which level it holds. */
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { CollectionItem } from '../../contract.ts'
import type { allLoader } from '../data.ts'
import { Ask } from '../parts/ask.tsx'
import { CollectionFields } from '../parts/fields.tsx'
import { Frame, useMayManage } from '../parts/frame.tsx'
import { tlpName, useWords, type Words } from '../words.ts'

export const sayAudience = (t: Words, { audience, group }: Pick<CollectionItem, 'audience' | 'group'>): string => (audience === 'group' ? t('audience.of', { group: group?.name ?? '' }) : t(`audience.${audience}`))

export function CollectionsPage() {
  const { t, f } = useWords()
  const { collections, groups } = useLoaderData<typeof allLoader>()
  return (
    <Frame tab="collections">
      {useMayManage() && <div className="watch-acts"><Ask id="add-collection" label={t('collection.add')} intent="add-collection"><CollectionFields groups={groups} /></Ask></div>}
      <Card title={t('collections.list', { n: f.number(collections.length) })}>
        {collections.length === 0 ? <div className="card-body"><EmptyState title={t('collections.none')}>{t('collections.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('collections.list', { n: f.number(collections.length) })} captionHidden rows={collections} keyOf={(one) => one.id}
            columns={[
              { key: 'title', header: t('collection.title'), names: true, cell: (one) => <Link className="watch-value" to={`/console/sharing/collections/${one.id}`}>{one.title}</Link> },
              { key: 'audience', header: t('collection.audience'), cell: (one) => sayAudience(t, one) },
              { key: 'objects', header: t('objects'), align: 'end', cell: (one) => f.number(one.objects) },
              { key: 'tlp', header: t('byTlp'), cell: (one) => one.byTlp.map(({ tlp, objects }) => `${tlpName(tlp)} ${f.number(objects)}`).join(' · ') || '–' },
            ]}
          />
        )}
      </Card>
    </Frame>
  )
}
