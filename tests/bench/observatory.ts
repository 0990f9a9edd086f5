/**
 * The public home of the observatory over 100,000 publications in a real database, over HTTP: from memory; drawn anew with the tables ready, as for
 * a new address; and after a change of the data, when the tables are made from the rows.
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

export type ObservatoryBench = { readonly dashboard_ms: number; readonly dashboard_first_ms: number; readonly after_change_ms: number; readonly kept_ms: number; readonly bytes: number; readonly incidents: number }
const RUNS = 7

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
      const draw = async () => { const at = performance.now(); const answer = await fetch(address); if (answer.status !== 200) throw new Error(`${answer.status}`); bytes = (await answer.arrayBuffer()).byteLength; return performance.now() - at }
      const first = await draw()
      const [ready, changed, kept]: [number[], number[], number[]] = [[], [], []]
      for (let run = 0; run < RUNS; run++) { kept.push(await draw()); centre.pages.clear(); ready.push(await draw()) }
      for (let run = 0; run < RUNS; run++) {
        await admin.query(`update observatory.publication set updated_at = now() where ref = 'OSS-2026-0001'`)
        centre.pages.clear()
        changed.push(await draw())
      }
      return { dashboard_ms: median(ready), dashboard_first_ms: round(first), after_change_ms: median(changed), kept_ms: median(kept), bytes, incidents }
    } finally { await admin.end(); await http.close(); await hearing(); await opened.close() }
  } finally { rmSync(folder, { recursive: true, force: true }) }
}

const round = (n: number) => Math.round(n * 10) / 10
const median = (values: readonly number[]) => round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!)
