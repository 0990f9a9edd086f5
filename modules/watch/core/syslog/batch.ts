/** Lines of one source that wait to be appended together. */
import type { Line } from './line.ts'
import type { Taken } from '../bulk.ts'

export function collecting(lineMax: number) {
  const lines: string[] = []
  let [bytes, tooLarge] = [0, 0]
  return {
    add({ text }: Line) {
      const length = Buffer.byteLength(text)
      // Signs that must be written with six take more room than they had.
      if (length > lineMax) { tooLarge += 1; return }
      lines.push(text)
      bytes += length + 1
    },
    leftOut(count: number) { tooLarge += count },
    bytes: () => bytes,
    taken: (): Taken => ({ lines: Buffer.from(lines.length === 0 ? '' : `${lines.join('\n')}\n`), received: lines.length, duplicates: 0, tooLarge, empty: 0, ids: [] }),
  }
}
export type Collecting = ReturnType<typeof collecting>
