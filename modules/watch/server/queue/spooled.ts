/** The spools of this disk, as the rules read them: how far is a place, saved with what the lines led to. */
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openSpoolReader, type SpoolReader } from '#platform/spool/index.ts'
import type { Context } from '../context.ts'
import { readFrame } from '../frame.ts'
import { SPOOL_READERS, spoolFolder, type Queue, type Queues } from '../queue.ts'
import { actor } from '../saving.ts'
import { cursorOf, moveCursor } from '../store/alerts-store.ts'

export function spooled({ ground: { db, dataFolder } }: Pick<Context, 'ground'>): Queues {
  const root = spoolFolder(dataFolder)
  const known = new Map<string, Queue>()

  function queueOf(name: string): Queue {
    let reader: SpoolReader | undefined
    return {
      name,
      async next(bytes) {
        if (!reader) {
          const opened = await openSpoolReader(join(root, name), { all: SPOOL_READERS })
          if (opened.id === '') return undefined
          // The database knows better than the file how far the lines led to something.
          const saved = await db.as(actor, (tx) => cursorOf(tx, opened.id))
          if (saved > opened.position()) opened.skipTo(saved)
          reader = opened
        }
        const mine = reader
        const from = mine.position()
        const { payloads, next } = await mine.read(bytes)
        if (next === from) return undefined
        return {
          frames: payloads.map(readFrame),
          async claim(tx, now) {
            // Somebody was faster: these lines, and those behind them, are not ours as they were read.
            if (await cursorOf(tx, mine.id) > from) return false
            await moveCursor(tx, mine.id, next, now)
            return true
          },
          done: () => mine.done(next),
        }
      },
      // Read again from the file.
      again: () => { reader = undefined },
    }
  }

  return async () => {
    await mkdir(root, { recursive: true, mode: 0o700 })
    const folders = (await readdir(root, { withFileTypes: true })).filter((one) => one.isDirectory())
    return folders.map(({ name }) => {
      const queue = known.get(name) ?? queueOf(name)
      known.set(name, queue)
      return queue
    })
  }
}
