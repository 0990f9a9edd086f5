import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { keepNumbers } from '#ui/components/parts.tsx'
import { EmergencyBar } from '#ui/components/site.tsx'
import { BrandMark, Icon } from '#ui/icons/icon.tsx'
import { langNames, langs, type Lang } from '#ui/i18n/lang.ts'
import { sayWeek } from '#ui/i18n/week.ts'
import { localPath, publicPaths } from '#modules/notices/contract-public.ts'
import { inLang, useWords } from '#modules/identity/web/words.ts'
import type { Session } from './session.ts'
import { wordsOf } from './words.ts'

type Props = { readonly session: Session; readonly lang: Lang; readonly setLang: (lang: Lang) => void; readonly home: string; readonly children?: ReactNode }

/** The head of the pages outside the console: region, language, name of the centre. The same face as the public site's. */
export function SiteBar({ session, lang, setLang, home, children }: Props) {
  const t = wordsOf(lang)
  const { centre } = session
  const offered = centre.languages.length > 0 ? langs.filter((one) => centre.languages.includes(one)) : langs
  return (
    <header>
      <div className="slim">
        <div className="wrap">
          <span className="slim-region">{inLang(centre.region, lang)}</span>
          {centre.demo && (
            <span className="badge" title={t('mode.demoMeaning')}>
              <Icon name="flag" />
              {t('mode.demo')}
            </span>
          )}
          <div className="languages" role="group" aria-label={t('language')}>
            {offered.map((one) => (
              <button key={one} type="button" lang={one} aria-pressed={one === lang} aria-label={`${one}, ${langNames[one]}`} onClick={() => setLang(one)}>{one}</button>
            ))}
          </div>
        </div>
      </div>
      <div className="head">
        <div className="wrap">
          <Link className="brand" to={home}>
            <BrandMark />
            <span>
              <span className="brand-name">{inLang(centre.name, lang) || 'Bastida'}</span>
              <span className="brand-region">{inLang(centre.region, lang)}</span>
            </span>
          </Link>
          {children}
        </div>
      </div>
    </header>
  )
}

export const Skip = ({ lang }: { lang: Lang }) => <a className="skip" href="#content">{wordsOf(lang)('skip')}</a>

/** Help before anything else: the first link of the page, drawn under its head. */
export function HelpBar({ session, lang }: { session: Session; lang: Lang }) {
  const t = useWords()
  const { phone, outside, languages } = session.centre
  const href = localPath({ lang, defaultLang: languages[0] ?? 'it' }, publicPaths.emergency, lang)
  return <EmergencyBar label={t('alarm.label')} action={t('alarm.action')} href={href} phone={phone} hours={[hoursOf(session.centre, lang), inLang(outside ?? {}, lang)].filter(Boolean)} />
}

export function SiteFoot({ session, lang }: { session: Session; lang: Lang }) {
  const t = useWords()
  const { centre } = session
  const page = { lang, defaultLang: centre.languages[0] ?? 'it' } as const
  const mails = [centre.email, centre.pec].flatMap((one) => one || [])
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

/** The centre's own sentence in its own language; in the others what follows from the week. */
function hoursOf({ hours, weekly = [], languages }: Session['centre'], lang: Lang): string {
  return (lang === languages[0] && hours) || sayWeek(weekly, lang) || hours
}

function linesOf(centre: Session['centre'], lang: Lang): readonly string[] {
  const { name, region, address, phone } = centre
  return [[inLang(name, lang), inLang(region, lang)].filter(Boolean).join(' · '), address?.join(', ') ?? '', [phone, hoursOf(centre, lang)].filter(Boolean).join(' · ')].filter(Boolean)
}
