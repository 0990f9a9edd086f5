/**
 * The append-only log of outcomes, as a hash chain.
 * Shape of an entry: who (kind, id), what (action), on whose party, on which object, why, with which details.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import { LIVE, type Actor } from '../contract/access.ts'
import { own, type Tx } from '../db/index.ts'
import type { Periodic } from '../jobs/index.ts'

export type Outcome = {
  /** `module.action`, usually the endpoint's id. */
  readonly action: string
  readonly partyId?: string | null
  /** `case:…`, `notice:…`: what the action was on. */
  readonly object?: string
  readonly reason?: string
  readonly detail?: Record<string, unknown>
}

/** Inserted in the transaction of the outcome: no outcome without its entry, no entry without its outcome. */
export async function record(tx: Tx, actor: Actor, at: Date, outcome: Outcome): Promise<void> {
  await recordMany(tx, actor, at, [outcome])
}

export async function recordMany(tx: Tx, actor: Actor, at: Date, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return
  const rows = outcomes.map((outcome) => ({
    action: outcome.action, party_id: outcome.partyId ?? null, object: outcome.object ?? '', reason: outcome.reason ?? '', detail: detailOf(actor, outcome),
  }))
  await sql`insert into audit.entry (at, realm, actor_kind, actor_id, action, party_id, object, reason, detail)
    select ${at}, ${actor.realm}, ${actor.kind}, ${actor.id}, r.action, r.party_id, r.object, r.reason, r.detail
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(action text, party_id uuid, object text, reason text, detail jsonb)`.execute(own<'audit'>(tx))
}

/** What was done with a key for programs says with which. */
const detailOf = ({ tokenId }: Actor, { detail = {} }: Outcome): Record<string, unknown> => (tokenId ? { ...detail, token: tokenId } : detail)

/**
 * A look at something of a body's by somebody who is not of that body: once an hour for each person, object and detail, however
 * often the page is drawn. A body's own people, jobs and commands leave no such entry.
 */
export async function recordRead(tx: Tx, actor: Actor, at: Date, read: Outcome & { readonly partyId: string; readonly object: string }): Promise<void> {
  const ofBodies: readonly (string | null)[] = actor.memberships?.map((held) => held.partyId) ?? actor.parties
  if (actor.kind !== 'person' || ofBodies.includes(read.partyId)) return
  const detail = JSON.stringify(detailOf(actor, read))
  // Two tabs opened at once must not leave two entries.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${actor.id} ${read.action} ${read.object} ${detail}`}, 0))`.execute(own<'audit'>(tx))
  const { rows } = await sql`select 1 from audit.entry where object = ${read.object} and action = ${read.action} and actor_id = ${actor.id} and detail = ${detail}::jsonb and realm = ${actor.realm}
    and at > ${new Date(at.getTime() - 3_600_000)} and at <= ${at} limit 1`.execute(own<'audit'>(tx))
  if (rows.length === 0) await record(tx, actor, at, read)
}

export type Seen = { readonly id: number; readonly at: Date; readonly actorKind: string; readonly actorId: string; readonly action: string; readonly object: string; readonly reason: string }
/** What people did to one body, the newest first, without the actors of `except`; the work that the program does by itself is left out. */
export async function entriesOf(tx: Tx, partyId: string, { limit, offset, except = [] }: { limit: number; offset: number; except?: readonly string[] }): Promise<{ total: number; entries: Seen[] }> {
  const where = sql`from audit.entry where party_id = ${partyId}::uuid and realm = ${LIVE} and actor_kind <> 'system' and not (actor_id = any (${`{${except.join(',')}}`}::text[]))`
  const total = await sql<{ n: number }>`select count(*)::int as n ${where}`.execute(own<'audit'>(tx))
  const found = await sql<Seen>`select id, at, actor_kind as "actorKind", actor_id as "actorId", action, object, reason ${where} order by id desc limit ${limit} offset ${offset}`.execute(own<'audit'>(tx))
  return { total: total.rows[0]!.n, entries: found.rows }
}

/** What one person did between two moments, the oldest first, in the centre's own realm and in exercises. */
export async function entriesBy(tx: Tx, actorId: string, { from, to, limit }: { from: Date; to: Date; limit: number }): Promise<Seen[]> {
  const found = await sql<Seen>`select id, at, actor_kind as "actorKind", actor_id as "actorId", action, object, reason from audit.entry
    where actor_kind = 'person' and actor_id = ${actorId} and at >= ${from} and at <= ${to} order by id limit ${limit}`.execute(own<'audit'>(tx))
  return found.rows
}

