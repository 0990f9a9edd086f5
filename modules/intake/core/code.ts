/** Number of a report, and what is kept of its code. */
import { createHash } from 'node:crypto'

/** "R-00042", "r 42", "42" → 42. Undefined: no number of ours. */
export function readNumber(typed: string): number | undefined {
  const found = /^\s*(?:R\s*[-–.]?\s*)?(\d{1,12})\s*$/i.exec(typed)
  return found ? Number(found[1]) : undefined
}

export const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()
