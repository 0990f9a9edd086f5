import { Callout, keepNumbers } from '#ui/components/parts.tsx'
import { telHref } from '#ui/components/site.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { publicPaths, type EmergencyView } from '#modules/notices/contract-public.ts'
import { callWords } from './call.ts'
import { Frame } from './frame.tsx'
import type { Pen } from './words.ts'

const steps = ['1', '2', '3', '4', '5'] as const
const situations = ['ransom', 'account', 'payment', 'provider', 'site', 'data'] as const
/** Each has a page of its own (modules/intake). */
const slugs: Readonly<Record<(typeof situations)[number], string>> = { ransom: 'ransomware', account: 'account', payment: 'fraud', provider: 'provider', site: 'website', data: 'data' }
const threeThings = ['1', '2', '3'] as const
const blanks = ['it', 'decides', 'data', 'provider', 'insurance'] as const

/** Number, hours, what to do first. Readable in a panic, and on one sheet of paper: nothing before the number. */
export function EmergencyPage({ view, pen }: { view: EmergencyView; pen: Pen }) {
  const { t, href } = pen
  return (
    <Frame pen={pen} title={t('emergency.title')} description={t('emergency.lead')} withoutAlarm path={[{ label: t('emergency.title') }]}>
      <div className="emergency">
        <h1>{t('emergency.title')}</h1>
        <p className="summary">{t('emergency.lead')}</p>
        <Call pen={pen} />
        <div className="two two-uneven">
          <section aria-labelledby="first">
            <h2 id="first">{t('emergency.first')}</h2>
            <ol className="numbered">
              {steps.map((n) => (
                <li key={n}>
                  <h3>{t(`emergency.${n}.title`)}</h3>
                  <p>{t(`emergency.${n}.text`)}</p>
                </li>
              ))}
            </ol>
          </section>
          <section aria-labelledby="never">
            <h2 id="never">{t('emergency.dont')}</h2>
            <ul className="crosses rows">{threeThings.map((n) => <li key={n}><Icon name="cross" /><span>{t(`emergency.dont.${n}`)}</span></li>)}</ul>
            <Callout icon={<Icon name="info" />} title={t('emergency.notInstead')}>
              <p>{t('emergency.notInsteadText')}</p>
            </Callout>
          </section>
        </div>
        <h2>{t('emergency.cases')}</h2>
        <ul className="cards">
          {situations.map((s) => (
            <li key={s}>
              <h3><a href={href(publicPaths.situation(slugs[s]))}>{t(`emergency.${s}`)}</a></h3>
              <ul className="bullets">{threeThings.map((n) => <li key={n}>{t(`emergency.${s}.${n}`)}</li>)}</ul>
            </li>
          ))}
        </ul>
        <p className="more">
          <a href={href(publicPaths.situation('phishing'))}>{t('emergency.phishing')}</a> · <a href={href(publicPaths.situation('espionage'))}>{t('emergency.espionage')}</a> · <a href={href(publicPaths.report)}>{t('emergency.report')}</a>
        </p>
        <h2>{t('emergency.contacts')}</h2>
        <ul className="contacts">
          {view.contacts.map((c) => (
            <li key={c.name}>
              {c.href && <a className="web" href={c.href}>{c.name}</a>}
              {c.phone && <>{c.href && ' · '}<a href={telHref(c.phone)}>{c.phone}</a></>}
              <p>{c.what}</p>
            </li>
          ))}
        </ul>
        <section className="fill" aria-labelledby="fill">
          <h2 id="fill">{t('emergency.fill')}</h2>
          <ul>{blanks.map((b) => <li key={b}>{t(`emergency.fill.${b}`)}</li>)}</ul>
        </section>
      </div>
    </Frame>
  )
}

function Call({ pen }: { pen: Pen }) {
  const { t, page } = pen
  const { phone, email } = page.centre.emergency
  const { now, hours, afterHours } = callWords(pen)
  return (
    <div className="call">
      <div>
        <a className="button button-danger" href={telHref(phone)} aria-label={`${t('emergency.call')}: ${phone}`}>
          <Icon name="phone" />
          {phone}
        </a>
        {now && <p className="call-now">{now}</p>}
        {hours && <p>{now ? t('emergency.hours', { hours }) : hours}</p>}
      </div>
      <div>
        <h2>{t('emergency.closed')}</h2>
        <ul className="bullets">
          {afterHours && <li>{afterHours}</li>}
          {email && <li>{t('emergency.write', { email })}</li>}
          <li>{t('emergency.dontWait')}</li>
          <li>{keepNumbers(t('emergency.danger'))}</li>
        </ul>
      </div>
    </div>
  )
}