/** When something was last done to each of these objects; those to which it never was are missing. */
export async function lastDone(tx: Tx, action: string, objects: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const found = await sql<{ object: string; at: Date }>`select object, max(at) as at from audit.entry where object = any (${[...objects]}::text[]) and action = ${action} and realm = ${LIVE} group by object`.execute(own<'audit'>(tx))
  return new Map(found.rows.map((one) => [one.object, one.at]))
}

type Row = { id: number; at: string; realm: string; actor_kind: string; actor_id: string; action: string; party_id: string | null; object: string; reason: string; detail: string; seq: number | null; prev_hash: Buffer | null; hash: Buffer | null }

/** `at` and `detail` as the server's own text: the same bytes at sealing and at verification, whatever the client's time zone. */
const columns = `id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at, realm, actor_kind, actor_id, action, party_id, object, reason, detail::text as detail, seq, prev_hash, hash`
const GENESIS = Buffer.alloc(32)

export const sealing: Periodic = { name: 'audit.seal', everyMs: 500, run: async (client) => { while ((await seal(client)) === BATCH); } }
const BATCH = 2000

/** Gives unsealed entries their place in the chain. The caller holds the transaction and the lock. */
export async function seal(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<Row>(`select ${columns} from audit.entry where seq is null order by id limit ${BATCH}`)
  if (rows.length === 0) return 0
  const head = (await client.query<{ seq: number; hash: Buffer }>('select seq, hash from audit.head for update')).rows[0]
  let previous = head?.hash ?? GENESIS
  let seq = head?.seq ?? 0
  const sealed = rows.map((row) => {
    seq += 1
    const entry = { id: row.id, seq, prev: previous, hash: link(previous, seq, row) }
    previous = entry.hash
    return entry
  })
  await client.query(
    `update audit.entry e set seq = s.seq, prev_hash = s.prev, hash = s.hash
     from unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[]) as s(id, seq, prev, hash) where e.id = s.id`,
    [sealed.map((s) => s.id), sealed.map((s) => s.seq), sealed.map((s) => s.prev), sealed.map((s) => s.hash)])
  await client.query('insert into audit.head (seq, hash) values ($1, $2) on conflict (only_row) do update set seq = excluded.seq, hash = excluded.hash', [seq, previous])
  return rows.length
}

export type Verification = {
  readonly entries: number
  readonly sealed: number
  readonly unsealed: number
  readonly ok: boolean
  /** First place where the chain does not hold, in words. */
  readonly problem?: string
}

/** Reads the whole chain in pages; constant memory. */
export async function verify(client: pg.ClientBase): Promise<Verification> {
  const unsealed = (await client.query<{ n: number }>('select count(*)::int as n from audit.entry where seq is null')).rows[0]!.n
  const head = (await client.query<{ seq: number; hash: Buffer }>('select seq, hash from audit.head')).rows[0]
  let previous: Buffer = GENESIS
  let seq = 0
  const done = (problem?: string): Verification => ({ entries: seq + unsealed, sealed: seq, unsealed, ok: problem === undefined, ...(problem ? { problem } : {}) })
  for (;;) {
    const { rows } = await client.query<Row>(`select ${columns} from audit.entry where seq > $1 order by seq limit 5000`, [seq])
    for (const row of rows) {
      if (row.seq !== seq + 1) return done(`entry ${seq + 1} is missing`)
      if (!row.prev_hash?.equals(previous)) return done(`entry ${row.seq} does not follow entry ${seq}`)
      if (!row.hash?.equals(link(previous, row.seq, row))) return done(`entry ${row.seq} was changed`)
      previous = row.hash
      seq = row.seq
    }
    if (rows.length < 5000) break
  }
  if ((head?.seq ?? 0) !== seq || (head && !head.hash.equals(previous))) return done(`the chain ends at ${seq}, its head says ${head?.seq ?? 0}`)
  return done()
}

export async function verifyIn(pool: pg.Pool): Promise<Verification> {
  const client = await pool.connect()
  try { return await verify(client) } finally { client.release() }
}

function link(previous: Buffer, seq: number, row: Row): Buffer {
  const content = JSON.stringify([seq, row.id, row.at, row.realm, row.actor_kind, row.actor_id, row.action, row.party_id, row.object, row.reason, row.detail])
  return createHash('sha256').update(previous).update(content).digest()
}
