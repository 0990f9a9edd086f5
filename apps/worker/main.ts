/**
 * Only works: asks the rules of the log lines that wait in the stream, beside the server and any number of its like, on this machine or
 * another. It needs DATABASE_URL, NATS_URL and the `secrets.json` of the centre; it listens nowhere and writes nothing into its folder.
 */
import { linesStream } from '../server/lines.ts'
import { standBeside } from '../server/ground.ts'
import { createTerritory } from '#modules/territory/server/index.ts'
import { compileSigma, workOnStream } from '#modules/watch/server/index.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log/index.ts'

const { config, problems } = readConfig()
const needed = config ? [...(config.databaseUrl === undefined ? ['DATABASE_URL'] : []), ...(config.nats === undefined ? [config.silent ? 'SILENT=no' : 'NATS_URL'] : [])].map((variable) => ({ variable, problem: 'is needed by a worker' })) : problems
if (!config || needed.length > 0) {
  for (const one of needed) process.stderr.write(`${one.variable}: ${one.problem}\n`)
  process.exit(2)
}
const log = createLog(config.logLevel, systemClock.now)
process.on('unhandledRejection', (error) => log.error('a promise was forgotten', { error }))

try {
  const beside = await standBeside(config, systemClock, log)
  const stream = linesStream(config, log)!
  const work = workOnStream(beside.ground, { territory: createTerritory(beside.ground).service, compile: compileSigma }, stream)
  process.stderr.write('bastida: works\n')
  // Nothing else here keeps the process alive while there is nothing to do.
  const living = setInterval(() => {}, 60_000)
  const stop = async (signal: string) => {
    clearInterval(living)
    log.info('stopping', { signal })
    await work.stop()
    await stream.close()
    await beside.close()
    process.exit(0)
  }
  let stopping: Promise<void> | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { stopping ??= stop(signal) })
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}
