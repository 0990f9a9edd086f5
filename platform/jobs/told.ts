/**
 * Says once that the database is away and once that it is back, where each periodic work would say it twice a second. What
 * only reads goes well on a full disk: who has failed by it is well again only by itself.
 */
import { troubleOf, type Trouble } from '../db/trouble.ts'
import type { Log } from '../log/index.ts'

export type Told = { failed(name: string, error: unknown): void; well(name: string): void }

export function createTold(log: Log): Told {
  const said = new Map<string, Trouble>()
  return {
    failed(name, error) {
      const trouble = troubleOf(error)
      if (trouble === undefined) return log.error(`${name} failed, it will be tried again`, { error })
      const known = trouble === 'away' ? [...said.values()].includes('away') : said.get(name) === trouble
      said.set(name, trouble)
      if (known) return
      log.error(trouble === 'full' ? 'the disk is full, background work waits: free some space' : 'the database is away, background work waits', { first: name, error })
    },
    well(name) {
      const before = said.size
      // A database that answers one is away for none.
      for (const [other, trouble] of said) if (other === name || trouble === 'away') said.delete(other)
      if (said.size < before) log.warn('background work goes on')
    },
  }
}
