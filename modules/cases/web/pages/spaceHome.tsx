import { Link, useLoaderData } from 'react-router'
import { contactRoles } from '#modules/territory/contract-own.ts'
import { EmptyState } from '#ui/components/parts.tsx'
import { StateChip } from '#ui/components/state-chip.tsx'
import { useFreshLang } from '#ui/console/chosen-lang.ts'
import { useLook } from '#ui/console/look.tsx'
import { inSpace, useSpace } from '#ui/console/space.ts'
import { Deadlines, Unread } from '../parts/deadlines.tsx'
import { nowCards, type NowCard } from '../parts/nowCards.ts'
import { Answered, Observed } from '../parts/states.tsx'
import { useSession, useWords } from '../words.ts'
import type { Home, homeLoader } from '../loaders.ts'

/** The first page of a body: at most three things now, then what is owed, on whom it depends, its cases. */
export function SpaceHome() {
  const home = useLoaderData<typeof homeLoader>()
  useFreshLang(home.lang)
  const space = useSpace()
  const { centre } = useSession()
  const t = useWords()
  const { f, now } = useLook()
  const cards = nowCards(t, f, home, { phone: centre.phone })
  return (
    <>
      <title>{`${t('space.hello')} · ${space.body.name}`}</title>
      <div className="page-head">
        <h1>{t('space.hello')}</h1>
        <p className="page-lead">{t('space.lead', { body: space.body.name, at: f.moment(now) })}</p>
      </div>
      <section aria-labelledby="now-title">
        <h2 id="now-title">{t('space.now')}</h2>
        {cards.length === 0 ? <EmptyState title={t('space.nothing')}>{t('space.nothingLead')}</EmptyState> : <div className="now-cards">{cards.map((card, i) => <Card key={card.key} card={card} first={i === 0} />)}</div>}
      </section>
      <div className="space-columns">
        <section className="space-panel" aria-labelledby="deadlines-title">
          <h2 id="deadlines-title">{t('space.deadlines')}</h2>
          {home.owed === null ? <Unread /> : <Deadlines owed={home.owed} max={5} />}
          <p><Link to={inSpace('/space/obligations', space)}>{t('deadlines.all')}</Link></p>
        </section>
        <Providers home={home} />
      </div>
      <div className="space-columns">
        <OurCases home={home} />
        <div>
          <OurReports home={home} />
          <OurContacts home={home} />
        </div>
      </div>
    </>
  )
}

function Card({ card, first }: { card: NowCard; first: boolean }) {
  const t = useWords()
  const space = useSpace()
  return (
    <article className="now-card">
      <h3>{card.title}</h3>
      <p>{card.why}</p>
      <dl>
        <div><dt>{t('space.time')}</dt><dd>{t('space.minutes', { n: card.minutes })}</dd></div>
        <div><dt>{t('space.cost')}</dt><dd>{t('space.noCost')}</dd></div>
        <div><dt>{t('space.help')}</dt><dd>{card.help}</dd></div>
      </dl>
      <Link className={first ? 'button' : 'button button-secondary'} to={inSpace(card.to, space)}>{card.button}</Link>
    </article>
  )
}

function Providers({ home: { providers, fell, onTheWay } }: { home: Home }) {
  const t = useWords()
  const { f } = useLook()
  const space = useSpace()
  return (
    <section className="space-panel" aria-labelledby="providers-title">
      <h2 id="providers-title">{t('space.providers')}</h2>
      {providers.length === 0 ? <p className="soft">{t('space.noProviders')}</p> : (
        <ul className="space-rows">
          {providers.slice(0, 8).map(({ provider, dependencies, toConfirm }) => {
            const hasFallen = fell.includes(provider.name)
            const touched = onTheWay.includes(provider.name)
            return (
              <li key={provider.id}>
                <div>
                  <p><strong>{provider.name}</strong></p>
                  <p className="soft">{f.list([...new Set(dependencies.map((one) => one.dependent.name))].slice(0, 4))}{toConfirm > 0 && ` · ${t.n('space.provider.toConfirm', toConfirm)}`}</p>
                </div>
                {hasFallen ? <StateChip state="hit" word={t('space.provider.event')} /> : touched ? <StateChip state="unknown" word={t('space.provider.touched')} /> : <StateChip state="not-hit" word={t('space.provider.quiet')} />}
              </li>
            )
          })}
        </ul>
      )}
      <p><Link to={inSpace('/space/providers', space)}>{t('space.providers')}</Link></p>
    </section>
  )
}

function OurCases({ home: { cases } }: { home: Home }) {
  const t = useWords()
  const { f } = useLook()
  const space = useSpace()
  return (
    <section className="space-panel" aria-labelledby="our-cases">
      <h2 id="our-cases">{t('space.cases')}</h2>
      {cases.length === 0 ? <p className="soft">{t('space.noCases')}</p> : (
        <ul className="space-rows">
          {cases.map((one) => (
            <li key={one.id}>
              <div>
                <p><Link to={inSpace(`/space/cases/${one.id}`, space)}>{one.title}</Link></p>
                <p className="soft"><span className="mono">{one.ref}</span> · {f.moment(one.occurredAt)}</p>
              </div>
              <span><Answered one={one} /> <Observed observed={one.observed} /></span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function OurReports({ home: { reports } }: { home: Home }) {
  const t = useWords()
  const { f } = useLook()
  const space = useSpace()
  return (
    <section className="space-panel" aria-labelledby="our-reports">
      <h2 id="our-reports">{t('space.reports')}</h2>
      {reports.length === 0 ? <p className="soft">{t('space.noReports')}</p> : (
        <ul className="space-rows">
          {reports.slice(0, 3).map((one) => (
            <li key={one.id}>
              <div>
                <p><Link to={inSpace(`/space/reports/${one.id}`, space)}>{one.subject || one.ref}</Link></p>
                <p className="soft"><span className="mono">{one.ref}</span> · {f.moment(one.receivedAt)}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p><Link to={inSpace('/space/reports', space)}>{t('space.report.all')}</Link></p>
    </section>
  )
}

/** Whom the centre would call: wrong ones are found on a quiet day or in the night of an attack. */
function OurContacts({ home: { contacts } }: { home: Home }) {
  const t = useWords()
  const space = useSpace()
  return (
    <section className="space-panel" aria-labelledby="our-contacts">
      <h2 id="our-contacts">{t('space.contacts')}</h2>
      {contacts.length === 0 ? <p className="soft">{t('space.noContacts')}</p> : (
        <ul className="space-rows">
          {contacts.slice(0, 4).map((one) => {
            const role = contactRoles.find((known) => known === one.role)
            return <li key={one.id}><div><p><strong>{one.name || t(`space.contact.${role ?? 'other'}`)}</strong></p><p className="soft">{[one.name && role ? t(`space.contact.${role}`) : '', one.phone, one.email].filter(Boolean).join(' · ')}</p></div></li>
          })}
        </ul>
      )}
      <p><Link to={inSpace('/space/calls', space)}>{t('space.contacts.all')}</Link></p>
    </section>
  )
}
