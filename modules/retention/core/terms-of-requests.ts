/**
 * When the answer to a person is due: one month from receipt, three when it was extended (art. 12(3) GDPR). Days are those of
 * the centre; months are counted by Regulation 1182/71, art. 3(2)(c): the same number of the month, else its last day.
 * A last day that is a Saturday, a Sunday or a holiday is not moved on here: whoever answers before it is in time in any case.
 */
export const MONTHS = 1
export const EXTENDED_MONTHS = 3

/** `day` as `2026-01-31`; `2026-02-28` a month later. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Today where the centre is: the answer is late from the midnight after its last day. */
export const dayIn = (timeZone: string, now: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)
export const dueOn = (receivedOn: string, isExtended: boolean): string => monthsAfter(receivedOn, isExtended ? EXTENDED_MONTHS : MONTHS)
export const isExceeded = (due: string, today: string): boolean => today > due
export const daysLeft = (due: string, today: string): number => Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000)
