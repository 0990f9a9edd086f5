import { useEffect } from 'react'
import { useRevalidator } from 'react-router'
import { isLang, langs, type Lang } from '../i18n/lang.ts'
import { useLook } from './look.tsx'

/** For loaders, which run before the layout: the language kept on this browser, else the browser's own, else Italian. */
export function chosenLang(): Lang {
  return [kept(), ...navigator.languages.map((l) => l.slice(0, 2))].find(isLang) ?? langs[0]!
}

/** Texts of the server come in one language: when the reader changes it, the page is read again. */
export function useFreshLang(shown: Lang): void {
  const { lang } = useLook()
  const { revalidate } = useRevalidator()
  useEffect(() => {
    // After the layout has kept the choice, which happens in an effect of its own.
    if (lang !== shown) setTimeout(() => void revalidate())
  }, [lang, shown, revalidate])
}

function kept(): string {
  try {
    return localStorage.getItem('lang') ?? ''
  } catch {
    return ''
  }
}
