/** Patterns asked of many lines at once. A line is read only where it can match: most have none of the words. */
import type { Json } from '../types.ts'
import { holdsInEvent, type Askable } from './ask.ts'

/** Lines by number from 0, each with the title of the first pattern that it satisfies. `broken`: of the lines that were read, those that are no JSON. */
export type Asked = { readonly lines: number; readonly broken: number; readonly hits: readonly (readonly [line: number, title: string])[]; /** Of each pattern, how many lines satisfy it, whatever else they satisfy. */ readonly each: readonly number[] }
const NEWLINE = 10

/** @param bytes lines, each ended by a newline. */
export function askLines(patterns: readonly Askable[], bytes: Uint8Array): Asked {
  const words = patterns.every((one) => one.needles) ? [...new Set(patterns.flatMap((one) => one.needles ?? []))] : undefined
  const wanted = words && candidates(bytes, words)
  const text = new TextDecoder()
  const hits: [number, string][] = []
  const each = patterns.map(() => 0)
  let [line, broken] = [0, 0]
  for (let at = 0; at < bytes.length; line += 1) {
    const found = bytes.indexOf(NEWLINE, at)
    const end = found < 0 ? bytes.length : found
    if (!wanted || wanted(at, end)) {
      const event = eventIn(text.decode(bytes.subarray(at, end)))
      if (event === undefined) broken += 1
      else {
        const met = patterns.flatMap(({ pattern }, i) => (holdsInEvent(pattern, event) ? [i] : []))
        for (const i of met) each[i]! += 1
        if (met.length > 0) hits.push([line, patterns[met[0]!]!.title])
      }
    }
    at = end + 1
  }
  return { lines: line, broken, hits, each }
}

function eventIn(text: string): Json | undefined {
  try { return JSON.parse(text) as Json } catch { return undefined }
}
/** Whether one of the words begins between two places, asked in rising order. */
function candidates(bytes: Uint8Array, words: readonly string[]): (from: number, to: number) => boolean {
  // One character a byte, so that places are those of the bytes; only letters of ASCII have a case here, as in the words.
  const text = new TextDecoder('latin1').decode(bytes).replace(/[A-Z]+/g, (some) => some.toLowerCase())
  // A letter that JSON writes by its number could be any.
  const places = [...words, '\\u00'].map((word) => ({ word, at: text.indexOf(word) })).filter((one) => one.at >= 0)
  return (from, to) => {
    let any = false
    for (const one of places) {
      if (one.at >= 0 && one.at < from) one.at = text.indexOf(one.word, from)
      if (one.at >= 0 && one.at < to) any = true
    }
    return any
  }
}
