import { randomUUID } from 'node:crypto'
import { form, set, version, type Samples } from './sample.ts'

const atDesk = set(`update intake.report set state = 'open', case_id = null, case_ref = '', closed_at = null, outcome = null, assigned_to = null where id = $1`, 'reportId')

export const intake: Samples<'intake'> = {
  'intake.file': { unknown: 404, own: { member: 201, admin: 201 }, body: (ids) => ({ partyId: ids.partyId, words: randomUUID() }) },
  'intake.file_many': { unknown: 404, body: (ids) => ({ reports: [{ partyId: ids.partyId, words: randomUUID() }] }) },
  'intake.phone': { body: () => ({ words: randomUUID() }) },
  'intake.reports': {},
  'intake.report': {},
  'intake.alike': {},
  'intake.original': { body: () => ({ reason: 'prova' }) },
  'intake.take': { before: atDesk, body: () => ({ to: 'me' }) },
  'intake.write': { body: () => ({ text: 'Una nota', told: false }) },
  'intake.move': { before: atDesk, body: () => ({ state: 'waiting' }) },
  'intake.reply': { body: () => ({ text: 'Una parola in più' }) },
  'intake.change': { body: async (ids, w) => ({ ...await version('intake.report', 'reportId')(ids, w), urgency: 1 }) },
  // One of its own each time, so that the world stays as it was.
  'intake.merge': { body: async (ids, w) => ({ requestId: randomUUID(), reportIds: [ids === w.ids.a ? (await w.done('analyst', 'intake.file', { body: { words: randomUUID() } })).id : ids.reportId], into: { caseId: w.mains.p } }) },
  'intake.undo': {},
  'intake.detach': { before: async (w, ids) => { await atDesk(w, ids); await w.done('analyst', 'intake.merge', { body: { requestId: randomUUID(), reportIds: [ids.reportId], into: { caseId: w.mains.p } } }) } },
  'intake.shift': {},
  'intake.attachment': {},
  'intake.import': { bytes: { type: 'text/csv', content: 'subject,words\nSportello fermo,Da stamattina\n' } },
  'intake.imports': {},
  'intake.import_read': { params: (ids) => ({ importId: ids.reportImportId }) },
  'intake.bad_rows': { params: (ids) => ({ importId: ids.reportImportId }) },
  'intake.export': {},
  'intake.sources': {},
  'intake.add_source': { body: () => ({ name: 'Programma di prova' }) },
  'intake.change_source': { body: () => ({ active: true }) },
  // Not signed: the same answer as for a source that is not there.
  'intake.hook': { own: { nobody: 404 }, bytes: { type: 'application/json', content: '{"words":"prova"}' } },
  'intake.remove_source': { before: set(`insert into intake.source (id, name, secret, made_at, made_by) values ($1, 'Prova', 'x', now(), 'prova') on conflict do nothing`, 'sourceId') },
  'intake.page_situation': { params: (ids) => ({ slug: ids.situation }) },
  'intake.page_begin': {},
  'intake.page_start': { bytes: form({ situation: 'unknown' }) },
  'intake.page_step': { unknown: 410, params: (ids) => ({ token: ids.draft, step: 'what' }) },
  'intake.page_save': { unknown: 410, params: (ids) => ({ token: ids.draft, step: 'what' }), bytes: form({ situation: 'unknown' }) },
  'intake.page_receipt': { unknown: 410, params: (ids) => ({ token: ids.sentDraft }) },
  'intake.page_follow': {},
  // A number that is not and a code that is not get one answer.
  'intake.page_followed': { own: { nobody: 404 }, bytes: form({ ref: 'R-00001', code: '0000-0000' }) },
}
