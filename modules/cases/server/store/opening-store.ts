/** Everything that opening a case writes, a table at a time: 1,300 bodies are a dozen statements. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { PathStep } from '../../core/hits.ts'

export type NewCase = {
  readonly id: string
  readonly realm: string
  readonly kind: 'main' | 'tied'
  readonly main_id: string | null
  readonly party_id: string
  readonly party_name: string
  readonly party_kind: string
  readonly province: string
  readonly provider_id: string
  readonly provider_name: string
  readonly ref: string
  readonly title: string
  readonly inferred: string
  readonly confidence: number
  readonly expected_at: Date | null
  readonly people_served: number
  readonly occurred_at: Date
  readonly opened_at: Date
  readonly description: Readonly<Record<string, unknown>>
  readonly tlp: string
  readonly lead_id: string | null
  readonly lead_name: string
  readonly effects: object
  readonly graph_version: number | null
  readonly request_id: string | null
  readonly search_text: string
}
export type NewImpact = {
  readonly case_id: string
  readonly service_id: string
  readonly main_id: string
  readonly party_id: string
  readonly name: string
  readonly category: string
  readonly availability: string
  readonly at: Date | null
  readonly degraded_at: Date | null
  readonly exposed: boolean
  readonly tampered: boolean
  readonly data_classes: readonly string[]
  readonly people: number
  readonly confidence: number
  readonly depth: number
  readonly via_service: string | null
  readonly via_effect: string | null
  readonly path: readonly PathStep[]
  readonly exposure_path: readonly PathStep[]
}
export type NewQuestion = {
  readonly id: string
  readonly case_id: string
  readonly party_id: string
  readonly token_hash: string
  readonly contact_name: string
  readonly channel: string
  readonly language: string
}
export type NewEntry = {
  readonly case_id: string
  readonly main_id: string
  readonly party_id: string
  readonly at: Date
  readonly kind: string
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly text?: string
  readonly tlp?: string
}
export type NewCondition = {
  readonly id: string
  readonly case_id: string
  readonly party_id: string
  readonly kind: string
  readonly required: boolean
  readonly title: string
  readonly asked_by: string
}

/** Takes the year's counter until the transaction ends, so that two openings are one after the other. */
export async function lockCounter(tx: Tx, realm: string, year: number): Promise<void> {
  await sql`insert into cases.counter (realm, year) values (${realm}, ${year}) on conflict (realm, year) do update
    set last = cases.counter.last`.execute(own<'cases'>(tx))
}
export async function nextNumber(tx: Tx, realm: string, year: number): Promise<number> {
  const row = await own<'cases'>(tx)
    .updateTable('cases.counter')
    .set((eb) => ({ last: eb('last', '+', 1) }))
    .where('realm', '=', realm)
    .where('year', '=', year)
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}
export async function caseOfRequest(
  tx: Tx,
  requestId: string,
): Promise<{ id: string; ref: string; tied: number } | undefined> {
  const { rows } = await sql<{
    id: string
    ref: string
    tied: number
  }>`select m.id, m.ref, (select count(*)::int from cases."case" t where t.main_id = m.id) as tied
    from cases."case" m where m.request_id = ${requestId}`.execute(own<'cases'>(tx))
  return rows[0]
}

export async function insertCases(tx: Tx, rows: readonly NewCase[]): Promise<void> {
  await sql`insert into cases."case" (id, realm, kind, main_id, party_id, party_name, party_kind, province,
    provider_id, provider_name, ref, title, inferred, confidence, expected_at, people_served,
      occurred_at, opened_at, description, tlp, lead_id, lead_name, effects, graph_version, request_id, search_text,
      updated_at)
    select id, realm, kind, main_id, party_id, party_name, party_kind, province, provider_id, provider_name, ref,
    title, inferred, confidence, expected_at, people_served,
      occurred_at, opened_at, description, tlp, lead_id, lead_name, effects, graph_version, request_id, search_text,
      opened_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, realm text, kind text, main_id uuid,
    party_id uuid, party_name text, party_kind text, province text, provider_id uuid,
      provider_name text, ref text, title text, inferred text, confidence real, expected_at timestamptz,
      people_served float8, occurred_at timestamptz, opened_at timestamptz, description jsonb,
      tlp text, lead_id text, lead_name text, effects jsonb, graph_version int, request_id uuid,
      search_text text)`.execute(own<'cases'>(tx))
}

/** In pieces, so that no statement carries more than a few megabytes. */
export async function insertImpacts(tx: Tx, realm: string, rows: readonly NewImpact[]): Promise<void> {
  const PIECE = 4000
  for (let from = 0; from < rows.length; from += PIECE) {
    await sql`insert into cases.impact (case_id, service_id, realm, main_id, party_id, name, category, availability,
      at, degraded_at, exposed, tampered, data_classes, people, confidence, depth, via_service,
        via_effect, path, exposure_path)
      select case_id, service_id, ${realm}, main_id, party_id, name, category, availability, at, degraded_at, exposed,
      tampered, array(select jsonb_array_elements_text(data_classes)), people, confidence, depth,
        via_service, via_effect, path, exposure_path
      from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + PIECE))}::jsonb) as r(case_id uuid,
      service_id uuid, main_id uuid, party_id uuid, name text, category text, availability text,
        at timestamptz, degraded_at timestamptz, exposed boolean, tampered boolean, data_classes jsonb, people float8,
        confidence real, depth int, via_service uuid, via_effect text, path jsonb,
        exposure_path jsonb)`.execute(own<'cases'>(tx))
  }
}

export async function insertQuestions(
  tx: Tx,
  realm: string,
  asked: { at: Date; expiresAt: Date },
  rows: readonly NewQuestion[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into cases.question (id, realm, case_id, party_id, token_hash, contact_name, channel, language,
    asked_at, expires_at)
    select id, ${realm}, case_id, party_id, decode(token_hash, 'hex'), contact_name, channel, language, ${asked.at},
    ${asked.expiresAt}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, case_id uuid, party_id uuid, token_hash text,
    contact_name text, channel text, language text)`.execute(own<'cases'>(tx))
}

export async function insertConditions(tx: Tx, realm: string, at: Date, rows: readonly NewCondition[]): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into cases.condition (id, realm, case_id, party_id, kind, required, title, asked_by, asked_at)
    select id, ${realm}, case_id, party_id, kind, required, title, asked_by, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, case_id uuid, party_id uuid, kind text,
    required boolean, title text, asked_by text)`.execute(own<'cases'>(tx))
}
