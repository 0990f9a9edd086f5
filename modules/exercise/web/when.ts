import { locales, type Lang } from '#ui/i18n/lang.ts'

/** `when` of a sourced fact: a day, two days with a slash between, or a month. `day` is for `<time>`, which knows no range. */
export function whenOf(when: string, lang: Lang): { readonly text: string; readonly day?: string } {
  const [from = '', to] = when.split('/')
  const withDay = from.length > 7
  const write = new Intl.DateTimeFormat(locales[lang], { ...(withDay ? { day: 'numeric' } : {}), month: 'long', year: 'numeric', timeZone: 'UTC' })
  // Ranges come with a zero before the day in Italian, single days do not.
  return to ? { text: write.formatRange(new Date(from), new Date(to)).replaceAll(/\b0(?=\d)/g, '') } : { text: write.format(new Date(from)), day: from }
}
