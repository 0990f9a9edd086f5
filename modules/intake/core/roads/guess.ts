/** What a mail or a row does not say of itself, guessed at little cost. A person corrects it at the desk. */
import type { Lang } from '#platform/contract/index.ts'
import type { Situation } from '../../contract.ts'
import { signsOfSituation, stopWords } from './guess.data.ts'

/** So much of a text says enough. */
const READ = 8000
const plain = (text: string) => text.slice(0, READ).toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')

/** The language with the most small words of its own; `otherwise` when none leads. */
export function langOf(text: string, otherwise: Lang = 'it'): Lang {
  const words = text.slice(0, READ).toLowerCase().split(/[^\p{L}]+/u)
  const counts = (Object.entries(stopWords) as [Lang, readonly string[]][]).map(([lang, list]) => { const set = new Set(list); return { lang, n: words.filter((word) => set.has(word)).length } }).sort((a, b) => b.n - a.n)
  return counts[0]!.n > counts[1]!.n ? counts[0]!.lang : otherwise
}

export function situationOf(text: string): Situation {
  const words = ` ${plain(text).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `
  let best: { situation: Situation; n: number } = { situation: 'unknown', n: 0 }
  for (const [situation, signs] of signsOfSituation) {
    const n = signs.filter((sign) => words.includes(` ${sign}`)).length
    if (n > best.n) best = { situation, n }
  }
  return best.situation
}
