import { refusals } from '#platform/contract/index.ts'
import { useLook, type Look } from '#ui/console/look.tsx'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import type { DocumentProblem, PlanItem } from '../contract.ts'
import en from '../messages.en.json' with { type: 'json' }
import fr from '../messages.fr.json' with { type: 'json' }
import it from '../messages.it.json' with { type: 'json' }
import type { Refused } from './data.ts'

export const catalogue: Catalogue<typeof it> = { it, fr, en }
export type Words = Translator<typeof it>
type Key = keyof typeof it

export function useWords(): Look & { readonly t: Words } {
  const look = useLook()
  return { ...look, t: translator(catalogue, look.lang) }
}

/** A problem of the document as a sentence; the code itself where a newer server sends one without words. */
export function sayProblem(t: Words, list: (items: readonly string[]) => string, { code, params }: DocumentProblem): string {
  const key = `problem.${code}`
  return key in it ? t(key as Key, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? value.map((one) => one.replace(/\.$/, '')).join(' → ') : value]))) : list([code])
}

export function sayRefused(t: Words, { code, reason }: Refused): string {
  if (code === 'offline' || code === 'unavailable') return t('fail.away')
  const key = `fail.${reason ?? code}`
  return key in it ? t(key as Key) : refusals[code][t.lang]
}

/** What an item is called: its name, or what it is. */
export function sayName(t: Words, item: PlanItem): string {
  const name = item.name[t.lang]
  if (item.kind === 'exception') return t('step.exception')
  if (item.id.endsWith('#outcome')) return t('step.worked', { name })
  return name || item.condition || item.commands.find((one) => one.text)?.text.split('\n')[0] || (item.kind === 'together' ? t('step.together') : t('step.unnamed'))
}

export function sayAnswer(t: Words, item: PlanItem, answer: string): string {
  if (item.kind === 'exception') return t('answer.exception')
  if (item.kind === 'choose') return answer === 'default' ? t('branch.default') : answer
  return answer === 'yes' || answer === 'no' ? t(`answer.${answer}`) : answer
}

/** Which branch this is, of which question. */
export function sayBranch(t: Words, of: PlanItem | undefined, answer: string): string {
  switch (of?.kind) {
    case 'exception': return t('branch.exception')
    case 'together': return t('branch.way', { n: answer })
    case 'choose': return answer === 'default' ? t('branch.default') : t('branch.case', { label: answer })
    case 'repeat': return answer === 'yes' ? t('branch.repeat') : t('branch.no')
    default: return t(answer === 'no' ? 'branch.no' : 'branch.yes')
  }
}
