import type { ReactNode } from 'react'
import { Callout, SectionHead } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { Glyph, Icon } from '#ui/icons/icon.tsx'
import type { IconName } from '#ui/icons/glyphs.data.ts'
import { publicPaths, type HomeView, type SectionKey } from '#modules/notices/contract-public.ts'
import { NoticeCards } from './cards.tsx'
import { Frame } from './frame.tsx'
import { PlaceMap } from './map.tsx'
import { PlaceTable } from './places.tsx'
import { Search } from './search.tsx'
import type { Pen } from './words.ts'

const FIRST_ROWS = 8

export function HomePage({ view, pen }: { view: HomeView; pen: Pen }) {
  const { t, page, href } = pen
  const quiet = view.total === 0 && view.events.length === 0
  const where = page.centre.inTerritory
  return (
    <Frame pen={pen} title={t('home.title', { where })} description={t('home.description', { where })}>
      <div className="lead">
        <h1>{t('home.title', { where })}</h1>
        <p>{t('home.lead')}</p>
        <p><Updated view={view} pen={pen} /></p>
      </div>
      {quiet ? (
        <Callout tone="restored" icon={<Glyph state="restored" />} title={t('home.quiet.title')}>
          <p>{t('home.quiet.text')}</p>
        </Callout>
      ) : (
        <>
          <Figures view={view} pen={pen} />
          <Search action={href(publicPaths.status)} label={t('home.find')} pen={pen} />
        </>
      )}

      {(view.map || view.total > 0) && (
        <section className="block" aria-labelledby="where">
          <SectionHead id="where" title={quiet ? t('home.whereQuiet') : t('home.where')}>
            {view.total > 0 && <a href={publicPaths.statusCsv}><Icon name="download" />{t('home.csv')}</a>}
          </SectionHead>
          <div className={view.map && view.total > 0 ? 'two' : undefined}>
            {view.map && <PlaceMap map={view.map} after={view.total > 0 ? 'one-by-one' : 'recent'} pen={pen} />}
            {view.total > 0 && <Places view={view} pen={pen} />}
          </div>
        </section>
      )}

      <section className="block" aria-labelledby="recent">
        <SectionHead id="recent" title={t('home.notices')}>
          {view.notices.length > 0 && <a href={href(publicPaths.notices)}>{t('home.notices.all')}</a>}
        </SectionHead>
        {view.notices.length > 0 ? <NoticeCards items={view.notices} pen={pen} /> : <p className="soft">{t('home.notices.empty')}</p>}
      </section>
      <Doors pen={pen} />
    </Frame>
  )
}

function Updated({ view, pen: { t, f } }: { view: HomeView; pen: Pen }) {
  const around = (text: string, at: string): ReactNode => {
    const [before, after] = text.split('{when}')
    return <>{before}<TimeText at={at} formats={f} />{after}</>
  }
  return <>{around(t('updated'), view.updatedAt)} {view.nextUpdateAt && around(t('home.next'), view.nextUpdateAt)}</>
}

/** What is going on, in three numbers and a sentence each. What is none takes no room. */
function Figures({ view: { events, counts }, pen: { t, f } }: { view: HomeView; pen: Pen }) {
  const troubled = (['down', 'limited', 'unknown'] as const).filter((state) => counts[state] > 0)
  const affected = troubled.reduce((sum, state) => sum + counts[state], 0)
  const back = counts.restored + counts.working
  return (
    <ul className="figures">
      {events.length > 0 && <Figure n={f.number(events.length)} title={t.n('home.event', events.length)}>{t.n('home.event.text', events.length, { when: f.moment(events[0]!.since) })}</Figure>}
      {affected > 0 && <Figure n={f.number(affected)} title={t.n('home.affected', affected)}>{f.list(troubled.map((state) => t.n(`home.${state}`, counts[state])))}.</Figure>}
      {back > 0 && <Figure n={f.number(back)} title={t.n('home.back', back)}>{t.n('home.back.text', back)}</Figure>}
    </ul>
  )
}

function Figure({ n, title, children }: { n: string; title: string; children: ReactNode }) {
  return (
    <li>
      <strong className="figure-number">{n}</strong>
      <div>
        <strong>{title}</strong>
        <p>{children}</p>
      </div>
    </li>
  )
}

function Places({ view, pen }: { view: HomeView; pen: Pen }) {
  const { t, href } = pen
  const rest = view.rows.slice(FIRST_ROWS)
  return (
    <div>
      <h3 id="one-by-one">{t.n('home.table', view.total)}</h3>
      <PlaceTable rows={view.rows.slice(0, FIRST_ROWS)} caption={t.n('home.table', view.total)} pen={pen} />
      {rest.length > 0 && (
        <details>
          <summary>{t.n('home.more', rest.length)}</summary>
          <PlaceTable rows={rest} caption={t.n('home.more', rest.length)} pen={pen} />
        </details>
      )}
      {view.total > view.rows.length && <p><a href={href(publicPaths.status)}>{t.n('home.all', view.total)}</a></p>}
    </div>
  )
}

const doorIcons: Readonly<Record<SectionKey, IconName>> = {
  notices: 'notice', status: 'map', report: 'flag', alerts: 'bell', observatory: 'chart', tools: 'box', centre: 'building',
}

function Doors({ pen: { page, t, href } }: { pen: Pen }) {
  if (page.centre.sections.length === 0) return null
  return (
    <section className="block" aria-labelledby="doors">
      <h2 className="sr-only" id="doors">{t('doors.title')}</h2>
      <ul className="doors">
        {page.centre.sections.slice(0, 4).map((s) => (
          <li key={s.key}>
            <h3><a href={href(s.href)}><Icon name={doorIcons[s.key]} />{t(`section.${s.key}`)}</a></h3>
            <p>{t(`door.${s.key}`)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
