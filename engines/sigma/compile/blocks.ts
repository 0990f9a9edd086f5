import { layout, type Kernel } from '../match/kernel.ts'
import type { Memory } from '../match/memory.ts'
import type { Literal } from './nodes.ts'

/**
 * Literals of one owner (field and kind) and key lie behind each other: looking at all of them costs few cache lines.
 * They are chained by number until they are written, since there are a hundred thousand of them.
 */
export function createBlocks(memory: Memory, kernel: Kernel, literals: readonly Literal[]) {
  const byOwner = new Map<number, Map<number | string, number>>()
  /** By entry: its literal, the offset of its gram, the entry behind it (-1: none); of the first one of a block the last one. */
  const [ofLiteral, offsets, following, last]: [number[], number[], number[], number[]] = [[], [], [], []]
  let count = 0

  function writeBlock(owner: number, first: number) {
    let [size, entries] = [layout.block.head as number, 0]
    for (let entry = first; entry >= 0; entry = following[entry]!) {
      size += layout.block.entryHead + ((literals[ofLiteral[entry]!]!.bytes.length + 7) & ~7)
      entries++
    }
    const block = memory.take(size, 0)
    const [bytes, words] = [memory.bytes(), memory.words()]
    let word = block >> 2
    words[word++] = owner
    words[word++] = entries
    for (let entry = first; entry >= 0; entry = following[entry]!) {
      const { bytes: text, atom } = literals[ofLiteral[entry]!]!
      words[word++] = atom
      words[word++] = text.length | (offsets[entry]! << 16)
      bytes.set(text, word << 2)
      word += ((text.length + 7) & ~7) >> 2
    }
    kernel.addBlock(block)
  }

  return {
    /** @param key a gram, or what `affixKey` says. @param literal by its place among the literals */
    add(owner: number, key: number | string, literal: number, offset: number) {
      const entry = ofLiteral.push(literal) - 1
      offsets.push(offset)
      following.push(-1)
      last.push(entry)
      let own = byOwner.get(owner)
      if (!own) byOwner.set(owner, (own = new Map()))
      const first = own.get(key)
      if (first === undefined) { own.set(key, entry); count++; return }
      following[last[first]!] = entry
      last[first] = entry
    },
    count: () => count,
    write() { for (const [owner, own] of byOwner) for (const first of own.values()) writeBlock(owner, first) },
  }
}

/** Sizes by which suffixes and prefixes are hashed, as in engines/sigma/kernel/scan.as. */
const affixSize = (length: number) => [32, 24, 16, 12].find((size) => length >= size) ?? Math.min(length, 8)

/** The bytes by which the kernel finds a literal, a character each: of ASCII they are a piece of its text. */
export function affixKey(how: 'equals' | 'startswith' | 'endswith', { text, bytes }: Literal): string {
  if (how === 'equals') return text
  const size = affixSize(bytes.length)
  if (bytes.length === text.length) return how === 'endswith' ? text.slice(-size) : text.slice(0, size)
  return Buffer.from(how === 'endswith' ? bytes.subarray(bytes.length - size) : bytes.subarray(0, size)).toString('latin1')
}
