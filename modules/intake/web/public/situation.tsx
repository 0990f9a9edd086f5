import { Callout, keepNumbers } from '#ui/components/parts.tsx'
import { telHref } from '#ui/components/site.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { intakePaths } from '#modules/intake/contract-pages.ts'
import { coordinationPaths } from '#modules/coordination/contract-pages.ts'
import type { Guided, SituationView } from '#modules/intake/contract-public.ts'
import { callLines } from '#modules/notices/web/public/call.ts'
import { Frame } from '#modules/notices/web/public/frame.tsx'
import type { Pen } from '#modules/notices/web/public/words.ts'
import { publicPaths } from '#modules/notices/contract-public.ts'
import { wordsOf } from './words.ts'

/** What a spy does is none of the situations of that page. */
const complaintOf = (situation: Guided) => (situation === 'espionage' ? 'other' : situation)
const three = ['1', '2', '3'] as const

/** What one sees, the first three gestures, whom to call. One sheet of paper. */
export function SituationPage({ view, pen }: { view: SituationView; pen: Pen }) {
  const w = wordsOf(pen)
  const { t, href, page } = pen
  const { situation } = view
  const { phone } = page.centre.emergency
  return (
    <Frame pen={pen} title={w(`situation.${situation}`)} description={w('guide.first')} withoutAlarm path={[{ label: t('emergency.title'), href: href(publicPaths.emergency) }, { label: w(`situation.${situation}`) }]}>
      <div className="emergency">
        <h1>{w(`situation.${situation}`)}</h1>
        <p className="summary">{w(`guide.${situation}`)}</p>
        <div className="call">
          <div>
            <a className="button button-danger" href={telHref(phone)} aria-label={`${t('emergency.call')}: ${phone}`}><Icon name="phone" />{phone}</a>
            {callLines(pen).map((line) => <p key={line}>{line}</p>)}
          </div>
          <div>
            <h2>{w('guide.callback')}</h2>
            <p>{w('guide.callbackText')}</p>
            <p><a href={href(`${intakePaths.report}?about=${situation}`)}>{w('guide.report')}</a></p>
          </div>
        </div>
        <h2>{w('guide.first')}</h2>
        <ol className="numbered">{three.map((n) => <li key={n}><h3>{w(`guide.${situation}.${n}.title`)}</h3><p>{keepNumbers(w(`guide.${situation}.${n}`))}</p></li>)}</ol>
        <h2>{w('guide.whom')}</h2>
        <ul className="contacts">
          {view.call.map((one) => (
            <li key={one.name}>
              {one.href ? <a className="web" href={one.href}>{one.name}</a> : one.phone !== one.name && <strong>{one.name}</strong>}
              {one.phone && <>{one.phone !== one.name && ' · '}<a href={telHref(one.phone)}>{one.phone}</a></>}
              <p>{one.what}</p>
            </li>
          ))}
        </ul>
        <p><a href={href(`${coordinationPaths.complaint}?about=${complaintOf(situation)}`)}>{w('guide.complaint')}</a> · <a href={href(coordinationPaths.responders)}>{w('guide.responders')}</a></p>
        <Callout icon={<Icon name="info" />} title={t('emergency.notInstead')}><p>{t('emergency.notInsteadText')}</p></Callout>
      </div>
    </Frame>
  )
}
