/** Rows as the pages read them. */
import type { Lang, Pap, Tlp } from '#platform/contract/index.ts'
import type { Compared } from '../core/alike.ts'
import type { ReportDetail, ReportRow } from '../contract-shapes.ts'
import type { attachmentsOf, contactOf, entriesOf, LightRow, ReportDbRow, signalsOf } from './store/desk-store.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

export const toRow = (row: LightRow): ReportRow => ({
  id: row.id, ref: row.ref!, kind: row.kind as ReportRow['kind'], road: row.road as ReportRow['road'], receivedAt: row.received_at.toISOString(), partyId: row.party_id, who: row.who as ReportRow['who'], whoName: row.who_name,
  situation: row.situation as ReportRow['situation'], subject: row.subject, urgency: row.urgency, doubt: row.doubt, state: row.state as ReportRow['state'], outcome: row.outcome as ReportRow['outcome'],
  assignedTo: row.assigned_to, assignedName: row.assigned_name, promiseAt: iso(row.promise_at), promisesMissed: row.promises_missed, times: row.times, caseId: row.case_id, caseRef: row.case_ref, version: row.version,
})

type Many<F extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<F>>
export type Hanging = { contact: Many<typeof contactOf>; entries: Many<typeof entriesOf>; attachments: Many<typeof attachmentsOf>; signals: Many<typeof signalsOf>; indicators: string[]; mergeId: string | null }

export const toDetail = (row: ReportDbRow, { contact, entries, attachments, signals, indicators, mergeId }: Hanging): ReportDetail => ({
  ...toRow(row), words: row.words, occurredAt: iso(row.occurred_at), lang: row.lang as Lang, tlp: row.tlp as Tlp, answeredAt: iso(row.answered_at), closedAt: iso(row.closed_at), pap: row.pap as Pap, indicators, mergeId,
  contact: row.contact_gone_at ? null : contact ?? { name: '', phone: '', email: '' },
  entries: entries.map((one) => ({ id: one.id, at: one.at.toISOString(), kind: one.kind, params: one.params as Record<string, unknown>, text: one.text, told: one.told, byKind: one.by_kind as 'person' | 'system' | 'reporter', byName: one.by_name })),
  attachments: attachments.map((one) => ({ id: one.id, fileName: one.file_name, mediaType: one.media_type, bytes: one.bytes, sha256: one.sha256.toString('hex'), gone: one.gone_at !== null })),
  originals: signals.map((one) => ({ id: one.id, road: one.road as ReportRow['road'], receivedAt: one.received_at.toISOString(), bytes: one.bytes, sha256: one.sha256.toString('hex'), keepUntil: one.keep_until.toISOString(), gone: one.gone_at !== null })),
})

export const comparedOf = (row: ReportDbRow): Compared => ({ subject: row.subject, words: row.words, whoName: row.who_name, partyId: row.party_id, receivedAt: row.received_at, situation: row.situation })
