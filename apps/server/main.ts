/** The server: one process by default. `--demo` fills an empty centre with the demonstration territory and replays the story. */
import { readFileSync } from 'node:fs'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log/index.ts'
import { startCentre } from './start.ts'

const demo = process.argv.includes('--demo')
const { config, problems } = readConfig()
if (!config) {
  for (const one of problems) process.stderr.write(`${one.variable}: ${one.problem}\n`)
  process.exit(2)
}
const log = createLog(config.logLevel, systemClock.now)
const version = (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version

try {
  const centre = await startCentre({ config, clock: systemClock, log, version, demo })
  process.stderr.write(`\n  ${centre.name || 'Bastida'} · ${centre.address}\n${centre.hints.map((hint) => `  ${hint}\n`).join('')}\n`)
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    log.info('stopping', { signal })
    centre.stop().then(() => process.exit(0), (error: unknown) => { log.error('stopping failed', { error }); process.exit(1) })
  }
  process.on('SIGINT', () => stop('SIGINT'))
  process.on('SIGTERM', () => stop('SIGTERM'))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  log.debug('start failed', { error })
  process.exit(1)
}

process.on('unhandledRejection', (error) => log.error('a promise was forgotten', { error }))
