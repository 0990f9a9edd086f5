import { systemClock } from '#platform/clock.ts'
import { madeRelease } from '../../../modules/observatory/core/attack/testing.ts'
import { octets, set, version, type Samples } from './sample.ts'
import type { Ids, World } from '../world/index.ts'

const saidOfAttack = { source: { kind: 'press', title: 'Prova' }, facts: { title: 'Attacco', started: '2023-12-08' } }
/** A year of the past is everybody's; one to come is nobody's. */
const reportYear = (ids: Ids, w: World) => ({ year: ids.entryId === w.ids.a.entryId ? 2024 : 2198 })
const publishedReport = async (w: World) => {
  if ((await w.t.sql(`select 1 from observatory.report_edition where year = 2025 and state = 'published'`)).length === 0) await w.done('coordinator', 'observatory.publish_report', { params: { year: 2025 }, body: { version: 0, reason: 'Prova' } })
}
/** An entry that stands for itself, with a record that names a victim. */
const aFeed = set(`insert into observatory.feed (id, name, url, tlp, sure, daily, by_id, by_name, added_at) values ($1, 'Prova', 'https://127.0.0.1/altro/', 'amber', true, false, 'x', 'x', now()) on conflict (id) do update set version = 1`, 'attackFeedId')
const attackKnown = (to: string) => set(`with one as (update observatory.entry set version = 0, merged_into = null, ${to} where id = $1 returning id) insert into observatory.record (entry_id, state, tlp, facts, provenance, title, victims, confidence, folded_at) select id, 'draft', 'amber', '{"started":"2023-12-08","victims":[{"kind":"municipality","count":1,"naming":"no","size":"unknown"}]}', '{}', 'x', 1, 50, now() from one on conflict (entry_id) do update set facts = excluded.facts`, 'entryId')
/** A release of ATT&CK in which a code has become another; it may have been taken away. */
const aRelease = async (w: World, ids: Ids, inUse: boolean) => {
  await w.t.sql(`insert into observatory.attack_release (id, domain, version, file_name, sha256, notice, tactics, imported_at, imported_by, imported_by_name) values ($1, 'enterprise', '1.0', 'x', sha256('x'), 'x', '[]', now(), 'x', 'x') on conflict do nothing`, [ids.attackReleaseId])
  await w.t.sql(`insert into observatory.attack_technique (release_id, code, name, about, tactics, state, now, version, modified) select $1, code, 'x', 'x', '{}', state, now, '1.0', '' from (values ('T9003', 'revoked', 'T9005'), ('T9005', 'active', null)) v(code, state, now) on conflict do nothing`, [ids.attackReleaseId])
  await w.t.sql('update observatory.attack_release set in_use = id = $1 and $2, used_at = now()', [ids.attackReleaseId, inUse])
}
const notInUse = (w: World, ids: Ids) => aRelease(w, ids, false)

