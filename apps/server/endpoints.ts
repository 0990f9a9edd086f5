/** Every endpoint that a server mounts, for whoever has no server at hand: composed on pools that nobody opens, so nothing is read. */
import { systemClock } from '#platform/clock.ts'
import { Refusal, type Endpoint } from '#platform/contract/index.ts'
import { createDatabase, createPool, type Connection } from '#platform/db/index.ts'
import type { Keys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { compose } from './compose.ts'

const refuse = () => Promise.reject(new Refusal('key_missing'))
const noKeys: Keys = { recipient: undefined, missing: [], seal: refuse, open: refuse, sealStream: refuse, openStream: refuse }

export function everyEndpoint(): readonly Endpoint[] {
  const nowhere: Connection = { user: '', database: '' }
  const pool = () => createPool(nowhere, 1, 'never opened')
  const centre = compose({
    ground: {
      db: createDatabase(pool()), clock: systemClock, log: createLog('silent', systemClock.now), publicUrl: 'http://localhost', dataFolder: '',
      mailer: createMailer({ smtpUrl: undefined, from: 'nobody@bastida.example', folder: '' }),
    },
    ready: { connect: { owner: nowhere, app: nowhere, auth: nowhere, worker: nowhere }, serverVersion: '', migrations: { applied: 0, latest: '' } },
    database: 'external', authPool: pool(), workerPool: pool(), secret: 'signs nothing, thirty-two characters', keys: noKeys, close: async () => {},
  }, '', { render: () => '', assets: { css: '', fonts: [] } })
  return centre.routes.map((route) => route.endpoint)
}
