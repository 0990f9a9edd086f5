import { Outlet, useLoaderData, useNavigation, type LoaderFunctionArgs } from 'react-router'
import { readSession } from '#modules/identity/contract.ts'
import { LookProvider } from '#ui/console/look.tsx'
import { GlyphSprite } from '#ui/icons/icon.tsx'
import { useFace } from './face.ts'
import { client, type Session } from './session.ts'
import { SiteBar, SiteFoot } from './siteBar.tsx'

/** Whoever comes to the door is a guest: nothing here asks for a session. */
export const gateLoader = ({ request }: LoaderFunctionArgs): Promise<Session> => client(readSession, { signal: request.signal })

export function GateLayout() {
  const session = useLoaderData() as Session
  const { lang, setLang, now } = useFace(session.centre.languages)
  const busy = useNavigation().state !== 'idle'
  return (
    <LookProvider lang={lang} timeZone={session.centre.timeZone} now={now}>
      <GlyphSprite />
      <div className="face">
        <SiteBar {...{ session, lang, setLang }} home="/sign-in" />
        <main id="content" className="wrap gate" aria-busy={busy || undefined}>
          <Outlet context={session} />
        </main>
        <SiteFoot {...{ session, lang }} />
      </div>
    </LookProvider>
  )
}
