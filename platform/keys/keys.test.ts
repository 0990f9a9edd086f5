import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, expect, test } from 'vitest'
import { closeKeyFile, KEY_FILE, readKeyFile } from './file.ts'
import { addKey, isSealed, openKeys, putBackKeys } from './index.ts'

const now = new Date('2026-11-22T06:00:00Z')
const folders: string[] = []
const folder = () => { const made = mkdtempSync(join(tmpdir(), 'bastida-keys-')); folders.push(made); return made }
afterAll(() => { for (const one of folders) rmSync(one, { recursive: true, force: true }) })
const streamOf = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]).stream()

test('made once, for its owner’s eyes; whoever starts beside gets the same', async () => {
  const data = folder()
  const two = await Promise.all([openKeys(data, { known: [], now }), openKeys(data, { known: [], now }), openKeys(data, { known: [], now })])
  expect(new Set(two.map((one) => one.recipient)).size).toBe(1)
  expect(statSync(join(data, KEY_FILE)).mode & 0o777).toBe(0o600)
  expect(statSync(join(data, 'keys')).mode & 0o777).toBe(0o700)
  expect(readKeyFile(data)).toHaveLength(1)
  const again = await openKeys(data, { known: [two[0]!.recipient!], now })
  expect(await again.open(await two[0]!.seal('whsec_à'))).toBe('whsec_à')
  expect(again.missing).toEqual([])
  expect(closeKeyFile(data)).toBe(true)
  chmodSync(join(data, KEY_FILE), 0o644)
  expect(closeKeyFile(data)).toBe(false)
  expect(statSync(join(data, KEY_FILE)).mode & 0o777).toBe(0o600)
})

test('a text and a stream come back; nothing of them is seen; a changed byte does not open', async () => {
  const keys = await openKeys(folder(), { known: [], now })
  const sealed = await keys.seal('a secret')
  expect([isSealed(sealed), isSealed('a secret')]).toEqual([true, false])
  expect(sealed).not.toContain('secret')
  const bytes = randomBytes(200_000)
  const file = await buffer(await keys.sealStream(streamOf(bytes)))
  expect(file.includes(bytes.subarray(1000, 1032))).toBe(false)
  expect((await buffer(await keys.openStream(streamOf(file)))).equals(bytes)).toBe(true)
  file[150_000]! ^= 1
  await expect(keys.openStream(streamOf(file)).then(buffer)).rejects.toThrow()
})

test('a second key of the centre opens files, and not the texts of the database', async () => {
  const offline = await generateX25519Identity()
  const keys = await openKeys(folder(), { known: [], now, alsoFor: await identityToRecipient(offline) })
  const opener = new Decrypter()
  opener.addIdentity(offline)
  const bytes = randomBytes(70_000)
  expect(Buffer.from(await opener.decrypt(await buffer(await keys.sealStream(streamOf(bytes))))).equals(bytes)).toBe(true)
  expect(await keys.open(await keys.seal('x'))).toBe('x')
})

test('a lost key is said and never replaced by itself; a new one seals, the old one back opens', async () => {
  const data = folder()
  const before = await openKeys(data, { known: [], now })
  const known = [before.recipient!]
  const sealed = await before.seal('kept')
  renameSync(join(data, KEY_FILE), join(data, 'safe'))

  const lost = await openKeys(data, { known, now })
  expect([lost.recipient, lost.missing, readKeyFile(data)]).toEqual([undefined, known, []])
  for (const work of [lost.seal('x'), lost.open(sealed), lost.sealStream(streamOf(randomBytes(10)))]) await expect(work).rejects.toMatchObject({ code: 'key_missing' })

  const recipient = await addKey(data, now)
  const after = await openKeys(data, { known: [...known, recipient], now })
  expect([after.recipient, after.missing]).toEqual([recipient, known])
  expect(await after.open(await after.seal('new'))).toBe('new')
  await expect(after.open(sealed)).rejects.toMatchObject({ code: 'key_missing' })

  const old = readFileSync(join(data, 'safe'), 'utf8').split('\n').filter((line) => line.startsWith('AGE-'))
  await putBackKeys(data, old, now)
  const whole = await openKeys(data, { known: [...known, recipient], now })
  expect([whole.recipient, whole.missing]).toEqual([known[0], []])
  expect(await whole.open(sealed)).toBe('kept')
  expect(await whole.open(await after.seal('between'))).toBe('between')
})

test('a file without a key in it stops the start instead of being written over', async () => {
  const data = folder()
  await openKeys(data, { known: [], now })
  writeFileSync(join(data, KEY_FILE), 'not this one\n')
  await expect(openKeys(data, { known: [], now })).rejects.toThrow(/holds no key/)
})

test('a process that runs follows the file: another key seals, one that was lost and is back opens; a file that is gone takes nothing away', async () => {
  const data = folder()
  const before = await openKeys(data, { known: [], now })
  const sealed = await before.seal('prima')
  renameSync(join(data, KEY_FILE), join(data, 'safe'))
  const lost = await openKeys(data, { known: [before.recipient!], now })
  await expect(lost.open(sealed)).rejects.toMatchObject({ code: 'key_missing' })
  expect(await before.open(await before.seal('senza file'))).toBe('senza file')
  renameSync(join(data, 'safe'), join(data, KEY_FILE))
  expect([await lost.open(sealed), lost.missing]).toEqual(['prima', []])
  const fresh = await addKey(data, now)
  await before.seal('x')
  expect([before.recipient, await before.open(sealed)]).toEqual([fresh, 'prima'])
})
