import { fileError } from './limits.ts'

/**
 * Remembers which keys were seen and at which line, by a 64-bit hash: 12 bytes a slot instead of a string each, so that
 * five million edges fit in 200 MB. Two different keys among five million fall together once in a million files.
 */
export function createKeySet(maxKeys: number) {
  let capacity = 1024
  let low = new Uint32Array(capacity)
  let high = new Uint32Array(capacity)
  let lines = new Uint32Array(capacity)
  let size = 0

  /** The line of the first sight, or undefined when this is the first. */
  function firstLine(key: string, line: number): number | undefined {
    let a = 0x811c9dc5
    let b = 0x9e3779b9
    for (let i = 0; i < key.length; i++) {
      const unit = key.charCodeAt(i)
      a = Math.imul(a ^ unit, 0x01000193)
      b = Math.imul(b ^ (unit + 0x7f4a7c15), 0x85ebca6b) ^ (b >>> 13)
    }
    const found = place(mix(a), mix(b ^ key.length), line)
    if (found === undefined && size * 2 > capacity) grow()
    return found
  }

  function place(a: number, b: number, line: number): number | undefined {
    let slot = (a ^ b) & (capacity - 1)
    while (lines[slot] !== 0) {
      if (low[slot] === a && high[slot] === b) return lines[slot]
      slot = (slot + 1) & (capacity - 1)
    }
    low[slot] = a
    high[slot] = b
    lines[slot] = line
    size += 1
    return undefined
  }

  function grow(): void {
    if (size > maxKeys) throw fileError('file-too-many-rows', { max: maxKeys })
    const [oldLow, oldHigh, oldLines] = [low, high, lines]
    capacity *= 2
    low = new Uint32Array(capacity)
    high = new Uint32Array(capacity)
    lines = new Uint32Array(capacity)
    size = 0
    for (let i = 0; i < oldLines.length; i++) if (oldLines[i] !== 0) place(oldLow[i]!, oldHigh[i]!, oldLines[i]!)
  }

  return { firstLine }
}

function mix(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
