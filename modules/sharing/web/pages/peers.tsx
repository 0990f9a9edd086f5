/** Other centres and programs: how it stands with each, and what waits. */
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import type { allLoader } from '../data.ts'
import { Ask } from '../parts/ask.tsx'
import { PeerFields } from '../parts/fields.tsx'
import { Frame, PeerChip, useMayManage } from '../parts/frame.tsx'
import { stateOf, useWords } from '../words.ts'

export function PeersPage() {
  const { t, f } = useWords()
  const { peers, collections, groups, conflicts } = useLoaderData<typeof allLoader>()
  return (
    <Frame tab="peers">
      {conflicts > 0 && <p className="answer"><strong>{t.n('conflicts.wait', conflicts)}</strong> <Link to="/console/sharing/conflicts">{t('conflicts.see')}</Link></p>}
      {useMayManage() && <div className="watch-acts"><Ask id="add-peer" label={t('peer.add')} intent="add-peer"><PeerFields collections={collections} groups={groups} /></Ask></div>}
      <Card title={t('peers.list', { n: f.number(peers.length) })}>
        {peers.length === 0 ? <div className="card-body"><EmptyState title={t('peers.none')}>{t('peers.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('peers.list', { n: f.number(peers.length) })} captionHidden rows={peers} keyOf={(one) => one.id}
            columns={[
              { key: 'name', header: t('name'), names: true, cell: (one) => <Link className="watch-value" to={`/console/sharing/peers/${one.id}`}>{one.name}</Link> },
              { key: 'state', header: t('peer.state'), beside: true, cell: (one) => <PeerChip state={stateOf(one)} /> },
              { key: 'last', header: t('peer.last'), cell: (one) => (one.succeededAt ? <TimeText at={one.succeededAt} formats={f} /> : t('never')) },
              { key: 'waiting', header: t('peer.waiting'), align: 'end', cell: (one) => f.number(one.waiting) },
            ]}
          />
        )}
      </Card>
    </Frame>
  )
}
