/** Campaigns: attacks that belong together. */
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { PER_PAGE } from '../data.ts'
import type { campaignsLoader } from '../data-told.ts'
import { Ask } from '../parts/ask.tsx'
import { CampaignFields } from '../parts/campaign-fields.tsx'
import { Frame } from '../parts/frame.tsx'
import { tlpName } from '../parts/list-fields.tsx'
import { useWords } from '../words.ts'

export function CampaignsPage() {
  const { t, f } = useWords()
  const { items, total, page, lists } = useLoaderData<typeof campaignsLoader>()
  return (
    <Frame tab="campaigns">
      <p>{t('out.campaigns.lead')}</p>
      <div className="watch-acts"><Ask id="add-campaign" label={t('out.campaigns.add')} intent="add"><CampaignFields lists={lists} /></Ask></div>
      <Card title={t('out.campaigns.list', { n: f.number(total) })}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('out.campaigns.none')}>{t('out.campaigns.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('out.campaigns.list', { n: f.number(total) })} captionHidden rows={items} keyOf={(one) => one.id}
            columns={[
              { key: 'name', header: t('list.name'), names: true, cell: (one) => <Link className="watch-value" to={`/console/watch/campaigns/${one.id}`}>{one.name}</Link> },
              { key: 'tlp', header: t('list.tlp'), cell: (one) => tlpName(one.tlp) }, { key: 'state', header: t('rules.state'), cell: (one) => t(one.retiredAt ? 'out.campaign.retired' : 'out.campaign.stands') },
              { key: 'shared', header: t('out.shared'), cell: (one) => <span className="watch-value">{f.list(one.shared) || '–'}</span> },
            ]}
          />
        )}
        <Pagination label={t('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => `/console/watch/campaigns?page=${n}`} />
      </Card>
    </Frame>
  )
}
