/** One folder of sealed files, for the tests of a new key. */
import { randomUUID } from 'node:crypto'
import { readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { SealedThings } from './renew.ts'

export const folderOf = (data: string): SealedThings => ({
  kind: 'files', id: 'test.files',
  async* list() { yield readdirSync(join(data, 'evidence')).filter((name) => name.endsWith('.age')).sort().map((name) => join(data, 'evidence', name)) },
  beside: async () => join(data, 'evidence', randomUUID()),
  replace: async (path, fresh) => { renameSync(fresh, path); return true },
})
