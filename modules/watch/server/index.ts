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
import { createCorrelating } from './correlations/correlating.ts'
import { createFolder } from './folder/folder.ts'
import { createGate } from './gate.ts'
import { ingestRoutes } from './ingest.ts'
import { createLists, type IndicatorLists } from './indicators/lists.ts'
import { listRoutes } from './indicators/routes.ts'
import { createLoop } from './loop.ts'
import { otlpRoutes } from './otlp.ts'
import { spoolFolder } from './queue.ts'
import { spooled } from './queue/spooled.ts'
import { streamed, streamWriter } from './queue/streamed.ts'
import { retention } from './retention.ts'
import { huntRoutes, routes } from './routes.ts'
import { createRules } from './rules.ts'
import { actor } from './saving.ts'
import { createService } from './service.ts'
import { createSources } from './sources.ts'
import { forgetRealm } from './store/retention-store.ts'
import { subjectPlaces } from './subject.ts'
import { openSyslog, type SyslogConfig, type SyslogServers } from './syslog.ts'
import { createCampaigns } from './told/campaigns.ts'
import { toldRoutes } from './told/routes.ts'
import { uploadRoutes } from './upload.ts'
import { EVERY_MS, workOnStream, type Work } from './work.ts'

export { STREAM_READERS } from './queue.ts'
export { workOnStream } from './work.ts'
export type { CompileRules } from './matching.ts'
export { compileSigma } from './sigma.ts'
export { readFolder, type Folder } from './catalogue/folder.ts'
export { isGit, shownUrl, withGit, type GitProblem } from './catalogue/git.ts'

const SPOOL_BYTES = 2 * 1_073_741_824
const WEEKS_EVERY_MS = 600_000
const FOLDER_EVERY_MS = 3000

export function createWatch(ground: Ground, needs: WatchNeeds): Module<WatchService> & { readonly spoolFolder: string; readonly archiveFolder: string; /** Says in the log what stands between the archive and its bucket. */ tryArchive(): Promise<void>; readonly imports: Pick<Imports, 'propose'>; readonly lists: Pick<IndicatorLists, 'named' | 'bring'> & { /** Until lists that are being read are ready. */ settled(): Promise<void> }; /** The ports of syslog, in one process of a centre. */ listen(config: SyslogConfig): Promise<SyslogServers>; /** Asks the rules of what the stream brings, beside all others who do; undefined without one. */ work(): Work | undefined; /** What was acknowledged is on the disk without it. */ close(): Promise<void> } {
  const context: Context = { ground, needs }
  const gate = createGate(context)
  const { stream } = needs
  // Also with a stream: what waits in a spool from before is read to its end, and first, since a stream may never be empty.
  const [shared, spools] = [stream ? [streamed(context, stream, 'rules', actor)] : [], spooled(context)]
  const [imports, trials, weeks] = [createImports(context), createTrials(context), createWeeks(context)]
  const tuning = createTuning(context, trials)
  const [sources, rules, alerts, loop] = [createSources(context, gate, tuning), createRules(context, imports, trials), createAlerts(context), createLoop(context, async () => [...await spools(), ...shared])]
  const [keeping, correlating] = [createKeeping(context), createCorrelating(context)]
  const lists = createLists(context, keeping.hunts)
  let opened: Promise<SpoolWriter> | undefined
  const spool = () => (opened ??= openSpoolWriter(join(spoolFolder(ground.dataFolder), needs.process || 'first'), { maxBytes: needs.spoolBytes ?? SPOOL_BYTES }).catch((error: unknown) => {
    opened = undefined
    throw error
  }))
  const [append, reading] = [appending(ground.clock, stream ? async () => streamWriter(stream) : spool), atOnce()]
  const folder = createFolder(context, append)
  let seeded = false
  const run = async () => {
    if (!seeded) await rules.seed()
    seeded = true
    await loop.run()
  }
  return {
    service: createService(context), imports, lists: { ...lists, settled: loop.settled }, listeners: [],
    routes: [
      ...routes(sources, rules, alerts, createCertificates(context, gate)), ...catalogueRoutes({ imports, trials, tuning, weeks }), ...huntRoutes(keeping.hunts, keeping.look), ...listRoutes(lists), ...toldRoutes(createCampaigns(context)),
      ...uploadRoutes(context, append, reading), ...ingestRoutes(context, gate, append, reading), ...otlpRoutes(context, gate, append, reading),
    ],
    periodic: [{ name: 'watch.loop', everyMs: EVERY_MS, run }, { name: 'watch.correlations', everyMs: EVERY_MS, run: correlating.run }, { name: 'watch.weeks', everyMs: WEEKS_EVERY_MS, run: async () => { await weeks.write() } }, { name: 'watch.folder', everyMs: FOLDER_EVERY_MS, run: () => folder.run() }, ...keeping.periodic], retention, subject: subjectPlaces, forget: forgetRealm, spoolFolder: spoolFolder(ground.dataFolder), archiveFolder: keeping.folder, tryArchive: keeping.check,
    work: () => stream && workOnStream(ground, needs, stream),
    listen: (config) => openSyslog(ground, gate, append, config),
    close: async () => { await loop.close(); await keeping.close(); await (await opened)?.close(); opened = undefined },
  }
}
