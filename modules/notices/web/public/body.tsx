import { Button, Callout, EmptyState, keepNumbers, Lines, SectionHead } from '#ui/components/parts.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { StatusStrip } from '#ui/components/strip.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { Glyph, Icon } from '#ui/icons/icon.tsx'
import { publicPaths, type BodyDay, type BodyStatusView, type ServiceLine } from '#modules/notices/contract-public.ts'
import { answerOf } from '#modules/notices/contract-answer.ts'
import { NoticeCards } from './cards.tsx'
import { Frame } from './frame.tsx'
import { markOf, ServiceState } from './states.tsx'
import type { Pen } from './words.ts'

/** Does this body work today? One line that answers, then each service, then who tells me when it changes. */
export function BodyPage({ view, pen }: { view: BodyStatusView; pen: Pen }) {
  const { t, f, href } = pen
  const answer = answerOf(view.services.map((s) => s.state), t.n)
  const title = t('body.title', { name: view.name })
  const next = sameNext(view.services)
  return (
    <Frame pen={pen} title={title} description={`${view.name}: ${answer.title}`} section="status" path={[{ label: t('section.status'), href: href(publicPaths.status) }, { label: view.name }]}>
      <div className="lead">
        <h1>{title}</h1>
        <p>{t('updated', { when: f.moment(view.updatedAt) })} {next && t('home.next', { when: f.moment(next) })}</p>
      </div>
      <Callout tone={markOf[answer.state]} icon={<Glyph state={markOf[answer.state]} />} title={answer.title}>
        {answer.text && <p>{answer.text}</p>}
      </Callout>
      <div className="two two-uneven block">
        <section aria-labelledby="services">
          <SectionHead id="services" title={t('body.services')} />
          {view.services.length > 0 ? <Services services={view.services} next={next} pen={pen} /> : <EmptyState title={t('body.services.empty')}>{''}</EmptyState>}
        </section>
        <div>
          <Subscribe view={view} pen={pen} />
          {(view.contact.length > 0 || view.site) && (
            <section className="panel lines" aria-labelledby="contact">
              <h2 id="contact">{t('body.contact')}</h2>
              <Lines texts={view.contact} />
              {view.site && <a href={view.site}>{t('body.site')}</a>}
            </section>
          )}
        </div>
      </div>
      {view.notices.length > 0 && (
        <section className="block" aria-labelledby="notices">
          <SectionHead id="notices" title={t('body.notices')} />
          <NoticeCards items={view.notices} pen={pen} />
        </section>
      )}
      {view.days.some((d) => d.state !== 'unknown') && <History days={view.days} pen={pen} />}
    </Frame>
  )
}

// What does not work comes first: it is what people come for.
const rank = { down: 0, limited: 1, unknown: 2, restored: 3, working: 4 } as const

/** Said once above the table when every service that waits for news waits for the same moment. */
function sameNext(services: readonly ServiceLine[]): string | undefined {
  const moments = new Set(services.filter((s) => s.state === 'down' || s.state === 'limited').map((s) => s.nextUpdateAt))
  return moments.size === 1 ? [...moments][0] : undefined
}

function Services({ services, next, pen: { t, f } }: { services: readonly ServiceLine[]; next?: string; pen: Pen }) {
  const rows = [...services].sort((a, b) => rank[a.state] - rank[b.state])
  return (
    <DataTable
      stays
      caption={t('body.services')}
      captionHidden
      rows={rows}
      keyOf={(s) => s.name}
      columns={[
        {
          key: 'service',
          header: t('col.service'),
          names: true,
          cell: (s) => (
            <>
              {s.name}
              {s.since && <small>{t('body.since', { when: f.moment(s.since) })}</small>}
              {s.instead && <small>{keepNumbers(t('body.instead', { text: s.instead }))}</small>}
              {s.state === 'unknown' && s.confirmedAt && <small>{t('body.stale', { when: f.moment(s.confirmedAt) })}</small>}
              {s.nextUpdateAt && s.nextUpdateAt !== next && <small>{t('home.next', { when: f.moment(s.nextUpdateAt) })}</small>}
            </>
          ),
        },
        { key: 'state', header: t('col.state'), cell: (s) => <ServiceState state={s.state} t={t} /> },
      ]}
    />
  )
}

