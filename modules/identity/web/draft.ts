/** What is written about a centre, in set-up and afterwards, and what is still missing in each of its parts. */
import type { Lang } from '#platform/contract/index.ts'
import type { CentreInput, Contacts, SetUpInput } from '../contract.ts'
import { hoursOf, noHours, saidOf, wrongDay, type DayKey, type Hours } from './weekly.ts'

/** Fields of one line that may stay empty: addresses of the centre's, and whom to ask about personal data. */
export const mails = ['mail', 'emergencyMail', 'certifiedMail', 'accessibility'] as const

/** `mail`: the centre's; `email` is the coordinator's own. `rest`: what no field shows stays as it was. */
export type Draft = {
  readonly country: 'IT' | 'FR'
  readonly languages: readonly Lang[]
  readonly timeZone: string
  readonly name: Partial<Record<Lang, string>>
  readonly region: Partial<Record<Lang, string>>
  readonly phone: string
  readonly weekly: Hours
  readonly closedOnHolidays: boolean
  readonly after: Partial<Record<Lang, string>>
  readonly address: string
  readonly dpo: string
  readonly rest: Pick<Contacts, 'hours' | 'inTerritory'>
  readonly person: string
  readonly email: string
} & { readonly [Mail in (typeof mails)[number]]: string }
/** Where, what it is called, how it is reached, who coordinates. */
export type Step = 1 | 2 | 3 | 4
export type Missing = { readonly field: string; readonly what: 'languages' | 'name' | 'region' | 'mail' | 'weekly' | 'person' | 'email' | 'password'; readonly lang?: Lang; readonly day?: DayKey }

export const zoneOf = { IT: 'Europe/Rome', FR: 'Europe/Paris' } as const
/** The first of those chosen is the one without a prefix in public addresses. */
const firstIn = { IT: ['it', 'fr', 'en'], FR: ['fr', 'it', 'en'] } as const
export const emptyDraft = (lang: Lang): Draft => {
  const country = lang === 'fr' ? 'FR' : 'IT'
  return {
    country, languages: [lang === 'fr' ? 'fr' : 'it'], timeZone: zoneOf[country], name: {}, region: {},
    phone: '', weekly: noHours, closedOnHolidays: true, after: {}, mail: '', emergencyMail: '', certifiedMail: '', accessibility: '', address: '', dpo: '', rest: {}, person: '', email: '',
  }
}

/** The draft with what a step's form holds; fields of other steps stay, and so do those that a shorter form leaves out. */
export function withForm(draft: Draft, step: Step, form: FormData): Draft {
  const text = (name: string): string => String(form.get(name) ?? '').trim()
  const each = (what: string) => Object.fromEntries(draft.languages.map((one) => [one, text(`${what}-${one}`)]))
  if (step === 1) {
    const country = text('country') === 'FR' ? 'FR' : 'IT'
    const chosen = form.getAll('languages').map(String)
    return { ...draft, country, languages: firstIn[country].filter((one) => chosen.includes(one)), timeZone: text('timeZone') || zoneOf[country] }
  }
  if (step === 2) return { ...draft, name: each('name'), region: each('region') }
  if (step === 3) {
    const lines = Object.fromEntries((['phone', 'dpo', 'address', ...mails] as const).filter((name) => form.has(name)).map((name) => [name, text(name)]))
    return { ...draft, ...lines, weekly: hoursOf(JSON.parse(text('weekly') || 'null') as Hours | undefined), closedOnHolidays: form.has('holidays'), after: each('after') }
  }
  return { ...draft, person: text('person'), email: text('email') }
}

/** @param password only looked at in the last step; it is never part of the draft. */
export function missingIn(draft: Draft, step: Step, password = ''): readonly Missing[] {
  if (step === 1) return draft.languages.length === 0 ? [{ field: 'languages', what: 'languages' }] : []
  if (step === 2) {
    return draft.languages.flatMap((lang) => (['region', 'name'] as const)
      .filter((what) => !draft[what][lang]).map((what) => ({ field: `${what}-${lang}`, what, lang })))
  }
  if (step === 3) {
    const day = wrongDay(draft.weekly)
    return [
      ...(day === undefined ? [] : [{ field: `weekly-${day}`, what: 'weekly', day } as const]),
      ...mails.filter((field) => draft[field] !== '' && !isAddress(draft[field])).map((field) => ({ field, what: 'mail' }) as const),
    ]
  }
  return [
    ...(draft.person ? [] : [{ field: 'person', what: 'person' } as const]),
    ...(isAddress(draft.email) ? [] : [{ field: 'email', what: 'email' } as const]),
    ...(password ? [] : [{ field: 'password', what: 'password' } as const]),
  ]
}

const isAddress = (text: string): boolean => /^\S+@\S+\.\S+$/.test(text)

export function centreOf({ country, languages: all, timeZone, name, region, phone, weekly, closedOnHolidays, after, mail, emergencyMail, certifiedMail, accessibility, address, dpo, rest }: Draft): CentreInput {
  const filled = (texts: Draft['after']) => Object.fromEntries(Object.entries(texts).filter(([, text]) => text)) as Draft['after']
  const lines = { email: mail, emergencyEmail: emergencyMail, certifiedMail, accessibility, dpo, address: address.split('\n').map((line) => line.trim()).filter(Boolean).join('\n') }
  const hours = saidOf(weekly)
  return {
    country, languages: [...all], timeZone, name: filled(name), region: filled(region), ...rest, phone, afterHours: filled(after),
    ...Object.fromEntries(Object.entries(lines).filter(([, text]) => text)),
    ...(hours ? { openingHours: hours as CentreInput['openingHours'], closedOnHolidays } : {}),
  }
}

export const inputOf = (draft: Draft, token: string, password: string): SetUpInput => ({ token, centre: centreOf(draft), coordinator: { name: draft.person, email: draft.email, password } })

/** A centre that is there already, as it is edited. */
export function draftOf({ name, region, country, languages: all, timeZone, phone, openingHours, closedOnHolidays = false, afterHours = {}, email = '', emergencyEmail = '', certifiedMail = '', accessibility = '', address = '', dpo = '', hours, inTerritory }: CentreInput): Draft {
  return {
    country, languages: all, timeZone, name, region, phone, weekly: hoursOf(openingHours), closedOnHolidays, after: afterHours, mail: email, emergencyMail: emergencyEmail, certifiedMail, accessibility, address, dpo,
    rest: { ...(hours ? { hours } : {}), ...(inTerritory ? { inTerritory } : {}) }, person: '', email: '',
  }
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
