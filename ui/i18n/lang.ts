/** The languages that every text of the product exists in. */
export type Lang = 'it' | 'fr' | 'en'

export const langs: readonly Lang[] = ['it', 'fr', 'en']

/** Each language in its own words, for the switch. */
export const langNames: Readonly<Record<Lang, string>> = { it: 'Italiano', fr: 'Français', en: 'English' }

/** Dates and numbers: British order for English, since readers here never expect month before day. */
export const locales: Readonly<Record<Lang, string>> = { it: 'it-IT', fr: 'fr-FR', en: 'en-GB' }

export function isLang(value: string): value is Lang {
  return (langs as readonly string[]).includes(value)
}
