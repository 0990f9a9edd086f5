/** Writes numbered payloads into a spool until somebody kills it; says each number once it is acknowledged. */
import { openSpoolWriter } from './index.ts'

const [, , folder = '', from = '0'] = process.argv
await writeOn(folder, Number(from))

async function writeOn(into: string, first: number): Promise<void> {
  const spool = await openSpoolWriter(into, { maxBytes: 1_000_000_000, segmentBytes: 200_000 })
  let next = first
  const write = async (): Promise<void> => {
    for (;;) {
      const mine = next++
      await spool.append([Buffer.from(`${mine} ${'x'.repeat(mine % 3000)}`)])
      process.stdout.write(`${mine}\n`)
    }
  }
  await Promise.all(Array.from({ length: 8 }, write))
}
