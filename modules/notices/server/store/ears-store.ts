/** Hears the public changes of every process, so that a page kept here is never older than one committed there. */
import pg from 'pg'
import type { Connection } from '#platform/db/index.ts'
import type { PageCache } from '#platform/http/pages.ts'
import type { Log } from '#platform/log/index.ts'
import { PUBLIC_CHANNEL } from '../../contract.ts'

export type Ears = {
  /** False while a change could be missed: nothing may be kept then. */
  hears(): boolean
  close(): Promise<void>
}

/** The line may break: what is kept is shown no longer then, unless nothing newer can be drawn, and is forgotten when it is back. */
export async function hearPublicChanges(connection: Connection, pages: Pick<PageCache, 'drop' | 'clear' | 'retire'>, log: Log): Promise<Ears> {
  let closed = false
  let hearing = false
  let client: pg.Client | undefined
  const lost = () => {
    if (hearing) log.warn('the line of public changes broke, pages are drawn each time until it is back')
    hearing = false
    pages.retire()
    if (!closed) setTimeout(() => void open(), 1000).unref()
  }
  const open = async (): Promise<void> => {
    if (closed) return
    const fresh = new pg.Client({ ...connection, application_name: 'bastida public', keepAlive: true })
    let over = false
    const once = () => { if (!over) { over = true; lost() } }
    fresh.on('error', once)
    fresh.on('end', () => { if (!closed) once() })
    fresh.on('notification', ({ payload }) => pages.drop([`party:${payload ?? ''}`, 'territory']))
    try {
      await fresh.connect()
      await fresh.query(`listen ${PUBLIC_CHANNEL}`)
      client = fresh
      pages.clear()
      hearing = true
    } catch (error) { log.debug('cannot hear public changes yet', { error }); once() }
  }
  await open()
  return { hears: () => hearing, close: async () => { closed = true; await client?.end().catch(() => {}) } }
}
