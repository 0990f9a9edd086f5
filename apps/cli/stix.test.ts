import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { stix } from './stix.ts'

const folder = mkdtempSync(join(tmpdir(), 'bastida-stix-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const good = { type: 'tool', spec_version: '2.1', id: 'tool--00000000-0000-4000-8000-000000000001', created: '2026-01-01T00:00:00.000Z', modified: '2026-01-01T00:00:00.000Z', name: 'x' }
const { name: _, ...bad } = { ...good, id: good.id.replace('01', '02') }

async function run(content: string | Buffer, ...rest: string[]) {
  const out: string[] = [], said: string[] = [], file = join(folder, 'objects.json')
  writeFileSync(file, content)
  const code = await stix.run(['validate', file, ...rest], { out: (text) => out.push(text), say: (text) => said.push(text) })
  return { code, out: out.join('\n'), said: said.join('\n') }
}

test('a bundle, an object, a list, lines, packed or not', async () => {
  const bundle = JSON.stringify({ type: 'bundle', id: 'bundle--00000000-0000-4000-8000-000000000001', objects: [good, bad] })
  const answer = await run(bundle, '--json')
  expect(answer.code).toBe(1)
  expect(JSON.parse(answer.out)).toEqual([
    { id: 'bundle--00000000-0000-4000-8000-000000000001', valid: true, problems: [] }, { id: good.id, valid: true, problems: [] }, { id: bad.id, valid: false, problems: [{ path: 'name', code: 'missing', severity: 'error' }] },
  ])
  expect(JSON.parse((await run(gzipSync(bundle), '--json')).out)).toEqual(JSON.parse(answer.out))
  expect(await run(JSON.stringify(good), '--json')).toEqual({ code: 0, out: JSON.stringify([{ id: good.id, valid: true, problems: [] }]), said: '' })
  expect((await run(JSON.stringify([good, bad]))).out).toBe(`${bad.id}: error: missing at name\n1 valid, 1 not`)
  expect((await run(`${JSON.stringify(good)}\n${JSON.stringify(bad)}\n`)).out).toContain('1 valid, 1 not')
})

test('what is no JSON, and what is too large, is said', async () => {
  expect(await run('{')).toMatchObject({ code: 1, out: '' })
  expect((await run(`${JSON.stringify(good)}\n{`)).said).toContain('line 2 is no JSON')
  const file = join(folder, 'large.json'), said: string[] = []
  writeFileSync(file, '')
  truncateSync(file, 1024 ** 3)
  expect(await stix.run(['validate', file], { out: () => undefined, say: (text) => said.push(text) })).toBe(2)
  expect(said.join()).toContain('larger than 256 MiB')
  expect((await run(gzipSync(Buffer.alloc(300 * 1024 * 1024, 32)))).code).toBe(2)
})

test('what comes through a pipe is judged as a file is', async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./main.ts', import.meta.url)), 'stix', 'validate', '-', '--json'], { stdio: ['pipe', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', (text) => { out += String(text) })
  child.stdin.end(JSON.stringify([good, bad]))
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1)
  expect((JSON.parse(out) as { id: string; valid: boolean }[]).map(({ id, valid }) => [id, valid])).toEqual([[good.id, true], [bad.id, false]])
}, 60_000)
