/** One party: what it needs and from whom, who needs it, what it holds, whom to call, what the laws ask about it. */
import { Link, useLoaderData, useSearchParams, type ActionFunctionArgs, type LoaderFunctionArgs, type ShouldRevalidateFunctionArgs } from 'react-router'
import { Card, TabLinks } from '#ui/components/console-marks.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { readParty } from '../../contract.ts'
import { api, textOf } from '../api.ts'
import { ServicesOf } from '../parts/belongings.tsx'
import { decideFrom } from '../parts/decide.ts'
import { Edges } from '../parts/edges.tsx'
import { changeFacts, FactsOf } from '../parts/facts.tsx'
import { Frame, useRoles } from '../parts/frame.tsx'
import { Assets, Contacts, Datasets } from '../parts/holdings.tsx'
import { PartyLink } from '../parts/marks.tsx'
import { isOwnIntent, ownFrom } from '../parts/own-actions.ts'
import { say, usePen } from '../words.ts'

export async function loader({ params, request: { signal } }: LoaderFunctionArgs) {
  return { detail: await api(readParty, { params: { partyId: params['partyId']! }, signal }) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = textOf(form, 'intent')
  if (isOwnIntent(intent)) return ownFrom(params['partyId']!, form)
  return intent === 'facts' ? changeFacts(params['partyId']!, form) : decideFrom(form)
}

/** Another tab of the same party is no new reading: a body sees in its log who opened it, and how often. */
export const shouldRevalidate = ({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean =>
  (formMethod === undefined && currentUrl.pathname === nextUrl.pathname ? false : defaultShouldRevalidate)

const views = ['needs', 'clients', 'services', 'data', 'facts'] as const

export function Component() {
  const { t, f } = usePen()
  const { detail } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const roles = useRoles()
  const { party, dependencies, clients, clientsTotal } = detail
  const isProvider = clientsTotal > dependencies.length
  const view = views.find((v) => v === search.get('view')) ?? (isProvider ? 'clients' : 'needs')
  const ofCentre = roles.includes('coordinator') || roles.includes('analyst')
  const choices = { services: detail.services.map(({ id, name }) => ({ id, name })), centre: true }
  const counts = { needs: dependencies.length, clients: clientsTotal, services: detail.services.length, data: detail.datasets.length + detail.assets.length, facts: undefined }
  const waiting = dependencies.filter((d) => d.state === 'proposed').length
  const place = [say(t, 'kind', party.kind), party.province && t('party.province', { name: party.province }), party.population !== null && t.n('party.people', party.population), party.code].filter(Boolean).join(' · ')
  return (
    <Frame
      title={party.name}
      trail={[{ label: party.name }]}
      beside={party.exercise ? <span className="badge"><Icon name="flag" />{t('web.exercise')}</span> : undefined}
      lead={<>{place}. {t('party.from', { source: party.source })} <TimeText at={party.updatedAt} formats={f} style="both" />.</>}
      actions={ofCentre && detail.services.length > 0 && clientsTotal > 0 && (
        <>
          <Link className="button button-secondary" to={`/console/territory/what-if?provider=${party.id}`}>{t('rank.whatIf')}</Link>
          <a className="button" href={`/console/cases/new?provider=${party.id}`}>{t('whatIf.open')}</a>
        </>
      )}
      tabs={<TabLinks label={t('party.tabs')} tabs={views.map((v) => ({ href: `?view=${v}`, label: t(`party.view.${v}`), current: v === view, ...(counts[v] === undefined ? {} : { count: f.number(counts[v]) }) }))} render={({ href, className, children, current }) => <Link to={href} className={className} aria-current={current ? 'page' : undefined}>{children}</Link>} />}
    >
      {waiting > 0 && view === 'needs' && <p className="answer">{t.n('party.waiting', waiting)} <Link to={`/console/territory/proposals?party=${party.id}`}>{t('door.proposalsGo')}</Link></p>}
      <div className="split split-wide">
        <Card title={t(`party.view.${view}`)}>
          {view === 'needs' && <Edges edges={dependencies} total={dependencies.length} of="needs" caption={t('party.view.needs')} decides={ofCentre} />}
          {view === 'clients' && <Edges edges={clients} total={clientsTotal} of="clients" caption={t('party.view.clients')} decides={ofCentre} />}
          {view === 'services' && <ServicesOf detail={detail} />}
          {view === 'data' && <div className="card-body stack"><Datasets detail={detail} choices={choices} edits={ofCentre} /></div>}
          {view === 'facts' && <FactsOf detail={detail} edits={roles.includes('coordinator')} />}
        </Card>
        <div className="stack">
          {view === 'data' && <Card title={t('own.assets')}><div className="card-body stack"><Assets detail={detail} choices={choices} edits={ofCentre} /></div></Card>}
          <Card title={t('party.contacts')}><div className="card-body stack"><Contacts detail={detail} edits={ofCentre} /></div></Card>
          <Card title={t('party.identity')}>
            <dl className="facts">
              {party.website && <><dt>{t('party.website')}</dt><dd><a href={party.website} rel="noreferrer">{party.website.replace(/^https?:\/\//, '')}</a></dd></>}
              <dt>{t('party.registry')}</dt><dd className="mono">{party.registry}:{party.code}</dd>
              {Object.entries(party.codes).map(([scheme, code]) => <div key={scheme}><dt>{scheme}</dt><dd className="mono">{code}</dd></div>)}
              <dt>{t('kind.district')}</dt><dd>{detail.district ? detail.district.name : t('fact.unknown')}</dd>
              {detail.memberOf.filter((m) => m.party.id !== detail.district?.id).map((m) => <div key={m.party.id}><dt>{t('party.memberOf')}</dt><dd><PartyLink party={m.party} />{m.actsFor && ` (${t('party.actsFor')})`}</dd></div>)}
            </dl>
          </Card>
        </div>
      </div>
    </Frame>
  )
}
