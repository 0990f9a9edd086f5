import { useMatches } from 'react-router'
import { refusals } from '#platform/contract/index.ts'
import { useLook } from '#ui/console/look.tsx'
import type { Lang } from '#ui/i18n/lang.ts'
import { translator, type Catalogue } from '#ui/i18n/translator.ts'
import en from '#modules/notices/messages-console.en.json' with { type: 'json' }
import fr from '#modules/notices/messages-console.fr.json' with { type: 'json' }
import it from '#modules/notices/messages-console.it.json' with { type: 'json' }
import type { Refused } from './data.ts'

export const catalogue: Catalogue<typeof it> = { it, fr, en }
export const wordsOf = (lang: Lang) => translator(catalogue, lang)
export type Words = ReturnType<typeof wordsOf>
export type WordKey = Extract<keyof typeof it, string>

export function useWords() {
  const look = useLook()
  return { ...look, t: wordsOf(look.lang) }
}

export const isKey = (key: string): key is WordKey => key in it

/** What a refusal says: its reason where there are words for it, else the code's own sentence. */
export function sayRefusal(t: Words, { code, params }: Refused): string {
  const keys = [`refused.${String(params['reason'] ?? '')}`, `refused.${code}`]
  const key = keys.find(isKey)
  return key && isKey(key) ? t(key) : refusals[code][t.lang]
}

const problems: Readonly<Record<string, WordKey>> = {
  'the expiry is past': 'check.past_expiry', 'the expiry is more than a year away': 'check.expiry_too_far', 'the next update is past': 'check.past_next_update', 'the next update is after the expiry': 'check.next_after_expiry',
  'in the future': 'check.since_in_future', 'more than a year ago': 'check.since_too_old', 'a service is named twice': 'problem.twice', 'an address that begins with https://': 'problem.https',
  'say what happened': 'check.no_cause', 'say what still works, and where': 'check.no_still_works', 'say whether personal data are involved': 'check.no_personal_data', 'the body has not said that it is hit': 'check.not_answered',
}

/** The server's word on a field, in the reader's language. */
export function sayProblem(t: Words, problem: string): string {
  if (problem.startsWith('markup')) return t('problem.markup')
  if (problem.startsWith('characters that change')) return t('problem.direction')
  if (/too big|at most|<=/i.test(problem)) return t('problem.long')
  if (/too small|at least|>=/i.test(problem)) return t('problem.empty')
  const key = problems[problem]
  return key ? t(key) : t('problem.other')
}

/** Name of who reads, to say "you" where the server gives a name. */
export function useMyName(): string {
  for (const { loaderData } of useMatches()) {
    const person = (loaderData as { person?: { name?: string } | null } | undefined)?.person
    if (person?.name) return person.name
  }
  return ''
}
