import { useState } from 'react'
import { useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button, Callout, EmptyState } from '#ui/components/parts.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { act, servicesLoader, type ServiceRow, type Services } from '../parts/data.ts'
import { Moment } from '../parts/fields.tsx'
import { InsideLinks } from '#ui/console/inside-links.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { SayForm, type SayWord } from '../parts/say-form.tsx'
import { ServiceLine } from '../parts/service-line.tsx'
import { usePaths } from '#ui/console/paths.ts'
import { useSender } from '../parts/data.ts'
import { useMyName, useWords } from '../parts/words.ts'

export { act as action, servicesLoader as loader }

/** A service the public reads and whose state is still known: it can be said to be still so in one click. */
const isKnown = (row: ServiceRow) => row.public !== null && row.public.state !== 'unknown'

/** How the services of a body are: what the public reads, what waits for a second person, what to say now. */
export function Component() {
  const data = useLoaderData() as Services | null
  return data ? <Page data={data} key={data.partyId} /> : null
}

function Page({ data }: { data: Services }) {
  const { t, f, now } = useWords()
  const { to, inSpace } = usePaths()
  const me = useMyName()
  const [next, setNext] = useState<string | null>(null)
  const { busy, outcome, send } = useSender()
  const { items, may, partyId } = data
  const say = (words: readonly SayWord[]) => send({ intent: 'say', partyId, body: { services: words.map((one) => ({ ...one, nextUpdateAt: next })) } })
  const still = (row: ServiceRow): SayWord[] => (row.public && row.public.state !== 'unknown' ? [{ serviceId: row.serviceId, name: row.name, state: row.public.state, since: row.public.since }] : [])
  const approve = (names: string[]) => send({ intent: 'approve', partyId, names })
  const mine = (row: ServiceRow) => row.waiting?.saidBy !== null && row.waiting?.saidBy === me
  const ready = items.filter((row) => row.waiting?.source === 'person' && !mine(row))
  const known = items.filter(isKnown)
  const stale = items.filter((row) => row.public?.state === 'unknown').length
  return (
    <InsideLinks>
      <title>{`${t('svc.title')} · ${data.name}`}</title>
      <PageHead title={inSpace ? t('svc.title') : t('svc.of', { name: data.name })}
        {...(inSpace ? {} : { path: [{ label: t('list.title'), href: to('/notices') }, { label: data.name }], pathLabel: t('path') })}
        actions={data.path && <a className="button button-secondary" href={data.path} target="_blank" rel="noopener"><Icon name="notice" />{t('svc.page')}<span className="sr-only"> {t('newTab')}</span></a>}>
        <p className="page-lead">{t('svc.lead')} {t('list.fresh', { when: f.time(now) })}</p>
      </PageHead>
      <div className="page-body notice-services">
        {stale > 0 && <Callout tone="unknown" icon={<Icon name="clock" />} title={t.n('svc.stale', stale)}><p>{t('svc.staleLead')}</p></Callout>}
        {may.say && items.length > 0 && (
          <Card title={t('svc.now')}>
            <div className="card-body notice-form">
              <Moment id="next" label={t('svc.next')} hint={t('svc.nextHint')} value={next} quick none={t('svc.nextNone')} onChange={setNext} />
              {known.length > 0 && <Button type="button" icon="tick" disabled={busy} onClick={() => say(known.flatMap(still))}>{t.n('svc.allStill', known.length)}</Button>}
            </div>
          </Card>
        )}
        {may.approve && ready.length > 1 && (
          <Callout icon={<Icon name="person" />} title={t.n('svc.ready', ready.length)}>
            <p>{t('svc.readyLead')}</p>
            <Button type="button" disabled={busy} onClick={() => approve(ready.map((row) => row.name))}>{t('svc.approveAll')}</Button>
          </Callout>
        )}
        <Card title={t('svc.list')} aside={<span>{t.n('svc.count', items.length)}</span>}>
          <div className="svc-said">
            <Refusal outcome={outcome} kept={t('kept')} />
            <p role="status" className="said">{busy ? t('sending') : outcome?.ok ? <><Icon name="tick" /> {outcome.intent === 'approve' ? t.n('svc.published', outcome.published ?? 0) : [outcome.stillSo ? t.n('svc.stillSo', outcome.stillSo) : '', outcome.waiting ? t.n('svc.waiting', outcome.waiting) : ''].join(' ')}</> : null}</p>
          </div>
          {items.length === 0 ? <div className="card-body"><EmptyState title={t('svc.none')}>{t(may.say ? 'svc.noneLead' : 'svc.noneCentre')}</EmptyState></div> : (
            <ul className="svc-list">
              {items.map((row) => <ServiceLine key={row.name} row={row} may={may} busy={busy} isMine={mine(row)} onSay={say} onStill={() => say(still(row))} onApprove={() => approve([row.name])} />)}
            </ul>
          )}
        </Card>
        {may.say && <Card title={t('svc.another')}><div className="card-body"><SayForm id="another" busy={busy} onSay={(word) => say([word])} /></div></Card>}
      </div>
    </InsideLinks>
  )
}