export const observatory: Samples<'observatory'> = {
  'observatory.import': { bytes: { type: 'application/octet-stream', content: '{"incident_id":"y"}\n{\n' } },
  'observatory.imports': {},
  'observatory.import_read': { params: (ids) => ({ importId: ids.attackImportId! }) },
  'observatory.import_refused': { params: (ids) => ({ importId: ids.attackImportId! }) },
  'observatory.import_look': { body: () => ({ head: 'data,titolo\n2023-12-08,Attacco\n' }) },
  'observatory.mappings': {},
  'observatory.save_mapping': { body: () => ({ name: 'prova', mapping: { columns: [{ column: 'titolo', target: 'title' }] } }) },
  'observatory.seed': { body: () => ({}) },
  'observatory.feeds': {},
  'observatory.try_feed': { body: () => ({ url: 'https://127.0.0.1/misp/' }) },
  'observatory.add_feed': { before: (w) => w.t.sql('delete from observatory.feed'), body: () => ({ name: 'Prova', url: 'https://127.0.0.1/misp/' }) },
  'observatory.feed': { before: aFeed },
  'observatory.change_feed': { before: aFeed, body: () => ({ name: 'Altro', tlp: 'amber', sure: true, daily: false, version: 1 }) },
  'observatory.run_feed': { before: aFeed },
  'observatory.remove_feed': { before: aFeed },
  'observatory.figures': {},
  'observatory.denominators': {},
  'observatory.save_denominators': { body: () => ({ items: [{ kind: 'firm', year: 2021, count: 9, source: 'Prova' }] }) },
  'observatory.remove_denominator': { before: set(`insert into observatory.denominator (id, kind, year, count, source, entered_at, entered_by, entered_by_name) values ($1, 'firm', 2020, 7, 'Prova', now(), 'x', 'x') on conflict do nothing`, 'denominatorId') },
  'observatory.reports': {},
  'observatory.report': { params: reportYear },
  'observatory.save_report': { params: reportYear, before: (w) => w.t.sql('delete from observatory.report'), body: () => ({ version: 0, entered: { income: { region: 1 } }, introductions: { it: 'Prova' } }) },
  'observatory.publish_report': { params: reportYear, before: (w) => w.t.sql('delete from observatory.report'), body: () => ({ version: 0, reason: 'Prova' }) },
  'observatory.withdraw_report': { params: (ids, w) => ({ year: reportYear(ids, w).year - 1 }), before: (w) => w.t.sql(`insert into observatory.report_edition (year, number, state, reason, data, refs, published_at, published_by, published_by_name) values (2023, 1, 'published', '', '{}', '{}', now(), 'x', 'x')
    on conflict (realm, year, number) do update set state = 'published', withdrawn_at = null`), body: () => ({ number: 1, reason: 'Prova' }) },
  'observatory.report_draft': { params: reportYear },
  'observatory.page_reports': {},
  'observatory.page_report': { before: publishedReport, params: (ids, w) => ({ slug: String(reportYear(ids, w).year + 1) }) },
  'observatory.report_pdf': { before: publishedReport, params: (ids, w) => ({ year: reportYear(ids, w).year + 1 }) },
  'observatory.report_file': { before: publishedReport, params: (ids, w) => ({ year: reportYear(ids, w).year + 1, file: 'data.json' }) },
  'observatory.studies': {},
  'observatory.create_study': { body: () => ({ title: 'Prova', blocks: [{ kind: 'text', text: 'Prova' }] }) },
  'observatory.save_study': { before: set('update observatory.study set last = (select max(number) from observatory.study_version v where v.study_id = id) where id = $1', 'studyId'), body: async (ids, w) => ({ last: Number((await w.t.sql<{ last: number }>('select last from observatory.study where id = $1', [ids.studyId]))[0]?.last ?? 1), title: 'Prova', blocks: [] }) },
  'observatory.study': { params: () => ({ number: 1 }) },
  'observatory.study_changes': { params: () => ({ number: 1 }) },
  'observatory.room': {},
  'observatory.ask_room': { body: () => ({ university: 'Prova', purpose: 'Una prova abbastanza lunga', people: ['Ada'], fields: ['action'], until: new Date(systemClock.now().getTime() + 86_400_000).toISOString().slice(0, 10) }) },
  'observatory.decide_room': { before: set(`with gone as (delete from observatory.room_extract where request_id = $1) update observatory.room_request set state = 'asked', decided_at = null, decided_by = null where id = $1`, 'roomRequestId'), body: async (ids, w) => ({ ...await version('observatory.room_request', 'roomRequestId')(ids, w), decision: 'refuse', reason: 'Per prova' }) },
  'observatory.take_room': { before: set(`insert into observatory.room_extract (request_id, made_at, until, key_sealed, columns, rows, grain, dropped, smallest) values ($1, now(), current_date + 30, 'x', array['id'], '[]', '[]', 0, 5) on conflict do nothing`, 'roomRequestId') },
  'observatory.entries': {},
  'observatory.attack': {},
  'observatory.attack_import': { query: () => ({ fileName: 'attack.json' }), bytes: octets(madeRelease('2.0')) },
  'observatory.attack_changes': { before: notInUse },
  'observatory.attack_use': { before: notInUse, body: () => ({ instead: null }) },
  'observatory.attack_remove': { before: notInUse },
  'observatory.attack_search': { query: () => ({ q: 'door' }) },
  'observatory.attack_names': {},
  'observatory.attack_matrix': {},
  'observatory.attack_renew': { before: async (w, ids) => { await attackKnown(`state = 'draft'`)(w, ids); await w.t.sql(`update observatory.record set facts = facts || '{"techniques":["T9003"]}' where entry_id = $1`, [ids.entryId]); await aRelease(w, ids, true) }, body: () => ({ version: 0 }) },
  'observatory.page_observatory': {},
  'observatory.page_cases': {},
  'observatory.page_case': { before: set(`update observatory.publication set ref = 'OSS-2023-a' where entry_id = $1`, 'entryId'), params: (ids, w) => ({ slug: ids.entryId === w.ids.a.entryId ? 'OSS-2023-a' : 'OSS-2023-b' }) },
  'observatory.page_data': {},
  'observatory.page_atom': {},
  'observatory.page_json': {},
  'observatory.public_file': { params: (ids, w) => ({ file: ids.entryId === w.ids.a.entryId ? 'total.csv' : 'none.csv' }) },
  'observatory.public_catalogue': {},
  'observatory.public_catalogue_turtle': {},
  'observatory.public_sitemap': {},
  'observatory.public_robots': {},
  'observatory.twins': {},
  'observatory.entry': {},
  'observatory.add': { body: () => ({ statement: saidOfAttack }) },
  'observatory.say': { before: set('update observatory.entry set version = 0 where id = $1', 'entryId'), body: () => ({ version: 0, statement: saidOfAttack }) },
  'observatory.choose': { before: set('update observatory.entry set version = 0 where id = $1', 'entryId'), body: () => ({ version: 0, field: 'title', statementId: null }) },
  'observatory.change': { before: set(`update observatory.entry set version = 0, state = 'draft' where id = $1`, 'entryId'), body: () => ({ version: 0, tlp: 'amber' }) },
  'observatory.merge': { before: set(`update observatory.entry set version = 0, state = 'draft', merged_into = null where id = $1`, 'entryId'), body: (_, w) => ({ version: 0, into: w.ids.b.entryId }) },
  'observatory.separate': { before: set('update observatory.entry set version = 0, merged_into = (select id from observatory.entry o where o.id <> entry.id limit 1) where id = $1', 'entryId'), body: () => ({ version: 0 }) },
  'observatory.stix': { params: (ids, w) => ({ ref: ids.entryId === w.ids.a.entryId ? 'OSS-1999-0001' : 'OSS-1999-0002' }), before: set(`update observatory.publication set ref = 'OSS-1999-0001' where entry_id = $1`, 'entryId') },
  'observatory.proposal': {},
  'observatory.propose': { before: attackKnown(`state = 'draft'`), body: () => ({ version: 0, title: { it: 'Attacco' }, summary: {} }) },
  'observatory.publish': { before: attackKnown(`state = 'ready', ready_by = 'another', ready_by_name = 'x', proposal = '{"title":{"it":"Attacco"},"summary":{},"facts":{"started":"2023-12-08","victims":[{"kind":"municipality","count":1,"size":"unknown"}]},"sources":[]}'`), body: () => ({ version: 0 }) },
  'observatory.withdraw': { before: attackKnown(`state = 'published'`), body: () => ({ version: 0, reason: 'x' }) },
}
