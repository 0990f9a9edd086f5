import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { keepNumbers } from '#ui/components/parts.tsx'
import { EmergencyBar } from '#ui/components/site.tsx'
import { BrandMark, Icon } from '#ui/icons/icon.tsx'
import { langNames, langs, type Lang } from '#ui/i18n/lang.ts'
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
    <>
      <a className="skip" href="#content">{t('skip')}</a>
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
    </>
  )
}

/** Help before anything else; absent while the centre has no telephone to give. */
export function HelpBar({ session, lang }: { session: Session; lang: Lang }) {
  const t = useWords()
  const { phone, hours, languages } = session.centre
  if (!phone) return null
  const href = localPath({ lang, defaultLang: languages[0] ?? 'it' }, publicPaths.emergency, lang)
  return <EmergencyBar label={t('alarm.label')} action={t('alarm.action')} href={href} phone={phone} hours={hours ? [hours] : []} />
}

export function SiteFoot({ session, lang }: { session: Session; lang: Lang }) {
  const t = useWords()
  const { centre } = session
  const page = { lang, defaultLang: centre.languages[0] ?? 'it' } as const
  return (
    <footer className="foot">
      <div className="wrap">
        <p>{keepNumbers([inLang(centre.name, lang), inLang(centre.region, lang), centre.phone, centre.hours].filter(Boolean).join(' · '))}</p>
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
