import { isLang, langs, type Lang } from '#ui/i18n/lang.ts'

export type Theme = 'system' | 'light' | 'dark'
export const themes: readonly Theme[] = ['system', 'light', 'dark']

/** What this person chose on this browser; the centre's first language where nothing was chosen. */
export function preferredLang(offered: readonly string[]): Lang {
  const chosen = [kept('lang'), ...navigator.languages.map((l) => l.slice(0, 2)), offered[0] ?? 'it']
  return chosen.find((l): l is Lang => isLang(l) && (offered.length === 0 || offered.includes(l))) ?? langs[0]!
}

export function preferredTheme(): Theme {
  const stored = kept('theme')
  return themes.find((t) => t === stored) ?? 'system'
}

type Kept = 'lang' | 'theme' | 'body'

export function keep(key: Kept, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A browser that keeps nothing still works: the choice lasts until the page is left.
  }
}

/** Empty where nothing was kept. */
export function kept(key: Kept): string {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}
