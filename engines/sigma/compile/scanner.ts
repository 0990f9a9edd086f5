import { layout, type Kernel } from '../match/kernel.ts'
import type { Memory } from '../match/memory.ts'
import type { Rarity } from './rarity.ts'

/** A literal that may lie anywhere in a text, with the grams (four bytes) by which it may be found. */
export type Grams = {
  readonly text: Uint8Array
  readonly atom: number
  /** The rarest one. */
  readonly short: Gram & { readonly rate: number }
  /** Four neighbours, of which one lies at a multiple of 4 wherever the literal does; none for literals below 7 bytes. */
  readonly long: readonly Gram[]
}
type Gram = { readonly gram: number; readonly offset: number }

/** So many short literals are found faster by nibbles than by a filter asked at every byte. */
const mostByNibbles = 48

export function gramsOf(text: Uint8Array, atom: number, rarity: Rarity): Grams {
  const rates: number[] = []
  for (let offset = 0; offset + 4 <= text.length; offset++) rates.push(rarity(text, offset))
  const gram = (offset: number): Gram => ({ offset, gram: (text[offset]! | (text[offset + 1]! << 8) | (text[offset + 2]! << 16) | (text[offset + 3]! << 24)) >>> 0 })
  let best = 0
  rates.forEach((rate, offset) => { if (rate < rates[best]!) best = offset })
  let start = 0
  let least = Infinity
  for (let offset = 0; offset + 4 <= rates.length; offset++) {
    const sum = rates[offset]! + rates[offset + 1]! + rates[offset + 2]! + rates[offset + 3]!
    if (sum < least) { least = sum; start = offset }
  }
  return { text, atom, short: { ...gram(best), rate: rates[best]! }, long: least === Infinity ? [] : [0, 1, 2, 3].map((step) => gram(start + step)) }
}

/** Whether long literals are looked for at every fourth byte: it pays only where the short ones are few enough for nibbles. */
export const mixes = (literals: readonly Grams[]) => literals.filter((one) => one.long.length === 0).length <= mostByNibbles
export const isLong = (literal: Grams, isMixed: boolean) => isMixed && literal.long.length > 0
export const gramsFor = (literal: Grams, isMixed: boolean): readonly Gram[] => (isLong(literal, isMixed) ? literal.long : [literal.short])

/** @returns the address of a scanner that stops at all of them. */
export function writeScanner(memory: Memory, kernel: Kernel, literals: readonly Grams[], always = mixes(literals)): number {
  const long = literals.filter((one) => isLong(one, always))
  const short = literals.filter((one) => !isLong(one, always))
  const byNibbles = short.length <= mostByNibbles
  const scanner = memory.take(layout.scanner.size)
  const filter = (count: number, at: number, shift: number) => {
    // About one bit in twelve is set, and two are asked: hardly anything passes that is not there.
    const bits = Math.min(Math.max(2 ** Math.ceil(Math.log2(count * 16)), 1024), 1 << 18)
    const address = memory.take(bits / 8)
    memory.words()[(scanner + at) >> 2] = address
    memory.words()[(scanner + shift) >> 2] = 32 - Math.log2(bits / 8)
  }
  if (long.length > 0) filter(long.length * 4, layout.scanner.long, layout.scanner.longShift)
  if (short.length > 0 && !byNibbles) filter(short.length, layout.scanner.short, layout.scanner.shortShift)
  for (const one of long) for (const { gram } of one.long) kernel.addGram(scanner, gram, true)
  if (!byNibbles) for (const one of short) kernel.addGram(scanner, one.short.gram, false)
  else if (short.length > 0) {
    const nibbles = memory.take(128)
    memory.words()[(scanner + layout.scanner.nibbles) >> 2] = nibbles
    // Grams that are alike share a group, so that each group accepts few bytes.
    const sorted = short.toSorted((a, b) => (swap(a.short.gram) < swap(b.short.gram) ? -1 : 1))
    sorted.forEach((one, index) => kernel.addNibbles(scanner, one.short.gram, Math.floor((index * 8) / sorted.length)))
  }
  return scanner
}

const swap = (gram: number) => (((gram & 0xff) << 24) | ((gram & 0xff00) << 8) | ((gram >>> 8) & 0xff00) | (gram >>> 24)) >>> 0
