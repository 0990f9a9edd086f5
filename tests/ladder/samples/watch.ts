import { octets, set, version, type Sample, type Samples } from './sample.ts'
import type { Ids, World } from '../world/index.ts'

const ofLogs = (ids: Ids) => ({ sourceId: ids.logSourceId! })
const mayBring = set(`update watch.source set contract_on = current_date - 9, contract_ref = 'x', impact = 'not_needed', impact_why = 'x', retention_days = 9, labour = 'unseen', labour_ref = 'x', active = true where id = $1`, 'logSourceId')
/** Of nobody, until 2126. */
const aCertificate = `-----BEGIN CERTIFICATE-----
MIIBdzCCAR2gAwIBAgIUG5wF7mzIoI3AMGAHWbf0w8WgLLUwCgYIKoZIzj0EAwIw
EDEOMAwGA1UEAwwFcHJvdmEwIBcNMjYxMTI3MjA1NTI0WhgPMjEyNjExMDMyMDU1
MjRaMBAxDjAMBgNVBAMMBXByb3ZhMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
1YHKpIt4aqhaZQDv4LQWGkLtjVJ7jwKYeXRCWlkN4gXT6FH/H8mVDw4lY3Swr/RB
IQNL15Q3DNPn+XTcJWKbU6NTMFEwHQYDVR0OBBYEFLQMG31IgUtYsSF2XjxCayhm
9HxEMB8GA1UdIwQYMBaAFLQMG31IgUtYsSF2XjxCayhm9HxEMA8GA1UdEwEB/wQF
MAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgPmEtdPWx/ksLIoRtA/5cHN0ZRf6oF2sK
IVnP92MWFYYCIQDCwbIkSfXLpncQ7E8vDm+M4/OjlhegtVum0qqOrnrWdQ==
-----END CERTIFICATE-----`
const brought = set(`with one as (update watch.import set state = 'waiting' where id = $1 returning id) update watch.import_rule p set applied_at = null from one where p.import_id = one.id`, 'ruleImportId')
const ofImport = (ids: Ids) => ({ importId: ids.ruleImportId! })
const waits = set(`update watch.alert set state = 'open', closed_at = null, close_reason = null, case_id = null, case_ref = '' where id = $1`, 'alertId')
const ofAlert = version('watch.alert', 'alertId')
/** It may have been taken away. */
const aList = async (w: World, ids: Ids) => {
  await w.t.sql(`insert into watch.list (id, name, kind, format, confidence, tlp, state, current, made_at, made_by) values ($1, 'Lista di prova', 'indicators', 'list', 50, 'amber', 'off', 1, now(), 'x') on conflict do nothing`, [ids.listId])
  await w.t.sql(`insert into watch.list_version (list_id, number, at, by_id, bytes, sha256, "values", came, went, refused, problems, kinds, ends) values ($1, 1, now(), 'x', 13, sha256('x'), 1, 1, 0, 0, '[]', '{}', '{}') on conflict do nothing`, [ids.listId])
}

