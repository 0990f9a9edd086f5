import { join } from 'node:path'
import type { Ground, Module } from '#platform/module.ts'
import { openSpoolWriter, type SpoolWriter } from '#platform/spool/index.ts'
import type { WatchService } from '../contract.ts'
import { createAlerts } from './alerts.ts'
import { createKeeping } from './archive/keeping.ts'
import { appending } from './append.ts'
import { atOnce } from './body.ts'
import { createCertificates } from './certificates.ts'
import { createImports, type Imports } from './catalogue/imports.ts'
import { catalogueRoutes } from './catalogue/routes.ts'
import { createTrials } from './catalogue/trials.ts'
import { createTuning } from './catalogue/tuning.ts'
import { createWeeks } from './catalogue/weeks.ts'
import type { Context, WatchNeeds } from './context.ts'
import { createFolder } from './folder/folder.ts'
import { createGate } from './gate.ts'
import { ingestRoutes } from './ingest.ts'
import { createLoop } from './loop.ts'
import { otlpRoutes } from './otlp.ts'
import { spoolFolder } from './queue.ts'
import { retention } from './retention.ts'
import { huntRoutes, routes } from './routes.ts'
import { createRules } from './rules.ts'
import { watchService } from './service.ts'
import { createSources } from './sources.ts'
import { forgetRealm } from './store/retention-store.ts'
import { subjectPlaces } from './subject.ts'
import { openSyslog, type SyslogConfig, type SyslogServers } from './syslog.ts'
import { uploadRoutes } from './upload.ts'

export type { CompileRules } from './matching.ts'
export { compileSigma } from './sigma.ts'
export { readFolder, type Folder } from './catalogue/folder.ts'
export { isGit, shownUrl, withGit, type GitProblem } from './catalogue/git.ts'

const SPOOL_BYTES = 2 * 1_073_741_824
/** An alert stands in the console within two seconds of its line: most of that is this. */
const EVERY_MS = 500
const WEEKS_EVERY_MS = 600_000
const FOLDER_EVERY_MS = 3000

export function createWatch(ground: Ground, needs: WatchNeeds): Module<WatchService> & { readonly spoolFolder: string; readonly archiveFolder: string; /** Says in the log what stands between the archive and its bucket. */ tryArchive(): Promise<void>; readonly imports: Pick<Imports, 'propose'>; /** The ports of syslog, in one process of a centre. */ listen(config: SyslogConfig): Promise<SyslogServers>; /** What was acknowledged is on the disk without it. */ close(): Promise<void> } {
  const context: Context = { ground, needs }
  const gate = createGate(context)
  const [imports, trials, weeks] = [createImports(context), createTrials(context), createWeeks(context)]
  const tuning = createTuning(context, trials)
  const [sources, rules, alerts, loop] = [createSources(context, gate, tuning), createRules(context, imports, trials), createAlerts(context), createLoop(context)]
  const keeping = createKeeping(context)
  let opened: Promise<SpoolWriter> | undefined
  const writer = () => (opened ??= openSpoolWriter(join(spoolFolder(ground.dataFolder), needs.process || 'first'), { maxBytes: needs.spoolBytes ?? SPOOL_BYTES }).catch((error: unknown) => {
    opened = undefined
    throw error
  }))
  const [append, reading] = [appending(ground.clock, writer), atOnce()]
  const folder = createFolder(context, append)
  let seeded = false
  const run = async () => {
    if (!seeded) await rules.seed()
    seeded = true
    await loop.run()
  }
  return {
    service: watchService, imports, listeners: [],
    routes: [
      ...routes(sources, rules, alerts, createCertificates(context, gate)), ...catalogueRoutes({ imports, trials, tuning, weeks }), ...huntRoutes(keeping.hunts, keeping.look),
      ...uploadRoutes(context, append, reading), ...ingestRoutes(context, gate, append, reading), ...otlpRoutes(context, gate, append, reading),
    ],
    periodic: [{ name: 'watch.loop', everyMs: EVERY_MS, run }, { name: 'watch.weeks', everyMs: WEEKS_EVERY_MS, run: async () => { await weeks.write() } }, { name: 'watch.folder', everyMs: FOLDER_EVERY_MS, run: () => folder.run() }, ...keeping.periodic], retention, subject: subjectPlaces, forget: forgetRealm, spoolFolder: spoolFolder(ground.dataFolder), archiveFolder: keeping.folder, tryArchive: keeping.check,
    listen: (config) => openSyslog(ground, gate, append, config),
    close: async () => { await loop.close(); await keeping.close(); await (await opened)?.close(); opened = undefined },
  }
}
