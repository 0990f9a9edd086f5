/** Modifiers that change the value itself: dashes of Windows, UTF-16, Base64. */
import { MAX_SPELLINGS } from '../limits.ts'
import type { Pattern } from './pattern.ts'

/** Text, or the bytes that an encoding made of it. */
export type Draft = { readonly pattern: Pattern } | { readonly bytes: Uint8Array }

/** Hyphen, slash, en dash, em dash, horizontal bar: Windows takes any of them before an option. */
const dashes = ['-', '/', '\u2013', '\u2014', '\u2015']

/** Every spelling of a command line; undefined when there are too many. Only what stands before a word and not within one is an option. */
export function windash(pattern: Pattern): Pattern[] | undefined {
  let spellings: Pattern[] = [[]]
  for (const token of pattern) {
    const parts = typeof token === 'object' ? token.text.split(/\B[-/]\b/) : []
    if (spellings.length * dashes.length ** Math.max(0, parts.length - 1) > MAX_SPELLINGS) return undefined
    const texts = typeof token === 'object' ? parts.slice(1).reduce((all, part) => all.flatMap((one) => dashes.map((dash) => one + dash + part)), [parts[0]!]) : []
    spellings = spellings.flatMap((one) => (typeof token === 'object' ? texts.map((text) => [...one, { text }]) : [[...one, token]]))
  }
  return spellings
}

export function utf16(text: string, big: boolean, mark: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !big)
  return mark ? Uint8Array.of(0xff, 0xfe, ...bytes) : bytes
}

export const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

/** What is certain of the Base64 of a longer text in which the bytes stand, for each of the three places they may begin at. */
export function base64offset(bytes: Uint8Array): string[] {
  return [0, 1, 2].map((offset) => {
    const padded = new Uint8Array(offset + bytes.length)
    padded.set(bytes, offset)
    const end = [undefined, -3, -2][padded.length % 3]
    return base64(padded).slice([0, 2, 3][offset], end)
  })
}
