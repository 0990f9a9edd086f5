/** The three answers of a report, as a form without a script sends them. What is typed is kept, whatever is wrong with it. */
import { situations, whos, type Contact, type Situation, type Who } from '../contract.ts'
import type { Step } from '../contract-pages.ts'
import type { ReportField, ReportValues, ReportView } from '../contract-public.ts'

export type FormErrors = ReportView['errors']
export type Answers = { readonly situation: Situation; readonly words: string; readonly danger: boolean; readonly who: Who; readonly whoName: string; readonly contact: Contact }

export const WORDS_MAX = 10_000
/** The fields of each page, and how much each may hold. */
export const fieldsOf: Readonly<Record<Step, Partial<Record<ReportField, number>>>> = {
  what: { situation: 20, words: WORDS_MAX, danger: 3 },
  who: { who: 20, whoName: 300 },
  reach: { name: 200, phone: 60, email: 254 },
}
const isOneOf = <T extends string>(list: readonly T[], value: string | undefined): value is T => (list as readonly (string | undefined)[]).includes(value)

/** What stands in the way of going on. Only the first question must be answered, and "I do not know" is an answer. */
export function problemsOf(step: Step, values: ReportValues): FormErrors {
  const long = (Object.entries(fieldsOf[step]) as [ReportField, number][]).flatMap(([field, max]) => ((values[field]?.length ?? 0) > max ? [{ field, code: 'too-long' as const }] : []))
  if (step === 'what') return [...(isOneOf(situations, values.situation) ? [] : [{ field: 'situation' as const, code: 'missing' as const }]), ...long]
  if (step === 'who') return [...(isOneOf(whos, values.who) ? [] : [{ field: 'who' as const, code: 'missing' as const }]), ...long]
  const { email = '', phone = '' } = values
  return [
    ...(email === '' || /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}$/.test(email) ? [] : [{ field: 'email' as const, code: 'not-an-address' as const }]),
    ...(phone === '' || phone.replaceAll(/\D/g, '').length >= 5 ? [] : [{ field: 'phone' as const, code: 'not-a-number' as const }]),
    ...long,
  ]
}

export function answersOf(values: ReportValues): Answers {
  const who = isOneOf(whos, values.who) ? values.who : 'unknown'
  return {
    situation: isOneOf(situations, values.situation) ? values.situation : 'unknown', words: values.words ?? '', danger: values.danger === 'yes',
    who, whoName: who === 'person' ? '' : values.whoName ?? '', contact: { name: values.name ?? '', phone: values.phone ?? '', email: values.email ?? '' },
  }
}
