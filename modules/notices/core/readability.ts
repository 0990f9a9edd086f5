/** How hard a text is to read. Bounds come from the Gulpease study: under 60, hard for who left school at 14. */

/** Gulpease index, 0..100 (Lucisano and Piemontese 1988): 89 + (300 × sentences − 10 × letters) / words. For Italian only. */
export function gulpease(text: string): number {
  const { words, sentences, letters } = count(text)
  return words === 0 ? 100 : Math.max(0, Math.min(100, 89 + (300 * sentences - 10 * letters) / words))
}

export function wordsPerSentence(text: string): number {
  const { words, sentences } = count(text)
  return words / Math.max(1, sentences)
}

/** Modello Comuni: "tempo di lettura", 200 words a minute, at least one. */
export const readingMinutes = (text: string): number => Math.max(1, Math.ceil(count(text).words / 200))

function count(text: string): { words: number; sentences: number; letters: number } {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  // A full stop or a colon ends a sentence, also at the end of a line without one.
  const sentences = text.split(/[.!?;:\n]+(?:\s|$)|\n+/u).filter((part) => /\p{L}/u.test(part)).length
  return { words: words.length, sentences, letters: words.reduce((sum, word) => sum + [...word].length, 0) }
}
