import { useEffect, useRef, useState, type MouseEvent, type RefObject } from 'react'
import { Form, Link, NavLink, Outlet, useLoaderData, useLocation, useNavigation } from 'react-router'
import { BrandMark, GlyphSprite, Icon } from '#ui/icons/icon.tsx'
import type { IconName } from '#ui/icons/glyphs.data.ts'
import { LookProvider } from '#ui/console/look.tsx'
import { Toasts } from '#ui/console/toast.tsx'
import { langNames, type Lang } from '#ui/i18n/lang.ts'
import { useArrival } from './arrive.ts'
import { useMinute } from './clock.ts'
import { ExerciseBar } from './exerciseBar.tsx'
import { LineBar } from './line.tsx'
import { keep, preferredLang, preferredTheme, themes, type Theme } from './preferences.ts'
import type { Session } from './session.ts'
import { SignedOutDialog } from './signedOut.tsx'
import { emergencyPath } from './siteBar.tsx'
import { wordsOf } from './words.ts'

export const places = ['reports', 'queue', 'cases', 'territory', 'obligations', 'notices', 'watch', 'observatory', 'sharing', 'playbooks', 'coordination', 'exercise'] as const
export type PlaceKey = (typeof places)[number]
/** What the hours of a day begin with; the rest stands one press away, so that the name of the centre keeps its room. */
const EVERYDAY = 6

const placeIcons: Readonly<Record<PlaceKey, IconName>> = {
  reports: 'message', queue: 'queue', cases: 'cases', territory: 'map', obligations: 'gavel', notices: 'notice', watch: 'bell', observatory: 'chart', sharing: 'feed', playbooks: 'file', coordination: 'phone', exercise: 'play',
}

/** Bar, search, person and the page of the address. Every page below reads language, time zone and moment from here. */
export function ConsoleLayout() {
  const session = useLoaderData() as Session
  const [lang, setLang] = useState<Lang>(() => preferredLang(session.centre.languages))
  const [theme, setTheme] = useState<Theme>(preferredTheme)
  const now = useMinute()
  const t = wordsOf(lang)
  const busy = useNavigation().state !== 'idle'
  useEffect(() => {
    document.documentElement.lang = lang
    keep('lang', lang)
  }, [lang])
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
    keep('theme', theme)
  }, [theme])
  useArrival()
  return (
    <LookProvider lang={lang} timeZone={session.centre.timeZone} now={now}>
      <GlyphSprite />
      <a className="skip" href="#content">{t('skip')}</a>
      {session.exercise && <ExerciseBar t={t} />}
      <SignedOutDialog session={session} />
      <header className="bar-top">
        <a className="bar-help" href={emergencyPath(session, lang)} title={t('alarm.action')}><Icon name="help" /><span>{t('alarm.action')}</span></a>
        <Link className="bar-brand" to="/console">
          <BrandMark />
          <span>{session.centre.name[lang] ?? Object.values(session.centre.name)[0]}</span>
        </Link>
        <nav className="bar-nav" aria-label={t('nav.main')}>
          <Places t={t} of={places.slice(0, EVERYDAY)} />
          <More t={t} of={places.slice(EVERYDAY)} />
        </nav>
        <details className="bar-menu">
          <summary>
            <Icon name="menu" />
            {t('nav.menu')}
          </summary>
          <nav aria-label={t('nav.main')}>
            <Places t={t} of={places} />
          </nav>
        </details>
        <div className="bar-end">
          <Search label={t('search.label')} short={t('search.short')} />
          {session.centre.demo && (
            <span className="badge" title={t('mode.demoMeaning')}>
              <Icon name="flag" />
              {t('mode.demo')}
            </span>
          )}
          <PersonMenu {...{ session, lang, setLang, theme, setTheme, t }} />
        </div>
      </header>
      <LineBar t={t} />
      <div className="progress" role="status">{busy && <span className="sr-only">{t('loading')}</span>}</div>
      <main id="content" aria-busy={busy || undefined}>
        <Toasts words={{ undo: t('toast.undo'), close: t('toast.close'), undone: t('toast.undone'), failed: (code) => t(code === 'unavailable' ? 'toast.away' : code === 'conflict' ? 'toast.failed' : 'toast.refused'), left: (seconds) => t('toast.left', { seconds }) }}>
          <Outlet context={session} />
        </Toasts>
      </main>
    </LookProvider>
  )
}

