/** What has been written so far in the set-up, and what is still missing in each of its steps. */
import { languages, type Lang } from '#platform/contract/index.ts'
import { openingHours } from '#platform/contract/openingHours.ts'
import type { SetUpInput } from '../contract.ts'

export type Draft = {
  readonly country: 'IT' | 'FR'
  readonly languages: readonly Lang[]
  readonly timeZone: string
  readonly name: Partial<Record<Lang, string>>
  readonly region: Partial<Record<Lang, string>>
  readonly phone: string
  /** Days on which the telephone is answered, Monday 0, and between which hours; the second pair after a pause. */
  readonly days: readonly string[]
  readonly spans: readonly (readonly [string, string])[]
  readonly closedOnHolidays: boolean
  readonly person: string
  readonly email: string
}
export type Step = 1 | 2 | 3
export type Missing = { readonly field: string; readonly what: 'languages' | 'name' | 'region' | 'person' | 'email' | 'password' | 'hours'; readonly lang?: Lang }

export const zoneOf = { IT: 'Europe/Rome', FR: 'Europe/Paris' } as const
export const emptyDraft = (lang: Lang): Draft => {
  const country = lang === 'fr' ? 'FR' : 'IT'
  return { country, languages: [lang === 'fr' ? 'fr' : 'it'], timeZone: zoneOf[country], name: {}, region: {}, phone: '', days: [], spans: [], closedOnHolidays: true, person: '', email: '' }
}

/** The draft with what a step's form holds; fields of other steps stay. */
export function withForm(draft: Draft, step: Step, form: FormData): Draft {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  if (step === 1) {
    const country = text('country') === 'FR' ? 'FR' : 'IT'
    const chosen = form.getAll('languages').map(String)
    return { ...draft, country, languages: languages.filter((one) => chosen.includes(one)), timeZone: text('timeZone') || zoneOf[country] }
  }
  if (step === 2) {
    const each = (what: string) => Object.fromEntries(draft.languages.map((one) => [one, text(`${what}-${one}`)]))
    return { ...draft, name: each('name'), region: each('region'), phone: text('phone'), days: form.getAll('days').map(String), spans: [[text('from'), text('until')], [text('from2'), text('until2')]], closedOnHolidays: form.has('holidays') }
  }
  return { ...draft, person: text('person'), email: text('email') }
}

/** @param password only looked at in step 3; it is never part of the draft. */
export function missingIn(draft: Draft, step: Step, password = ''): readonly Missing[] {
  if (step === 1) return draft.languages.length === 0 ? [{ field: 'languages', what: 'languages' }] : []
  if (step === 2) {
    const names = draft.languages.flatMap((lang) => (['region', 'name'] as const)
      .filter((what) => !draft[what][lang]).map((what) => ({ field: `${what}-${lang}`, what, lang })))
    return [...names, ...(draft.days.length > 0 && !openingHours.safeParse(hoursOf(draft)).success ? [{ field: 'from', what: 'hours' } as const] : [])]
  }
  return [
    ...(draft.person ? [] : [{ field: 'person', what: 'person' } as const]),
    ...(/^\S+@\S+\.\S+$/.test(draft.email) ? [] : [{ field: 'email', what: 'email' } as const]),
    ...(password ? [] : [{ field: 'password', what: 'password' } as const]),
  ]
}

export function inputOf(draft: Draft, token: string, password: string): SetUpInput {
  const { country, languages: all, timeZone, name, region, phone, closedOnHolidays, person, email } = draft
  const hours = openingHours.safeParse(hoursOf(draft)).data
  return { token, centre: { country, languages: [...all], timeZone, name, region, phone, hours: '', ...(hours ? { openingHours: hours, closedOnHolidays } : {}) }, coordinator: { name: person, email, password } }
}

/** The same hours on each day that was chosen; undefined when none was, and the second pair may be empty. */
function hoursOf({ days, spans: [first, second] }: Draft) {
  if (days.length === 0 || !first) return undefined
  const spans = second && (second[0] || second[1]) ? [first, second] : [first]
  return { week: Array.from({ length: 7 }, (_, day) => (days.includes(String(day)) ? spans : [])) }
}

const KEY = 'set-up'

/** Survives a reload in this tab only; there is no password in it. */
export function keepDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft))
  } catch {
    // A browser that keeps nothing loses the draft on reload, nothing else.
  }
}

export function keptDraft(lang: Lang): Draft {
  try {
    const text = sessionStorage.getItem(KEY)
    return text ? { ...emptyDraft(lang), ...(JSON.parse(text) as Partial<Draft>) } : emptyDraft(lang)
  } catch {
    return emptyDraft(lang)
  }
}

export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(KEY)
  } catch {
    // Nothing was kept.
  }
}
