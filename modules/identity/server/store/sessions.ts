/** SQL of the sessions a person sees and ends. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { IDLE_HOURS } from '../store.ts'

const of = (tx: Tx) => own<'identity'>(tx)

export type OpenSession = { readonly id: string; readonly userAgent: string | null; readonly since: Date; readonly lastUsedAt: Date; readonly current: boolean }
/** Those that still open something, the latest used first. `token`: of the session that asks. */
export async function openSessions(tx: Tx, userId: string, token: string | undefined): Promise<readonly OpenSession[]> {
  return (await sql<OpenSession>`select id, "userAgent", "createdAt" as since, "updatedAt" as "lastUsedAt", token = ${token ?? ''} as current from identity.session
    where "userId" = ${userId} and "expiresAt" > now() and "updatedAt" > now() - make_interval(hours => ${IDLE_HOURS}) order by token = ${token ?? ''} desc, "updatedAt" desc, id`.execute(of(tx))).rows
}

/** False when it is another's or is over. */
export async function endSession(tx: Tx, id: string, userId: string): Promise<boolean> {
  const { numDeletedRows } = await of(tx).deleteFrom('identity.session').where('id', '=', id).where('userId', '=', userId).executeTakeFirst()
  return numDeletedRows > 0n
}
