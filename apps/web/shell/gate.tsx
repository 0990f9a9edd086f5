import { Outlet, useLoaderData, useNavigation } from 'react-router'
import { LookProvider } from '#ui/console/look.tsx'
import { GlyphSprite } from '#ui/icons/icon.tsx'
import { useArrival } from './arrive.ts'
import { useFace } from './face.ts'
import { LineBar } from './line.tsx'
import type { Session } from './session.ts'
import { SiteBar, SiteFoot } from './siteBar.tsx'
import { wordsOf } from './words.ts'

/** The frame of the pages before anyone is signed in. */
export function GateLayout() {
  const session = useLoaderData() as Session
  const { lang, setLang, now } = useFace(session.centre.languages)
  const busy = useNavigation().state !== 'idle'
  useArrival()
  return (
    <LookProvider lang={lang} timeZone={session.centre.timeZone} now={now}>
      <GlyphSprite />
      <div className="face">
        <SiteBar {...{ session, lang, setLang }} home="/sign-in" />
        <LineBar t={wordsOf(lang)} />
        <main id="content" className="wrap gate" aria-busy={busy || undefined}>
          <Outlet context={session} />
        </main>
        <SiteFoot {...{ session, lang }} />
      </div>
    </LookProvider>
  )
}
