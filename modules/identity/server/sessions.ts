/** Where a person is signed in, and how that ends. */
import { record } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock.ts'
import { Refusal, type Actor, type ResponseOf } from '#platform/contract/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { listSessions } from '../contract-access.ts'
import { deviceOf } from '../core/device.ts'
import * as people from './store.ts'
import * as store from './store/sessions.ts'
import { endTokens } from './store/tokens.ts'

export type Sessions = {
  list(actor: Actor, current: string | undefined): Promise<ResponseOf<typeof listSessions>>
  end(actor: Actor, sessionId: string): Promise<void>
  /** Sessions and keys: whoever took over an access may have made keys with it. */
  endAllOf(actor: Actor, personId: string): Promise<void>
}

export const createSessions = ({ db, clock }: { db: Database; clock: Clock }): Sessions => ({
  list: (actor, current) => db.as(actor, async (tx) => ({
    sessions: (await store.openSessions(tx, actor.id, current)).map(({ userAgent, since, lastUsedAt, ...rest }) => ({ ...rest, device: deviceOf(userAgent), since: since.toISOString(), lastUsedAt: lastUsedAt.toISOString() })),
  })),
  end: (actor, sessionId) => db.as(actor, async (tx) => {
    if (!(await store.endSession(tx, sessionId, actor.id))) throw new Refusal('not_found')
    await record(tx, actor, clock.now(), { action: 'identity.endSession', object: `session:${sessionId}` })
  }),
  endAllOf: (actor, personId) => db.as(actor, async (tx) => {
    if (!(await people.exists(tx, personId))) throw new Refusal('not_found')
    const now = clock.now()
    await people.endSessions(tx, personId)
    const tokens = await endTokens(tx, personId, now)
    await record(tx, actor, now, { action: 'identity.endSessions', object: `person:${personId}`, detail: { tokens } })
  }),
})
