/** The server as it is, except that webhooks may go to this machine, without https: started by tests in place of apps/server/main.ts. */
import { startCentre } from '#apps/server/start.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log/index.ts'

const { config } = readConfig()
try {
  const centre = await startCentre({ config: config!, clock: systemClock, log: createLog(config!.logLevel, systemClock.now), version: 'test', demo: false, setting: { localHooks: true } })
  process.on('SIGTERM', () => void centre.stop().then(() => process.exit(0)))
} catch (error) {
  process.stderr.write(`${(error as Error).stack}\n`)
  process.exit(1)
}
