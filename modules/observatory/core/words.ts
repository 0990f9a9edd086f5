/** What a record is found by: words without accents and case, of what any source calls it, of who was hit, and of the sources. */
import type { Facts, Statement } from '../contract-facts.ts'

/** A text that nobody reads to its end is not searched to its end. */
const MOST_SIGNS = 50_000
const MOST_ASKED = 12

const split = (text: string): string[] => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean)

export function wordsOf(facts: Facts, said: readonly { readonly facts: Facts; readonly source: Pick<Statement['source'], 'title' | 'publisher'> }[]): string {
  const texts = [
    facts.title, facts.summary, ...(facts.victims ?? []).flatMap((one) => [one.name, one.place]), ...(facts.providers ?? []).map((one) => one.name), ...(facts.claims ?? []).map((one) => one.by),
    ...said.flatMap(({ facts: { title, summary }, source }) => [source.title, source.publisher, title, summary]),
  ]
  return [...new Set(split(texts.join(' ')))].join(' ').slice(0, MOST_SIGNS)
}

/** As PostgreSQL is asked: all of the words, each as the beginning of one; numbers whole. Nothing where there is no word. */
export function queryOf(text: string): string | undefined {
  const words = split(text).slice(0, MOST_ASKED)
  return words.length === 0 ? undefined : words.map((word) => (/^\d+$/.test(word) ? word : `${word}:*`)).join(' & ')
}
