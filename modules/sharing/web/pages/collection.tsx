/** One collection: its address for a client, and its objects, the latest to come first. */
import { useState } from 'react'
import { Link, useLoaderData } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { Card } from '#ui/components/console-marks.tsx'
import { CopyBlock } from '#ui/components/copy.tsx'
import { ButtonLink, EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { collectionAsMisp } from '../../contract-misp.ts'
import type { collectionLoader } from '../data.ts'
import { Ask } from '../parts/ask.tsx'
import { BringFile } from '../parts/bring.tsx'
import { CollectionFields } from '../parts/fields.tsx'
import { OnePage, useMayManage } from '../parts/frame.tsx'
import { tlpName, useWords } from '../words.ts'
import { sayAudience } from './collections.tsx'

export function CollectionPage() {
  const { t, f } = useWords()
  const { collection, objects, groups, isFirst } = useLoaderData<typeof collectionLoader>()
  const [said, setSaid] = useState('')
  const [saidFeed, setSaidFeed] = useState('')
  const may = useMayManage()
  const at = `/console/sharing/collections/${collection.id}`
  return (
    <OnePage tab="collections" title={collection.title} lead={collection.description || sayAudience(t, collection)}>
      <Card title={t('collection.address')}>
        <div className="card-body">
          <p>{sayAudience(t, collection)}. {t(collection.open ? 'collection.isOpen' : 'collection.isShut')}</p>
          <CopyBlock text={collection.url} label={t('copy')} doneLabel={t('copied')} onResult={(result) => setSaid(t(result))} />
          <p role="status">{said}</p>
          <p className="soft">{t('collection.import', { command: `bastida import stix --collection ${collection.alias}` })}</p>
        </div>
      </Card>
      <Card title={t('misp.feed')}>
        <div className="card-body">
          <p>{t('misp.feedLead')}{collection.audience !== 'public' && ` ${t('misp.feedToken')}`}</p>
          <CopyBlock text={collection.feed} label={t('copy')} doneLabel={t('copied')} onResult={(result) => setSaidFeed(t(result))} />
          <p role="status">{saidFeed}</p>
        </div>
      </Card>
      {may && <div className="watch-acts"><Ask id="change-collection" label={t('collection.change')} intent="change-collection" hidden={{ id: collection.id, version: collection.version }}><CollectionFields collection={collection} groups={groups} /></Ask></div>}
      {may && <BringFile />}
      <Card title={t('objects.list', { n: f.number(collection.objects) })}>
        {objects.items.length === 0 ? <div className="card-body"><EmptyState title={t('objects.none')}>{t('objects.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('objects.list', { n: f.number(collection.objects) })} captionHidden rows={objects.items} keyOf={(one) => one.id}
            columns={[
              { key: 'name', header: t('name'), names: true, cell: (one) => <Link className="watch-value" to={`${at}/objects/${one.id}`}>{one.name}</Link> },
              { key: 'type', header: t('object.type'), cell: (one) => <span lang="en">{one.type}</span> },
              { key: 'tlp', header: t('object.tlp'), beside: true, cell: (one) => tlpName(one.tlp) },
              { key: 'from', header: t('object.from'), cell: (one) => one.from ?? t('object.here') },
              { key: 'added', header: t('object.added'), cell: (one) => <TimeText at={one.addedAt} formats={f} /> },
            ]}
          />
        )}
        {collection.objects > 0 && <div className="card-body"><ButtonLink kind="secondary" href={addressOf(collectionAsMisp, { collectionId: collection.id })}>{t('misp.outAll')}</ButtonLink> <span className="soft">{t('misp.outLead')}</span></div>}
        {(!isFirst || objects.next !== null) && <div className="card-body"><p>{!isFirst && <Link to={at}>{t('objects.first')}</Link>} {objects.next !== null && <Link to={`${at}?before=${objects.next}`}>{t('objects.next')}</Link>}</p></div>}
      </Card>
    </OnePage>
  )
}
