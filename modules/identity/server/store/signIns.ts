/** The SQL around sign-in: wrong passwords, entries of the audit log that are missing, rows that have had their day. */
import type pg from 'pg'

/** A person mistypes; a guesser does not stop. Counted by address, so that a passkey still opens the door. */
const WRONG_PASSWORDS = 10
const WINDOW_MINUTES = 15

/** Counts before the password is looked at: parallel guesses cannot all see the same low number. */
export async function countAttempt(pool: pg.Pool, addressHash: string, now: Date): Promise<boolean> {
  const { rows } = await pool.query<{ failures: number }>(
    `insert into identity.refused_sign_in as r (address_hash, failures, since) values ($1, 1, $2)
     on conflict (address_hash) do update set
       failures = case when r.since < $2::timestamptz - make_interval(mins => $3) then 1 else r.failures + 1 end,
       since = case when r.since < $2::timestamptz - make_interval(mins => $3) then $2 else r.since end
     returning failures`, [addressHash, now, WINDOW_MINUTES])
  return rows[0]!.failures <= WRONG_PASSWORDS
}

export async function forgetAttempts(pool: pg.Pool, addressHash: string): Promise<void> {
  await pool.query('delete from identity.refused_sign_in where address_hash = $1', [addressHash])
}

/** `vouched`: by a provider of single sign-on, not by a device that is known here. */
export async function markProven(pool: pg.Pool, sessionId: string, vouched: boolean): Promise<void> {
  await pool.query('update identity.session set strong = true, vouched = $2 where id = $1', [sessionId, vouched])
}

export type Trace = { readonly object: string; readonly personId: string; readonly at: Date }
/** Sessions and passkeys of the last day, older than a minute: by then their entry in the audit log is written or lost. */
export async function recentTraces(pool: pg.Pool): Promise<Trace[]> {
  const { rows } = await pool.query<Trace>(
    `select 'session:' || id as object, "userId" as "personId", "createdAt" as at from identity.session where "createdAt" between now() - interval '1 day' and now() - interval '1 minute'
     union all
     select 'passkey:' || id, "userId", "createdAt" from identity.passkey where "createdAt" between now() - interval '1 day' and now() - interval '1 minute'
     order by at limit 5000`)
  return rows
}

/** Under the worker role, which may read the log. */
export async function objectsInLog(client: pg.ClientBase, objects: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ object: string }>('select distinct object from audit.entry where object = any($1)', [objects])
  return new Set(rows.map((row) => row.object))
}

/** Counters past their window and challenges as long past their end. Sessions and links go with a proof: server/retention.ts. */
export async function tidy(pool: pg.Pool): Promise<void> {
  await pool.query(`delete from identity.verification where "expiresAt" < now() - make_interval(mins => $1)`, [WINDOW_MINUTES])
  await pool.query(`delete from identity.refused_sign_in where since < now() - make_interval(mins => $1)`, [WINDOW_MINUTES])
}
