/** Opening hours as they are edited: a list of stretches, kept in the order of the week. */
import type { Opening } from '../contract.ts'

export const days = [1, 2, 3, 4, 5, 6, 7] as const

export const inOrder = (all: readonly Opening[]): Opening[] => all.toSorted((a, b) => a.day - b.day || a.from.localeCompare(b.from))

/** One more stretch of a day: the morning first, then what follows the last. */
export function withMore(all: readonly Opening[], day: number): Opening[] {
  const last = all.filter((one) => one.day === day).map(({ to }) => to).toSorted().at(-1)
  return inOrder([...all, last === undefined ? { day, from: '09:00', to: '13:00' } : { day, from: last < '14:00' ? '14:00' : last, to: last < '18:00' ? '18:00' : '24:00' }])
}

/** Monday's hours on every working day. */
export const likeMonday = (all: readonly Opening[]): Opening[] => {
  const monday = all.filter(({ day }) => day === 1)
  return inOrder([...all.filter(({ day }) => day > 5), ...[1, 2, 3, 4, 5].flatMap((day) => monday.map((one) => ({ ...one, day })))])
}

/** The first thing that cannot be: a stretch that ends before it begins, or two that overlap. */
export function problemIn(all: readonly Opening[]): { readonly day: number; readonly what: 'order' | 'overlap' } | undefined {
  const sorted = inOrder(all)
  const backwards = sorted.find(({ from, to }) => !(from < to))
  if (backwards) return { day: backwards.day, what: 'order' }
  const over = sorted.find((one, at) => sorted[at + 1]?.day === one.day && one.to > sorted[at + 1]!.from)
  return over && { day: over.day, what: 'overlap' }
}

/** A field for times knows no 24:00: midnight at the end of a day is written 00:00 there. */
export const shownEnd = (to: string): string => (to === '24:00' ? '00:00' : to)
export const keptEnd = (to: string): string => (to === '00:00' ? '24:00' : to)
