import { randomUUID } from 'node:crypto'
import { octets, ofMain, set, open, version, type Samples } from './sample.ts'
import type { Ids, World } from '../world/index.ts'

const ofCase = version('cases."case"', 'caseId')
/** A field with something in it, kept from nobody; and one that is kept. */
const writtenDown = async (w: World, ids: Ids) => {
  await w.t.sql(`delete from cases.kept where case_id = $1 and field = 'rootCause'`, [ids.caseId])
  await w.t.sql(`update cases."case" set description = '{"rootCause":"prova"}' where id = $1`, [ids.caseId])
}
const kept = async (w: World, ids: Ids) => {
  await writtenDown(w, ids)
  await w.t.sql(`with one as (insert into cases.kept (id, realm, case_id, party_id, field, mark, reason, by_id, by_name, at) select gen_random_uuid(), realm, id, party_id, 'rootCause', 'regulator', 'prova', 'x', 'x', now() from cases."case" where id = $1 returning *)
    insert into cases.kept_value (kept_id, realm, case_id, party_id, mark, value) select id, realm, case_id, party_id, mark, '"prova"' from one`, [ids.caseId])
}

export const cases: Samples<'cases'> = {
  'cases.list': {},
  'cases.queue': {},
  'cases.mine': {},
  'cases.read': {},
  'cases.cascade': ofMain,
  'cases.paths': ofMain,
  'cases.bodies': ofMain,
  'cases.restoration': ofMain,
  'cases.outcome': ofMain,
  'cases.timeline': {},
  'cases.reports': ofMain,
  'cases.deliveries': {},
  // On a provider that nobody needs, so that the world stays as it was.
  'cases.open': { unknown: 400, body: (ids, w) => ({ requestId: randomUUID(), providerId: ids === w.ids.a ? w.party.r : ids.partyId, title: 'Un altro fermo', occurredAt: w.occurredAt, effects: { unavailable: true, exposed: false, tampered: false } }) },
  'cases.preview': { ...ofMain, unknown: 400, body: (ids) => ({ providerId: ids.partyId, effects: { unavailable: true, exposed: false, tampered: false } }) },
  'cases.extend': ofMain,
  'cases.change': { before: open, body: ofCase },
  'cases.describe': { body: async (ids, w) => ({ ...await ofCase(ids, w), description: { notes: 'prova' } }) },
  // Before the answer, which then stands again: whoever has answered is not asked, nor twice in four hours by one way.
  'cases.ask': { before: async (w, ids) => { await open(w, ids); await set(`update cases."case" set answer = 'unknown', answered_at = null where id = $1`, 'caseId')(w, ids); await set(`update cases.question set asked_at = asked_at - interval '1 day' where case_id = $1`, 'caseId')(w, ids) }, body: () => ({ channel: 'mail' }) },
  'cases.ways': {},
  'cases.answer': { before: open, body: () => ({ answer: 'hit', callerName: 'Anna' }) },
  'cases.readReply': { before: open, params: (ids) => ({ token: ids.reply }) },
  'cases.writeReply': { before: open, params: (ids) => ({ token: ids.reply }), body: () => ({ answer: 'hit', contactName: 'Anna' }) },
  'cases.conditions': {},
  'cases.addCondition': { before: open, body: () => ({ kind: 'other', askedBy: 'Autorità di prova', required: false }) },
  // An authority's word on a main case binds everybody: there only the centre writes it down.
  'cases.meetCondition': { own: { provider: 403 }, before: set(`update cases.condition set met_at = null, evidence = '' where id = $1`, 'conditionId'), body: () => ({ evidence: 'prot. 1' }) },
  'cases.observe': { before: open, body: () => ({ observed: 'working' }) },
  'cases.declareSafe': { before: async (w, ids) => { await open(w, ids); await w.t.sql(`update cases.condition set met_at = now(), evidence = 'x' where met_at is null`) }, body: () => ({}) },
  'cases.readers': {},
  'cases.keep': { params: () => ({ field: 'rootCause' }), body: async (ids, w) => ({ ...await ofCase(ids, w), mark: 'regulator', reason: 'Lo chiede la procura di prova' }), before: writtenDown },
  'cases.release': { params: () => ({ field: 'rootCause' }), before: kept },
  'cases.hold': { body: () => ({ reason: 'Lo chiede la procura di prova' }) },
  'cases.liftHold': { before: set(`update cases."case" set hold_at = now(), hold_reason = 'prova', hold_by = 'prova' where id = $1`, 'caseId') },
  'cases.close': { before: open, body: () => ({}) },
  'cases.log': { body: () => ({ text: 'Una riga' }) },
  'cases.decide': { body: () => ({ text: 'Si aspetta', reasons: 'Perché sì' }) },
  'cases.message': { ...ofMain, body: () => ({ requestId: randomUUID(), subject: { it: 'Novità' }, text: { it: 'Nessuna' } }) },
  'cases.writeReport': { ...ofMain, body: () => ({}) },
  'cases.tasks': {},
  'cases.layTasks': { before: open, body: () => ({ situation: 'ransomware' }) },
  'cases.decideTask': { body: async (ids, w) => ({ ...await version('cases.task', 'taskId')(ids, w), state: 'done' }) },
  'cases.settleDelivery': { before: set(`update platform.delivery set state = 'uncertain' where id = $1`, 'deliveryId'), body: () => ({ outcome: 'done' }) },
  // Only what a person sends is shown whole: A's question, as if the centre had no mail.
  'cases.copyText': { before: set(`update platform.delivery set by_hand = true where id = $1`, 'deliveryId') },
  'cases.evidence': {},
  'cases.uploadEvidence': { query: () => ({ fileName: 'a.bin' }), bytes: octets('prova') },
  'cases.handEvidence': { body: () => ({ action: 'verified', note: 'integro' }) },
  'cases.downloadEvidence': {},
}
