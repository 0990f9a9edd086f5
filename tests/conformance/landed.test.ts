/**
 * The data of every version that has landed come into the present code: by restore and in place, through each migration made
 * since, and people work with them. A migration that nobody has written yet shows that the way is walked even when none is new.
 */
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import pg from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { verify } from '#platform/audit/index.ts'
import { backup, restore } from '#platform/db/backup.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { prepareDatabase, readCredentials, readMigrations, writeCredentials, type Migration } from '#platform/db/setup.ts'
import { createLog } from '#platform/log/index.ts'
import { testCredentials } from '#platform/testing/global-setup.ts'
import { dataFolder, freePort, json, lookInside, removeFolder, signIn, startServer, type Api } from '../support/server.ts'

type Landed = {
  version: string; migrations: Record<string, string>; password: string; email: Record<'coordinator' | 'analyst' | 'member' | 'admin' | 'invited', string>; totpSecret: string; coordinatorTotpSecret?: string
  mainCase: { id: string; ref: string; tied: number }; tiedCase: string; partyId: string; filed: { id: string; protocol: string }; notice: { id: string; path: string; title: string }
  evidence: { fileName: string; sha256: string }; rows: Record<string, number>
}
const here = 'tests/conformance/landed'
const versions = readdirSync(here).filter((name) => name.endsWith('.json')).map((name) => JSON.parse(readFileSync(join(here, name), 'utf8')) as Landed)
const later = (text: string): Migration => ({ name: '9999_not_written_yet.sql', text, sha256: createHash('sha256').update(text).digest('hex') })

