/**
 * Cases as rows: one case, its gate, its facts for the modules below. Bulk writing, lists and the log have stores of
 * their own.
 */
import { sql, type Selectable, type Updateable } from 'kysely'
import type { Tlp } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type { CasesCase, CasesImpact } from '#db/types.ts'
import type { CaseCoding, CaseFacts } from '../contract.ts'
import type { ConditionFacts } from '../core/gate.ts'
import { keptOf } from './store/kept-store.ts'

export type CaseRow = Selectable<CasesCase>
export type ImpactRow = Selectable<CasesImpact>
export type StoredMain = {
  readonly id: string
  readonly ref: string
  readonly title: string
  readonly providerId: string
  readonly providerName: string
  readonly state: CaseRow['state']
  readonly observed: string
  readonly occurredAt: Date
  readonly description: Record<string, unknown>
  readonly conditions: readonly (ConditionFacts & { askedAt: Date })[]
}

/**
 * The case, or undefined when it does not exist for this actor. `lock`: nobody else changes it until the end of the
 * transaction.
 */
export async function loadCase(tx: Tx, id: string, options: { lock?: boolean } = {}): Promise<CaseRow | undefined> {
  const query = own<'cases'>(tx).selectFrom('cases.case').selectAll().where('id', '=', id)
  return (options.lock ? query.forUpdate() : query).executeTakeFirst()
}

/** Writes and counts the version up. @returns the new version, or undefined when `version` was not the stored one. */
export async function saveCase(
  tx: Tx,
  id: string,
  at: Date,
  patch: Updateable<CasesCase>,
  version?: number,
): Promise<number | undefined> {
  const row = await own<'cases'>(tx)
    .updateTable('cases.case')
    .set((eb) => ({ ...patch, updated_at: at, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .$if(version !== undefined, (query) => query.where('version', '=', version!))
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

export async function impactsOf(tx: Tx, caseIds: readonly string[]): Promise<ImpactRow[]> {
  return own<'cases'>(tx)
    .selectFrom('cases.impact')
    .selectAll()
    .where(sql<boolean>`case_id = any(${caseIds}::uuid[])`)
    .orderBy('at')
    .orderBy('name')
    .execute()
}

export async function confirmImpacts(
  tx: Tx,
  caseId: string,
  at: Date,
  services: readonly { id: string; state: string }[],
): Promise<void> {
  if (services.length === 0) return
  await sql`update cases.impact i set confirmed = s.state, confirmed_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(services)}::jsonb) as s(id uuid, state text)
    where i.case_id = ${caseId} and i.service_id = s.id`.execute(own<'cases'>(tx))
}

/** Main cases as a tied body may know them; the door applies visibility itself. */
export async function mainsFor(tx: Tx, mainIds: readonly string[]): Promise<Map<string, StoredMain>> {
  type Row = {
    id: string
    ref: string
    title: string
    provider_id: string
    provider_name: string
    state: string
    observed: string
    occurred_at: Date
    description: Record<string, unknown>
    conditions: {
      id: string
      kind: ConditionFacts['kind']
      required: boolean
      title: string
      askedBy: string
      askedAt: string
      metAt: string | null
    }[]
  }
  const { rows } = await sql<Row>`select * from cases.mains_for(${mainIds}::uuid[])`.execute(own<'cases'>(tx))
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        ref: row.ref,
        title: row.title,
        providerId: row.provider_id,
        providerName: row.provider_name,
        state: row.state,
        observed: row.observed,
        occurredAt: row.occurred_at,
        description: row.description,
        conditions: row.conditions.map((one) => ({
          ...one,
          askedAt: new Date(one.askedAt),
          metAt: one.metAt === null ? null : new Date(one.metAt),
        })),
      },
    ]),
  )
}

export async function pathNames(
  tx: Tx,
  mainId: string,
  serviceIds: readonly string[],
): Promise<Map<string, { name: string; party: string }>> {
  const { rows } = await sql<{
    service_id: string
    name: string
    party_name: string
  }>`select service_id, name, party_name from cases.path_names(${mainId},
    ${serviceIds}::uuid[])`.execute(own<'cases'>(tx))
  return new Map(rows.map((row) => [row.service_id, { name: row.name, party: row.party_name }]))
}

const factColumns = sql.raw(`id, ref, realm, kind, main_id, party_id, party_name, provider_id, provider_name, title,
  state, answer, answered_at, aware_at, inferred, confidence, expected_at,
  occurred_at, opened_at, observed, reopened_safe_at, closed_at, personal_data, data_lost_days, tlp, description`)

/** Facts for the modules below: a handful of queries whatever the number of cases. What is kept for counsel fills no draft. */
export async function caseFacts(tx: Tx, of: { mainId: string } | { ids: readonly string[] }): Promise<CaseFacts[]> {
  const db = own<'cases'>(tx)
  const chosen = 'mainId' in of ? sql`main_id = ${of.mainId}` : sql`id = any(${of.ids}::uuid[])`
  const { rows } = await sql<CaseRow>`select ${factColumns} from cases."case" where ${chosen} order by ref`.execute(db)
  const services = await servicesOf(
    tx,
    rows.map((row) => row.id),
  )
  const mains = await mainsFor(tx, [...new Set(rows.flatMap((row) => row.main_id ?? []))])
  const kept = Map.groupBy(
    (await keptOf(tx, rows.map((row) => row.id))).filter((one) => one.mark === 'regulator' && 'value' in one),
    (one) => one.caseId,
  )
  return rows.map((row) => {
    const facts = factsOf(row, services.get(row.id) ?? [], row.main_id === null ? {} : (mains.get(row.main_id)?.description ?? {}))
    const own = kept.get(row.id)
    return own ? { ...facts, description: { ...facts.description, ...Object.fromEntries(own.map((one) => [one.field, one.value])) } } : facts
  })
}

