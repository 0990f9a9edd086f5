import { layout, type Kernel } from '../match/kernel.ts'
import type { Memory } from '../match/memory.ts'
import type { Literal } from './nodes.ts'
import type { Rarity } from './rarity.ts'

/** Most keys of a literal: the four neighbouring grams of a long one. */
const mostKeys = 4

/**
 * Literals of one owner (field and kind) and key (hashed bytes) lie behind each other: looking at all of them costs few cache lines.
 * The kernel sorts them itself, in room behind the tables that is given back.
 */
export function createBlocks(memory: Memory, kernel: Kernel, literals: readonly Literal[]) {
  const { entry, group, grams, block } = layout
  const slotCount = powerAbove(literals.length * mostKeys * 1.4)
  const groupCount = powerAbove(literals.length * mostKeys * 2)
  let gap = slotCount * 8 + 256
  for (const { bytes } of literals) gap += mostKeys * (block.head + block.entryHead + bytes.length + 24)
  const roomSize = literals.length * mostKeys * entry.size + groupCount * group.size
  let entries = 0
  let count = 0

  return {
    /** How rare the grams of each literal are, in views that hold until the memory grows. */
    rates({ first, next, seen }: Rarity): { readonly rate: Float64Array; readonly places: Int32Array } {
      const size = literals.length * grams.size + first.byteLength + next.byteLength + (seen?.counts.byteLength ?? 0)
      const at = memory.ahead(0, size)
      let free = at + literals.length * grams.size
      const lend = (table: Float64Array | Uint32Array) => { const place = free; memory.bytes().set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), place); free += table.byteLength; return place }
      kernel.rateLiterals(literals.length, at, lend(first), lend(next), seen ? lend(seen.counts) : 0, seen?.length ?? 1)
      const found = memory.bytes().slice(at, at + literals.length * grams.size).buffer
      memory.bytes().fill(0, at, at + size)
      return { rate: new Float64Array(found), places: new Int32Array(found) }
    },
    /** After the last table that is taken before `write`. */
    begin() { entries = memory.ahead(gap, roomSize) },
    /** @param literal by its place among the literals. @param offset of its gram */
    add(owner: number, literal: number, offset: number) { kernel.addEntry(entries + count++ * entry.size, owner, literal, offset) },
    /** @param slots makes room for so many bytes of slots and tells the kernel. */
    write(slots: (count: number) => void) {
      const table = entries + literals.length * mostKeys * entry.size
      kernel.group(entries, count, table, groupCount - 1)
      slots(powerAbove((kernel.blockCount.value as number) * 1.4))
      kernel.writeBlocks(entries, count, memory.take(kernel.blockBytes.value as number))
      memory.bytes().fill(0, entries, entries + roomSize)
    },
  }
}

export const powerAbove = (least: number) => 2 ** Math.ceil(Math.log2(Math.max(least, 64)))
