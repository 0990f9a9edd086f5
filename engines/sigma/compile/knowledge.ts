import type { Literal } from './nodes.ts'
import { rarityOf, type Rarity } from './rarity.ts'

/** What is known of the logs when tables are made. Only speed depends on it. */
export type Knowledge = {
  readonly rarity: Rarity
  /** Whether logs were seen. */
  readonly isLearned: boolean
  /** How many events of one an atom is expected to hold in, from what was seen; undefined where nothing was. */
  readonly rate: (atom: number) => number | undefined
  /** Literals that lie in so many texts that it is cheaper to search them when a rule asks. */
  readonly isCommon: (literal: Literal) => boolean
}

/** A literal found in more events than this wakes too much to be worth its place in the scan. */
const commonRate = { contains: 0.25, equals: 0.5, startswith: 0.2, endswith: 0.2 } as const

/** @param literals the bytes of all of them */
export function firstKnowledge(literals: Uint8Array): Knowledge {
  return { rarity: rarityOf(literals), isLearned: false, rate: () => undefined, isCommon: () => false }
}

/** @param sample lines as they came. @param held by atom: in how many of `events` it held, while it was looked for; undefined where it was not: then what was known before holds on. */
export function knowledgeFrom(first: Knowledge, before: Knowledge, sample: Uint8Array, held: (atom: number) => number | undefined, events: number): Knowledge {
  const counts = new Uint32Array(1 << 16)
  const slot = (gram: number) => Math.imul(gram, 0x9e3779b1) >>> 16
  const folded = new Uint8Array(sample.length)
  let length = 0
  // As the kernel sees it, nearly: a doubled backslash is one.
  for (let i = 0; i < sample.length; i++) {
    const c = sample[i]!
    if (c === 0x5c && sample[i + 1] === 0x5c) i++
    folded[length++] = c >= 0x41 && c <= 0x5a ? c | 0x20 : c
  }
  for (let i = 0; i + 4 <= length; i++) counts[slot(folded[i]! | (folded[i + 1]! << 8) | (folded[i + 2]! << 16) | (folded[i + 3]! << 24))]!++
  return {
    rarity: { ...first.rarity, seen: { counts, length: Math.max(length, 1) } },
    isLearned: true,
    rate: (atom) => {
      const times = held(atom)
      return times === undefined ? before.rate(atom) : (times + 0.05) / (events + 1)
    },
    // Once common, always common: what is not looked for in the scan is not counted either.
    isCommon: (literal) => before.isCommon(literal) || (held(literal.atom) ?? 0) / events > commonRate[literal.how],
  }
}
