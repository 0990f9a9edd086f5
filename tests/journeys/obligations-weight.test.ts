/** A page of the board on a telephone's line at six in the morning: fifty bodies, all their cells, in sixty kilobytes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { mainCase, seedObligations, type Seed } from './obligations-seed.ts'

let t: TestDatabase
let seed: Seed
beforeAll(async () => { t = await testDatabase(); seed = await seedObligations(t.db, 60) }, 60_000)
afterAll(async () => { await seed?.http.close(); await t?.close() })

test.each(['it', 'fr', 'en'])('%s: the first fifty bodies weigh less than 60 kB, and say all that their cells show', async (lang) => {
  const answer = await seed.http.inject({ method: 'GET', url: `/api/obligations?mainId=${mainCase}&limit=50&lang=${lang}`, headers: { 'x-actor': 'analyst' } })
  const { rows, reasons, total } = answer.json() as { total: number; reasons: string[]; rows: { cells: { state?: string; why?: number; span?: number }[] }[] }
  expect(total).toBe(73)
  expect(rows).toHaveLength(50)
  expect(answer.rawPayload.length).toBeLessThanOrEqual(60_000)
  for (const { cells } of rows) {
    expect(cells.reduce((sum, cell) => sum + (cell.span ?? 1), 0)).toBe(6)
    for (const cell of cells) if (cell.state === 'not_applicable') expect(reasons[cell.why!]).toMatch(/\S/)
  }
})
