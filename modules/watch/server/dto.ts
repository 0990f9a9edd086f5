/** From rows to the wire. */
import { Refusal } from '#platform/contract/index.ts'
import { readCentre } from '#platform/db/centre.ts'
import type { Tx } from '#platform/db/index.ts'
import { dayOf } from '#platform/contract/zone.ts'
import type { AlertItem, Lack, RuleForm, RuleItem, RuleLevel, Severity, Shown, SourceItem, SourceRecord } from '../contract-shapes.ts'
import type { IndicatorOfAlert } from '../contract-lists.ts'
import { lacksOf } from '../core/record.ts'
import type { Context } from './context.ts'
import type { AlertRow } from './store/alerts-store.ts'
import type { Met, RuleRow } from './store/rules-store.ts'
import type { SourceRow } from './store.ts'

type Party = { readonly id: string; readonly name: string; readonly country: 'IT' | 'FR' }
export type Parties = ReadonlyMap<string, Party>

export async function partiesOf({ needs }: Context, tx: Tx, ids: readonly string[]): Promise<Parties> {
  const found = ids.length === 0 ? [] : await needs.territory.parties(tx, [...new Set(ids)])
  return new Map(found.map((one) => [one.id, one]))
}
/** A body that is not there any more, or not for this person, has no name. */
export const named = (parties: Parties, id: string) => ({ id, name: parties.get(id)?.name ?? '' })

export const today = async (tx: Tx, now: Date): Promise<string> => dayOf(now, (await readCentre(tx)).timeZone)

export const recordOf = (row: SourceRow): SourceRecord => ({
  contractOn: row.contract_on, contractRef: row.contract_ref, impact: row.impact as SourceRecord['impact'], impactOn: row.impact_on, impactWhy: row.impact_why,
  retentionDays: row.retention_days, labour: row.labour as SourceRecord['labour'], labourOn: row.labour_on, labourRef: row.labour_ref,
})
/** What stands between a source and its first line: the record, then the token or certificate (but for files that a person or a program of this machine brings), then whoever paused it. */
export function lacksOfSource(row: SourceRow, country: 'IT' | 'FR', day: string): Lack[] {
  return [...lacksOf({ record: recordOf(row), country, shows: row.shows as Shown[], today: day }), ...(row.kind === 'upload' || row.kind === 'folder' ? [] : keyless(row, day)), ...(row.active ? [] : ['paused' as const])]
}
/** A certificate that is over opens nothing; with a token besides it does not matter. */
function keyless({ token_hash, certificate_until }: SourceRow, day: string): Lack[] {
  if (token_hash) return []
  return certificate_until === null ? ['token'] : certificate_until.toISOString().slice(0, 10) < day ? ['certificate'] : []
}
export const certificateOf = (row: SourceRow) => row.certificate_sha256 && row.certificate_until ? { sha256: row.certificate_sha256.toString('hex'), of: row.certificate_of, until: row.certificate_until.toISOString() } : null
export function toSource(row: SourceRow, parties: Parties, day: string): SourceItem {
  const lacks = lacksOfSource(row, parties.get(row.party_id)?.country ?? 'IT', day)
  return { id: row.id, party: named(parties, row.party_id), kind: row.kind as SourceItem['kind'], label: row.label, shows: row.shows as Shown[], open: lacks.length === 0, lacks, lastAt: row.last_at?.toISOString() ?? null }
}
export const toRule = (row: RuleRow & Met): RuleItem => ({
  id: row.id, title: row.title, form: row.form as RuleForm, silent: row.silent, level: row.level as RuleLevel, product: row.product, category: row.category, service: row.service, tags: [...row.tags], author: row.author, licence: row.licence,
  state: row.state as RuleItem['state'], version: row.version, hits: row.hits, bodies: row.bodies,
})
export const toAlert = (row: AlertRow, parties: Parties): AlertItem => ({
  id: row.id, party: named(parties, row.party_id), ruleId: row.rule_id, title: row.rule_id === null ? row.indicator?.value ?? '' : row.title, indicator: row.indicator && indicatorOf(row.indicator), level: row.level as RuleLevel, severity: row.severity as Severity, tags: [...row.tags], host: row.host, account: row.account,
  state: row.state as AlertItem['state'], firstAt: row.first_at.toISOString(), lastAt: row.last_at.toISOString(), count: row.count, takenBy: row.taken_by_name, closeReason: row.close_reason, caseId: row.case_id, caseRef: row.case_ref, version: row.version,
})
const indicatorOf = (one: NonNullable<AlertRow['indicator']>): IndicatorOfAlert => ({
  kind: one.kind, value: one.value, reason: one.reason, field: one.field, matched: one.matched, list: { id: one.list_id, name: one.list_name }, others: [...one.others], confidence: one.confidence, tlp: one.tlp,
  category: one.category, family: one.family, since: new Date(one.since).toISOString(), until: one.until === null ? null : new Date(one.until).toISOString(),
})
export function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Refusal('not_found')
  return row
}
