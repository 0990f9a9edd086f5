import type { Lang } from '#platform/contract/index.ts'
import type { Problem } from '../../core/registry/index.ts'
import en from '../../messages.en.json' with { type: 'json' }
import fr from '../../messages.fr.json' with { type: 'json' }
import it from '../../messages.it.json' with { type: 'json' }

const catalogues: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { it, fr, en }

/** A problem in one sentence of the asker's language; its code when nobody has written the sentence. */
export function sentence(problem: Problem, lang: Lang): string {
  const text = catalogues[lang][`problem.${problem.code}`] ?? problem.code
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in problem.params ? String(problem.params[name]) : whole))
}

/** The word for a code, `category.mail`; the code itself when there is none. */
export const label = (group: 'category', code: string, lang: Lang): string => catalogues[lang][`${group}.${code}`] ?? code
