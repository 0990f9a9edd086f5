/** What came, from the queue to its end: the archive, searches, and hunts over it. */
import type { Periodic } from '#platform/jobs/index.ts'
import type { Context } from '../context.ts'
import { createHunter } from '../hunts/hunter.ts'
import { createHunts } from '../hunts/hunts.ts'
import * as store from '../store/hunts-store.ts'
import { archiveFolder, createArchiver } from './archiver.ts'
import { createLooking } from './looking.ts'
import { actor } from './rows.ts'

const ARCHIVE_MS = 2000
const HUNT_MS = 1000

export function createKeeping(context: Context) {
  const { ground: { db, clock, log, dataFolder, archive } } = context
  let asked: readonly string[] = []
  const archiver = createArchiver(context, {
    // A hunt begins when the newest lines are in.
    wanted: async () => (asked = await db.as(actor, store.waitingHunts)).length > 0,
    ready: () => db.as(actor, (tx) => store.beginHunts(tx, asked, clock.now())),
    // Segments that a hunt has asked must not come back under another name.
    busy: () => db.as(actor, store.anyAtWork),
  })
  const hunter = createHunter(context, archiver.store)
  const periodic: readonly Periodic[] = [{ name: 'watch.archive', everyMs: ARCHIVE_MS, run: () => archiver.run() }, { name: 'watch.hunt', everyMs: HUNT_MS, run: () => hunter.run() }]
  /** The centre begins without it: lines wait in the queue until the bucket takes them. */
  const check = async (): Promise<void> => {
    if (!archive) return
    await archiver.store.check().then(() => log.info('the bucket of the archive takes and deletes', { bucket: archive.url }), (error: Error) => log.error('THE ARCHIVE CANNOT BE WRITTEN: lines wait in the queue', { bucket: archive.url, why: error.message }))
  }
  return { hunts: createHunts(context), look: createLooking(context, archiver.store), check, periodic, folder: archiveFolder(dataFolder), close: async () => { await hunter.close(); await archiver.close() } }
}
