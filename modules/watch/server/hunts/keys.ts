/** What is asked, named the same while it is asked and when it is told. */
import { createHash } from 'node:crypto'
import { eachValue, type Kind, type Store } from '#engines/indicators/index.ts'

/** Short, whatever the words are. */
export const keyOf = (...words: readonly string[]): string => createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 32)
/** Of a bundle, by the identifier of the indicator, else by its place. */
export const patternKey = (id: string, n: number): string => keyOf('pattern', id || String(n))

export function valuesIn(store: Store): { kind: Kind; value: string }[] {
  const found: { kind: Kind; value: string }[] = []
  eachValue(store, ({ kind, value }) => { found.push({ kind, value }) })
  return found
}
