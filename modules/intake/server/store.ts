/** What arrives is stored by one statement, however much it is: reports, how to reach their writers, what came, and the pieces of their normal form. */
import { sql } from 'kysely'
import type { Contact, Kind, Road, Situation, State, Who } from '../contract.ts'
import type { Lang, Tlp } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type { Sign } from '../core/signs.ts'

export type NewReport = {
  readonly id: string; readonly kind: Kind; readonly road: Road; readonly receivedAt: Date; readonly occurredAt: Date | null; readonly partyId: string | null
  readonly who: Who; readonly whoName: string; readonly situation: Situation; readonly subject: string; readonly words: string; readonly lang: Lang
  readonly urgency: number; readonly doubt: readonly string[]; readonly state: State; readonly assignedTo: string | null; readonly assignedName: string
  readonly promiseAt: Date; readonly shape: Buffer; readonly tlp: Tlp; readonly contact: Contact; readonly codeHash: Buffer; readonly signs: readonly Sign[]
}
export type NewSignal = {
  readonly id: string; readonly reportId: string; readonly partyId: string | null; readonly road: Road; readonly receivedAt: Date; readonly externalKey: string | null; readonly provenance: object
  readonly bytes: number; readonly sha256: Buffer; readonly keyName: string; readonly sealed: Buffer; readonly keepUntil: Date
}
export type NewEntry = { readonly reportId: string; readonly partyId: string | null; readonly at: Date; readonly kind: string; readonly params?: object; readonly text?: string; readonly told?: boolean; readonly byKind: 'person' | 'system' | 'reporter'; readonly byId?: string; readonly byName?: string }

const q = (tx: Tx) => own<'intake'>(tx)
const hex = (bytes: Buffer) => bytes.toString('hex')

/** @returns the number of each, by id. */
export async function insertReports(tx: Tx, realm: string, reports: readonly NewReport[]): Promise<Map<string, string>> {
  if (reports.length === 0) return new Map()
  const rows = JSON.stringify(reports.map((one) => ({ ...one, shape: hex(one.shape), codeHash: hex(one.codeHash), signs: undefined })))
  const signs = JSON.stringify(reports.flatMap((one) => one.signs.map((sign) => ({ kind: sign.kind, value: hex(sign.value), id: one.id, at: one.receivedAt }))))
  const { rows: made } = await sql<{ id: string; ref: string }>`
    with given as materialized (select * from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, kind text, road text, "receivedAt" timestamptz, "occurredAt" timestamptz, "partyId" uuid,
        who text, "whoName" text, situation text, subject text, words text, lang text, urgency smallint, doubt text[], state text, "assignedTo" text, "assignedName" text,
        "promiseAt" timestamptz, shape text, tlp text, contact jsonb, "codeHash" text)),
    contacts as (insert into intake.contact (report_id, realm, party_id, name, phone, email)
      select id, ${realm}, "partyId", contact ->> 'name', contact ->> 'phone', contact ->> 'email' from given where contact ->> 'name' <> '' or contact ->> 'phone' <> '' or contact ->> 'email' <> ''),
    codes as (insert into intake.code (hash, report_id, realm, made_at) select decode("codeHash", 'hex'), id, ${realm}, "receivedAt" from given),
    signs as (insert into intake.sign (kind, value, report_id, realm, at) select kind, decode(value, 'hex'), id, ${realm}, at
      from jsonb_to_recordset(${signs}::jsonb) as s(kind text, value text, id uuid, at timestamptz) on conflict do nothing)
    insert into intake.report (id, realm, kind, road, received_at, occurred_at, party_id, who, who_name, situation, subject, words, lang, urgency, doubt, state, assigned_to, assigned_name,
      promise_at, shape, tlp, moved_at, tell_at)
    select id, ${realm}, kind, road, "receivedAt", "occurredAt", "partyId", who, "whoName", situation, subject, words, lang, urgency, doubt, state, "assignedTo", "assignedName",
      "promiseAt", decode(shape, 'hex'), tlp, "receivedAt", case when contact ->> 'email' <> '' and road <> 'mail' then "receivedAt" end from given
    returning id, ref`.execute(q(tx))
  return new Map(made.map(({ id, ref }) => [id, ref]))
}