describe.each(versions)('the data of $version', (landed) => {
  const file = `${here}/${landed.version}.backup`
  const key = { passphrase: readFileSync(`${here}/${landed.version}.passphrase`, 'utf8').trim() }
  const ofThen = () => readMigrations().filter((one) => one.name in landed.migrations)

  test('no migration was changed after it had landed', () => {
    expect(Object.fromEntries(ofThen().map((one) => [one.name, one.sha256]))).toEqual(landed.migrations)
  })

  test('later migrations run over restored data, and over data in place; one that fails leaves the data as they were', { timeout: 60_000 }, async () => {
    const { socketFolder, superuser } = inject('server')
    const admin = { host: socketFolder, user: superuser, database: 'postgres' }
    const folder = mkdtempSync(join(tmpdir(), 'bastida-landed-'))
    const used: string[] = []
    const into = (migrations: Migration[]) => {
      used.push(`t_${randomBytes(6).toString('hex')}`)
      return { admin, database: used.at(-1)!, credentials: testCredentials, prefix: 'test', dataFolder: folder, file, key, migrations, putBack: async () => {} }
    }
    const weather = later(`alter table cases.case add column weather text not null default ''; update cases.case set weather = 'sereno';`)
    const broken = later(`alter table cases.case add column weather text; update cases.case set weather = 1 / 0;`)
    const seen = (database: string) => asOwner({ ...admin, database }, async (client) => ({
      sunny: (await client.query(`select column_name from information_schema.columns where table_schema = 'cases' and column_name = 'weather'`)).rowCount === 1
        && (await client.query(`select 1 from cases.case where weather = 'sereno'`)).rowCount === landed.rows['cases."case"'],
      rows: (await client.query<{ n: number }>('select count(*)::int as n from cases.case')).rows[0]!.n,
      audit: await verify(client),
    }))
    const whole = { rows: landed.rows['cases."case"'], audit: { ok: true, entries: landed.rows['audit.entry'], sealed: landed.rows['audit.entry'] } }
    try {
      const restored = into([...readMigrations(), weather])
      await restore(restored)
      expect(await seen(restored.database)).toMatchObject({ sunny: true, ...whole })

      const inPlace = into(ofThen())
      await restore(inPlace)
      expect(await seen(inPlace.database)).toMatchObject({ sunny: false, ...whole })
      const next = (migrations: Migration[]) => prepareDatabase(admin, inPlace.database, testCredentials, { prefix: 'test', migrations })
      await expect(next([...readMigrations(), broken])).rejects.toThrow(/9999_not_written_yet\.sql failed, nothing of it was kept: division by zero/)
      expect(await seen(inPlace.database)).toMatchObject({ sunny: false, ...whole })
      expect((await next([...readMigrations(), weather])).migrations.latest).toBe(weather.name)
      expect(await seen(inPlace.database)).toMatchObject({ sunny: true, ...whole })

      const copy = join(folder, 'newer.backup')
      const identity = await generateX25519Identity()
      await backup({ connect: { owner: { ...admin, user: 'test_owner', password: 'o', database: inPlace.database }, worker: { ...admin, user: 'test_worker', password: 'w', database: inPlace.database } } as never, dataFolder: folder, file: copy, key: { recipient: await identityToRecipient(identity) }, now: new Date(), keys: [], session: 's' })
      await expect(restore({ ...into(readMigrations()), file: copy, key: { identity } })).rejects.toThrow(/newer version of Bastida \(9999_not_written_yet/)
    } finally {
      await asOwner(admin, async (client) => { for (const name of used) await client.query(`drop database if exists ${name} with (force)`) })
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('restored by the command, people sign in and find their work', { timeout: 120_000 }, async () => {
    const folder = dataFolder()
    try {
      const restored = cli(folder, 'restore', file, '--passphrase-file', `${here}/${landed.version}.passphrase`, '--json')
      expect(JSON.parse(restored)).toMatchObject({ audit: { ok: true, entries: landed.rows['audit.entry'] } })
      const server = await startServer({ folder, port: await freePort() })
      try { await use(landed, server.address) } finally { expect(await server.stop()).toBe(0) }
      const verified = JSON.parse(cli(folder, 'audit', 'verify', '--json')) as { ok: boolean; entries: number }
      expect(verified.ok).toBe(true)
      expect(verified.entries).toBeGreaterThan(landed.rows['audit.entry']!)
    } finally { await removeFolder(folder) }
  })

  test('left in place at its own migrations, the server starts on it and brings it up to date', { timeout: 120_000 }, async () => {
    const folder = dataFolder()
    try {
      const embedded = await startEmbedded({ folder, log: createLog('warn', () => new Date()), settings: { fsync: 'off' } })
      const credentials = readCredentials(folder)
      await restore({ admin: { host: embedded.socketFolder, user: embedded.superuser, database: 'postgres' }, database: 'bastida', credentials, dataFolder: folder, file, key, migrations: ofThen(), putBack: async ({ session }) => writeCredentials(folder, { ...credentials, session }) })
      await embedded.release()
      const server = await startServer({ folder, port: await freePort() })
      try {
        const { migrations } = await json<{ migrations: { applied: number; latest: string } }>(await fetch(`${server.address}/status`))
        expect(migrations).toEqual({ applied: readMigrations().length, latest: readMigrations().at(-1)!.name })
        for (const [table, n] of Object.entries(await lookInside(folder, (client) => count(client, Object.keys(landed.rows))))) expect({ table, enough: n >= landed.rows[table]! }).toEqual({ table, enough: true })
        await use(landed, server.address)
      } finally { expect(await server.stop()).toBe(0) }
    } finally { await removeFolder(folder) }
  })
})

/** What people of each kind do first on the morning after. */
async function use(landed: Landed, address: string) {
  const code = codeFor(landed.totpSecret)
  await expect(signIn(address, landed.email.analyst, landed.password, async () => '000000')).rejects.toThrow(/INVALID_CODE/)
  const analyst = await signIn(address, landed.email.analyst, landed.password, code)
  const read = async <T>(path: string) => json<T>(await analyst(path))
  expect(await read(`/api/cases/${landed.mainCase.id}`)).toMatchObject({ ref: landed.mainCase.ref })
  expect((await read<{ total: number }>(`/api/cases?mainId=${landed.mainCase.id}&kind=tied&limit=50`)).total).toBe(landed.mainCase.tied)
  const { obligations } = await read<{ obligations: { id: string; state: string; protocol: string | null }[] }>(`/api/obligations/cases/${landed.tiedCase}?lang=fr`)
  expect(obligations.find((one) => one.id === landed.filed.id)).toMatchObject({ state: 'sent', protocol: landed.filed.protocol })
  const [evidence] = (await read<{ items: { id: string; fileName: string }[] }>(`/api/cases/${landed.mainCase.id}/evidence`)).items
  const bytes = await (await analyst(`/api/cases/evidence/${evidence!.id}/file`)).arrayBuffer()
  expect({ fileName: evidence!.fileName, sha256: createHash('sha256').update(Buffer.from(bytes)).digest('hex') }).toEqual(landed.evidence)

  const coordinator = landed.coordinatorTotpSecret
    ? await signIn(address, landed.email.coordinator, landed.password, codeFor(landed.coordinatorTotpSecret))
    : await ledOn(landed, await signIn(address, landed.email.coordinator, landed.password))
  const { people } = await json<{ people: { email: string; state: string; twoFactor: boolean }[] }>(await coordinator('/api/identity/people'))
  expect(people.map((one) => one.email).sort()).toEqual(Object.values(landed.email).sort())
  expect(people.find((one) => one.email === landed.email.analyst)?.twoFactor).toBe(true)
  expect(['invited', 'expired']).toContain(people.find((one) => one.email === landed.email.invited)?.state)
  expect((await json<{ items: { url: string; active: boolean }[] }>(await coordinator('/api/notices/webhooks'))).items).toMatchObject([{ url: 'https://hooks.velarda.example/bastida', active: false }])

  const page = await fetch(`${address}${landed.notice.path}`)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain(landed.notice.title)

  // And the work goes on: the body takes its notice away.
  const member = await signIn(address, landed.email.member, landed.password)
  await json(await member(`/api/notices/${landed.notice.id}/withdraw`, { method: 'POST', body: { reason: 'di nuovo in funzione (prova)' } }), 204)
  expect((await fetch(`${address}${landed.notice.path}`)).status).toBe(410)
}

const codeFor = (secret: string) => async () => createOTP(new TextDecoder().decode(base32.decode(secret))).totp()

/** Of a version before the second step was asked for: whoever has none is led to one, and not shut out. */
async function ledOn(landed: Landed, coordinator: Api): Promise<Api> {
  expect(await json<{ secondStep: string; roles: string[] }>(await coordinator('/api/identity/session'))).toMatchObject({ secondStep: 'enrol', roles: [] })
  expect(await json<{ code: string }>(await coordinator('/api/identity/people'), 403)).toMatchObject({ code: 'second_factor' })
  const { totpURI } = await json<{ totpURI: string }>(await coordinator('/api/auth/two-factor/enable', { method: 'POST', body: { password: landed.password } }))
  await json(await coordinator('/api/auth/two-factor/verify-totp', { method: 'POST', body: { code: await codeFor(new URL(totpURI).searchParams.get('secret')!)() } }))
  return coordinator
}

async function count(client: pg.Client, tables: readonly string[]): Promise<Record<string, number>> {
  const { rows } = await client.query<Record<string, number>>(`select ${tables.map((table) => `(select count(*)::int from ${table}) as ${pg.escapeIdentifier(table)}`).join(', ')}`)
  return rows[0]!
}

async function asOwner<T>(connection: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection)
  await client.connect()
  try { return await work(client) } finally { await client.end() }
}

function cli(folder: string, ...args: string[]): string {
  const done = spawnSync(process.execPath, ['apps/cli/main.ts', ...args], { env: { ...process.env, BASTIDA_DATA: folder, NODE_OPTIONS: '' }, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(done.stderr)
  return done.stdout
}
