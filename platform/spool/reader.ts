import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { flush } from '../files.ts'
import { HEADER, readFrame, segmentsIn } from './frames.ts'

export type SpoolBatch = { readonly payloads: readonly Buffer[]; /** Handed to `done` when they are dealt with. */ readonly next: number }
export type SpoolReader = {
  /** Made with the folder: places in one spool mean nothing in another of the same name. Empty where no writer has been. */
  readonly id: string
  /** Where reading goes on. */
  position(): number
  /** From here on instead: whoever reads has a better memory than the file. */
  skipTo(position: number): void
  /** Whole payloads in order, at least one where there is one, else up to `maxBytes`. Reading again without `done` brings what follows. */
  read(maxBytes: number): Promise<SpoolBatch>
  /** What lies before is not needed any more, also after a restart. */
  done(position: number): Promise<void>
}

export async function openSpoolReader(folder: string): Promise<SpoolReader> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const cursor = join(folder, 'cursor')
  let at = Number(await readFile(cursor, 'utf8').catch(() => '0')) || 0
  const id = await readFile(join(folder, 'id'), 'utf8').catch(() => '')

  return {
    id,
    position: () => at,
    skipTo: (position) => { at = position },
    async read(maxBytes) {
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
            if (bytes >= maxBytes) return { payloads, next: at }
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
      const segments = await segmentsIn(folder)
      // The last one is the writer's.
      for (const [index, segment] of segments.entries()) {
        const following = segments[index + 1]
        if (following && following.start <= position) await rm(segment.path, { force: true })
      }
    },
  }
}
