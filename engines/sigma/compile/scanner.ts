import { layout, type Kernel } from '../match/kernel.ts'
import type { Memory } from '../match/memory.ts'

/** A literal that may lie anywhere in a text, with the places of the grams (four bytes) by which it is found. */
export type Grams = {
  readonly text: Uint8Array
  readonly atom: number
  /** Of the rarest one, and how rare it is. */
  readonly shortAt: number
  readonly rate: number
  /** Of the first of four neighbours, of which one lies at a multiple of 4 wherever the literal does; -1 for literals below 7 bytes. */
  readonly longAt: number
}

/** So many short literals are found faster by nibbles than by a filter asked at every byte. */
const mostByNibbles = 48

export const gramAt = (text: Uint8Array, at: number) => (text[at]! | (text[at + 1]! << 8) | (text[at + 2]! << 16) | (text[at + 3]! << 24)) >>> 0

/** Whether long literals are looked for at every fourth byte: it pays only where the short ones are few enough for nibbles. */
export const mixes = (literals: readonly Grams[]) => literals.filter((one) => one.longAt < 0).length <= mostByNibbles
export const isLong = (literal: Grams, isMixed: boolean) => isMixed && literal.longAt >= 0
/** Places of the grams under which a literal stands. */
export const placesOf = (literal: Grams, isMixed: boolean): readonly number[] =>
  (isLong(literal, isMixed) ? [literal.longAt, literal.longAt + 1, literal.longAt + 2, literal.longAt + 3] : [literal.shortAt])

/** @returns the address of a scanner that stops at all of them. */
export function writeScanner(memory: Memory, kernel: Kernel, literals: readonly Grams[], always = mixes(literals)): number {
  const long = literals.filter((one) => isLong(one, always))
  const short = literals.filter((one) => !isLong(one, always))
  const byNibbles = short.length <= mostByNibbles
  const scanner = memory.take(layout.scanner.size)
  const filter = (count: number, at: number, shift: number) => {
    // About one bit in twelve is set, and two are asked: hardly anything passes that is not there.
    const bits = Math.min(Math.max(2 ** Math.ceil(Math.log2(count * 32)), 1024), 1 << 18)
    const address = memory.take(bits / 8)
    memory.words()[(scanner + at) >> 2] = address
    memory.words()[(scanner + shift) >> 2] = 32 - Math.log2(bits / 8)
  }
  if (long.length > 0) filter(long.length * 4, layout.scanner.long, layout.scanner.longShift)
  if (short.length > 0) filter(short.length, layout.scanner.short, layout.scanner.shortShift)
  for (const { text, longAt } of long) for (let step = 0; step < 4; step++) kernel.addGram(scanner, gramAt(text, longAt + step), true)
  for (const { text, shortAt } of short) kernel.addGram(scanner, gramAt(text, shortAt), false)
  if (byNibbles && short.length > 0) {
    const nibbles = memory.take(128)
    memory.words()[(scanner + layout.scanner.nibbles) >> 2] = nibbles
    // Grams that are alike share a group, so that each group accepts few bytes.
    const grams = short.map(({ text, shortAt }) => gramAt(text, shortAt)).sort((a, b) => swap(a) - swap(b))
    grams.forEach((gram, index) => kernel.addNibbles(scanner, gram, Math.floor((index * 8) / grams.length)))
  }
  return scanner
}

const swap = (gram: number) => (((gram & 0xff) << 24) | ((gram & 0xff00) << 8) | ((gram >>> 8) & 0xff00) | (gram >>> 24)) >>> 0
