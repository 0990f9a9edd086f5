/** What people type into the fields of a party's own word. */
import type { Fact } from '../../contract.ts'

/** Thousands may be parted, by three. Anything else ("circa 3000", "12,5") is asked again: read in part, it would be another number. */
const whole = /^\d{1,3}(?:[\s.,\u202f\u00a0]\d{3})+$|^\d+$/
export const NOT_A_COUNT = 'count'

/** Null: nothing was typed. */
export function countIn(text: string): number | null | typeof NOT_A_COUNT {
  const typed = text.trim()
  if (typed === '') return null
  return whole.test(typed) ? Number(typed.replaceAll(/\D/g, '')) : NOT_A_COUNT
}

/** The answer of a form, in the shape that the fact has; a confirmation carries the value as it was shown. */
export function answerIn(name: Fact, form: FormData): unknown {
  const text = (field: string): string => String(form.get(field) ?? '').trim()
  if (form.has('known')) return JSON.parse(text('known')) as unknown
  const answer = text('value')
  if (name === 'population') return countIn(answer)
  if (name === 'processor') return answer === 'yes'
  if (name !== 'acn') return answer
  if (answer === 'not_listed' || answer === 'unknown') return { status: answer }
  const [on, year] = [text('noticeReceivedOn'), text('firstListedYear')]
  // The form does not ask the year of the first listing, and terms of law start from it: as known, it stays.
  return { status: answer, ...(on ? { noticeReceivedOn: on } : {}), ...(year ? { firstListedYear: Number(year) } : {}) }
}