function Subscribe({ view, pen: { t, href } }: { view: BodyStatusView; pen: Pen }) {
  const s = view.subscribe
  return (
    <section className="panel" id="subscribe" aria-labelledby="subscribe-title">
      <h2 id="subscribe-title">{t('subscribe.title')}</h2>
      {s.state === 'sent' && (
        <Callout tone="restored" icon={<Icon name="mail" />} title={t('subscribe.sent')}>
          <p>{t('subscribe.sentText', { email: s.email })}</p>
        </Callout>
      )}
      {s.state === 'closed' && <p>{t('subscribe.closed')}</p>}
      {(s.state === 'open' || s.state === 'error') && (
        <form method="post" action={href(publicPaths.subscribe(view.party))} noValidate>
          <p>{t('subscribe.hint')}</p>
          <TextField
            name="email"
            type="email"
            autoComplete="email"
            inputMode="email"
            label={t('subscribe.label')}
            value={s.state === 'error' ? s.email : undefined}
            error={s.state === 'error' ? t('subscribe.error') : undefined}
          />
          <Button>{t('subscribe.button')}</Button>
        </form>
      )}
    </section>
  )
}

function History({ days, pen: { t, f } }: { days: readonly BodyDay[]; pen: Pen }) {
  // Before its first word a body was not here: that is no silence.
  const first = days.findIndex((d) => d.state !== 'unknown')
  const here = days.slice(first)
  const bad = here.filter((d) => d.state === 'down' || d.state === 'limited').length
  const noNews = here.filter((d) => d.state === 'unknown').length
  const desc = [
    bad > 0 ? t.n('body.bad', bad) : t('body.history.allFine'),
    ...(noNews > 0 ? [t.n('body.noNews', noNews)] : []),
    ...(first > 0 ? [t('body.history.from', { when: f.shortDate(noon(here[0]!.day)) })] : []),
  ].join(' ')
  const told = here.filter((d) => d.state !== 'working')
  return (
    <section className="block" aria-labelledby="history">
      <SectionHead id="history" title={t.n('body.history', days.length)}>
        <p>{desc}</p>
      </SectionHead>
      <StatusStrip id="strip" title={t('body.history.title')} desc={desc} days={days.map((d, i) => ({ day: d.day, state: i < first ? 'not-hit' : markOf[d.state] }))} />
      <p className="strip-ends">
        <TimeText at={noon(days[0]!.day)} formats={f} style="shortDate" />
        <TimeText at={noon(days.at(-1)!.day)} formats={f} style="shortDate" />
      </p>
      {told.length > 0 && (
        <details>
          <summary>{t('body.history.table')}</summary>
          <DataTable
            stays
            caption={t('body.history.table')}
            captionHidden
            rows={told}
            keyOf={(d) => d.day}
            columns={[
              { key: 'day', header: t('col.day'), names: true, cell: (d) => <TimeText at={noon(d.day)} formats={f} style="shortDate" /> },
              { key: 'state', header: t('col.state'), cell: (d) => <ServiceState state={d.state} t={t} /> },
              { key: 'minutes', header: t('col.minutes'), align: 'end', cell: (d) => duration(d.minutes, t) },
            ]}
          />
        </details>
      )}
    </section>
  )
}

/** A day without hour, at noon UTC so that no European zone moves it to its neighbour. */
const noon = (day: string): string => `${day}T12:00:00Z`

function duration(minutes: number, t: Pen['t']): string {
  if (minutes === 0) return '–'
  return minutes >= 1440 ? t('minutes.day') : t('minutes.hours', { h: Math.floor(minutes / 60), m: minutes % 60 })
}
