/** Says once that the database is away and once that it is back, where each periodic work would say it twice a second. */
import { troubleOf } from '../db/trouble.ts'
import type { Log } from '../log/index.ts'

export type Told = { failed(name: string, error: unknown): void; well(): void }

export function createTold(log: Log): Told {
  let said: string | undefined
  return {
    failed(name, error) {
      const trouble = troubleOf(error)
      if (trouble === undefined) return log.error(`${name} failed, it will be tried again`, { error })
      if (said === trouble) return
      said = trouble
      log.error(trouble === 'full' ? 'the disk is full, background work waits: free some space' : 'the database is away, background work waits', { first: name, error })
    },
    well() {
      if (said !== undefined) log.warn('background work goes on')
      said = undefined
    },
  }
}
