import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { indicators } from './indicators.ts'

const folder = mkdtempSync(join(tmpdir(), 'bastida-indicators-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'list.txt')
writeFileSync(file, 'evil.example\n')

async function run(...args: string[]) {
  const said: string[] = []
  return [await indicators.run(args, { out: (text) => said.push(text), say: (text) => said.push(text) }), said.join('\n')]
}

test('what is not understood is said before anything is opened', async () => {
  for (const args of [[], ['export', file, '--list', 'x'], ['import', file], ['import', file, 'other', '--list', 'x'], ['import', file, '--list', ' '], ['import', file, '--list', 'x', '--format', 'xml'], ['import', file, '--list', 'x', '--tlp', 'white'], ['import', file, '--list', 'x', '--confidence', '101'], ['import', file, '--list', 'x', '--days', '0']]) {
    expect([args, await run(...args)]).toEqual([args, [2, expect.stringContaining('Usage: bastida indicators import FILE --list NAME')]])
  }
  expect(await run('import', join(folder, 'none.txt'), '--list', 'x')).toEqual([1, 'none.txt: no such file'])
  expect(await run('import', folder, '--list', 'x')).toEqual([1, expect.stringContaining('no such file')])
  const large = join(folder, 'large.txt')
  writeFileSync(large, '')
  truncateSync(large, 1_073_741_824)
  expect(await run('import', large, '--list', 'x')).toEqual([1, 'large.txt: larger than 64 MB'])
})
