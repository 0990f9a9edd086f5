/** One campaign: what is said of it, which lists tell of it, with whom it is shared. */
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { CheckGroup } from '#ui/components/forms.tsx'
import { MetaList } from '#ui/components/parts.tsx'
import type { campaignLoader } from '../data-told.ts'
import { Ask } from '../parts/ask.tsx'
import { CampaignFields } from '../parts/campaign-fields.tsx'
import { OnePage } from '../parts/frame.tsx'
import { tlpName } from '../parts/list-fields.tsx'
import { useWords } from '../words.ts'

export function CampaignPage() {
  const { t, f } = useWords()
  const { campaign: one, lists } = useLoaderData<typeof campaignLoader>()
  const days = [one.firstDay, one.lastDay].filter((day) => day !== null).map((day) => f.date(`${day}T12:00:00Z`)).join(' – ')
  return (
    <OnePage tab="campaigns" title={one.name} lead={[tlpName(one.tlp), days].filter(Boolean).join(' · ')}>
      <p className="answer"><strong>{t(one.retiredAt ? 'out.campaign.retired' : 'out.campaign.stands')}.</strong> {one.shared.length > 0 ? t('out.sharedWith', { who: f.list(one.shared) }) : t('out.sharedWithNobody')}</p>
      <div className="watch-acts">
        <Ask id="change-campaign" label={t('list.change')} intent="change" hidden={{ version: one.version }}><CampaignFields campaign={one} lists={lists} /><CheckGroup name="retired" label={t('out.campaign.end')} hint={t('out.campaign.endHint')} choices={[{ value: 'yes', label: t('out.campaign.retire') }]} values={one.retiredAt ? ['yes'] : []} /></Ask>
        <Link className="button button-secondary" to={`/console/sharing/out/campaigns/${one.id}`}>{t('out.share')}</Link>
      </div>
      <Card title={t('list.settings')}>
        <div className="card-body">
          {one.description && <p className="watch-value">{one.description}</p>}
          <MetaList items={[
            ...(one.aliases.length > 0 ? [{ term: t('out.campaign.aliases'), value: one.aliases.join(', ') }] : []), ...(one.actor ? [{ term: t('out.campaign.actor'), value: one.actor }] : []),
            ...(one.techniques.length > 0 ? [{ term: t('out.campaign.techniques'), value: one.techniques.join(', ') }] : []), ...(one.targets.length > 0 ? [{ term: t('out.campaign.targets'), value: f.list(one.targets.map((kind) => t(`out.party.${kind}`))) }] : []),
            { term: t('out.campaign.lists'), value: one.lists.length === 0 ? '–' : <>{one.lists.map((list, i) => <span key={list.id}>{i > 0 && ', '}<Link className="watch-value" to={`/console/watch/lists/${list.id}`}>{list.name}</Link></span>)}</> },
            { term: t('imports.by'), value: `${one.madeBy} · ${f.date(one.madeAt)}` },
          ]} />
        </div>
      </Card>
    </OnePage>
  )
}
