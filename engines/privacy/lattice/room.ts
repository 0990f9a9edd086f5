/**
 * Memory that stays between two makings of tables: of 100,000 rows 11 MB of numbers are needed. Thrown away each time, they made
 * the collector stop many a page. It holds nothing that outlives a making.
 */
import type { Room } from '../types.ts'

export const freshRoom: Room = (length) => new Int32Array(length)

/** @returns what to call at the beginning of each making: all that was taken before is free again. */
export function createRoom(): () => Room {
  let [memory, wanted] = [new Int32Array(0), 0]
  return () => {
    if (wanted > memory.length) memory = new Int32Array(wanted)
    wanted = 0
    return (length) => {
      const from = wanted
      wanted += length
      return wanted <= memory.length ? memory.subarray(from, wanted).fill(0) : new Int32Array(length)
    }
  }
}
