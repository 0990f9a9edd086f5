import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { keepNumbers } from '#ui/components/parts.tsx'
import { EmergencyBar, SiteHeader } from '#ui/components/site.tsx'
import { useLook } from '#ui/console/look.tsx'
import { answeringWords, hoursWords } from '#ui/i18n/hours.ts'
import { langNames, langs, type Lang } from '#ui/i18n/lang.ts'
import { EUROPEAN_NUMBER, localPath, publicPaths } from '#modules/notices/contract-public.ts'
import { inLang, useWords } from '#modules/identity/web/words.ts'
import type { Session } from './session.ts'
import { wordsOf } from './words.ts'

type Props = { readonly session: Session; readonly lang: Lang; readonly setLang: (lang: Lang) => void; readonly home: string; readonly children?: ReactNode }

/** The head of the pages outside the console: the same face as the public site's. */
export function SiteBar({ session, lang, setLang, home, children }: Props) {
  const t = wordsOf(lang)
  const { centre } = session
  const offered = centre.languages.length > 0 ? langs.filter((one) => centre.languages.includes(one)) : langs
  return (
    <SiteHeader
      skip={t('skip')}
      emergency={<HelpBar session={session} lang={lang} />}
      region={inLang(centre.region, lang)}
      name={inLang(centre.name, lang) || 'Bastida'}
      badge={centre.demo ? { word: t('mode.demo'), meaning: t('mode.demoMeaning') } : undefined}
      languages={
        <div className="languages" role="group" aria-label={t('language')}>
          {offered.map((one) => (
            <button key={one} type="button" lang={one} aria-pressed={one === lang} aria-label={`${one}, ${langNames[one]}`} onClick={() => setLang(one)}>{one}</button>
          ))}
        </div>
      }
      brand={(inside) => <Link className="brand" to={home}>{inside}</Link>}
      nav={children}
    />
  )
}

/** Help before anything else; absent until the centre is set up. */
function HelpBar({ session, lang }: { session: Session; lang: Lang }) {
  const t = useWords()
  const { now } = useLook()
  const { phone, hours, openingHours, timeZone } = session.centre
  if (!session.centre.ready) return null
  const said = openingHours && answeringWords(openingHours, now, timeZone, lang)
  return <EmergencyBar label={t('alarm.label')} action={t('alarm.action')} href={emergencyPath(session, lang)} phone={phone || EUROPEAN_NUMBER} lines={said ? [said.text, hoursWords(openingHours, lang)] : hours ? [hours] : []} />
}

/** Where help is, in the language of the page. */
export const emergencyPath = ({ centre }: Session, lang: Lang): string => localPath({ lang, defaultLang: centre.languages[0] ?? 'it' }, publicPaths.emergency)

export function SiteFoot({ session, lang }: { session: Session; lang: Lang }) {
  const t = useWords()
  const { centre } = session
  const page = { lang, defaultLang: centre.languages[0] ?? 'it' } as const
  const mails = [centre.email, centre.certifiedMail].flatMap((one) => one || [])
  return (
    <footer className="foot">
      <div className="wrap">
        <address>
          {linesOf(centre, lang).map((line) => <p key={line}>{keepNumbers(line)}</p>)}
          {mails.length > 0 && <p>{mails.map((one, at) => <span key={one}>{at > 0 && ' · '}<a href={`mailto:${one}`}>{one}</a></span>)}</p>}
        </address>
        <ul>
          <li><a href={localPath(page, publicPaths.home)}>{t('foot.public')}</a></li>
          <li><a href={localPath(page, publicPaths.accessibility)}>{t('foot.accessibility')}</a></li>
          <li><a href={localPath(page, publicPaths.privacy)}>{t('foot.privacy')}</a></li>
        </ul>
        <p className="foot-notes">{t('foot.authorities')}{centre.demo && ` ${wordsOf(lang)('mode.demoMeaning')}.`}</p>
      </div>
    </footer>
  )
}

function linesOf({ name, region, address, phone, openingHours, hours }: Session['centre'], lang: Lang): readonly string[] {
  const joined = (parts: readonly string[]) => parts.filter(Boolean).join(' · ')
  return [joined([inLang(name, lang), inLang(region, lang)]), address?.split('\n').join(', ') ?? '', joined([phone, openingHours ? hoursWords(openingHours, lang) : hours])].filter(Boolean)
}
