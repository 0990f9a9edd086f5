/**
 * A full disk: the whole data folder on a small file system in memory, filled up while people write. What was acknowledged
 * stays, what is refused says why, and when there is space again the server goes on by itself, the embedded database too.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, rmSync, statfsSync, statSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { partyIdOf } from '#modules/territory/server/index.ts'
import { verify } from '#platform/audit/index.ts'
import { ANALYST, PASSWORD, prepareCentre } from '../support/centre.ts'
import { dataFolder, freePort, json, lookInside, postmaster, removeFolder, signIn, startServer, type Api, type ServerProcess } from '../support/server.ts'
import { settled } from '../support/settled.ts'

const MEGABYTES = 224
/** What the server says when the postmaster is gone. */
const DEAD = 'the database has died, it is started again'
/** A recovery on a full disk may hang: after a minute the server ends it. */
const HANGING = 120_000
const mounts = mayMount()
if (!mounts) console.warn('disk full: the file system of its own is SKIPPED, this machine lets nobody mount one here (it needs root and CAP_SYS_ADMIN)')

describe.skipIf(!mounts)('a full disk', { timeout: 3 * HANGING }, () => {
  let folder: string
  let server: ServerProcess
  let analyst: Api
  let mainId: string
  let tied: string[]

  beforeAll(async () => {
    folder = dataFolder()
    if (!mount(folder, MEGABYTES)) throw new Error('mounted a moment ago, and now it cannot')
    const port = await freePort()
    await prepareCentre(folder, `http://localhost:${port}`)
    server = await startServer({ folder, port, env: { LOG_LEVEL: 'error' } })
    analyst = await signIn(server.address, ANALYST, PASSWORD)
    mainId = (await json<{ id: string }>(await analyst('/api/cases', { method: 'POST', body: {
      requestId: crypto.randomUUID(), providerId: partyIdOf('live', { registry: 'demo', code: 'nubilis' }), title: 'Fermo di Nubilis Cloud', occurredAt: new Date(Date.now() - 3_600_000).toISOString(), effects: { unavailable: true, exposed: true, tampered: false }, description: {},
    } }), 201)).id
    tied = (await json<{ items: { id: string }[] }>(await analyst(`/api/cases?mainId=${mainId}&kind=tied&limit=100`))).items.map((one) => one.id)
    await settled((work) => lookInside(folder, work))
  }, 180_000)
  afterAll(async () => {
    rmSync(join(folder, 'ballast'), { force: true })
    await server?.stop()
    await removeFolder(folder, () => { spawnSync('umount', ['-l', folder]) })
  })

  test('evidence that does not fit is refused with a sentence, what fits is kept', async () => {
    const kept = Buffer.alloc(100_000, 'a')
    const { sha256 } = await json<{ sha256: string }>(await upload(kept), 201)
    expect(sha256).toBe(createHash('sha256').update(kept).digest('hex'))
    await ballast(6 * 1024 * 1024) // the database still writes: only the file has no place
    const refused = await upload(Buffer.alloc(12 * 1024 * 1024, 'b'))
    expect(refused.status).toBe(507)
    expect(await refused.json()).toMatchObject({ code: 'no_space', title: expect.stringMatching(/^Il disco del centro è pieno: l’ultimo invio non è stato salvato, quello che era già confermato sì\./) })
    expect((await analyst(`/api/cases/${mainId}`)).status).toBe(200)
    rmSync(join(folder, 'ballast'))
    expect((await upload(Buffer.alloc(12 * 1024 * 1024, 'b'))).status).toBe(201)
    const { total } = await json<{ total: number }>(await analyst(`/api/cases/${mainId}/evidence`))
    expect(total).toBe(2)
  })

  test('with no byte left the database itself falls; nothing acknowledged is lost, and all of it comes back', async () => {
    const acknowledged = new Map<string, string>()
    const refusals: { status: number; code: string }[] = []
    let writing = true
    onTestFinished(() => { writing = false; rmSync(join(folder, 'ballast'), { force: true }) }) // when it fails too: it may be tried again
    const write = async (lane: number) => {
      for (let i = lane; writing; i += 4) {
        const caseId = tied[i % tied.length]!
        const note = `nota ${i} ${'x'.repeat(3000)}`
        const said = await analyst(`/api/cases/${caseId}/timeline`, { method: 'POST', body: { text: note } })
        if (said.status === 201) acknowledged.set(note, caseId)
        else refusals.push({ status: said.status, code: ((await said.json()) as { code: string }).code })
      }
    }
    const lanes = [0, 1, 2, 3].map((lane) => write(lane))
    await until(() => acknowledged.size > 20)
    const deaths = () => server.stderr().split(DEAD).length - 1
    const before = deaths()
    // Again and again: what the database gives back on the way is taken from it at once.
    // PostgreSQL may recover from a panic by itself, with a segment of its log that it kept: then the next one is waited for.
    const enough = () => refusals.some((one) => one.status === 507) && refusals.some((one) => one.status === 503) && deaths() > before
    const filling = (async () => {
      while (writing && !enough()) {
        await ballast(0)
        if (!refusals.some((one) => one.status === 507)) { await sleep(20); continue }
        // A new segment of its log is what PostgreSQL cannot do without: it panics, and cannot recover before there is space.
        // After a recovery nobody comes in where the first one cannot write its cache: there is a place for that, and none for a segment.
        truncateSync(join(folder, 'ballast'), Math.max(0, statSync(join(folder, 'ballast')).size - 1024 * 1024))
        await lookInside(folder, (client) => client.query('select pg_switch_wal()')).catch(() => {})
        await sleep(20)
      }
    })()
    await until(enough, HANGING)
    const page = await fetch(`${server.address}/`, { headers: { accept: 'text/html' } })
    expect([200, 503]).toContain(page.status)
    await filling
    rmSync(join(folder, 'ballast'), { force: true })
    const acknowledgedThen = acknowledged.size
    await until(() => acknowledged.size > acknowledgedThen + 5, HANGING)
    writing = false
    await Promise.all(lanes)
    for (const one of refusals) expect([{ status: 507, code: 'no_space' }, { status: 503, code: 'unavailable' }]).toContainEqual(one)

    await settled((work) => lookInside(folder, work))
    await lookInside(folder, async (client) => {
      const { rows } = await client.query<{ case_id: string; text: string }>(`select case_id, text from cases.timeline where kind = 'crisis'`)
      const found = new Map(rows.map((row) => [row.text, row.case_id]))
      for (const [note, caseId] of acknowledged) expect({ note: note.slice(0, 12), caseId: found.get(note) }).toEqual({ note: note.slice(0, 12), caseId })
      expect(await verify(client)).toMatchObject({ ok: true, unsealed: 0 })
    })
    expect((await json<{ status: string }>(await fetch(`${server.address}/status`))).status).toBe('ok')
    expect(deaths()).toBeGreaterThan(before)
  })

  const upload = (bytes: Uint8Array) => analyst(`/api/cases/${mainId}/evidence?fileName=copia.bin`, { method: 'POST', bytes })

  /** Fills the file system up to `leave` bytes. */
  async function ballast(leave: number): Promise<void> {
    const file = openSync(join(folder, 'ballast'), 'a')
    try {
      for (let size = 1024 * 1024; size >= 4096; size /= 2) {
        const piece = Buffer.alloc(size)
        try { while (free(folder) - size >= leave) writeSync(file, piece) } catch { /* full */ }
      }
    } finally { closeSync(file) }
  }
})

