/** One object: where it may go and why, who has seen it, its versions, what shares a value with it, its text. */
import { Link, useLoaderData, useParams } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { Card } from '#ui/components/console-marks.tsx'
import { ButtonLink, MetaList } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { objectAsMisp } from '../../contract-misp.ts'
import type { objectLoader } from '../data-out.ts'
import { OnePage } from '../parts/frame.tsx'
import { SeenBy } from '../parts/seen.tsx'
import { tlpName, useWords } from '../words.ts'

export function ObjectPage() {
  const { t, f } = useWords()
  const { object, body, group, versions, exits, publicly, related, seen, askable } = useLoaderData<typeof objectLoader>()
  const { collectionId = '' } = useParams()
  return (
    <OnePage tab="collections" above={[{ label: t('objects'), href: `/console/sharing/collections/${collectionId}` }]} title={object.name} lead={<span className="watch-value" lang="en">{object.id}</span>}>
      <Card title={t('object.exits')}>
        <div className="card-body"><MetaList items={[
          { term: t('object.tlp'), value: tlpName(object.tlp) }, { term: t('object.group'), value: group?.name ?? t('none') }, { term: t('object.from'), value: object.from ?? t('object.here') },
          { term: t('object.publicly'), value: t(publicly ? 'yes' : 'no') }, { term: t('object.revoked'), value: t(object.revoked ? 'yes' : 'no') },
        ]} /></div>
        {object.tlp !== 'red' && <div className="card-body"><ButtonLink kind="secondary" href={addressOf(objectAsMisp, { collectionId, objectId: object.id })}>{t('misp.out')}</ButtonLink></div>}
        {exits.length > 0 && <DataTable caption={t('object.exits')} captionHidden rows={exits} keyOf={(one) => one.peer.id} columns={[{ key: 'peer', header: t('tab.peers'), names: true, cell: (one) => one.peer.name }, { key: 'word', header: t('object.why'), cell: (one) => t(`exit.${one.word}`) }]} />}
      </Card>
      {(askable || seen.length > 0) && <SeenBy title={t('seen')} seen={seen} askable={askable} />}
      <Card title={t('object.versions')}>
        <DataTable
          caption={t('object.versions')} captionHidden rows={versions} keyOf={(one) => one.version}
          columns={[{ key: 'version', header: t('object.version'), names: true, cell: (one) => <>{one.version} {one.newest && <strong>{t('object.newest')}</strong>}</> }, { key: 'added', header: t('object.added'), cell: (one) => <TimeText at={one.addedAt} formats={f} /> }, { key: 'from', header: t('object.from'), cell: (one) => one.from ?? t('object.here') }]}
        />
      </Card>
      {related.length > 0 && (
        <Card title={t('object.related')}>
          <ul className="watch-list">{related.map((one) => <li key={`${one.collectionId} ${one.id}`}><Link className="watch-value" to={`/console/sharing/collections/${one.collectionId}/objects/${one.id}`}>{one.name}</Link> {tlpName(one.tlp)}</li>)}</ul>
        </Card>
      )}
      <Card title={t('object.text')}><div className="card-body"><pre lang="en" tabIndex={0}>{JSON.stringify(JSON.parse(body), null, 2)}</pre></div></Card>
    </OnePage>
  )
}
