/**
 * The public home of the observatory over 100,000 publications in a real database, over HTTP. `dashboard_ms` is what the first reader waits after a
 * change of the data that changes the tables: an attack gets another action (fifty do, one after another), or is withdrawn, and page and tables are made anew. Beside it: drawn anew
 * with the tables ready, as for a new address; from memory; and by a process that has just begun, which reads all rows.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose } from '#apps/server/compose.ts'
import { openGround } from '#apps/server/ground.ts'
import { loadWeb } from '#apps/server/web.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { createPool } from '#platform/db/index.ts'
import { createLog } from '#platform/log/index.ts'
import { prepareCentre } from '../support/centre.ts'
import { publishInvented } from '../support/publications.ts'

export type ObservatoryBench = { readonly dashboard_ms: number; readonly dashboard_worst_ms: number; /** What the server itself worked for each change; the database works beside it. */ readonly dashboard_cpu_ms: number; readonly withdrawn_ms: number; readonly pair_after_change_ms: number; readonly ready_ms: number; readonly begun_ms: number; readonly dashboard_first_ms: number; readonly kept_ms: number; readonly bytes: number; readonly incidents: number }
const RUNS = 7
/** One reader in so many is the worst. */
const CHANGES = 50

export async function benchObservatory(say: (text: string) => void, incidents = 100_000): Promise<ObservatoryBench> {
  const folder = mkdtempSync(join(tmpdir(), 'bastida-bench-'))
  chmodSync(folder, 0o755)
  const log = createLog('error', systemClock.now)
  try {
    await prepareCentre(folder, 'http://localhost:8080')
    const { config } = readConfig({ BASTIDA_DATA: folder, BASTIDA_URL: 'http://localhost:8080' })
    const opened = await openGround(config!, systemClock, log)
    const admin = createPool(opened.ready.connect.owner, 1, 'bench owner')
    const centre = compose(opened, 'bench', await loadWeb(log))
    const hearing = await centre.hear()
    const http = centre.listen()
    try {
      say(`${incidents} publications …`)
      await publishInvented((text, values) => admin.query(text, values), incidents)
      await admin.query('vacuum analyze observatory.publication')
      await http.listen({ port: 0, host: '127.0.0.1' })
      const address = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}/osservatorio`
      let bytes = 0
      const draw = async (choice = '') => { const at = performance.now(); const answer = await fetch(address + choice); if (answer.status !== 200) throw new Error(`${answer.status}`); bytes = (await answer.arrayBuffer()).byteLength; return performance.now() - at }
      const first = await draw()
      const [ready, changed, withdrawn, pair, kept]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []]
      for (let run = 0; run < RUNS; run++) { kept.push(await draw()); centre.pages.clear(); ready.push(await draw()) }
      // Pages are dropped here as the notification drops them, so that no run races it.
      const after = async (text: string, choice = '') => { await admin.query(text); centre.pages.clear(); return draw(choice) }
      const actions = ['error', 'misuse', 'hacking', 'social']
      const used = process.cpuUsage()
      for (let run = 0; run < CHANGES; run++) changed.push(await after(`update observatory.publication set action = '${actions[run % 4]}', updated_at = now() where ref = 'OSS-2026-${String(run + 1).padStart(4, '0')}'`))
      const { user, system } = process.cpuUsage(used)
      for (let run = 0; run < RUNS; run++) {
        withdrawn.push(await after(`delete from observatory.publication where ref = 'OSS-2026-${String(run + 100).padStart(4, '0')}'`))
        pair.push(await after(`update observatory.publication set province = 'Corvasse', updated_at = now() where ref = 'OSS-2025-${String(run + 10).padStart(4, '0')}'`, '?year=2025&kind=firm'))
      }
      const begun: number[] = []
      for (let run = 0; run < 3; run++) { centre.observatory.editions.forget(); centre.pages.clear(); begun.push(await draw()) }
      return { dashboard_ms: median(changed), dashboard_worst_ms: round(Math.max(...changed)), dashboard_cpu_ms: round((user + system) / 1000 / CHANGES), withdrawn_ms: median(withdrawn), pair_after_change_ms: median(pair), ready_ms: median(ready), begun_ms: median(begun), dashboard_first_ms: round(first), kept_ms: median(kept), bytes, incidents }
    } finally { await admin.end(); await http.close(); await hearing(); await opened.close() }
  } finally { rmSync(folder, { recursive: true, force: true }) }
}

const round = (n: number) => Math.round(n * 10) / 10
const median = (values: readonly number[]) => round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!)
