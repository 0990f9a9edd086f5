import { layout, type Kernel } from '../match/kernel.ts'
import type { Memory } from '../match/memory.ts'
import type { Literal } from './nodes.ts'

/** A literal under one of the keys by which it is found; `offset`: of its gram. */
export type Entry = { readonly text: Uint8Array; readonly atom: number; readonly offset: number }

/** Literals of one owner (field and kind) and key lie behind each other: looking at all of them costs few cache lines. */
export function createBlocks(memory: Memory, kernel: Kernel) {
  const byOwner = new Map<number, Map<number | string, Entry[]>>()
  return {
    /** @param key a gram, or what `affixKey` says */
    add(owner: number, key: number | string, entry: Entry) {
      let own = byOwner.get(owner)
      if (!own) byOwner.set(owner, (own = new Map()))
      const block = own.get(key)
      if (block) block.push(entry)
      else own.set(key, [entry])
    },
    count: () => [...byOwner.values()].reduce((sum, own) => sum + own.size, 0),
    write() {
      for (const [owner, own] of byOwner) for (const entries of own.values()) writeBlock(memory, kernel, owner, entries)
    },
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

function writeBlock(memory: Memory, kernel: Kernel, owner: number, entries: readonly Entry[]) {
  let size: number = layout.block.head
  for (const { text } of entries) size += layout.block.entryHead + ((text.length + 7) & ~7)
  const block = memory.take(size, 0)
  const [bytes, words] = [memory.bytes(), memory.words()]
  let word = block >> 2
  words[word++] = owner
  words[word++] = entries.length
  for (const { text, atom, offset } of entries) {
    words[word++] = atom
    words[word++] = text.length | (offset << 16)
    bytes.set(text, word << 2)
    word += ((text.length + 7) & ~7) >> 2
  }
  kernel.addBlock(block)
}
