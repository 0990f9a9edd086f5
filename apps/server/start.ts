/** Starts the centre, in the order in which things depend on each other, and stops it in the reverse. */
import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { linkTo } from '#modules/identity/contract.ts'
import { LIVE } from '#platform/contract/index.ts'
import { createTold } from '#platform/jobs/told.ts'
import type { Log } from '#platform/log/index.ts'
import { deliver, markUncertain, tidy } from '#platform/mail/outgoing.ts'
import { compose, type Setting } from './compose.ts'
import { demoHints, demoRoutes, prepareDemo, type DemoAccounts } from './demo.ts'
import { openGround, type Opened } from './ground.ts'
import { listenOn } from './listen.ts'
import { linesStream } from './lines.ts'
import { takeLock } from './lock.ts'
import { startOthers, type Others } from './others.ts'
import { loadWeb } from './web.ts'

export type Started = { readonly address: string; readonly name: string; readonly hints: readonly string[]; stop(): Promise<void> }
type StartOptions = { config: Config; clock: Clock; log: Log; version: string; demo: boolean; setting?: Setting }

export async function startCentre({ config, clock, log, version, demo, setting = {} }: StartOptions): Promise<Started> {
  const lock = await takeLock(config.dataFolder)
  const undo: (() => Promise<unknown> | void)[] = [() => lock.release()]
  const stop = async () => { for (const step of undo.splice(0).toReversed()) await step() }
  try {
    const web = await loadWeb(log)
    const opened = await openGround(config, clock, log)
    undo.push(() => opened.close())
    let others: Others | undefined
    const stream = linesStream(config, log)
    if (stream) undo.push(() => stream.close())
    const centre = compose(opened, version, web, { ...setting, stream, syslog: { tls: config.syslog?.tls?.port, plain: config.syslog?.plain?.port }, processes: () => ({ configured: config.processes, serving: 1 + (others?.serving() ?? 0), answeredBy: 1 }) })
    await centre.exercise.service.interrupt()
    await centre.notices.sealSecrets()
    const accounts: DemoAccounts = { list: [] }
    // Before the background starts: the story is told on a clock of its own, and its events must not meet the real one.
    if (demo) await prepareDemo(opened, centre, accounts, (text) => process.stderr.write(`  ${text}\n`))
    const background = await centre.background()
    undo.push(() => background.stop())
    undo.push(await centre.hear())
    undo.push(await startMail(opened, background.alone))
    const { name, languages } = await centre.centre() // known from here on, although the database be away
    const hints = demo ? demoHints(accounts, config.publicUrl) : await setUpHint(centre, config.publicUrl)
    const http = centre.listen()
    if (demo) http.mount(demoRoutes(accounts))
    await web.serve(http)
    const { port } = await listenOn(http, config)
    undo.push(() => http.close())
    if (config.syslog) {
      const syslog = await centre.watch.listen(config.syslog)
      undo.push(() => syslog.close())
    }
    if (config.processes > 1) {
      others = startOthers({
        count: config.processes - 1, clock, log, given: { ready: opened.ready, database: opened.database, config: { ...config, port }, version, demo },
        // What it played nobody goes on playing.
        ended: (name) => centre.exercise.service.interrupt(name),
      })
      undo.push(() => others!.stop())
    }
    void centre.watch.tryArchive()
    // The first walk of a fresh process is slow: it is taken now, not when the telephone rings.
    centre.territory.service.graph(LIVE).catch((error: unknown) => log.warn('the graph could not be built yet', { error }))
    centre.observatory.editions.current().catch((error: unknown) => log.warn('the public tables could not be made yet', { error }))
    return { address: config.publicUrl, name: name[languages[0] ?? 'it'] ?? '', hints, stop }
  } catch (error) {
    await stop().catch(() => {})
    throw error
  }
}

async function setUpHint(centre: ReturnType<typeof compose>, publicUrl: string): Promise<string[]> {
  const token = await centre.identity.service.prepareSetup()
  return token ? ['This centre is empty. Open this address once, within a day, to set it up:', linkTo(publicUrl, 'setUp', token)] : []
}

/** One loop: the next round begins when the last has ended, so one process never sends two at once. */
async function startMail({ workerPool, ground }: Opened, alone: boolean) {
  if (alone) await markUncertain(workerPool, ground.clock.now(), 0)
  let running = true
  let wake = () => {}
  const told = createTold(ground.log)
  const loop = (async () => {
    for (let round = 0; running; round++) {
      try {
        if (round % 120 === 0) await tidy(workerPool, ground, ground.clock.now())
        await deliver(workerPool, ground, ground.clock, ground.log, { going: () => running })
        told.well('mail')
      } catch (error) { if (running) told.failed('mail', error) }
      await new Promise<void>((resolve) => { wake = resolve; setTimeout(resolve, 500).unref() })
    }
  })()
  return async () => { running = false; wake(); await loop }
}
