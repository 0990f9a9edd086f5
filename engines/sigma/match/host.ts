import { flags, layout } from './kernel.ts'
import type { Memory } from './memory.ts'

/** Reads the records of the event at hand. Addresses are of the kernel's memory. */
export type Event = {
  /** Texts of a record that is not null: as written, not folded. */
  text(record: number): string
  /** Texts of a field's values. */
  texts(field: number): string[]
  /** Texts of every leaf, for keywords. */
  leaves(): string[]
}

const recordWords = layout.record.size / 4

export function createEvent(memory: Memory, fieldAt: number, recordAt: number, epoch: () => number, recordCount: () => number): Event {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const text = (record: number) => {
    const words = memory.words()
    const at = record >> 2
    const start = words[at + 1]!
    const length = words[at + 2]!
    const kind = words[at + 3]!
    if (kind & flags.oddNumber) return String(Number(ascii(memory.bytes(), start, length)))
    if (!(kind & (flags.escaped | flags.wide))) return ascii(memory.bytes(), start, length)
    const raw = decoder.decode(memory.bytes().subarray(start, start + length))
    return (kind & flags.escaped ? JSON.parse(`"${raw}"`) as string : raw).toWellFormed()
  }
  const texts = (field: number) => {
    const made: string[] = []
    const f = (fieldAt + field * layout.field.size) >> 2
    const words = memory.words()
    if (words[f + layout.field.seen / 4] !== epoch()) return made
    for (let record = words[f + layout.field.first / 4]!; record !== 0; record = words[(record + layout.record.next) >> 2]!) {
      if (!(words[(record + layout.record.flags) >> 2]! & flags.null)) made.push(text(record))
    }
    return made
  }
  const leaves = () => {
    const made: string[] = []
    const count = recordCount()
    const words = memory.words()
    for (let i = 0; i < count; i++) {
      const record = recordAt + i * layout.record.size
      if (!(words[(recordAt >> 2) + i * recordWords + 3]! & flags.null)) made.push(text(record))
    }
    return made
  }
  return { text, texts, leaves }
}

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return Buffer.from(bytes.buffer, start, length).toString('latin1')
}
