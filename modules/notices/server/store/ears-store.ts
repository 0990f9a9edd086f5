/** Hears the public changes of every process, so that a page kept here is never older than one committed there. */
import type pg from 'pg'
import { BEAT, keepAsking, lineClient } from '#platform/db/heldLine.ts'
import type { Connection } from '#platform/db/index.ts'
import type { PageCache } from '#platform/http/pages.ts'
import type { Log } from '#platform/log/index.ts'
import { EVERY_PAGE, PUBLIC_CHANNEL } from '../../contract.ts'

export type Ears = {
  /** False while a change could be missed: nothing may be kept then. */
  hears(): boolean
  close(): Promise<void>
}

/** The line may break: what is kept is shown no longer then, unless nothing newer can be drawn, and is forgotten when it is back. */
export async function hearPublicChanges(connection: Connection, pages: Pick<PageCache, 'drop' | 'clear' | 'retire'>, log: Log, beat = BEAT): Promise<Ears> {
  let closed = false
  let hearing = false
  let client: pg.Client | undefined
  let again: NodeJS.Timeout | undefined
  const lost = () => {
    if (hearing) log.warn('the line of public changes broke, pages are drawn each time until it is back')
    hearing = false
    pages.retire()
    if (!closed) again = setTimeout(() => void open(), 1000).unref()
  }
  const open = async (): Promise<void> => {
    if (closed) return
    const fresh = lineClient(connection, 'bastida public', beat)
    client = fresh
    let over = false
    let stopAsking = () => {}
    const once = () => {
      if (over) return
      over = true
      stopAsking()
      fresh.end().catch(() => {})
      if (!closed) lost()
    }
    fresh.on('error', once)
    fresh.on('end', once)
    fresh.on('notification', ({ payload }) => (payload === EVERY_PAGE ? pages.clear() : pages.drop([`party:${payload ?? ''}`, 'territory'])))
    try {
      await fresh.connect()
      await fresh.query(`listen ${PUBLIC_CHANNEL}`)
      if (closed || over) return once()
      stopAsking = keepAsking(fresh, once, beat)
      pages.clear()
      hearing = true
    } catch (error) { log.debug('cannot hear public changes yet', { error }); once() }
  }
  await open()
  return { hears: () => hearing, close: async () => { closed = true; clearTimeout(again); await client?.end().catch(() => {}) } }
}
