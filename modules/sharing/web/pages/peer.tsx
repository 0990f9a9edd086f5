/** One peer: what is read from it, what is sent to it, what went wrong and what to do next. */
import { useState } from 'react'
import { useFetcher, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { CopyBlock } from '#ui/components/copy.tsx'
import { MetaList } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import type { Outcome, peerLoader } from '../data.ts'
import { Ask, HiddenFields, Press } from '../parts/ask.tsx'
import { PeerFields } from '../parts/fields.tsx'
import { OnePage, PeerChip, useMayManage } from '../parts/frame.tsx'
import { sayRefused, stateOf, tlpName, useWords } from '../words.ts'

export function PeerPage() {
  const { t, f } = useWords()
  const { peer, collections, groups } = useLoaderData<typeof peerLoader>()
  const may = useMayManage()
  return (
    <OnePage tab="peers" title={peer.name} lead={peer.url ? <span className="watch-value">{peer.url}</span> : t('peer.noUrl')}>
      <p><PeerChip state={stateOf(peer)} /> {t('peer.lastAt')} {peer.succeededAt ? <TimeText at={peer.succeededAt} formats={f} /> : t('never')}</p>
      {peer.problem && (
        <div className="answer" role="status">
          <p><strong>{t(`problem.${peer.problem}`)}</strong> {t(`next.${peer.problem}`)}</p>
          {peer.detail && <pre lang="en">{peer.detail}</pre>}
        </div>
      )}
      <div className="watch-acts">
        {peer.url && peer.active && <Press id="sync" label={t('peer.sync')} intent="sync" primary />}
        {may && <Ask id="change-peer" label={t('peer.change')} intent="change-peer" hidden={{ active: peer.active ? 'yes' : 'no', version: peer.version }}><PeerFields peer={peer} collections={collections} groups={groups} /></Ask>}
        {may && <Pause />}
      </div>
      <Card title={t('peer.reads')}>
        <div className="card-body"><MetaList items={[{ term: t('misp.kind'), value: t(`misp.kind.${peer.kind}`) }, { term: t('misp.tlp'), value: peer.tlp ? tlpName(peer.tlp) : t('misp.tlpNone') }]} /></div>
        {peer.pulls.length === 0 ? <div className="card-body"><p>{t('peer.readsNone')}</p></div> : (
          <DataTable
            caption={t('peer.reads')} captionHidden rows={peer.pulls} keyOf={(one) => one.id}
            columns={[
              { key: 'remote', header: t('peer.remote'), names: true, cell: (one) => (peer.kind === 'misp' ? t('misp.events') : <span className="watch-value">{one.remote}</span>) }, { key: 'into', header: t('peer.into'), cell: (one) => one.collection.name },
              { key: 'group', header: t('peer.forGroup'), cell: (one) => one.group?.name ?? t('none') }, { key: 'read', header: t('peer.read'), align: 'end', cell: (one) => f.number(one.read) }, { key: 'refused', header: t('peer.refused'), align: 'end', cell: (one) => f.number(one.refused) },
            ]}
          />
        )}
      </Card>
      {peer.kind === 'taxii' && <Card title={t('peer.sends')}>
        {peer.pushes.length === 0 ? <div className="card-body"><p>{t('peer.sendsNone')}</p></div> : (
          <DataTable
            caption={t('peer.sends')} captionHidden rows={peer.pushes} keyOf={(one) => one.id}
            columns={[
              { key: 'from', header: t('peer.from'), names: true, cell: (one) => one.collection.name }, { key: 'remote', header: t('peer.remote'), cell: (one) => <span className="watch-value">{one.remote}</span> },
              { key: 'sent', header: t('peer.sent'), align: 'end', cell: (one) => f.number(one.sent) }, { key: 'refused', header: t('peer.refused'), align: 'end', cell: (one) => f.number(one.refused) }, { key: 'waiting', header: t('peer.waiting'), align: 'end', cell: (one) => f.number(one.waiting) },
            ]}
          />
        )}
      </Card>}
      {(peer.kind === 'taxii' || peer.comes) && <Card title={t('peer.comes')}>
        <div className="card-body">
          <MetaList items={[{ term: t('peer.token'), value: t(peer.comes ? 'peer.tokenYes' : 'peer.tokenNo') }, { term: t('tab.groups'), value: peer.groups.map((one) => one.name).join(', ') || t('none') }]} />
          {may && <Token comes={peer.comes} />}
        </div>
      </Card>}
    </OnePage>
  )
}

/** Everything else stays as it is. */
function Pause() {
  const { t } = useWords()
  const { peer } = useLoaderData<typeof peerLoader>()
  const fetcher = useFetcher<Outcome>({ key: 'pause' })
  return (
    <fetcher.Form method="post" className="single-act">
      <HiddenFields intent="change-peer" hidden={{ kind: peer.kind, name: peer.name, url: peer.url, auth: peer.auth, active: peer.active ? 'no' : 'yes', version: peer.version }} />
      {peer.pulls.map((one) => <span key={one.id} hidden><input type="hidden" name="pullRemote" value={one.remote} /><input type="hidden" name="pullCollection" value={one.collection.id} /><input type="hidden" name="pullGroup" value={one.group?.id ?? ''} /></span>)}
      {peer.pushes.map((one) => <span key={one.id} hidden><input type="hidden" name="pushRemote" value={one.remote} /><input type="hidden" name="pushCollection" value={one.collection.id} /></span>)}
      <button className="button button-secondary" disabled={fetcher.state !== 'idle'}>{t(peer.active ? 'peer.pause' : 'peer.resume')}</button>
      <span role="status">{fetcher.data && !fetcher.data.done && sayRefused(t, fetcher.data.refused)}</span>
    </fetcher.Form>
  )
}

/** Shown once: afterwards only its hash is here. */
function Token({ comes }: { comes: boolean }) {
  const { t } = useWords()
  const fetcher = useFetcher<Outcome>({ key: 'token' })
  const [said, setSaid] = useState('')
  const token = fetcher.data?.done ? fetcher.data.data.token : undefined
  return (
    <>
      <p className="soft">{t('peer.tokenLead')}</p>
      <div className="watch-acts">
        <fetcher.Form method="post" className="single-act"><HiddenFields intent="token" /><button className="button button-secondary" disabled={fetcher.state !== 'idle'}>{t(comes ? 'peer.tokenNew' : 'peer.tokenMake')}</button></fetcher.Form>
        {comes && <Ask id="end-token" label={t('peer.tokenEnd')} act={t('peer.tokenEnd')} intent="end-token"><p>{t('peer.tokenEndLead')}</p></Ask>}
      </div>
      <div role="status">
        {token && <><p>{t('peer.tokenOnce')}</p><CopyBlock text={token} label={t('copy')} doneLabel={t('copied')} onResult={(result) => setSaid(t(result))} /></>}
        {said}
      </div>
    </>
  )
}
