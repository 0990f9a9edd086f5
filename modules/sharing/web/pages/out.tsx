/** What leaves the centre: where each kind goes by itself, and what was given to groups. */
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { EmptyState, MetaList } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { outLoader } from '../data-out.ts'
import { Ask } from '../parts/ask.tsx'
import { Frame, useMayManage } from '../parts/frame.tsx'
import { tlpName, useWords } from '../words.ts'

export function OutPage() {
  const { t, f } = useWords()
  const { out: { kinds, cases, gifts, total }, collections } = useLoaderData<typeof outLoader>()
  const may = useMayManage()
  return (
    <Frame tab="out">
      <p>{t('out.lead')}</p>
      <Card title={t('out.choices')}>
        <ul className="watch-list">
          {kinds.map((one) => (
            <li key={one.kind}>
              <p>
                <strong>{t(`out.kind.${one.kind}`)}</strong><br />
                {one.collection ? <>{t('out.goesTo')} <Link className="watch-value" to={`/console/sharing/collections/${one.collection.id}`}>{one.collection.name}</Link> ({t(`audience.${one.audience ?? 'partners'}`)}). {t('out.there', { things: f.number(one.things), objects: f.number(one.objects) })}</> : t('out.stays')}<br />
                <span className="soft">{t('out.tellable')} {one.tellable.map(({ tlp, things }) => `${tlpName(tlp)} ${f.number(things)}`).join(' · ') || '–'}{one.chosenAt && ` · ${t('out.chosenBy', { name: one.chosenBy, day: f.date(one.chosenAt) })}`}</span>
              </p>
              {may && (
                <Ask id={`choose-${one.kind}`} label={t('out.choose')} about={t(`out.kind.${one.kind}`)} intent="choose" hidden={{ kind: one.kind }}>
                  <p>{t('out.chooseLead')}</p>
                  <SelectField name="collectionId" label={t('out.collection')} value={one.collection?.id ?? ''} options={[{ value: '', label: t('out.nowhere') }, ...collections.map((each) => ({ value: each.id, label: `${each.title} (${t(`audience.${each.audience}`)})` }))]} />
                </Ask>
              )}
            </li>
          ))}
        </ul>
        <div className="card-body"><MetaList items={[{ term: t('out.cases'), value: cases.collection ? <><Link to={`/console/sharing/collections/${cases.collection.id}`}>{cases.collection.name}</Link> · {t('out.objects', { n: f.number(cases.objects) })}</> : t('out.noCases') }]} /></div>
      </Card>
      <Card title={t('out.gifts', { n: f.number(total) })}>
        {gifts.length === 0 ? <div className="card-body"><EmptyState title={t('out.noGifts')}>{t('out.noGiftsLead')}</EmptyState></div> : (
          <DataTable
            caption={t('out.gifts', { n: f.number(total) })} captionHidden rows={gifts} keyOf={(one) => one.id}
            columns={[
              { key: 'what', header: t('out.what'), names: true, cell: (one) => <Link className="watch-value" to={`/console/sharing/out/${one.kind}/${one.objectId}`}>{one.title}</Link> },
              { key: 'kind', header: t('out.kind'), cell: (one) => t(`out.kind.${one.kind}`) }, { key: 'group', header: t('out.group'), cell: (one) => one.group.name },
              { key: 'by', header: t('out.by'), cell: (one) => `${one.by} · ${f.date(one.at)}` },
            ]}
          />
        )}
      </Card>
    </Frame>
  )
}