/** For a machine that mounts nothing: the embedded database that dies under the running server comes back by itself. */
describe('a database that dies', { timeout: 120_000 }, () => {
  test('is started again by the running server, and everything goes on', async () => {
    const folder = dataFolder()
    try {
      const port = await freePort()
      const server = await startServer({ folder, port, env: { LOG_LEVEL: 'warn' } })
      try {
        for (let round = 0; round < 2; round++) {
          const { pid } = postmaster(folder)
          process.kill(pid, 'SIGKILL')
          await until(() => existsSync(join(folder, 'pg/postmaster.pid')) && postmaster(folder).pid !== pid, 30_000)
          await untilOk(server.address)
        }
        expect(server.stderr()).toContain(DEAD)
        await settled((work) => lookInside(folder, work))
      } finally { expect(await server.stop()).toBe(0) }
      expect(existsSync(join(folder, 'pg/postmaster.pid'))).toBe(false)
    } finally { await removeFolder(folder) }
  })
})

async function untilOk(address: string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if ((await fetch(`${address}/status`).then((answer) => answer.json() as Promise<{ status: string }>)).status === 'ok') return
    await sleep(50)
  }
  throw new Error('it did not come back')
}

async function until(done: () => boolean, ms = 30_000): Promise<void> {
  for (let waited = 0; waited < ms; waited += 20) {
    if (done()) return
    await sleep(20)
  }
  throw new Error(`it did not happen in ${ms / 1000} seconds`)
}

function free(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

function mount(folder: string, megabytes: number): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]).status === 0
}

function mayMount(): boolean {
  if (process.getuid?.() !== 0) return false
  const folder = join('/tmp', `bastida-mount-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  try {
    if (!mount(folder, 1)) return false
    spawnSync('umount', [folder])
    return true
  } finally { rmSync(folder, { recursive: true, force: true }) }
}
