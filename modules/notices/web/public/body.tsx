import { Button, Callout, EmptyState } from '#ui/components/parts.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { StatusStrip } from '#ui/components/strip.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { Glyph, Icon } from '#ui/icons/icon.tsx'
import { publicPaths, type BodyDay, type BodyStatusView, type ServiceLine } from '#modules/notices/contract-public.ts'
import type { ImpactState } from '#ui/components/tones.ts'
import { answerOf } from './answer.ts'
import { NoticeCards } from './cards.tsx'
import { Frame } from './frame.tsx'
import { markOf, ServiceState } from './states.tsx'
import type { Pen } from './words.ts'

/** Does this body work today? One line that answers, then each service, then who tells me when it changes. */
export function BodyPage({ view, pen }: { view: BodyStatusView; pen: Pen }) {
  const { t, f, href } = pen
  const answer = answerOf(view.services, t)
  const title = t('body.title', { name: view.name })
  return (
    <Frame pen={pen} title={title} description={`${view.name}: ${answer.title}`} section="status" path={[{ label: t('section.status'), href: href(publicPaths.status) }, { label: view.name }]}>
      <div className="lead">
        <h1>{title}</h1>
        <p>{t('updated', { when: f.moment(view.updatedAt) })}</p>
      </div>
      <Callout tone={markOf[answer.state]} icon={<Glyph state={markOf[answer.state]} />} title={answer.title}>
        {answer.text && <p>{answer.text}</p>}
      </Callout>
      <div className="two block">
        <section aria-labelledby="services">
          <div className="section-head">
            <h2 id="services">{t('body.services')}</h2>
          </div>
          {view.services.length > 0 ? <Services services={view.services} pen={pen} /> : <EmptyState title={t('body.services.empty')}>{''}</EmptyState>}
        </section>
        <div>
          <Subscribe view={view} pen={pen} />
          {(view.contact.length > 0 || view.site) && (
            <section className="panel" aria-labelledby="contact">
              <h2 id="contact">{t('body.contact')}</h2>
              {view.contact.map((line) => (
                <p key={line}>{line}</p>
              ))}
              {view.site && <p><a href={view.site}>{t('body.site')}</a></p>}
            </section>
          )}
        </div>
      </div>
      {view.notices.length > 0 && (
        <section className="block" aria-labelledby="notices">
          <div className="section-head">
            <h2 id="notices">{t('body.notices')}</h2>
          </div>
          <NoticeCards items={view.notices} pen={pen} />
        </section>
      )}
      {view.days.length > 0 && <History days={view.days} pen={pen} />}
    </Frame>
  )
}

// What does not work comes first: it is what people come for.
const rank = { down: 0, limited: 1, unknown: 2, restored: 3, working: 4 } as const

function Services({ services, pen: { t, f } }: { services: readonly ServiceLine[]; pen: Pen }) {
  const rows = [...services].sort((a, b) => rank[a.state] - rank[b.state])
  return (
    <DataTable
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
            <span>
              {s.name}
              {s.instead && <span className="service-instead">{t('body.instead', { text: s.instead })}</span>}
              {s.state === 'unknown' && s.confirmedAt && <span className="service-instead">{t('body.stale', { when: f.moment(s.confirmedAt) })}</span>}
            </span>
          ),
        },
        { key: 'state', header: t('col.state'), beside: true, cell: (s) => <ServiceState state={s.state} t={t} /> },
        { key: 'since', header: t('col.since'), cell: (s) => (s.since ? <TimeText at={s.since} formats={f} /> : null) },
        { key: 'next', header: t('col.next'), cell: (s) => (s.nextUpdateAt ? <TimeText at={s.nextUpdateAt} formats={f} /> : null) },
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

// On the strip a good day is green and low, a bad one high: "working" and "restored" are one height.
const dayMark = (day: BodyDay): ImpactState => markOf[day.state]

function History({ days, pen: { t, f } }: { days: readonly BodyDay[]; pen: Pen }) {
  const bad = days.filter((d) => d.state === 'down' || d.state === 'limited')
  const noNews = days.filter((d) => d.state === 'unknown')
  const desc = [bad.length > 0 ? t.n('body.bad', bad.length) : t('body.history.allFine'), ...(noNews.length > 0 ? [t.n('body.noNews', noNews.length)] : [])].join(' ')
  const told = days.filter((d) => d.state !== 'working')
  return (
    <section className="block" aria-labelledby="history">
      <div className="section-head">
        <h2 id="history">{t.n('body.history', days.length)}</h2>
        <p>{desc}</p>
      </div>
      <StatusStrip id="strip" title={t('body.history.title')} desc={desc} days={days.map((d) => ({ day: d.day, state: dayMark(d) }))} />
      <p className="strip-ends">
        <TimeText at={noon(days[0]!.day)} formats={f} style="shortDate" />
        <TimeText at={noon(days.at(-1)!.day)} formats={f} style="shortDate" />
      </p>
      {told.length > 0 && (
        <details className="more">
          <summary>{t('body.history.table')}</summary>
          <DataTable
            caption={t('body.history.table')}
            captionHidden
            rows={told}
            keyOf={(d) => d.day}
            columns={[
              { key: 'day', header: t('col.day'), names: true, cell: (d) => <TimeText at={noon(d.day)} formats={f} style="shortDate" /> },
              { key: 'state', header: t('col.state'), beside: true, cell: (d) => <ServiceState state={d.state} t={t} /> },
              { key: 'minutes', header: t('col.minutes'), align: 'end', cell: (d) => duration(d.minutes, t) },
            ]}
          />
          <p className="table-foot">{t('body.history.fine')}</p>
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
