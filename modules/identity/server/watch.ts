/** The centre's side of sign-in: outcomes into the audit log, limits by address, passwords that are refused. */
import type pg from 'pg'
import { record } from '#platform/audit/index.ts'
import { anonymous, LIVE, type Actor } from '#platform/contract/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db/index.ts'
import { passwordProblem } from '../core/password.ts'
import type { Happening, Watch } from './authHooks.ts'
import { hashToken } from './service.ts'
import { personIdByEmail, profile } from './store.ts'
import { countAttempt, forgetAttempts, markProven } from './store/signIns.ts'

export const asPerson = (id: string): Actor => ({ kind: 'person', id, name: '', roles: [], scope: 'none', parties: [], realm: LIVE })

export function createWatch({ pool, people, clock }: { pool: pg.Pool; people: Database; clock: Clock }): Watch {
  const key = (email: string) => hashToken(email.trim().toLowerCase())
  return {
    happened: ({ action, personId, object, detail }: Happening) => {
      const actor = personId === undefined ? anonymous : asPerson(personId)
      return people.as(actor, (tx) => record(tx, actor, clock.now(), { action, object, detail }))
    },
    whoHas: (email) => personIdByEmail(pool, email),
    mayTry: (email) => countAttempt(pool, key(email), clock.now()),
    succeeded: (email) => forgetAttempts(pool, key(email)),
    passwordProblem: async (password, personId) => {
      const person = await profile(pool, personId)
      return person && passwordProblem(password, person)
    },
    proven: (sessionId, vouched = false) => markProven(pool, sessionId, vouched),
  }
}
