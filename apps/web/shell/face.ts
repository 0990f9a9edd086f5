import { useEffect, useState } from 'react'
import type { Lang } from '#ui/i18n/lang.ts'
import { useMinute } from './clock.ts'
import { keep, preferredLang, preferredTheme } from './preferences.ts'

/** Language, theme and minute of the pages outside the console; chosen in one place, kept for all. */
export function useFace(offered: readonly string[]): { lang: Lang; setLang: (lang: Lang) => void; now: string } {
  const [lang, setLang] = useState<Lang>(() => preferredLang(offered))
  const now = useMinute()
  useEffect(() => {
    document.documentElement.lang = lang
    document.documentElement.dataset['theme'] = preferredTheme()
    keep('lang', lang)
  }, [lang])
  return { lang, setLang, now }
}
