import { ButtonLink, Callout } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { telHref } from '#ui/components/site.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { publicPaths, type AccessibilityView, type EmergencyView, type ErrorView, type PrivacyView, type SubscriptionView } from '#modules/notices/contract-public.ts'
import { Frame } from './frame.tsx'
import type { Pen } from './words.ts'

const commonSteps = ['1', '2', '3', '4', '5'] as const

/** Number, hours, what to do first. Readable in a panic: nothing before the number. */
export function EmergencyPage({ view, pen }: { view: EmergencyView; pen: Pen }) {
  const { t, page } = pen
  const line = page.centre.emergency
  const steps = view.steps.length > 0 ? view.steps : commonSteps.map((n) => ({ title: t(`emergency.${n}.title`), text: t(`emergency.${n}.text`) }))
  return (
    <Frame pen={pen} title={t('emergency.title')} description={t('emergency.lead')} withoutAlarm path={[{ label: t('emergency.title') }]}>
      <div className="narrow">
        <h1>{t('emergency.title')}</h1>
        <p>{t('emergency.lead')}</p>
        <div className="call">
          <a className="button button-danger" href={telHref(line.phone)} aria-label={`${t('emergency.call')}: ${line.phone}`}>
            <Icon name="phone" />
            {line.phone}
          </a>
          <div>
            <p><strong>{line.hours}</strong></p>
            {line.afterHours && <p>{line.afterHours}</p>}
          </div>
        </div>
        {line.email && <p>{t('emergency.write', { email: line.email })}</p>}
        <h2>{t('emergency.first')}</h2>
        <ol className="numbered">
          {steps.map((s) => (
            <li key={s.title}>
              <h3>{s.title}</h3>
              <p>{s.text}</p>
            </li>
          ))}
        </ol>
        <h2>{t('emergency.dont')}</h2>
        <ul className="crosses">
          {(['1', '2', '3'] as const).map((n) => (
            <li key={n}>
              <Icon name="cross" />
              {t(`emergency.dont.${n}`)}
            </li>
          ))}
        </ul>
        {view.contacts.length > 0 && (
          <>
            <h2>{t('emergency.contacts')}</h2>
            <ul className="contacts">
              {view.contacts.map((c) => (
                <li key={c.name}>
                  <strong>{c.href ? <a href={c.href}>{c.name}</a> : c.name}</strong>
                  <span>{c.what}</span>
                  {c.phone && <a href={telHref(c.phone)}>{c.phone}</a>}
                </li>
              ))}
            </ul>
          </>
        )}
        <Callout icon={<Icon name="info" />} title={t('emergency.notInstead')}>
          <p>{t('emergency.notInsteadText')}</p>
        </Callout>
      </div>
    </Frame>
  )
}

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
        {view.gaps.length > 0 && (
          <>
            <h2>{t('access.gaps')}</h2>
            <ul className="bullets">
              {view.gaps.map((g) => (
                <li key={g}>{g}</li>
              ))}
            </ul>
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
  const rows = [
    { data: t('privacy.log'), why: t('privacy.log.why'), until: t.n('privacy.days', view.logRetentionDays) },
    { data: t('privacy.mail'), why: t('privacy.mail.why'), until: t('privacy.mail.until') },
    { data: t('privacy.reply'), why: t('privacy.reply.why'), until: t.n('privacy.months', view.replyRetentionMonths) },
  ]
  return (
    <Frame pen={pen} title={t('privacy.title')} description={t('privacy.lead')} path={[{ label: t('privacy.title') }]}>
      <div className="narrow">
        <h1>{t('privacy.title')}</h1>
        <p>{t('privacy.lead')}</p>
        <h2>{t('privacy.what')}</h2>
        <DataTable
          caption={t('privacy.what')}
          captionHidden
          rows={rows}
          keyOf={(r) => r.data}
          columns={[
            { key: 'data', header: t('privacy.col.data'), names: true, cell: (r) => r.data },
            { key: 'why', header: t('privacy.col.why'), cell: (r) => r.why },
            { key: 'until', header: t('privacy.col.until'), cell: (r) => r.until },
          ]}
        />
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
  const { t, f, href, page } = pen
  const title = t(`fail.${view.status}`)
  return (
    <Frame pen={pen} title={title} description={t(`fail.${view.status}.text`)} hidden path={[{ label: title }]}>
      <div className="narrow">
        <h1>{title}</h1>
        <p>{t(`fail.${view.status}.text`)}</p>
        {view.retryAt && <p>{t('fail.retry', { when: f.time(view.retryAt) })}</p>}
        <p>{t('fail.call', { phone: page.centre.emergency.phone })}</p>
        {view.requestId && (
          <p className="soft">
            {t('fail.id')} <span className="code">{view.requestId}</span>
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
  const { t, href } = pen
  const title = t(`subscription.${view.outcome}`)
  return (
    <Frame pen={pen} title={title} description={title} hidden path={[{ label: title }]}>
      <div className="narrow">
        <h1>{title}</h1>
        <p>{t(`subscription.${view.outcome}Text`)}</p>
        <p className="actions">
          {view.party && <ButtonLink kind="secondary" href={href(publicPaths.body(view.party))}>{view.name ?? t('section.status')}</ButtonLink>}
        </p>
      </div>
    </Frame>
  )
}