export async function insertSignals(tx: Tx, realm: string, signals: readonly NewSignal[]): Promise<void> {
  if (signals.length === 0) return
  await q(tx).insertInto('intake.signal').values(signals.map((one) => ({
    id: one.id, realm, report_id: one.reportId, party_id: one.partyId, road: one.road, received_at: one.receivedAt, external_key: one.externalKey, provenance: JSON.stringify(one.provenance),
    bytes: one.bytes, sha256: one.sha256, key_name: one.keyName, sealed: one.sealed, keep_until: one.keepUntil,
  }))).execute()
}

export async function insertEntries(tx: Tx, realm: string, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return
  const rows = JSON.stringify(entries)
  await sql`insert into intake.entry (realm, report_id, party_id, at, kind, params, text, told, by_kind, by_id, by_name)
    select ${realm}, "reportId", "partyId", at, kind, coalesce(params, '{}'), coalesce(text, ''), coalesce(told, false), "byKind", coalesce("byId", ''), coalesce("byName", '')
    from jsonb_to_recordset(${rows}::jsonb) as e("reportId" uuid, "partyId" uuid, at timestamptz, kind text, params jsonb, text text, told boolean, "byKind" text, "byId" text, "byName" text)`.execute(q(tx))
}

export async function insertAttachments(tx: Tx, realm: string, rows: readonly { id: string; reportId: string; partyId: string | null; signalId: string; part: number; fileName: string; mediaType: string; bytes: number; sha256: Buffer }[]): Promise<void> {
  if (rows.length === 0) return
  await q(tx).insertInto('intake.attachment').values(rows.map((one) => ({ id: one.id, realm, report_id: one.reportId, party_id: one.partyId, signal_id: one.signalId, part: one.part, file_name: one.fileName, media_type: one.mediaType, bytes: one.bytes, sha256: one.sha256 }))).execute()
}

export type Known = { readonly id: string; readonly ref: string; readonly promiseAt: Date | null; readonly partyId: string | null }
/** Reports that these very signals have made already, by their key. */
export async function knownSignals(tx: Tx, realm: string, road: Road, keys: readonly string[]): Promise<Map<string, Known>> {
  if (keys.length === 0) return new Map()
  const rows = await q(tx).selectFrom('intake.signal as s').innerJoin('intake.report as r', 'r.id', 's.report_id').select(['s.external_key', 'r.id', 'r.ref', 'r.promise_at', 'r.party_id'])
    .where('s.realm', '=', realm).where('s.road', '=', road).where('s.external_key', 'in', keys).execute()
  return new Map(rows.map((row) => [row.external_key!, { id: row.id, ref: row.ref, promiseAt: row.promise_at, partyId: row.party_id }]))
}

/** The newest report of each shape since a moment, that is still at work. */
export async function sameShapes(tx: Tx, realm: string, shapes: readonly Buffer[], since: Date): Promise<Map<string, Known>> {
  if (shapes.length === 0) return new Map()
  const rows = await q(tx).selectFrom('intake.report').select(['id', 'ref', 'shape', 'promise_at', 'party_id']).where('realm', '=', realm).where('shape', 'in', shapes).where('received_at', '>', since).where('state', '<>', 'closed').orderBy('received_at').execute()
  return new Map(rows.map((row) => [hex(row.shape), { id: row.id, ref: row.ref, promiseAt: row.promise_at, partyId: row.party_id }]))
}

/** The same person said it again: once more counted, with a code of this receipt. */
export async function countAgain(tx: Tx, realm: string, again: readonly { reportId: string; codeHash: Buffer }[], at: Date): Promise<void> {
  for (const [reportId, codes] of Map.groupBy(again, (one) => one.reportId)) {
    await q(tx).updateTable('intake.report').set((eb) => ({ times: eb('times', '+', codes.length), moved_at: at })).where('id', '=', reportId).execute()
    await q(tx).insertInto('intake.code').values(codes.map(({ codeHash }) => ({ hash: codeHash, report_id: reportId, realm, made_at: at }))).execute()
  }
}
/** One at a time for a shape: a thousand at once make one report and 999 countings. */
export async function lockShapes(tx: Tx, shapes: readonly Buffer[]): Promise<void> {
  const keys = [...new Set(shapes.map((shape) => shape.readBigInt64BE(0)))].sort((a, b) => (a < b ? -1 : 1)).map(String)
  await sql`select pg_advisory_xact_lock(k) from unnest(${`{${keys.join(',')}}`}::bigint[]) with ordinality as t(k, n) order by n`.execute(q(tx))
}
