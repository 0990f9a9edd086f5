/** Evidence at rest: sealed while it arrives, opened as a stream, read and sealed where an earlier version left it plain. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { FILES_LOCK } from '#platform/db/filesLock.ts'
import { KEY_FILE } from '#platform/keys/file.ts'
import { openKeys } from '#platform/keys/index.ts'
import { sealOldEvidence } from './jobs.ts'
import { caseStage, type CaseStage } from './testing/stage.ts'
import { openFile, opens, receive } from './vault.ts'

let s: CaseStage
let offline: string
beforeAll(async () => {
  offline = await generateX25519Identity()
  s = await caseStage({ alsoFor: await identityToRecipient(offline) })
})
afterAll(() => s.close())

type Item = { id: string; sha256: string; file: string; fileName: string; custody: { action: string }[] }
const upload = async (bytes: Buffer, call = s.call) => call('analyst', 'POST', `/api/cases/${s.corvasse}/evidence?fileName=disco.img`, bytes)
const stored = async (bytes: Buffer) => (await (await upload(bytes)).json()) as Item
const download = (id: string, call = s.call) => call('analyst', 'GET', `/api/cases/evidence/${id}/file`)
const listed = async (id: string, call = s.call) => ((await (await call('analyst', 'GET', `/api/cases/${s.corvasse}/evidence`)).json()) as { items: Item[] }).items.find((one) => one.id === id)!
const pathOf = (sha256: string) => join(s.folder, 'evidence', sha256.slice(0, 2), sha256)
const incoming = () => readdirSync(join(s.folder, 'evidence/incoming'))
const everyFile = () => readdirSync(join(s.folder, 'evidence'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))

test('what lies on the disk says nothing of what was received; the centre’s own second key opens it too', async () => {
  const bytes = Buffer.concat([Buffer.from('Mario Fittizio, via Inventata 1\n'.repeat(9000)), randomBytes(1000)])
  const item = await stored(bytes)
  expect([item.sha256, item.file]).toEqual([createHash('sha256').update(bytes).digest('hex'), 'here'])
  const path = `${pathOf(item.sha256)}.age`
  expect(existsSync(pathOf(item.sha256))).toBe(false)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  for (const file of everyFile()) expect(readFileSync(file).includes('Fittizio'), file).toBe(false)
  expect(incoming()).toEqual([])
  const answer = await download(item.id)
  expect(answer.headers.get('content-length')).toBe(String(bytes.length))
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
  const opener = new Decrypter()
  opener.addIdentity(offline)
  expect(Buffer.from(await opener.decrypt(readFileSync(path))).equals(bytes)).toBe(true)
  expect(await s.t.sql(`select detail from audit.entry where action = 'cases.evidence' and object = $1`, [`evidence:${item.id}`])).toEqual([{ detail: { bytes: bytes.length, sha256: item.sha256 } }])
})

test('acknowledged means that bytes and name are on the disk: the file, its folder, and the folder above', async () => {
  const probe = await open(tmpdir())
  const handle = Object.getPrototypeOf(probe) as FileHandle
  await probe.close()
  const synced: string[] = []
  const sync = handle.sync
  const spy = vi.spyOn(handle, 'sync').mockImplementation(function (this: FileHandle) {
    synced.push(relative(s.folder, readlinkSync(`/proc/self/fd/${this.fd}`)))
    return sync.call(this)
  })
  try {
    const { sha256 } = await stored(randomBytes(1000))
    expect(synced).toEqual([expect.stringMatching(/^evidence\/incoming\//), `evidence/${sha256.slice(0, 2)}`, 'evidence'])
  } finally { spy.mockRestore() }
})

test('in and out as a stream: what has come is on the disk before the rest is there', async () => {
  const piece = randomBytes(1 << 20)
  let seen = 0
  async function* slowly() {
    for (let n = 0; n < 40; n++) {
      yield piece
      // All but what lies in the buffers of the pipes has been written while the sender still sends.
      if (n === 30) seen = statSync(join(s.folder, 'evidence/incoming', incoming()[0]!)).size
    }
  }
  const { incoming: path, sha256, bytes } = await receive(s.folder, s.context.keys, Readable.from(slowly()))
  expect(bytes).toBe(40 << 20)
  expect(seen).toBeGreaterThan(20 << 20)
  mkdirSync(dirname(pathOf(sha256.toString('hex'))), { recursive: true })
  renameSync(path, `${pathOf(sha256.toString('hex'))}.age`)
  let largest = 0
  let total = 0
  for await (const one of await openFile(s.folder, s.context.keys, sha256)) { largest = Math.max(largest, (one as Buffer).length); total += (one as Buffer).length }
  expect(total).toBe(bytes)
  expect(largest).toBeLessThan(1 << 20)
  rmSync(`${pathOf(sha256.toString('hex'))}.age`)
})

test('a file that was changed on the disk breaks off; one that cannot be opened is not written down as handed out', async () => {
  const bytes = randomBytes(300_000)
  const item = await stored(bytes)
  const path = `${pathOf(item.sha256)}.age`
  const good = readFileSync(path)
  const change = (at: number) => { const bad = Buffer.from(good); bad[at]! ^= 1; writeFileSync(path, bad) }
  change(good.length - 10)
  await expect(download(item.id).then((answer) => answer.arrayBuffer())).rejects.toThrow()
  const handedOut = async () => (await listed(item.id)).custody.filter((one) => one.action === 'downloaded').length
  const before = await handedOut()
  change(100) // in the header
  expect((await download(item.id)).status).toBe(500)
  rmSync(path)
  expect((await download(item.id)).status).toBe(503)
  expect(await handedOut()).toBe(before)
  // Plain as an earlier version left it, and changed: the hash tells.
  writeFileSync(pathOf(item.sha256), Buffer.concat([bytes.subarray(1), Buffer.from('x')]))
  await expect(download(item.id).then((answer) => answer.arrayBuffer())).rejects.toThrow()
  rmSync(pathOf(item.sha256))
  writeFileSync(path, good)
  expect(Buffer.from(await (await download(item.id)).arrayBuffer()).equals(bytes)).toBe(true)
})

async function* dripping() { for (;;) { await new Promise((resolve) => setTimeout(resolve, 5)); yield randomBytes(100_000) } }

test('whoever goes away in the middle, coming or going, leaves neither an open file nor half of one', async () => {
  const { id, sha256 } = await stored(randomBytes(8 << 20))
  const open = () => readdirSync('/proc/self/fd').flatMap((fd) => { try { return readlinkSync(`/proc/self/fd/${fd}`) } catch { return [] } }).filter((path) => path.startsWith(join(s.folder, 'evidence')))
  for (let n = 0; n < 5; n++) {
    await Promise.all(Array.from({ length: 10 }, () => opens(s.folder, s.context.keys, Buffer.from(sha256, 'hex'))))
    await vi.waitFor(() => expect(open()).toEqual([])) // at once, not when memory is next tidied
    const reader = (await download(id)).body!.getReader()
    await reader.read()
    await reader.cancel()
    const stopped = new AbortController()
    setTimeout(() => stopped.abort(), 60)
    const sending = fetch(s.base + `/api/cases/${s.corvasse}/evidence?fileName=a`, { method: 'POST', headers: { 'x-test': 'analyst', 'content-type': 'application/octet-stream' }, signal: stopped.signal, duplex: 'half', body: dripping() } as RequestInit)
    await expect(sending).rejects.toThrow()
  }
  await vi.waitFor(() => expect([open(), incoming()]).toEqual([[], []]))
})

test('what an earlier version stored in plain is read, and sealed by the job; not while a backup copies', async () => {
  const bytes = randomBytes(150_000)
  const item = await stored(bytes)
  rmSync(`${pathOf(item.sha256)}.age`)
  writeFileSync(pathOf(item.sha256), bytes)
  const same = async () => Buffer.from(await (await download(item.id)).arrayBuffer()).equals(bytes)
  expect(await same()).toBe(true)

  const backup = await s.t.workerPool.connect()
  await backup.query(`select pg_advisory_lock_shared(${FILES_LOCK})`)
  expect(await sealOldEvidence(s.context)).toBe(0)
  expect([existsSync(pathOf(item.sha256)), existsSync(`${pathOf(item.sha256)}.age`), incoming()]).toEqual([true, false, []])
  await backup.query(`select pg_advisory_unlock_all()`)
  backup.release()

  expect(await sealOldEvidence(s.context)).toBe(1)
  expect([existsSync(pathOf(item.sha256)), existsSync(`${pathOf(item.sha256)}.age`), incoming()]).toEqual([false, true, []])
  expect(await same()).toBe(true)
  // Killed after the twin had its name and before the plain one was gone: both lie there. The twin stays as it is, even when
  // the plain one was damaged meanwhile.
  const twin = readFileSync(`${pathOf(item.sha256)}.age`)
  writeFileSync(pathOf(item.sha256), bytes.subarray(1))
  expect(await same()).toBe(true)
  expect(await sealOldEvidence(s.context)).toBe(1)
  expect(existsSync(pathOf(item.sha256))).toBe(false)
  expect(readFileSync(`${pathOf(item.sha256)}.age`).equals(twin)).toBe(true)
  expect(await sealOldEvidence(s.context)).toBe(0)
  expect(await same()).toBe(true)
})

test('a lost key is said in plain words, for what is there and for what comes; with the key back all opens', async () => {
  const item = await stored(randomBytes(5000))
  const safe = join(s.folder, 'safe')
  renameSync(join(s.folder, KEY_FILE), safe)
  const known = [s.context.keys.recipient!]
  const lost = await s.start(await openKeys(s.folder, { known, now: s.clock.now() }))
  const before = (await listed(item.id, lost.call)).custody.length
  expect((await listed(item.id, lost.call)).file).toBe('locked')
  const refused = await download(item.id, lost.call)
  expect([refused.status, ((await refused.json()) as { code: string; title: string }).title]).toEqual([503, expect.stringContaining('Manca la chiave')])
  const turned = await upload(randomBytes(10), lost.call)
  expect([turned.status, ((await turned.json()) as { code: string }).code]).toEqual([503, 'key_missing'])
  expect([(await listed(item.id, lost.call)).custody.length, incoming()]).toEqual([before, []])
  expect(existsSync(join(s.folder, KEY_FILE))).toBe(false)
  renameSync(safe, join(s.folder, KEY_FILE))
  const back = await s.start(await openKeys(s.folder, { known, now: s.clock.now() }))
  expect([(await download(item.id, back.call)).status, (await listed(item.id, back.call)).file]).toEqual([200, 'here'])
})
