import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testTerritory, type TestTerritory } from '../testing.ts'

let t: TestTerritory
beforeAll(async () => { t = await testTerritory() })
afterAll(() => t.close())

const ROWS = 12_000
const child = fileURLToPath(new URL('./killed.child.ts', import.meta.url))

/** Runs the child; kills it `afterMs` after it began to work, or lets it end. */
function importInChild(path: string, afterMs?: number): Promise<{ killed: boolean; said: string }> {
  const process_ = spawn(process.execPath, [child, JSON.stringify({ connection: t.connect.app, dataFolder: t.dataFolder, path })], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  process_.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    if (afterMs !== undefined && said.includes('started')) setTimeout(() => process_.kill('SIGKILL'), afterMs)
  })
  return new Promise((resolve) => process_.on('close', (_, signal) => resolve({ killed: signal === 'SIGKILL', said })))
}

test('kill -9 in the middle stores nothing, and the next run stores all', async () => {
  const path = join(t.dataFolder, 'parties.csv')
  const rows = Array.from({ length: ROWS }, (_, i) => `K${i},Comune ${i},municipality,${i}`)
  await writeFile(path, `code,name,kind,population\n${rows.join('\n')}\n`)
  const count = async () => Number((await t.sql(`select count(*) as n from territory.party`))[0]!['n'])
  let killed = 0
  for (const afterMs of [5, 60, 120, 200, 280, 350]) {
    const run = await importInChild(path, afterMs)
    if (!run.killed) break
    killed += 1
    // The server notices the broken connection in its own time; until then the rows are invisible anyway.
    expect(await count()).toBe(0)
    expect(await t.sql(`select from territory.version`)).toEqual([])
  }
  expect(killed).toBeGreaterThan(1)
  const whole = await importInChild(path)
  expect(JSON.parse(whole.said.split('\n')[1]!)).toEqual({ stored: ROWS, unchanged: 0 })
  expect(await count()).toBe(ROWS)
  const states = (await t.sql<{ state: string }>(`select state from territory.import order by created_at`)).map((row) => row.state)
  expect(states.at(-1)).toBe('done')
  expect(states.slice(0, -1).every((state) => state === 'interrupted' || state === 'uploaded')).toBe(true)
  expect(JSON.parse((await importInChild(path)).said.split('\n')[1]!)).toEqual({ stored: 0, unchanged: ROWS })
}, 60_000)
