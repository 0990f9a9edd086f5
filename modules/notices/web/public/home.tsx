import { Callout, SectionHead } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { toneOf } from '#ui/components/tones.ts'
import { Glyph, Icon } from '#ui/icons/icon.tsx'
import type { IconName } from '#ui/icons/glyphs.data.ts'
import { publicPaths, type HomeView, type SectionKey } from '#modules/notices/contract-public.ts'
import { NoticeCards } from './cards.tsx'
import { Frame } from './frame.tsx'
import { PlaceMap, PlaceTable } from './places.tsx'
import { markOf } from './states.tsx'
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
        <p>
          {t('home.lead')} <Updated view={view} pen={pen} />
        </p>
      </div>
      {quiet ? (
        <Callout tone="restored" icon={<Glyph state="restored" />} title={t('home.quiet.title')}>
          <p>{t('home.quiet.text')}</p>
        </Callout>
      ) : (
        <Figures view={view} pen={pen} />
      )}

      {(view.map || view.total > 0) && (
        <section className="block" aria-labelledby="where">
          <SectionHead id="where" title={quiet ? t('home.whereQuiet') : t('home.where')}>
            {view.total > 0 && (
              <a href={publicPaths.statusCsv}>
                <Icon name="download" />
                {t('home.csv')}
              </a>
            )}
          </SectionHead>
          <div className={view.map && view.total > 0 ? 'map-and-table' : undefined}>
            {view.map && <PlaceMap map={view.map} counts={view.counts} pen={pen} />}
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
  const [before, after] = t('updated').split('{when}')
  const [beforeNext, afterNext] = t('home.next').split('{when}')
  return (
    <>
      {before}
      <TimeText at={view.updatedAt} formats={f} />
      {after}{' '}
      {view.nextUpdateAt && (
        <>
          {beforeNext}
          <TimeText at={view.nextUpdateAt} formats={f} />
          {afterNext}
        </>
      )}
    </>
  )
}

/** What is going on in words, then in three numbers whose bar says how they share the whole. */
function Figures({ view, pen: { t, f } }: { view: HomeView; pen: Pen }) {
  const counts = (['down', 'limited', 'restored'] as const).map((state) => ({ state, n: view.counts[state] }))
  const sum = Math.max(1, counts.reduce((total, c) => total + c.n, 0))
  return (
    <>
      {view.events.length > 0 && (
        <div className="events">
          <h2>{t('home.events')}</h2>
          <ul>
            {view.events.map((e) => (
              <li key={e.text}>
                {e.text} <span className="soft">{t('home.event.since', { when: f.moment(e.since) })}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <ShareBar parts={counts} sum={sum} title={t('home.share', { down: f.number(view.counts.down), limited: f.number(view.counts.limited), restored: f.number(view.counts.restored) })} />
      <ul className="figures">
        {counts.map(({ state, n }) => (
          <li key={state} className={`figure ${toneOf[markOf[state]]}`}>
            <Glyph state={markOf[state]} />
            <span>
              <span className="figure-number">{f.number(n)}</span> {t.n(`home.${state}`, n)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function ShareBar({ parts, sum, title }: { parts: readonly { state: 'down' | 'limited' | 'restored'; n: number }[]; sum: number; title: string }) {
  let x = 0
  return (
    <svg className="share" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-labelledby="share-title">
      <title id="share-title">{title}</title>
      {parts.filter((p) => p.n > 0).map((p, i, shown) => {
        const width = (p.n / sum) * 1000
        const at = x
        x += width
        return <rect key={p.state} className={`bar ${toneOf[markOf[p.state]]}`} x={at} y="0" width={i === shown.length - 1 ? width : Math.max(2, width - 4)} height="10" />
      })}
    </svg>
  )
}

function Places({ view, pen }: { view: HomeView; pen: Pen }) {
  const { t, href } = pen
  const rest = view.rows.slice(FIRST_ROWS)
  return (
    <div>
      <h3 className="table-title">{t('home.table')}</h3>
      <PlaceTable rows={view.rows.slice(0, FIRST_ROWS)} caption={t('home.table')} captionHidden pen={pen} />
      {rest.length > 0 && (
        <details className="more">
          <summary>{t.n('home.more', rest.length)}</summary>
          <PlaceTable rows={rest} caption={t.n('home.more', rest.length)} captionHidden pen={pen} />
        </details>
      )}
      <p className="table-foot">
        <a href={href(publicPaths.status)}>{t.n('home.all', view.total)}</a>
      </p>
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
            <h3>
              <a href={href(s.href)}>
                <Icon name={doorIcons[s.key]} />
                {t(`section.${s.key}`)}
              </a>
            </h3>
            <p>{t(`door.${s.key}`)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
