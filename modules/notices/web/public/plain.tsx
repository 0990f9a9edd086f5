import { Button, ButtonLink, MetaList, Paragraphs } from '#ui/components/parts.tsx'
import { publicPaths, type AccessibilityView, type ErrorView, type PrivacyView, type SubscriptionView } from '#modules/notices/contract-public.ts'
import { Frame } from './frame.tsx'
import type { Pen } from './words.ts'

/** True of any centre that runs these pages. */
const commonGaps = ['1', '2'] as const

/** The European model statement (Decision 2018/1523): state, gaps, how it was checked, feedback, appeal. */
export function AccessibilityPage({ view, pen }: { view: AccessibilityView; pen: Pen }) {
  const { t, f, page } = pen
  return (
    <Frame pen={pen} title={t('access.title')} description={t('access.lead', { centre: page.centre.name })} path={[{ label: t('access.title') }]}>
      <div className="narrow">
        <h1>{t('access.title')}</h1>
        <p>{t('access.lead', { centre: page.centre.name })}</p>
        <h2>{t('access.state')}</h2>
        <p>{t(`access.${view.conformity}`)}</p>
        {view.conformity === 'partial' && (
          <>
            <h2>{t('access.gaps')}</h2>
            <ul className="bullets">{[...commonGaps.map((n) => t(`access.gap.${n}`)), ...view.gaps].map((gap) => <li key={gap}>{gap}</li>)}</ul>
          </>
        )}
        <h2>{t('access.how')}</h2>
        <p>{t('access.howText', { when: f.date(view.reviewedOn) })}</p>
        <h2>{t('access.feedback')}</h2>
        <p>{t('access.feedbackText', { email: view.feedbackEmail })}</p>
        {view.ombudsman && (
          <>
            <h2>{t('access.appeal')}</h2>
            <p>
              {t('access.appealText')} <a href={view.ombudsman.href}>{view.ombudsman.name}</a>
            </p>
          </>
        )}
      </div>
    </Frame>
  )
}

export function PrivacyPage({ view, pen }: { view: PrivacyView; pen: Pen }) {
  const { t } = pen
  const { full } = view
  if (full) return (
    <Frame pen={pen} title={t('privacy.title')} description={t('privacy.lead')} path={[{ label: t('privacy.title') }]}>
      <div className="narrow">
        <h1>{t('privacy.title')}</h1>
        {full.parts.map(({ head, lines }) => <section key={head}><h2>{head}</h2><Paragraphs texts={lines} /></section>)}
        <p className="soft">{t('privacy.published', { day: pen.f.date(`${full.day}T12:00:00Z`) })}</p>
      </div>
    </Frame>
  )
  const rows = [
    { data: t('privacy.log'), why: t('privacy.log.why'), until: t.n('privacy.days', view.logRetentionDays) },
    { data: t('privacy.mail'), why: t('privacy.mail.why'), until: t('privacy.mail.until') },
    { data: t('privacy.report'), why: t('privacy.report.why'), until: t('privacy.report.until') },
    { data: t('privacy.reply'), why: t('privacy.reply.why'), until: t.n('privacy.months', view.replyRetentionMonths) },
  ]
  return (
    <Frame pen={pen} title={t('privacy.title')} description={t('privacy.lead')} path={[{ label: t('privacy.title') }]}>
      <div className="narrow">
        <h1>{t('privacy.title')}</h1>
        <p>{t('privacy.lead')}</p>
        <h2>{t('privacy.what')}</h2>
        <ul className="rows">
          {rows.map((r) => (
            <li key={r.data}>
              <h3>{r.data}</h3>
              <MetaList items={[{ term: t('privacy.col.why'), value: r.why }, { term: t('privacy.col.until'), value: r.until }]} />
            </li>
          ))}
        </ul>
        <h2>{t('privacy.controller')}</h2>
        <p>{view.controller}</p>
        {view.dpoContact && <p>{t('privacy.dpo', { contact: view.dpoContact })}</p>}
        <h2>{t('privacy.rights')}</h2>
        <p>{t('privacy.rightsText')}</p>
      </div>
    </Frame>
  )
}

/** What happened, what was kept, what to do. The number is there whatever breaks. */
export function ErrorPage({ view, pen }: { view: ErrorView; pen: Pen }) {
  const { t, href, page } = pen
  const title = t(`fail.${view.status}`)
  return (
    <Frame pen={pen} title={title} description={t(`fail.${view.status}.text`)} hidden path={[{ label: title }]}>
      <div className="narrow">
        <h1>{title}</h1>
        <p>{t(`fail.${view.status}.text`)}</p>
        {view.status !== 410 && <p>{t('fail.call', { phone: page.centre.emergency.phone })}</p>}
        {view.requestId && (
          <p className="soft">
            {t('fail.id')} <code>{view.requestId}</code>
          </p>
        )}
        <p className="actions">
          <ButtonLink kind="secondary" href={href(publicPaths.home)}>{t('fail.start')}</ButtonLink>
          <ButtonLink kind="secondary" href={href(publicPaths.status)}>{t('section.status')}</ButtonLink>
        </p>
      </div>
    </Frame>
  )
}

export function SubscriptionPage({ view, pen }: { view: SubscriptionView; pen: Pen }) {
  const { t, href, page } = pen
  const { outcome } = view
  const title = t(`subscription.${outcome}`)
  return (
    <Frame pen={pen} title={title} description={title} hidden path={[{ label: title }]}>
      <div className="narrow">
        <h1>{title}</h1>
        <p>{t(`subscription.${outcome}Text`, { body: view.name ?? t('subscription.thisBody') })}</p>
        {(outcome === 'askConfirm' || outcome === 'askEnd') && (
          <form method="post" action={href(page.path)}>
            <p className="actions"><Button>{t(`subscription.${outcome}Button`)}</Button></p>
            <p className="soft">{t(`subscription.${outcome}Else`)}</p>
          </form>
        )}
        {view.party && <p className="actions"><ButtonLink kind="secondary" href={href(publicPaths.body(view.party))}>{view.name ?? t('section.status')}</ButtonLink></p>}
      </div>
    </Frame>
  )
}
