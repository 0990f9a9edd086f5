import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { flush } from '../files.ts'
import { cursorPath, HEADER, placeIn, readFrame, segmentsIn } from './frames.ts'

export type SpoolBatch = { readonly payloads: readonly Buffer[]; /** Handed to `done` when they are dealt with. */ readonly next: number }
export type SpoolReader = {
  /** Made with the folder: places in one spool mean nothing in another of the same name. Empty where no writer has been. */
  readonly id: string
  /** Where reading goes on. */
  position(): number
  /** Bytes on the disk that this reader has not read. */
  waiting(): Promise<number>
  /** From here on instead: whoever reads has a better memory than the file. */
  skipTo(position: number): void
  /** Whole payloads in order, at least one where there is one, else up to `maxBytes`, and none that begins at `end` or later. Reading again without `done` brings what follows. */
  read(maxBytes: number, end?: number): Promise<SpoolBatch>
  /** What lies before is not needed any more by this reader, also after a restart. What all have behind them is deleted. */
  done(position: number): Promise<void>
}

/** Who reads: `''` for the first and only one. `all`: everybody without whom nothing goes; who has never been there has read nothing. */
export type SpoolReaders = { readonly name?: string; readonly all?: readonly string[] }

export async function openSpoolReader(folder: string, { name = '', all = [name] }: SpoolReaders = {}): Promise<SpoolReader> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const cursor = cursorPath(folder, name)
  let at = await placeIn(cursor)
  const id = await readFile(join(folder, 'id'), 'utf8').catch(() => '')

  return {
    id,
    position: () => at,
    async waiting() {
      const segments = await segmentsIn(folder)
      return segments.reduce((sum, one) => sum + Math.max(0, one.start + one.bytes - Math.max(at, one.start)), 0)
    },
    skipTo: (position) => { at = position },
    async read(maxBytes, end = Infinity) {
      const payloads: Buffer[] = []
      let bytes = 0
      const segments = await segmentsIn(folder)
      for (const [index, segment] of segments.entries()) {
        const following = segments[index + 1]
        if (following && following.start <= at) continue
        if (at < segment.start) at = segment.start
        const file = await open(segment.path, 'r').catch(() => undefined)
        if (!file) continue
        try {
          for (;;) {
            if (bytes >= maxBytes || at >= end) return { payloads, next: at }
            const payload = await readFrame(file, at - segment.start)
            if (!payload) break
            payloads.push(payload)
            bytes += payload.length
            at += HEADER + payload.length
          }
        } finally { await file.close() }
        // Of the last one the rest may be on its way. Of an earlier one there is no rest, or a torn one that nobody was told is kept.
        if (following) at = following.start
      }
      return { payloads, next: at }
    },
    async done(position) {
      const draft = `${cursor}.new`
      const file = await open(draft, 'w', 0o600)
      try { await file.writeFile(String(position)); await file.datasync() } finally { await file.close() }
      await rename(draft, cursor)
      await flush(folder)
      const behind = Math.min(position, ...await Promise.all(all.filter((one) => one !== name).map((one) => placeIn(cursorPath(folder, one)))))
      const segments = await segmentsIn(folder)
      // The last one is the writer's.
      for (const [index, segment] of segments.entries()) {
        const following = segments[index + 1]
        if (following && following.start <= behind) await rm(segment.path, { force: true })
      }
    },
  }
}
