import { has, layout, type Kernel } from '../match/kernel.ts'
import type { Memory } from '../match/memory.ts'
import { keywordField, type Literal } from './nodes.ts'
import { isLong, mixes, writeScanner, type Grams } from './scanner.ts'

/** Literals of a field below this number are searched one after the other: cheaper than a walk over all its grams. */
const fewLiterals = 3
/** For views of plans. Beyond them a plan looks with the eyes of all: more is found than its rules ask for, and never less. */
const mostBytes = 8 << 20

/** What the scan looks for in the texts of one field, by number of the literal. Lazy ones are not among them. */
export type Field = {
  readonly at: number
  readonly contained: readonly number[]
  /** Equal to, at the beginning or at the end of a text. */
  readonly others: readonly number[]
  /** Whether long literals stand under neighbouring grams (all views of a field must agree, since they share the blocks). */
  readonly byStride: boolean
  readonly affixes: number
  readonly affixMask: number
}

/**
 * A view is what a text of a field is asked for: sizes of affixes, a scanner. The field's own is for all rules; most plans have rules that
 * ask for a part of it, and what they do not ask for need not be hashed, found and compared.
 */
export function createViews(memory: Memory, kernel: Kernel, literals: readonly Literal[], gramsOf: (literal: number) => Grams) {
  const fields: Field[] = []
  let spent = 0

  function write(at: number, field: number, contained: readonly number[], others: readonly number[]) {
    const { affixes, affixMask, byStride } = fields[field]!
    const { small, scanned } = isFew(field, contained) ? { small: contained, scanned: [] } : parted(contained, byStride)
    const scanner = scanned.length === 0 ? 0 : writeScanner(memory, kernel, scanned.map(gramsOf), byStride)
    const smallAt = memory.take(small.length * 4)
    const [suffixSizes, prefixSizes] = others.length === 0 ? [0, 0] : [memory.take(512), memory.take(512)]
    const words = memory.words()
    const view = at >> 2
    const exactSizes = view + layout.view.exactSizes / 4
    let flagged: number = has.any
    words.set(small, smallAt >> 2)
    for (const index of others) {
      const { how, bytes } = literals[index]!
      flagged |= how === 'equals' ? has.exact : how === 'endswith' ? has.suffix : has.prefix
      if (how === 'equals') { const bit = Math.min(bytes.length, 63); words[exactSizes + (bit >> 5)]! |= 1 << (bit & 31); continue }
      // The empty text is asked for by `equals` alone.
      const place = how === 'endswith' ? suffixSizes + bytes[bytes.length - 1]! * 2 : prefixSizes + bytes[0]! * 2
      words[place >> 2]! |= (1 << affixBit(bytes.length)) << ((place & 2) * 8)
    }
    words[view + layout.view.flags / 4] = flagged
    words[view + layout.view.suffixSizes / 4] = suffixSizes
    words[view + layout.view.prefixSizes / 4] = prefixSizes
    words[view + layout.view.scanner / 4] = scanner
    words[view + layout.view.small / 4] = smallAt
    words[view + layout.view.smallCount / 4] = small.length
    words[view + layout.view.affixes / 4] = affixes
    words[view + layout.view.affixMask / 4] = affixMask
  }

  /** Where only few are too short for the stride, they are searched one by one, and no second walk over all grams is needed. */
  function parted(contained: readonly number[], byStride: boolean): { readonly small: readonly number[]; readonly scanned: readonly number[] } {
    const short = contained.filter((index) => !isLong(gramsOf(index), byStride))
    return short.length > fewLiterals ? { small: [], scanned: contained } : { small: short, scanned: contained.filter((index) => isLong(gramsOf(index), byStride)) }
  }

  return {
    /** The field of the next number, with the view of all rules. */
    add(field: Field) {
      fields.push(field)
      write(field.at, fields.length - 1, field.contained, field.others)
    },
    /** @param isWanted by atom: whether a rule of the plan asks for it. @returns the view's address */
    of(field: number, isWanted: Uint8Array): number {
      const all = fields[field]!
      const wanted = (index: number) => isWanted[literals[index]!.atom] === 1
      const [contained, others] = [all.contained.filter(wanted), all.others.filter(wanted)]
      if ((contained.length === all.contained.length && others.length === all.others.length) || spent > mostBytes) return all.at
      const at = memory.take(layout.view.size)
      write(at, field, contained, others)
      spent += memory.take(0, 0) - at
      return at
    },
  }
}
export type Views = ReturnType<typeof createViews>

export const isFew = (field: number, contained: readonly number[]): boolean => field !== keywordField && contained.length <= fewLiterals
export const stridesOf = (field: number, found: readonly Grams[]): boolean => field === keywordField || mixes(found)

/** Sizes by which suffixes and prefixes are hashed, as in engines/sigma/kernel/scan.as: bits 0 to 7 for 1 to 8 bytes, then 12, 16, 24 and 32. */
const affixBit = (length: number) => (length >= 32 ? 11 : length >= 24 ? 10 : length >= 16 ? 9 : length >= 12 ? 8 : Math.min(length, 8) - 1)
