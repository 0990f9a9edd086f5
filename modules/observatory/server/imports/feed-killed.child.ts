/** Child of feeds.test.ts: reads the feeds that wait, until it is done or killed. */
import { systemClock } from '#platform/clock.ts'
import { createDatabase, createPool, type Connection } from '#platform/db/index.ts'
import type { Context } from '../context.ts'
import { createFeeds } from './feed-run.ts'

const { connection } = JSON.parse(process.argv[2]!) as { connection: Connection }
const pool = createPool(connection, 4, 'test child')
const ground = { db: createDatabase(pool), clock: systemClock, publicUrl: 'https://centro.velarda.example', log: { error: (text: string, more: unknown) => { process.stderr.write(`${text} ${JSON.stringify(more)}\n`) } } }
await createFeeds({ ground, needs: { localFeeds: true } } as unknown as Context).run()
await pool.end()
