import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createStore, lookup, readLines } from '../index.ts'

const file = resolve('../shared/data/03-intel/ioc-maltrail.tsv.gz')
const here = existsSync(file)

test.skipIf(!here)(`all of Maltrail's trails are found again, with their family${here ? '' : ' (skipped: ../shared/data/03-intel is not beside the project)'}`, () => {
  const text = gunzipSync(readFileSync(file))
  const store = createStore()
  const loaded = readLines(store, text, 'typed', { source: 'maltrail', confidence: 60, tlp: 'clear' })
  expect(loaded.added + loaded.repeated + loaded.refused).toBe(1_148_712)
  expect(loaded.counts).toEqual({ unreadable: 25, regex: 18, 'too-wide': 3 })
  const refused = new Set(loaded.problems.map((problem) => problem.line))
  let line = 0, looked = 0
  for (const row of text.toString().split('\n')) {
    line++
    if (row === '' || refused.has(line) || line % 3 !== 0) continue
    const [, value, category, family] = row.split('\t') as [string, string, string, string]
    if (!lookup(store, value, 0).some(({ indicator, reason }) => indicator.family === family && indicator.category === category && (reason === 'same' || reason === 'path'))) throw new Error(`line ${line} is not found: ${row}`)
    looked++
  }
  expect(looked).toBeGreaterThan(380_000)
})
