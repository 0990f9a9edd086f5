import { answeringWords, hoursWords } from '#ui/i18n/hours.ts'
import type { Pen } from './words.ts'

/** What a caller is told of the telephone. `now` and `open` only where the hours are known as hours. */
export type CallWords = { readonly open?: boolean; readonly now?: string; readonly hours?: string; readonly afterHours?: string }

/** The same words in a line or two: now, then what to do when nobody answers. */
export function callLines(pen: Pen): string[] {
  const { now, hours, afterHours } = callWords(pen)
  return [now ?? hours, now ? (afterHours ?? hours) : afterHours].filter((line) => line !== undefined)
}

export function callWords({ page }: Pen): CallWords {
  const { openingHours, hours, afterHours } = page.centre.emergency
  const after = afterHours ? { afterHours } : {}
  if (!openingHours) return { ...(hours ? { hours } : {}), ...after }
  const { open, text } = answeringWords(openingHours, page.now, page.timeZone, page.lang)
  return { open, now: text, hours: hoursWords(openingHours, page.lang), ...after }
}
