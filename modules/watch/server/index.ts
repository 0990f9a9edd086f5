import { join } from 'node:path'
import type { Ground, Module } from '#platform/module.ts'
import { openSpoolWriter, type SpoolWriter } from '#platform/spool/index.ts'
import type { WatchService } from '../contract.ts'
import { createAlerts } from './alerts.ts'
import { createKeeping } from './archive/keeping.ts'
import type { Context, WatchNeeds } from './context.ts'
import { createGate } from './gate.ts'
import { ingestRoutes } from './ingest.ts'
import { createLoop, spoolFolder } from './loop.ts'
import { retention } from './retention.ts'
import { huntRoutes, routes } from './routes.ts'
import { createRules } from './rules.ts'
import { watchService } from './service.ts'
import { createSources } from './sources.ts'
import { forgetRealm } from './store/retention-store.ts'
import { subjectPlaces } from './subject.ts'

export type { CompileRules } from './matching.ts'
export { compileSigma } from './sigma.ts'

const SPOOL_BYTES = 2 * 1_073_741_824
/** An alert stands in the console within two seconds of its line: most of that is this. */
const EVERY_MS = 500

export function createWatch(ground: Ground, needs: WatchNeeds): Module<WatchService> & { readonly spoolFolder: string; readonly archiveFolder: string; /** What was acknowledged is on the disk without it. */ close(): Promise<void> } {
  const context: Context = { ground, needs }
  const gate = createGate(context)
  const [sources, rules, alerts, loop] = [createSources(context, gate), createRules(context), createAlerts(context), createLoop(context)]
  const keeping = createKeeping(context)
  let opened: Promise<SpoolWriter> | undefined
  const writer = () => (opened ??= openSpoolWriter(join(spoolFolder(ground.dataFolder), needs.process || 'first'), { maxBytes: needs.spoolBytes ?? SPOOL_BYTES }).catch((error: unknown) => {
    opened = undefined
    throw error
  }))
  let seeded = false
  const run = async () => {
    if (!seeded) await rules.seed()
    seeded = true
    await loop.run()
  }
  return {
    service: watchService, routes: [...routes(sources, rules, alerts), ...huntRoutes(keeping.hunts, keeping.look), ...ingestRoutes(context, gate, writer)], listeners: [],
    periodic: [{ name: 'watch.loop', everyMs: EVERY_MS, run }, ...keeping.periodic], retention, subject: subjectPlaces, forget: forgetRealm, spoolFolder: spoolFolder(ground.dataFolder), archiveFolder: keeping.folder,
    close: async () => { await loop.close(); await keeping.close(); await (await opened)?.close(); opened = undefined },
  }
}
