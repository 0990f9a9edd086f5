import { refusals, type RefusalCode } from '#platform/contract/index.ts'
import { useLook } from '#ui/console/look.tsx'
import type { Formats } from '#ui/i18n/formats.ts'
import type { Lang } from '#ui/i18n/lang.ts'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import en from '../messages.en.json' with { type: 'json' }
import fr from '../messages.fr.json' with { type: 'json' }
import it from '../messages.it.json' with { type: 'json' }

export const catalogue: Catalogue<typeof it> = { it, fr, en }
export type Words = Translator<typeof it>
type Key = keyof typeof it

export const wordsOf = (lang: Lang): Words => translator(catalogue, lang)

export type Pen = { readonly t: Words; readonly f: Formats; readonly lang: Lang }
export function usePen(): Pen {
  const { lang, f } = useLook()
  return { t: wordsOf(lang), f, lang }
}

/** The word for a code of the wire, as `kind.municipality`; the code with its dashes as blanks where nobody has written one. */
export function say(t: Words, group: 'kind' | 'category' | 'depKind' | 'source' | 'class' | 'effect' | 'format' | 'asset' | 'skip' | 'role', code: string): string {
  const key = group === 'source' && /^demo-\d+$/.test(code) ? 'source.demo' : group === 'source' && `format.${code}` in it ? `format.${code}` : `${group}.${code}`
  return key in it ? t(key as Key) : code.replaceAll(/[-_]/g, ' ')
}

/** `offline`: there was no answer at all. */
export const sayRefusal = (t: Words, refused: { readonly code: RefusalCode; readonly offline: boolean }): string => (refused.code === 'unavailable' && refused.offline ? t('web.offline') : refusals[refused.code][t.lang])

/** Minutes as a person says them: "subito", "dopo 30 min", "dopo 12 ore", "dopo 3 giorni". */
export function afterMinutes(t: Words, minutes: number): string {
  return minutes === 0 ? t('after.now') : t('after.some', { time: minutesText(t, minutes) })
}

export function minutesText(t: Words, minutes: number): string {
  if (minutes < 60) return t.n('time.minutes', minutes)
  // By halves: an hour and a half said as two would promise time that is not there.
  if (minutes < 2880 || minutes % 1440 !== 0) return t.n('time.hours', Math.round(minutes / 30) / 2)
  return t.n('time.days', minutes / 1440)
}

/** 0..1 in three bars: what is known from one's own word is high. */
export const confidenceLevel = (confidence: number): 1 | 2 | 3 => (confidence >= 0.85 ? 3 : confidence >= 0.5 ? 2 : 1)
const confidenceKeys = { 1: 'confidence.low', 2: 'confidence.medium', 3: 'confidence.high' } as const
export const confidenceWord = (t: Words, confidence: number): string => t(confidenceKeys[confidenceLevel(confidence)])
