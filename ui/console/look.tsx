import { createContext, useContext, type ReactNode } from 'react'
import { formats, type Formats } from '../i18n/formats.ts'
import type { Lang } from '../i18n/lang.ts'

/** What every page of the console is drawn with. `now` moves once a minute: relative times stay true without a reload. */
export type Look = { readonly lang: Lang; readonly timeZone: string; readonly now: string; readonly f: Formats }

const LookContext = createContext<Look | undefined>(undefined)

export function LookProvider({ lang, timeZone, now, children }: { lang: Lang; timeZone: string; now: string; children: ReactNode }) {
  return <LookContext value={{ lang, timeZone, now, f: formats(lang, now, timeZone) }}>{children}</LookContext>
}

export function useLook(): Look {
  const look = useContext(LookContext)
  if (!look) throw new Error('useLook outside the console')
  return look
}
