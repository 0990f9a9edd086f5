/** Imports as the rest of the module sees them: kept, previewed, run, listed. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal, system, type Actor, type Lang } from '#platform/contract/index.ts'
import type { Ground } from '#platform/module.ts'
import { recognise, registryFormats } from '../../core/registry/index.ts'
import { MAX_UPLOAD_BYTES, type ImportReport, type ImportSource } from '../../contract.ts'
import { importsWithFiles, insertImport, listImports, loadImport, lockImports, markInterrupted, type ImportRow } from '../store/importStore.ts'
import { badFile, dataFile, folderOf, keepPath, keepStream, type Kept } from './files.ts'
import { runFile } from './run.ts'

export const KEEP_DAYS = 30

export type Imports = ReturnType<typeof createImports>

export function createImports({ db, clock, dataFolder, log }: Ground) {
  /** Keeps the file and its row; nothing of its content is stored yet. @throws Refusal unsupported, too_large. */
  async function keep(actor: Actor, input: ImportSource & { fileName: string; region?: string | undefined }, listed = true): Promise<{ id: string; path: string }> {
    const id = randomUUID()
    const kept: Kept = 'path' in input ? await keepPath(input.path) : await keepStream(input.stream, dataFile(dataFolder, id), MAX_UPLOAD_BYTES)
    const format = recognise(kept.head, input.fileName)
    const owned = 'stream' in input
    if (!registryFormats.has(format.id) && format.id !== 'geojson') {
      if (owned) await rm(kept.path, { force: true })
      throw new Refusal('unsupported', { format: format.id, header: format.headerText.slice(0, 200) })
    }
    if (listed) await db.as(actor, (tx) => insertImport(tx, {
      id, realm: actor.realm, fileName: input.fileName, sha256: kept.sha256, bytes: kept.bytes, format: format.id, region: input.region ?? '', byId: actor.id, byName: actor.name, now: clock.now(),
    }))
    return { id, path: kept.path }
  }

  async function load(actor: Actor, id: string): Promise<ImportRow> {
    const row = await db.as(actor, (tx) => loadImport(tx, id))
    if (!row) throw new Refusal('not_found')
    return row
  }

  async function run(actor: Actor, id: string, options: { dryRun: boolean; lang: Lang }): Promise<ImportReport> {
    const row = await load(actor, id)
    if (row.state === 'done' && !options.dryRun) throw new Refusal('conflict', { state: row.state })
    const path = dataFile(dataFolder, id)
    if (!existsSync(path)) throw new Refusal('expired')
    const report = await runFile(db, clock, actor, { id, path, fileName: row.file_name, region: row.region, dataFolder, ...options })
    // Stored and refused rows are all accounted for: the file as it came is needed no more.
    if (!options.dryRun && !report.fatal) await rm(path, { force: true }).catch((error: unknown) => log.warn('an imported file could not be removed', { error }))
    return report
  }

  return {
    keep, load, run,

    /** By command or by another module: keeps and runs in one go. A preview leaves no trace in the list. */
    async importRegistry(actor: Actor, input: ImportSource & { fileName: string; region?: string; dryRun?: boolean; lang?: Lang }): Promise<ImportReport> {
      const dryRun = input.dryRun ?? false
      const { id, path } = await keep(actor, input, !dryRun)
      try {
        return await runFile(db, clock, actor, { id, path, fileName: input.fileName, region: input.region ?? '', dataFolder, dryRun, lang: input.lang ?? 'it' })
      } finally {
        if ('stream' in input) await rm(path, { force: true })
      }
    },

    list: (actor: Actor, limit: number, offset: number) => db.as(actor, async (tx) => {
      if (await lockImports(tx, actor.realm, 0)) await markInterrupted(tx, null)
      return listImports(tx, limit, offset)
    }),

    /** @throws Refusal not_found when the import left no bad rows. */
    async badRows(actor: Actor, id: string): Promise<{ path: string; fileName: string }> {
      const row = await load(actor, id)
      const path = [badFile(dataFolder, id, 'csv'), badFile(dataFolder, id, 'json')].find(existsSync)
      if (!row.bad_rows || !path) throw new Refusal('not_found')
      return { path, fileName: `${row.file_name.replace(/(\.[A-Za-z0-9]+)+$/, '')}-bad${path.slice(path.lastIndexOf('.'))}` }
    },

    /** Files that their import no longer needs, and those of no import that nobody came back for. What a killed run has left is among them. */
    async sweep(now: Date): Promise<number> {
      const folder = folderOf(dataFolder)
      const names = await readdir(folder).catch(() => [])
      const idOf = (name: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(name)?.[0] ?? ''
      const needed = await db.as(system('retention'), (tx) => importsWithFiles(tx, names.map(idOf).filter(Boolean)))
      let swept = 0
      for (const name of names) {
        const wanted = needed.get(idOf(name))
        const info = await stat(join(folder, name)).catch(() => undefined)
        if (!info || wanted === true || (wanted === undefined && now.getTime() - info.mtimeMs <= KEEP_DAYS * 86_400_000)) continue
        await rm(join(folder, name), { force: true })
        swept += 1
      }
      return swept
    },

  }
}
