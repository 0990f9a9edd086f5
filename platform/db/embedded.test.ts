import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createLog } from '../log/index.ts'
import { startEmbedded } from './embedded.ts'

const log = createLog('silent', () => new Date())
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'bastida-embedded-'))
  folders.push(made)
  return made
}
test.skipIf(process.getuid?.() !== 0).each([0o700, 0o755])('root neither takes nor passes by the database of a centre that runs as another user (folder %o)', async (mode) => {
  const centre = folder()
  const data = join(centre, 'pg')
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(join(data, 'PG_VERSION'), '17\n')
  for (const path of [centre, data, join(data, 'PG_VERSION')]) chownSync(path, 12_345, 12_345)
  chmodSync(centre, mode)
  await expect(startEmbedded({ folder: centre, log })).rejects.toThrow(/belongs to another user.*sudo -u '#12345'/)
  expect(statSync(data).uid).toBe(12_345)
})