type Service = CaseFacts['services'][number]
async function servicesOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Service[]>> {
  const { rows } = await sql<ImpactRow>`select case_id, service_id, name, category, availability, at, exposed, tampered
      from cases.impact where case_id = any(${caseIds}::uuid[])`.execute(own<'cases'>(tx))
  const byCase = new Map<string, Service[]>()
  for (const row of rows) {
    const service: Service = {
      id: row.service_id,
      name: row.name,
      category: row.category,
      availability: row.availability as Service['availability'],
      at: row.at as Date | null,
      exposed: row.exposed,
      tampered: row.tampered,
    }
    const list = byCase.get(row.case_id)
    if (list) list.push(service)
    else byCase.set(row.case_id, [service])
  }
  return byCase
}

function factsOf(row: CaseRow, services: readonly Service[], mainDescription: Record<string, unknown>): CaseFacts {
  return {
    id: row.id,
    ref: row.ref,
    realm: row.realm,
    kind: row.kind as CaseFacts['kind'],
    mainId: row.main_id,
    partyId: row.party_id,
    partyName: row.party_name,
    providerId: row.provider_id,
    providerName: row.provider_name,
    title: row.title,
    state: row.state as CaseFacts['state'],
    answer: row.answer as CaseFacts['answer'],
    answeredAt: row.answered_at,
    awareAt: row.aware_at,
    inferred: row.inferred as CaseFacts['inferred'],
    confidence: row.confidence,
    expectedAt: row.expected_at,
    occurredAt: row.occurred_at,
    openedAt: row.opened_at,
    observed: row.observed as CaseFacts['observed'],
    reopenedSafeAt: row.reopened_safe_at,
    closedAt: row.closed_at,
    personalData: row.personal_data as CaseFacts['personalData'],
    dataLostDays: row.data_lost_days,
    tlp: row.tlp as Tlp,
    description: { ...mainDescription, ...(row.description as Record<string, unknown>) },
    services,
  }
}

/** With their techniques, where one of these is among them. */
export async function casesCarrying(tx: Tx, techniques: readonly string[]): Promise<{ id: string; label: string; codes: string[] }[]> {
  if (techniques.length === 0) return []
  const { rows } = await sql<{ id: string; label: string; codes: string[] }>`select c.id, c.ref || ' · ' || c.title as label, c.attack as codes from cases."case" c where c.realm = (select current_setting('app.realm')) and c.attack ?| ${[...techniques]}::text[] order by c.opened_at desc, c.id limit 10000`.execute(own<'cases'>(tx))
  return rows
}

export async function codingOf(tx: Tx, caseId: string): Promise<CaseCoding | undefined> {
  const row = await own<'cases'>(tx).selectFrom('cases.case').select(['rsit_class', 'rsit_type', 'veris', 'attack']).where('id', '=', caseId).executeTakeFirst()
  return row && { rsit: row.rsit_class === null ? null : { class: row.rsit_class, type: row.rsit_type }, veris: row.veris as CaseCoding['veris'], attack: row.attack as string[] }
}

/** Whether the asker sees any case tied to this main one. */
export async function hasTied(tx: Tx, mainId: string): Promise<boolean> {
  const row = await own<'cases'>(tx)
    .selectFrom('cases.case')
    .select('id')
    .where('main_id', '=', mainId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Tied cases that are not closed. */
export async function openTied(tx: Tx, mainId: string): Promise<number> {
  const row = await own<'cases'>(tx)
    .selectFrom('cases.case')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('main_id', '=', mainId)
    .where('state', '<>', 'closed')
    .executeTakeFirstOrThrow()
  return row.n
}

/** A new condition takes back what was declared without it. @returns cases that are no longer declared safe. */
export async function withdrawSafe(
  tx: Tx,
  of: { caseId: string; isMain: boolean },
  at: Date,
): Promise<{ id: string; partyId: string }[]> {
  const rows = await own<'cases'>(tx)
    .updateTable('cases.case')
    .set((eb) => ({ reopened_safe_at: null, safe_by: '', updated_at: at, version: eb('version', '+', 1) }))
    .where('reopened_safe_at', 'is not', null)
    .where('safe_override', '=', '')
    .where((eb) =>
      of.isMain ? eb.or([eb('main_id', '=', of.caseId), eb('id', '=', of.caseId)]) : eb('id', '=', of.caseId),
    )
    .returning(['id', 'party_id'])
    .execute()
  return rows.map((row) => ({ id: row.id, partyId: row.party_id }))
}

export type Centre = {
  readonly name: Record<string, string>
  readonly region: Record<string, string>
  readonly timeZone: string
  readonly phone: string
  readonly hours: string
  readonly language: 'it' | 'fr' | 'en'
}

export async function loadCentre(tx: Tx): Promise<Centre> {
  const row = await own<'platform'>(tx)
    .selectFrom('platform.centre')
    .select(['name', 'region', 'time_zone', 'contacts', 'languages'])
    .executeTakeFirstOrThrow()
  const contacts = row.contacts as { phone?: unknown; hours?: unknown }
  return {
    name: row.name as Record<string, string>,
    region: row.region as Record<string, string>,
    timeZone: row.time_zone,
    language: (row.languages[0] ?? 'it') as Centre['language'],
    phone: typeof contacts.phone === 'string' ? contacts.phone : '',
    hours: typeof contacts.hours === 'string' ? contacts.hours : '',
  }
}
