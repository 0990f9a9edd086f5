/** What a command is, and how it stands on the ground without knowing whether a server runs beside it. */
import { openGround, type Opened } from '../server/ground.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig, type Config } from '#platform/config.ts'
import { sealing } from '#platform/audit/index.ts'
import { once } from '#platform/jobs/index.ts'
import { createLog } from '#platform/log/index.ts'

export type Io = { readonly out: (text: string) => void; readonly say: (text: string) => void }
export type Command = {
  readonly name: string
  /** The line of the help, without `bastida`. */
  readonly usage: string
  readonly summary: string
  run(args: readonly string[], io: Io): Promise<number>
}

/** @throws Error that lists every variable that is wrong. */
export function configOrThrow(): Config {
  const { config, problems } = readConfig()
  if (!config) throw new Error(problems.map((one) => `${one.variable}: ${one.problem}`).join('\n'))
  return config
}

export async function withGround<T>(work: (opened: Opened, config: Config) => Promise<T>): Promise<T> {
  const config = configOrThrow()
  const opened = await openGround(config, systemClock, createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, systemClock.now))
  try { return await work(opened, config) } finally {
    await once(opened.workerPool, sealing, opened.ground.log) // no background here: what the command did is sealed before it ends
    await opened.close()
  }
}

/** Commands reach modules that would draw pages in a server. */
export const noRender = (): never => { throw new Error('the command line draws no page') }
