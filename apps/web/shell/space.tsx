import { lazy, Suspense } from 'react'
import { Form, Link, NavLink, Outlet, useLoaderData, useLocation, useNavigation, type RouteObject } from 'react-router'
import { useWords } from '#modules/identity/web/words.ts'
import { LookProvider, useLook } from '#ui/console/look.tsx'
import { BODY, inSpace, SpaceContext, type Space } from '#ui/console/space.ts'
import { Icon, GlyphSprite } from '#ui/icons/icon.tsx'
import type { Lang } from '#ui/i18n/lang.ts'
import { useArrival } from './arrive.ts'
import { useFace } from './face.ts'
import { LineBar } from './line.tsx'
import { bodyOf, type Session } from './session.ts'
import { SignedOutDialog } from './signedOut.tsx'
import { SiteBar, SiteFoot } from './siteBar.tsx'
import { wordsOf } from './words.ts'

const SeenCard = lazy(async () => ({ default: (await import('#modules/identity/web/parts/seenCard.tsx')).SeenCard }))

/** A page of the space that stands in its head: `handle: { label }` in the three languages. */
export type SpacePage = RouteObject & { readonly handle?: { readonly label?: Readonly<Record<Lang, string>> } }

/** The same frame for /space and, for people of a body, for /account. */
export function spaceLayout(pages: readonly SpacePage[]) {
  return function SpaceLayout() {
    const session = useLoaderData() as Session
    const { lang, setLang, now } = useFace(session.centre.languages)
    return (
      <LookProvider lang={lang} timeZone={session.centre.timeZone} now={now}>
        <GlyphSprite />
        <Frame {...{ session, lang, setLang }} pages={pages} />
      </LookProvider>
    )
  }
}

function Frame({ session, lang, setLang, pages }: { session: Session; lang: Lang; setLang: (lang: Lang) => void; pages: readonly SpacePage[] }) {
  const { pathname, search } = useLocation()
  const busy = useNavigation().state !== 'idle'
  const body = bodyOf(session, new URLSearchParams(search).get(BODY))
  const space = body && { body, bodies: session.parties }
  useArrival()
  return (
    <SpaceContext value={space}>
      <SignedOutDialog session={session} />
      <div className="face">
        <SiteBar {...{ session, lang, setLang }} home="/space">
          <Places {...{ session, pages, space }} />
        </SiteBar>
        <LineBar t={wordsOf(lang)} />
        <div className="progress" role="status">{busy && <span className="sr-only">…</span>}</div>
        <main id="content" className="wrap space" aria-busy={busy || undefined}>
          {space ? <WorksFor session={session} space={space} /> : null}
          {space || !pathname.startsWith('/space') ? <Outlet context={session} /> : <NoBody />}
          {space && /^\/space\/?$/.test(pathname) && session.roles.some((role) => role === 'member' || role === 'admin') && <Suspense><SeenCard key={space.body.id} space={space} /></Suspense>}
        </main>
        <SiteFoot {...{ session, lang }} />
      </div>
    </SpaceContext>
  )
}

function Places({ session, pages, space }: { session: Session; pages: readonly SpacePage[]; space: Space | undefined }) {
  const t = useWords()
  const { lang } = useLook()
  const links = space ? [
    { to: inSpace('/space', space), label: t('space.home'), end: true },
    ...pages.flatMap(({ path, handle }) => (path && handle?.label ? [{ to: inSpace(`/space/${path}`, space), label: handle.label[lang], end: false }] : [])),
    ...(session.memberships.some(({ role, partyId }) => role === 'admin' && partyId === space.body.id) ? [{ to: inSpace('/space/people', space), label: t('people.title'), end: false }] : []),
  ] : []
  return (
    <nav className="places" aria-label={t('space.nav')}>
      <ul>
        {links.map((one) => <li key={one.to}><NavLink to={one.to} end={one.end}>{one.label}</NavLink></li>)}
        <li><NavLink to={space ? inSpace('/account', space) : '/account'}><Icon name="person" />{session.person?.name}</NavLink></li>
        <li>
          <Form method="post" action="/sign-out"><button className="link">{t('signIn.out')}</button></Form>
        </li>
      </ul>
    </nav>
  )
}

/** Who acts for several bodies sees at every moment for which one, and changes it on the same page. */
function WorksFor({ session, space }: { session: Session; space: Space }) {
  const t = useWords()
  const { pathname } = useLocation()
  const held = session.memberships.filter(({ partyId }) => partyId === space.body.id).map(({ role }) => t(`role.${role}`))
  const [before = '', after = ''] = t('space.for').split('{body}')
  return (
    <div className="works-for">
      <p>{before}<strong>{space.body.name}</strong>{after}{held.length > 0 && <span className="soft"> · {held.join(', ')}</span>}</p>
      {space.bodies.length > 1 && (
        <Form action={pathname} key={space.body.id}>
          <label htmlFor="works-for">{t('space.switch')}</label>
          <select className="select-field" id="works-for" name={BODY} defaultValue={space.body.id}>
            {space.bodies.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
          <button className="button button-secondary">{t('space.switch.submit')}</button>
        </Form>
      )}
    </div>
  )
}

function NoBody() {
  const t = useWords()
  return (
    <div className="page-head">
      <title>{t('space.none')}</title>
      <h1>{t('space.none')}</h1>
      <p className="page-lead">{t('space.none.text')} <Link to="/account">{t('account.title')}</Link></p>
    </div>
  )
}
