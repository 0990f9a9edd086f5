import { set, version, type Samples } from './sample.ts'

/** Of nobody; open, in time, never handed over. */
const asking = set(`update retention.request set state = 'open', closed_at = null, outcome = null, plain_at = null, extended_at = null, extended_why = '', due_on = current_date + 20 where id = $1`, 'requestId')
const ofRequest = version('retention.request', 'requestId')

export const retention: Samples<'retention'> = {
  'retention.read': {},
  'retention.prove': { query: (ids) => ({ id: ids.caseId }) },
  'retention.requests': {},
  'retention.add_request': { body: () => ({ sought: { name: 'Nessuno Fittizio' }, kinds: ['access'], receivedOn: '2026-01-31' }) },
  'retention.request': {},
  'retention.change_request': { before: asking, body: async (ids, w) => ({ ...(await ofRequest(ids, w)), verified: 'known' }) },
  'retention.extend_request': { before: asking, body: async (ids, w) => ({ ...(await ofRequest(ids, w)), why: 'Prova' }) },
  'retention.look': { body: () => ({}) },
  'retention.export': { before: asking, body: () => ({ how: { with: 'nothing' } }) },
  'retention.erase': { before: asking, body: async (ids, w) => ({ ...(await ofRequest(ids, w)), seen: ids === w.ids.a ? (await w.done('coordinator', 'retention.look', { params: { requestId: ids.requestId }, body: {} })).seen : 'x', why: 'Prova', again: 'erase' }) },
  'retention.close_request': { before: asking, body: async (ids, w) => ({ ...(await ofRequest(ids, w)), outcome: 'done' }) },
  'retention.papers': {},
  'retention.paper': { params: () => ({ paper: 'record' }), unknown: 200 },
  'retention.publish_notice': { before: (w) => w.t.sql(`with gone as (delete from retention.notice) update platform.centre set contacts = contacts || '{"email":"centro@prova.example","dpo":"rpd@prova.example"}'`), body: () => ({ version: 0, published: true }) },
}
