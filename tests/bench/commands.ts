/** `bastida bench NAME`: each measures in a database of its own in the temporary folder, and leaves nothing. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#platform/db/embedded.ts'
import { createLog } from '#platform/log/index.ts'
import { postgresCascade } from './cascade-postgres.ts'
import { benchCascade, benchEdges } from './cascade.ts'

type Say = { say(text: string): void }

export async function benchCascadeCommand(io: Say) {
  io.say('a territory of 1,000,000 services and 5,000,000 dependencies …')
  const ours = benchCascade()
  io.say('the same edges in PostgreSQL …')
  const postgres = await withServer((connection) => postgresCascade(connection, benchEdges()))
  return { ...ours, ...postgres, postgres_ratio: round(postgres.postgres_ms / ours.all_ms), bfs_ratio: round(ours.all_ms / ours.bfs_ms) }
}

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
