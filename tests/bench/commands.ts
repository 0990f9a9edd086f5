/** `bastida bench NAME`: each measures in a database of its own in the temporary folder, and leaves nothing. */
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { compose } from '#apps/server/compose.ts'
import { openGround } from '#apps/server/ground.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { system } from '#platform/contract/index.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { createLog } from '#platform/log/index.ts'
import { postgresCascade } from './cascade-postgres.ts'
import { benchCascade, benchEdges } from './cascade.ts'
import { benchCases } from './cases.ts'
import { benchDesk } from './desk.ts'
import { benchPortal } from './portal.ts'

type Say = { say(text: string): void }

export async function benchCascadeCommand(io: Say) {
  io.say('a territory of 1,000,000 services and 5,000,000 dependencies …')
  const ours = benchCascade()
  io.say('the same edges in PostgreSQL …')
  const postgres = await withServer((connection) => postgresCascade(connection, benchEdges()))
  return { ...ours, ...postgres, postgres_ratio: round(postgres.postgres_ms / ours.all_ms), bfs_ratio: round(ours.all_ms / ours.bfs_ms) }
}

/** The whole opening (case, tied cases, obligations, notice drafts) of 1,300 bodies, the list of 15,000 cases, the French registry. */
export async function benchCasesCommand(io: Say) {
  io.say('the list of 15,000 cases …')
  const list = await benchCases({ bodies: 1300, cases: 15_000 })
  const folder = mkdtempSync(join(tmpdir(), 'bastida-bench-'))
  chmodSync(folder, 0o755)
  const { config } = readConfig({ BASTIDA_DATA: folder })
  const opened = await openGround(config!, systemClock, createLog('error', systemClock.now))
  try {
    const centre = compose(opened, 'bench', { render: () => '', assets: { css: '', fonts: [] } })
    const opens: number[] = []
    let children = 0
    for (let run = 0; run < 3; run++) {
      io.say(`opening at a provider of 1,300 bodies, ${run + 1} of 3 …`)
      const played = await centre.exercise.service.play(system('bench'), { bodies: 1300, seed: 20231208, ownRegistry: false, untilHour: 0 })
      opens.push(played.counts!.openMs)
      children = played.counts!.children
    }
    const open_ms = opens.toSorted((a, b) => a - b)[1]!
    return { open_ms, open_runs_ms: opens, children, list_ms: list.list_ms, list: list.list, import_s: await importFrench(centre, io) }
  } finally {
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Seconds for the 37,590 rows of the French registry; null where the file is not beside the project. */
async function importFrench(centre: ReturnType<typeof compose>, io: Say): Promise<number | null> {
  const path = resolve('../shared/data/06-registry/fr-communes.ndjson.gz')
  if (!existsSync(path)) { io.say('the French registry is not beside the project: not measured'); return null }
  io.say('the French registry …')
  const report = await centre.territory.service.importRegistry(system('bench'), { path, fileName: 'fr-communes.ndjson.gz' })
  return round(report.ms / 1000)
}

export const benchDeskCommand = (io: Say) => benchDesk((text) => io.say(text))
export const benchPortalCommand = (io: Say) => benchPortal((text) => io.say(text))

const round = (n: number) => Math.round(n * 100) / 100

async function withServer<T>(work: (connection: { host: string; user: string; database: string }) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bastida-bench-'))
  chmodSync(folder, 0o755)
  const server = await startEmbedded({ folder, log: createLog('warn', () => new Date()), settings: { fsync: 'off', shared_buffers: '1GB', maintenance_work_mem: '512MB' } })
  try { return await work({ host: server.socketFolder, user: server.superuser, database: 'postgres' }) } finally {
    await server.release()
    rmSync(folder, { recursive: true, force: true })
  }
}