export const watch: Samples<'watch'> = {
  'watch.sources': {},
  'watch.add_source': { body: (ids) => ({ partyId: ids.partyId, kind: 'upload', label: 'Prova', shows: ['web'] }) },
  'watch.source': { params: ofLogs },
  'watch.record': { params: ofLogs, body: async (ids, w) => ({ ...await version('watch.source', 'logSourceId')(ids, w), contractOn: null, contractRef: '', impact: '', impactOn: null, impactWhy: '', retentionDays: null, labour: '', labourOn: null, labourRef: '' }) },
  'watch.token': { params: ofLogs },
  'watch.end_token': { params: ofLogs },
  'watch.certificate': { params: ofLogs, before: (w) => w.t.sql(`update watch.source set certificate_sha256 = null, certificate_until = null, certificate_at = null`), body: () => ({ pem: aCertificate }) },
  'watch.end_certificate': { params: ofLogs },
  'watch.end_kept': { params: ofLogs, before: set('update watch.source set active = false where id = $1', 'logSourceId'), body: () => ({ reason: 'prova' }) },
  'watch.upload': { params: ofLogs, before: mayBring, bytes: octets('{"a":1}\n') },
  'watch.switch': { params: ofLogs, body: () => ({ active: true }) },
  'watch.rules': {},
  'watch.rule': {},
  'watch.change_rule': { body: async (ids, w) => ({ ...await version('watch.rule', 'ruleId')(ids, w), state: 'observe' }) },
  'watch.import': { body: () => ({ files: [{ path: 'prova.yml', text: 'title: Prova' }] }) },
  'watch.imports': {},
  'watch.import_one': { params: ofImport },
  'watch.import_rule': { params: (ids) => ({ importId: ids.ruleImportId!, ruleId: 'prova-2' }) },
  'watch.apply': { params: ofImport, before: brought, body: () => ({ expected: 1 }) },
  'watch.drop_import': { params: ofImport, before: brought },
  'watch.switch_rules': { before: set(`update watch.rule set state = 'off', product = 'prova' where id = $1`, 'ruleId'), body: () => ({ product: 'prova', from: 'off', to: 'observe', expected: 1 }) },
  'watch.forecast': {},
  'watch.tune': { before: set(`delete from watch.tuning where rule_id = $1`, 'ruleId'), body: () => ({ state: 'observe', reason: 'prova', version: 0 }) },
  'watch.body_rules': {},
  'watch.begin_body': {},
  'watch.accept_quiet': { before: set(`update watch.tuning set state = 'observe', pack = true where rule_id = $1`, 'ruleId'), body: () => ({ rules: ['prova'], reason: 'prova' }) },
  'watch.trials': {},
  'watch.run_trials': { before: set(`delete from watch.rule_event where rule_id = $1`, 'ruleId') },
  'watch.add_trial': { body: () => ({ name: 'prova', least: 0, lines: '{}' }) },
  'watch.remove_trial': { before: set(`insert into watch.rule_event (id, rule_id, least, lines, own, at, by) values ($1, 'prova', 0, '{}', true, now(), 'x') on conflict do nothing`, 'trialId') },
  'watch.authors': {},
  'watch.weeks': {},
  'watch.week': {},
  'watch.alerts': {},
  'watch.alert': {},
  'watch.take': { before: waits, body: ofAlert },
  'watch.close': { before: waits, body: async (ids, w) => ({ ...await ofAlert(ids, w), reason: 'benign' }) },
  'watch.suppress': { body: () => ({ reason: 'prova', days: 9 }) },
  'watch.end_suppression': { before: set(`update watch.suppression set ended_at = null where id = $1`, 'suppressionId') },
  'watch.case': { before: waits },
  'watch.own': {},
  'watch.hunts': {},
  'watch.hunt_start': { body: () => ({ kind: 'indicator', text: '203.0.113.7' }) },
  'watch.hunt': {},
  'watch.hunt_cancel': { before: set(`update watch.hunt set state = 'running', ended_at = null where id = $1`, 'huntId') },
  'watch.hunt_tell': { body: () => ({ tlp: null }) },
  'watch.hunt_judge': { body: () => ({ verdict: 'false' }) },
  'watch.hunt_delete': {
    params: (ids) => ({ huntId: ids.goneHuntId! }),
    before: (w, ids) => w.t.sql(`insert into watch.hunt (id, kind, title, text, from_day, to_day, state, made_at, made_by, ended_at) values ($1, 'indicator', 'Altra', 'evil.example', '2026-01-01', '2026-12-31', 'done', now(), 'x', now()) on conflict do nothing`, [ids.goneHuntId]),
  },
  'watch.hunt_case': { before: set('delete from watch.hunt_case where hunt_id = $1', 'huntId') },
  'watch.lists': {},
  'watch.add_list': { before: (w) => w.t.sql(`delete from watch.list where name = 'Altra'`), body: () => ({ name: 'Altra', confidence: 50, tlp: 'amber', days: null, format: 'list' }) },
  'watch.list': {},
  'watch.change_list': { body: async (ids, w) => ({ ...await version('watch.list', 'listId')(ids, w), name: 'Lista di prova', confidence: 50, tlp: 'amber', days: null, state: 'off' }) },
  'watch.remove_list': { before: aList },
  'watch.list_text': { before: aList, bytes: octets('evil.example\n') },
  'watch.withdraw': { before: async (w, ids) => { await aList(w, ids); await w.t.sql(`delete from watch.withdrawn where value = 'evil.example'`) }, body: () => ({ value: 'evil.example', reason: 'prova' }) },
  'watch.restore': { before: async (w, ids) => { await aList(w, ids); await w.t.sql(`insert into watch.withdrawn (id, list_id, value, reason, at, by_id) values ($1, $2, 'good.example', 'prova', now(), 'x') on conflict do nothing`, [ids.withdrawnId, ids.listId]) } },
  'watch.list_back': { before: async (w, ids) => { await aList(w, ids); await w.t.sql(`update watch.list_version set fresh = 'evil.example' where list_id = $1 and number = (select current from watch.list where id = $1)`, [ids.listId]) } },
  'watch.search': { body: (ids) => ({ partyId: ids.partyId, from: '2026-01-01', to: '2026-01-02', words: ['prova'] }) },
  // Without the token of a source nothing is told, and nothing is there that a token would not be asked for.
  ...Object.fromEntries(['ingest', 'ingest_bulk', 'ingest_lines', 'ingest_otlp'].map((name) => [`watch.${name}`, { own: { nobody: 401 } } satisfies Sample])),
  ...Object.fromEntries(['ingest_index', 'ask_one', 'ask_two', 'ask_three', 'set_one', 'set_two', 'set_three'].map((name) => [`watch.${name}`, { own: { nobody: 401 }, unknown: 401, params: () => ({ index: 'logs', one: '_prova', two: 'b', three: 'c' }) } satisfies Sample])),
  'watch.list_told': {},
  'watch.list_resharing': { body: async (ids, w) => ({ ...await version('watch.list', 'listId')(ids, w), resharing: 'no' }) },
  'watch.campaigns': {},
  'watch.add_campaign': { before: (w) => w.t.sql(`delete from watch.campaign where name = 'Altra'`), body: () => ({ name: 'Altra' }) },
  'watch.campaign': {},
  'watch.change_campaign': { body: async (ids, w) => ({ ...await version('watch.campaign', 'campaignId')(ids, w), name: 'Campagna di prova' }) },
}