type Words = ReturnType<typeof wordsOf>

function Places({ t, of, onPick }: { t: Words; of: readonly PlaceKey[]; onPick?: (event: MouseEvent<HTMLElement>) => void }) {
  return (
    <ul>
      {of.map((place) => (
        <li key={place}>
          <NavLink to={`/console/${place}`} onClick={onPick}>
            <Icon name={placeIcons[place]} />
            {t(`nav.${place}`)}
          </NavLink>
        </li>
      ))}
    </ul>
  )
}

/** Where one stands is said on the bar also when its link is inside. */
function More({ t, of }: { t: Words; of: readonly PlaceKey[] }) {
  const { pathname } = useLocation()
  const here = of.find((place) => pathname.startsWith(`/console/${place}`))
  return (
    <details className={here ? 'bar-more here' : 'bar-more'}>
      <summary>{t(here ? `nav.${here}` : 'nav.more')}</summary>
      <Places {...{ t, of }} onPick={shut} />
    </details>
  )
}

function Search({ label, short }: { label: string; short: string }) {
  const field = useRef<HTMLInputElement>(null)
  useSlash(field)
  return (
    <Form className="bar-search" role="search" action="/console/search">
      <Icon name="search" />
      <input ref={field} type="search" name="q" aria-label={label} placeholder={short} />
      <kbd aria-hidden="true">/</kbd>
    </Form>
  )
}

/** `/` leads to the search from anywhere, except where one is already writing. */
function useSlash(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement
      if (event.key !== '/' || event.ctrlKey || event.metaKey || target.closest('input, textarea, select, [contenteditable]')) return
      event.preventDefault()
      field.current?.focus()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [field])
}

function PersonMenu({ session, lang, setLang, theme, setTheme, t }: { session: Session; lang: Lang; setLang: (l: Lang) => void; theme: Theme; setTheme: (t: Theme) => void; t: Words }) {
  const name = session.person?.name ?? ''
  return (
    <details className="person">
      <summary aria-label={t('person.menu', { name })}>
        <Icon name="person" />
        <span>{name}</span>
      </summary>
      <div className="person-menu">
        <Choice name="lang" label={t('language')} value={lang} options={session.centre.languages.map((l) => ({ value: l, label: langNames[l] }))} onPick={setLang} />
        <Choice name="theme" label={t('theme')} value={theme} options={themes.map((v) => ({ value: v, label: t(`theme.${v}`) }))} onPick={setTheme} />
        <Link to="/account" onClick={shut}>{t('person.account')}</Link>
        {session.roles.some((role) => role === 'coordinator' || role === 'analyst') && <Link to="/console/messages" onClick={shut}>{t('person.messages')}</Link>}
        {session.roles.includes('coordinator') && (
          <>
            <Link to="/console/people" onClick={shut}>{t('person.people')}</Link>
            <Link to="/console/centre" onClick={shut}>{t('person.centre')}</Link>
            <Link to="/console/retention" onClick={shut}>{t('person.retention')}</Link>
          </>
        )}
        <a href="/">{t('person.public')}</a>
        <Form method="post" action="/sign-out">
          <button className="button button-secondary" type="submit">{t('person.out')}</button>
        </Form>
      </div>
    </details>
  )
}

/** The page changes and the bar stays: the menu would lie over what was asked for. */
const shut = (event: MouseEvent<HTMLElement>): void => event.currentTarget.closest('details')?.removeAttribute('open')

function Choice<V extends string>({ name, label, value, options, onPick }: { name: string; label: string; value: V; options: readonly { value: V; label: string }[]; onPick: (value: V) => void }) {
  return (
    <fieldset>
      <legend>{label}</legend>
      {options.map((o) => (
        <label key={o.value}>
          <input type="radio" name={name} checked={o.value === value} onChange={() => onPick(o.value)} />
          {o.label}
        </label>
      ))}
    </fieldset>
  )
}
