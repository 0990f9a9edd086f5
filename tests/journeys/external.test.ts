/**
 * A centre on a PostgreSQL of somebody else's, under an account that may make roles and databases and nothing more: set-up,
 * a case, its publication, a backup that moves to the embedded one and back; then the database is cut, stopped and killed under
 * the running server, which says so to everybody and heals by itself.
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partyIdOf } from '#modules/territory/server/index.ts'
import { verify } from '#platform/audit/index.ts'
import { prepareDatabase, refuseOldServer } from '#platform/db/setup.ts'
import { testCredentials } from '#platform/testing/global-setup.ts'
import { paceMs } from '#platform/testing/pace.ts'
import { ANALYST, COORDINATOR, PASSWORD, prepareCentre } from '../support/centre.ts'
import { ADMIN, startExternal, type External } from '../support/external.ts'
import { dataFolder, freePort, json, removeFolder, signIn, startServer, type Api, type ServerProcess } from '../support/server.ts'
import { settled } from '../support/settled.ts'
import { inviteTwo, publishable, type Published } from '../support/story.ts'

describe('an external PostgreSQL', { timeout: 120_000 }, () => {
  let external: External
  let folder: string
  let server: ServerProcess
  let analyst: Api
  let notice: Published
  const folders: string[] = []
  const look = <T>(work: Parameters<typeof external.look<T>>[0]) => external.look(work, 'centre')
  const env = () => ({ DATABASE_URL: external.url('centre') })

  beforeAll(async () => {
    external = await startExternal()
    folder = dataFolder()
    folders.push(folder)
    const port = await freePort()
    // The database is not there yet: the account makes it, with the four roles, and hands it to their owner.
    await prepareCentre(folder, `http://localhost:${port}`, env())
    server = await startServer({ folder, port, env: env() })
    analyst = await signIn(server.address, ANALYST, PASSWORD)
  }, 120_000)
  afterAll(async () => {
    await server?.stop()
    await external?.remove()
    for (const one of folders) await removeFolder(one)
  })

  test('four roles that are no superusers, a database of the owner, and the story in short', async () => {
    const roles = await look(async (client) => (await client.query(`select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname like 'centre\\_%' order by 1`)).rows)
    expect(roles).toEqual(['app', 'auth', 'owner', 'worker'].map((name) => ({ rolname: `centre_${name}`, rolsuper: false, rolbypassrls: false, rolcreaterole: false })))
    expect((await json<{ database: object }>(await fetch(`${server.address}/status`))).database).toMatchObject({ kind: 'external', reachable: true })
    const opened = await json<{ id: string; tied: number }>(await analyst('/api/cases', { method: 'POST', body: {
      requestId: crypto.randomUUID(), providerId: partyIdOf('live', { registry: 'demo', code: 'nubilis' }), title: 'Fermo di Nubilis Cloud', occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
      effects: { unavailable: true, exposed: true, tampered: false }, description: {},
    } }), 201)
    expect(opened.tied).toBeGreaterThan(60)
    await settled(look)
    notice = await publishable(analyst, opened.id)
    const two = await inviteTwo(server.address, await signIn(server.address, COORDINATOR, PASSWORD), notice.partyId, 'esterno')
    await notice.publish(two)
    expect((await fetch(server.address + await notice.path(analyst))).status).toBe(200)
  })

  test('what is wrong with the way to it is said in a sentence', async () => {
    const at = (more: object, database = 'centre') => prepareDatabase({ host: '127.0.0.1', port: external.port, ...ADMIN, database, ...more }, database, testCredentials)
    const refused = async (url: string) => startServer({ folder: folders[0]!, port: await freePort(), env: { DATABASE_URL: url, BASTIDA_DATA: join(folder, 'other') } }).then(() => 'it started', (error: Error) => error.message)
    expect(await refused(external.url('centre').replace(/:[^:@]+@/, ':sbagliata@'))).toMatch(/^the server ended while starting:\nPostgreSQL at localhost:\d+ refuses the password of bastida_admin: look at DATABASE_URL[^\n]*28P01[^\n]*\n$/)
    await expect(at({ port: 1 })).rejects.toThrow(/^PostgreSQL at 127\.0\.0\.1:1 does not answer: is it running, and reachable from here\? \(ECONNREFUSED/)
    await expect(at({ host: 'nowhere.invalid' })).rejects.toThrow(/the name nowhere\.invalid in DATABASE_URL is not known|does not answer/)
    await expect(at({ ssl: { rejectUnauthorized: true } })).rejects.toThrow(/no safe line to PostgreSQL/)
    await external.look((client) => client.query(`create role small login password 'p'; create role maker login createrole password 'p'`))
    await expect(at({ user: 'small', password: 'p', database: 'postgres' }, 'none')).rejects.toThrow('the account small may not create roles: alter role small createrole')
    await expect(at({ user: 'maker', password: 'p', database: 'postgres' }, 'none')).rejects.toThrow('the account maker may not create the database none: alter role maker createdb, or create it with owner none_owner')
    await expect(at({})).rejects.toThrow('another Bastida with another data folder works on this database: use its BASTIDA_DATA, or stop it first')
    // A database made beforehand passes to the owner of the schemas; one that is in use by something else is left alone.
    await external.look((client) => client.query('create database ready owner bastida_admin'))
    expect((await at({}, 'ready')).serverVersion).toMatch(/^1[6-9]|^[2-9]\d/)
    await expect(prepareDatabase({ host: '127.0.0.1', port: external.port, user: 'maker', password: 'p', database: 'ready' }, 'ready', { ...testCredentials, owner: 'other' })).rejects.toThrow('the account maker may not set the password of ready_owner')
    await external.look((client) => client.query('create database theirs owner bastida_admin'))
    await external.look((client) => client.query('create table payroll ()'), 'theirs')
    await expect(at({}, 'theirs')).rejects.toThrow('the database theirs belongs to bastida_admin and holds tables already: give Bastida an empty one')
    for (const [num, says] of [[150_008, 'PostgreSQL 16 or newer is needed, this one is 15'], [90_624, 'this one is 9']] as const) expect(() => refuseOldServer(num)).toThrow(says)
    expect(() => refuseOldServer(160_000)).not.toThrow()
  })

  test('a backup goes to the embedded database and comes back to another external one', async () => {
    const file = join(folder, 'centre.age')
    const key = join(folder, 'key')
    const identity = await generateX25519Identity()
    writeFileSync(key, identity)
    const recipient = await identityToRecipient(identity)
    const counted = async (run: <T>(work: Parameters<typeof external.look<T>>[0]) => Promise<T>) => run(async (client) => ({
      cases: (await client.query<{ n: number }>('select count(*)::int as n from cases.case')).rows[0]!.n, publications: (await client.query<{ n: number }>('select count(*)::int as n from notices.publication')).rows[0]!.n, audit: await verify(client),
    }))
    const cli = (where: string, given: Record<string, string>, ...args: string[]) => {
      const done = spawnSync(process.execPath, ['apps/cli/main.ts', ...args], { env: { ...process.env, BASTIDA_DATA: where, NODE_OPTIONS: '', ...given }, encoding: 'utf8' })
      if (done.status !== 0) throw new Error(done.stderr)
      return done.stdout
    }
    await settled(look)
    const before = await counted(look)
    expect(before).toMatchObject({ publications: 1, audit: { ok: true } })
    cli(folder, env(), 'backup', file, '--recipient', recipient)
    const inside = dataFolder()
    folders.push(inside)
    cli(inside, {}, 'restore', file, '--identity-file', key)
    const again = join(folder, 'again.age')
    cli(inside, {}, 'backup', again, '--recipient', recipient)
    const back = dataFolder()
    folders.push(back)
    cli(back, { DATABASE_URL: external.url('back') }, 'restore', again, '--identity-file', key)
    expect(await counted((work) => external.look(work, 'back'))).toEqual(before)
  })

  test.each([
    ['every connection is cut', async () => { await external.look((client) => client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'centre'`)) }, undefined],
    ['the database is stopped', () => external.stop('SIGINT'), () => external.start()],
    ['the database is killed', () => external.stop('SIGKILL'), () => external.start()],
  ])('%s: said to everybody, then healed without a restart', async (_, cut, bringBack) => {
    const path = await notice.path(analyst)
    const read = async (address: string) => { const answer = await fetch(server.address + address, { headers: { accept: 'text/html' } }); return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') } }
    for (const address of [path, '/s']) expect((await read(address)).text).toContain('<aside class="stopped" hidden="">')
    await cut()
    if (bringBack) {
      // A page that was in memory is shown on, and says from when it is; one that was not is a page too.
      // Until the line to the database has said that it broke, the page comes from memory as it was.
      await until(async () => {
        const known = await read(path)
        expect(known.status).toBe(200) // at no moment anything else
        expect(known.text).not.toContain('@stopped-at@')
        return /<aside class="stopped">Questa pagina è ferma a \S+ \d+ \S+, ore \d+/.test(known.text)
      })
      expect(await read('/n?q=mai-cercato')).toMatchObject({ status: 503, type: 'text/html; charset=utf-8' })
      expect((await read('/emergency')).status).toBe(200)
      const refused = await analyst('/api/cases?limit=1')
      expect({ status: refused.status, type: refused.headers.get('content-type')?.split(';')[0], code: ((await refused.json()) as { code: string }).code, wait: refused.headers.get('retry-after') }).toEqual({ status: 503, type: 'application/problem+json', code: 'unavailable', wait: '10' })
      expect((await analyst('/s')).status).toBe(200) // a cookie asks nothing of a public page
      expect(await json(await fetch(`${server.address}/status`))).toMatchObject({ status: 'degraded', database: { reachable: false } })
      await bringBack()
    }
    const began = Date.now()
    await until(async () => (await analyst('/api/cases?limit=1')).ok)
    // Writing, relaying, sealing and telling every page: all of it is back.
    await json(await analyst(`/api/notices/${notice.id}/withdraw`, { method: 'POST', body: { reason: 'prova di taglio' } }), 204)
    await until(async () => (await read(path)).status === 410)
    await notice.publishAgain()
    await until(async () => { const page = await read(path); return page.status === 200 && page.text.includes('<aside class="stopped" hidden="">') })
    await settled(look)
    expect(Date.now() - began).toBeLessThan(1500 * paceMs()) // 20 s where a pace is 13 ms
    expect(await look((client) => verify(client))).toMatchObject({ ok: true, unsealed: 0 })
    // In memory again, and dropped again when something changes: the ears hear.
    await until(async () => (await look(async (client) => (await client.query(`select 1 from pg_stat_activity where application_name in ('bastida ears', 'bastida public')`)).rowCount)) === 2)
  })
})

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (await done().catch(() => false)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it did not happen in twenty seconds')
}
