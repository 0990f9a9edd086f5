/** A further process of a centre: it only serves, on the ground that the first one holds, and ends with it. Started by others.ts. */
import { systemClock } from '#platform/clock.ts'
import { LIVE } from '#platform/contract/index.ts'
import { createLog } from '#platform/log/index.ts'
import { compose } from './compose.ts'
import { demoRoutes, readDemoAccountsFile } from './demo.ts'
import { standOn } from './ground.ts'
import { listenBeside } from './listen.ts'
import type { FromOther, Given, ToOther } from './others.ts'
import { linesStream } from './lines.ts'
import { loadWeb } from './web.ts'

type Served = { stop(): Promise<void>; told(serving: number): void }

listen()

function listen(): void {
  let served: Promise<Served> | undefined
  const stop = () => void Promise.resolve(served?.then((one) => one.stop())).then(() => process.exit(0), () => process.exit(1))
  // The first process has died, however it did: the port must be free for the next one.
  process.on('disconnect', () => process.exit(0))
  // A terminal's Ctrl-C reaches every process; the first one says when to stop.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', stop)
  process.on('message', (message: ToOther) => {
    if (message.say === 'serve') {
      served = serve(message.given, message.name, message.number)
      served.catch((error: unknown) => {
        process.stderr.write(`${(error as Error).message}\n`)
        process.exit(1)
      })
    } else if (message.say === 'serving') void served?.then((one) => one.told(message.serving))
    else stop()
  })
}

async function serve(given: Given, name: string, number: number): Promise<Served> {
  const { config, version, demo } = given
  const log = createLog(config.logLevel, systemClock.now)
  process.on('unhandledRejection', (error) => log.error('a promise was forgotten', { error }))
  let serving = 1
  const web = await loadWeb(log)
  const opened = await standOn(given, config, systemClock, log)
  const stream = linesStream(config, log)
  const centre = compose(opened, version, web, { name, stream, syslog: { tls: config.syslog?.tls?.port, plain: config.syslog?.plain?.port }, processes: () => ({ configured: config.processes, serving, answeredBy: number }) })
  const deafen = await centre.hear()
  const http = centre.listen()
  if (demo) http.mount(demoRoutes(readDemoAccountsFile(config.dataFolder)))
  await web.serve(http)
  await centre.centre() // its name is known before the database can be away
  await listenBeside(http, config)
  // Lines that wait in a stream can be shared out; those of a spool are the first one's.
  const work = centre.watch.work()
  process.send!({ say: 'serving' } satisfies FromOther)
  centre.territory.service.graph(LIVE).catch((error: unknown) => log.warn('the graph could not be built yet', { error }))
  centre.observatory.editions.current().catch((error: unknown) => log.warn('the public tables could not be made yet', { error }))
  return {
    told: (now) => { serving = now },
    async stop() {
      await http.close()
      await deafen()
      await work?.stop()
      await stream?.close()
      await opened.close()
    },
  }
}
