/**
 * Memory that stays between two makings of tables: of 100,000 rows some 30 MB of numbers are needed, and given back to nobody. Thrown away each time,
 * it was what made every few pages wait for the collector. It holds nothing that outlives a making.
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
