/** Evidence files, for a new key of the centre: those of cases, and those that were put aside. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { system } from '#platform/contract/index.ts'
import { ownFiles } from '#platform/db/filesLock.ts'
import { flush } from '#platform/files.ts'
import type { SealedThings } from '#platform/keys/renew.ts'
import type { Context } from './context.ts'
import { storedFiles } from './vault.ts'

export const sealedEvidence = ({ ground: { db, dataFolder } }: Context): readonly SealedThings[] => [{
  kind: 'files', id: 'cases.evidence',
  async* list() {
    for await (const files of storedFiles(dataFolder)) yield files.filter((one) => one.isSealed).map((one) => one.path)
    const aside = join(dataFolder, 'evidence', 'unknown')
    yield (await readdir(aside).catch(() => [])).filter((name) => name.endsWith('.age')).map((name) => join(aside, name))
  },
  async beside() {
    const path = join(dataFolder, 'evidence', 'incoming', randomUUID())
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    return path
  },
  replace: (path, fresh) => db.as(system('keys'), async (tx) => {
    if (!(await ownFiles(tx))) return false // a backup is copying, an upload is arriving
    if (!existsSync(path)) return true // its term was over meanwhile
    await rename(fresh, path)
    await flush(dirname(path))
    return true
  }),
}]
