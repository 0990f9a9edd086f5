import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { system } from '#platform/contract/index.ts'
import { ownFiles } from '#platform/db/filesLock.ts'
import type { Periodic } from '#platform/jobs/index.ts'
import type { Context } from './context.ts'
import { forget, keep, sealedPath, sealPlain, storedFiles, type Stored } from './vault.ts'

const BUDGET_MS = 20_000

export const periodic = (context: Context): Periodic[] => [
  {
    name: 'cases.seal_evidence',
    everyMs: 60_000,
    run: async () => {
      await sealOldEvidence(context)
    },
  },
]

/** Seals what an earlier version stored in plain, a little at a time. @returns how many files. */
export async function sealOldEvidence(context: Context): Promise<number> {
  const { clock, dataFolder } = context.ground
  if (context.keys.recipient === undefined) return 0
  const until = clock.elapsedMs() + BUDGET_MS
  let sealed = 0
  for await (const files of storedFiles(dataFolder)) {
    for (const plain of files.filter((one) => !one.isSealed)) {
      if (clock.elapsedMs() > until || !(await sealOne(context, plain))) return sealed
      sealed += 1
    }
  }
  return sealed
}

/** The sealed twin takes its place before the plain one goes: a kill in between leaves both, and the next run ends it. */
async function sealOne({ ground: { db, dataFolder, log }, keys }: Context, plain: Stored): Promise<boolean> {
  const sealed = sealedPath(dataFolder, plain.sha256)
  const twin = existsSync(sealed) ? undefined : await sealPlain(dataFolder, keys, plain)
  try {
    return await db.as(system('cases.seal_evidence'), async (tx) => {
      if (!(await ownFiles(tx))) return false // a backup is copying, an upload is arriving: next time
      if (!existsSync(plain.path)) return true
      // A twin that is already there is as it was received; the plain one may have been damaged since.
      if (!existsSync(sealed)) {
        if (!twin) return true
        await keep(dataFolder, twin)
      }
      await rm(plain.path, { force: true })
      log.info('evidence of an earlier version was sealed', { sha256: plain.sha256.toString('hex') })
      return true
    })
  } finally {
    if (twin) await forget(twin.incoming)
  }
}
