/**
 * What to send to each endpoint so that it does what it is for. An endpoint without a line here is a failing test.
 * Parts of a path are filled from the ids of whoever's turn it is: a line says only what they cannot.
 */
import { randomUUID } from 'node:crypto'
import { generateKey } from 'openpgp'
import { exportPlaybook } from '#engines/playbooks/index.ts'
import { systemClock } from '#platform/clock.ts'
import { madeRelease } from '../../modules/observatory/core/attack/testing.ts'
import { starters } from '../../modules/playbooks/core/starters/index.ts'
import type { Caller, Holder, Ids, World } from './world.ts'

export type Sample = {
  /** Whose object the centre takes; A's unless said: a main case is a provider's. */
  readonly of?: Holder
  readonly params?: (ids: Ids, w: World) => Record<string, unknown>
  readonly query?: (ids: Ids) => Record<string, unknown>
  /** One that takes `ids` names objects in its body: it is asked for others' as well. */
  readonly body?: (ids: Ids, w: World) => unknown
  readonly bytes?: { readonly type: string; readonly content: string }
  /** Makes the call possible again: the one before may have done it already. */
  readonly before?: (w: World, ids: Ids) => Promise<unknown>
  /** What else than success its own object answers, by caller; each with its reason beside. */
  readonly own?: Partial<Record<Caller, number>>
  /** What else than 404 an id answers that never was. */
  readonly unknown?: number
  /** Asked from inside the world's exercise: outside there is nothing of the kind. */
  readonly inside?: true
}

const octets = (content: string) => ({ type: 'application/octet-stream', content })
const form = (fields: Record<string, string>) => ({ type: 'application/x-www-form-urlencoded', content: new URLSearchParams(fields).toString() })
const now = () => systemClock.now().toISOString()
const ofMain = { of: 'p' } as const
const set = (text: string, ...names: string[]) => (w: World, ids: Ids) => w.t.sql(text, names.map((name) => ids[name]))
const open = set(`update cases."case" set state = 'open', closed_at = null where id = $1`, 'caseId')
const draft = set(`update notices.notice set state = 'draft', confirmed_by = null, approved_by = null where id = $1`, 'noticeId')
const version = (table: string, name: string) => async (ids: Ids, w: World) => ({ version: Number((await w.t.sql<{ version: number }>(`select version from ${table} where id = $1`, [ids[name]]))[0]?.version ?? 1) })
/** The body's word against the registry, as when it was just said. */
const proposed = set(`insert into territory.statement (realm, party_id, fact, value, source, state, by_id, by_name, stated_at) values ('live', $1, 'population', '4100', 'Delibera 1', 'proposed', 'prova', 'Prova', now())
  on conflict (realm, party_id, fact) do update set state = 'proposed', decided_by = null, decided_at = null`, 'partyId')
/** A claim that waits; a permission that nobody has withdrawn. */
const asks = set(`update coordination.claim set state = 'asked', decided_at = null, decided_by = '', reason = '' where id = $1`, 'claimId')
const allows = async (w: World, ids: Ids) => {
  await w.t.sql('delete from coordination.consent where id = $1', [ids.consentId])
  await w.t.sql(`insert into coordination.consent (id, party_id, what, given_by, given_role, document, from_at, until_at, recorded_at, recorded_by) values ($1, $2, 'logs', 'Gina', 'Sindaca', 'Delibera 1', now(), now() + interval '1 day', now(), 'x')`, [ids.consentId, ids.partyId])
}
const responder = { version: 0, trades: ['ransomware'], places: ['Nord'], everywhere: false, languages: ['it'], phone: '', email: '', website: '', groupName: '', hours: '', qualifications: [], bonds: [], publicDocument: '', active: true, note: '', readyHours: 4, notUntil: null }
const listed = set(`insert into coordination.responder (party_id, changed_at, changed_by) values ($1, now(), 'x') on conflict (realm, party_id) do update set version = 1`, 'partyId')
const openFeed = (w: World) => w.t.sql('update coordination.roster_feed set revoked_at = null where whole')
/** Of nobody; open, in time, never handed over. */
const asking = set(`update retention.request set state = 'open', closed_at = null, outcome = null, plain_at = null, extended_at = null, extended_why = '', due_on = current_date + 20 where id = $1`, 'requestId')
const ofRequest = version('retention.request', 'requestId')
const ofClaim = version('coordination.claim', 'claimId')
/** A contact that mail reaches. */
const mailTo = set(`update territory.contact set email = id || '@prova.example' where id = $1`, 'contactId')
const { publicKey } = await generateKey({ userIDs: [{ email: 'chiave@prova.example' }], format: 'armored' })
const ofCase = version('cases."case"', 'caseId')
const ofNotice = version('notices.notice', 'noticeId')
const stopped = set(`update exercise.run set state = 'interrupted', options = '{"bodies":1,"seed":1,"untilHour":0,"ownRegistry":true}' where id = $1`, 'exerciseId')
/** Waits to be confirmed; is confirmed. */
const asked = set(`update notices.subscription set confirmed_at = null, confirm_hash = encode(sha256($1::text::bytea), 'hex'), confirm_expires_at = now() + interval '1 day' where email = 'uno@prova.example'`, 'follow')
const follows = set(`insert into notices.subscription (id, realm, party_id, email, lang, unsubscribe_token, created_at, asked_at, confirmed_at) values (gen_random_uuid(), 'live', $1, 'due@prova.example', 'it', $2, now(), now(), now()) on conflict do nothing`, 'partyId', 'unfollow')
const atDesk = set(`update intake.report set state = 'open', case_id = null, case_ref = '', closed_at = null, outcome = null, assigned_to = null where id = $1`, 'reportId')
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
const saidOfAttack = { source: { kind: 'press', title: 'Prova' }, facts: { title: 'Attacco', started: '2023-12-08' } }
/** An entry that stands for itself, with a record that names a victim. */
/** A year of the past is everybody's; one to come is nobody's. */
const reportYear = (ids: Ids, w: World) => ({ year: ids.entryId === w.ids.a.entryId ? 2024 : 2198 })
const publishedReport = async (w: World) => {
  if ((await w.t.sql(`select 1 from observatory.report_edition where year = 2025 and state = 'published'`)).length === 0) await w.done('coordinator', 'observatory.publish_report', { params: { year: 2025 }, body: { version: 0, reason: 'Prova' } })
}
const aFeed = set(`insert into observatory.feed (id, name, url, tlp, sure, daily, by_id, by_name, added_at) values ($1, 'Prova', 'https://127.0.0.1/altro/', 'amber', true, false, 'x', 'x', now()) on conflict (id) do update set version = 1`, 'attackFeedId')
const attackKnown = (to: string) => set(`with one as (update observatory.entry set version = 0, merged_into = null, ${to} where id = $1 returning id) insert into observatory.record (entry_id, state, tlp, facts, provenance, title, victims, confidence, folded_at) select id, 'draft', 'amber', '{"started":"2023-12-08","victims":[{"kind":"municipality","count":1,"naming":"no","size":"unknown"}]}', '{}', 'x', 1, 50, now() from one on conflict (entry_id) do update set facts = excluded.facts`, 'entryId')
/** A release of ATT&CK in which a code has become another; it may have been taken away. */
const aRelease = async (w: World, ids: Ids, inUse: boolean) => {
  await w.t.sql(`insert into observatory.attack_release (id, domain, version, file_name, sha256, notice, tactics, imported_at, imported_by, imported_by_name) values ($1, 'enterprise', '1.0', 'x', sha256('x'), 'x', '[]', now(), 'x', 'x') on conflict do nothing`, [ids.attackReleaseId])
  await w.t.sql(`insert into observatory.attack_technique (release_id, code, name, about, tactics, state, now, version, modified) select $1, code, 'x', 'x', '{}', state, now, '1.0', '' from (values ('T9003', 'revoked', 'T9005'), ('T9005', 'active', null)) v(code, state, now) on conflict do nothing`, [ids.attackReleaseId])
  await w.t.sql('update observatory.attack_release set in_use = id = $1 and $2, used_at = now()', [ids.attackReleaseId, inUse])
}
const notInUse = (w: World, ids: Ids) => aRelease(w, ids, false)
const brought = set(`with one as (update watch.import set state = 'waiting' where id = $1 returning id) update watch.import_rule p set applied_at = null from one where p.import_id = one.id`, 'ruleImportId')
const ofImport = (ids: Ids) => ({ importId: ids.ruleImportId! })
const waits = set(`update watch.alert set state = 'open', closed_at = null, close_reason = null, case_id = null, case_ref = '' where id = $1`, 'alertId')
const ofAlert = version('watch.alert', 'alertId')
/** It may have been taken away. */
const aList = async (w: World, ids: Ids) => {
  await w.t.sql(`insert into watch.list (id, name, kind, format, confidence, tlp, state, current, made_at, made_by) values ($1, 'Lista di prova', 'indicators', 'list', 50, 'amber', 'off', 1, now(), 'x') on conflict do nothing`, [ids.listId])
  await w.t.sql(`insert into watch.list_version (list_id, number, at, by_id, bytes, sha256, "values", came, went, refused, problems, kinds, ends) values ($1, 1, now(), 'x', 13, sha256('x'), 1, 1, 0, 0, '[]', '{}', '{}') on conflict do nothing`, [ids.listId])
}
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
/** A link works once: each call has its own. */
const link = async (ids: Ids, w: World) => (ids === w.ids.a ? new URL((await w.done('coordinator', 'identity.renewInvitation', { params: { personId: ids.personId } })).invitation).hash.slice(1) : 'b'.repeat(43))

/** What is a person's own: in this world the admin of A and the contact of P have one. */
const notMine = { researcher: 404, member: 404, liaison: 404, analyst: 404, coordinator: 404 } as const

export const samples: Readonly<Record<string, Sample>> = {
  'server.status': {},
  'server.openapi': {},

  'identity.session': {},
  'identity.authGet': { params: () => ({ '*': 'get-session' }) },
  'identity.authPost': { params: () => ({ '*': 'sign-out' }), body: () => ({}) },
  // A centre is set up once: the world was, through this very door.
  'identity.setUp': { own: { nobody: 410 }, body: () => ({ token: 'a'.repeat(43), coordinator: { name: 'A', email: 'a@prova.example', password: 'sette tazze di camomilla' }, centre: { name: { it: 'A' }, region: { it: 'A' }, country: 'IT', languages: ['it'], timeZone: 'Europe/Rome', phone: '', hours: '' } }) },
  'identity.checkSetUp': { own: { nobody: 410 }, body: () => ({ token: 'a'.repeat(43) }) },
  // A wrong link, a spent one and an old one get one answer: gone.
  'identity.checkInvitation': { unknown: 410, body: async (ids, w) => ({ token: await link(ids, w) }) },
  'identity.acceptInvitation': { unknown: 410, body: async (ids, w) => ({ token: await link(ids, w), name: 'Nora Nuova', password: 'sette tazze di camomilla' }) },
  // None is set up in this world.
  'identity.singleSignOn': { own: { nobody: 404 }, body: () => ({}) },
  'identity.centre': {},
  // It names no object, so it takes no ids; it builds on what was read.
  'identity.changeCentre': { body: async (...[, w]: readonly [Ids, World]) => ({ ...(await w.done('coordinator', 'identity.centre')), phone: '', email: 'centro@prova.example', address: 'Via di prova 1' }) },
  'identity.seen': { query: (ids) => ({ partyId: ids.partyId }) },
  'identity.tokens': {},
  'identity.makeToken': { body: () => ({ name: 'prova', scopes: ['read'] }) },
  // A key of A's admin, of P's contact: to everybody else it is not there.
  'identity.revokeToken': { own: notMine, before: set('update identity.api_token set revoked_at = null where id = $1', 'tokenId') },
  'identity.sessions': {},
  'identity.endSession': { own: notMine, before: (w, ids) => w.t.sql(`insert into identity.session (id, "expiresAt", token, "updatedAt", "userId") select $1::text::uuid, now() + interval '1 hour', 'ladder ' || $1::text, now(), id from identity."user" where email = $2 on conflict do nothing`, [ids.sessionId, ids === w.ids.p ? 'provider@prova.example' : 'admin@prova.example']) },
  'identity.endSessions': {},
  'identity.delegations': {},
  // Nobody here holds a role that could be lent to somebody of A but A's admin.
  'identity.delegate': { own: { analyst: 404, member: 404 }, body: (ids) => ({ personId: ids.personId, role: 'admin', partyId: ids.partyId, until: new Date(systemClock.now().getTime() + 86_400_000).toISOString() }) },
  'identity.takeBack': { own: { ...notMine, provider: 404 }, before: async (w, ids) => ids === w.ids.a && w.t.sql(`insert into identity.membership (id, user_id, role, party_id, valid_until, granted_by, granted_at, delegated_by) select $1, $2, 'admin', $3, now() + interval '1 day', 'prova', now(), id from identity."user" where email = 'admin@prova.example' on conflict (user_id, role, party_id) do update set id = excluded.id`, [ids.delegationId, ids.personId, ids.partyId]) },
  'identity.emergencies': {},
  'identity.emergency': {},
  'identity.giveEmergency': { before: set('delete from identity.emergency where user_id = $1', 'personId'), body: (ids) => ({ personId: ids.personId, role: 'analyst', hours: 1, reason: 'Prova di un accesso di emergenza.' }) },
  'identity.closeEmergency': { before: set('update identity.emergency set closed_at = null where id = $1', 'emergencyId'), body: () => ({ remark: 'Guardato tutto: era una prova.' }) },
  'identity.people': {},
  'identity.invite': { body: (ids) => ({ name: 'Uno Nuovo', email: `${randomUUID()}@prova.example`, memberships: [{ role: 'member', partyId: ids.partyId }] }) },
  'identity.renewInvitation': {},
  'identity.grant': { body: (ids) => ({ role: 'admin', partyId: ids.partyId }) },
  'identity.revoke': { before: (w, ids) => w.t.sql(`insert into identity.membership (id, user_id, role, party_id, granted_by, granted_at) values ($1, $2, 'member', $3, 'prova', now()) on conflict do nothing`, [ids.membershipId, ids.personId, ids.partyId]) },
  'identity.resetSecondFactor': {},

  'territory.parties': {},
  'territory.party': {},
  'territory.change_party': { body: version('territory.party', 'partyId') },
  'territory.providers_of': {},
  'territory.make_district': { body: () => ({ code: randomUUID(), name: 'Presidio di prova', provinces: [] }) },
  'territory.acts_for': { body: (_ids, w) => ({ memberId: w.party.u, actsFor: false }) },
  'territory.upload': { query: () => ({ fileName: 'parties.csv' }), bytes: octets('code,name,kind\nX,Comune di Prova,municipality\n') },
  'territory.save_dataset': { body: async (ids, w) => ({ id: ids.holdingId, ...await version('territory.dataset', 'holdingId')(ids, w), name: 'Elenco di prova', classes: ['common'], serviceId: ids.serviceId, heldOnId: w.ids.p.serviceId }) },
  // No domain: then the body has none, and nothing of it is asked of the net.
  'territory.save_asset': { body: (ids) => ({ kind: 'product', value: `Prodotto ${randomUUID()}`, serviceId: ids.serviceId }) },
  'territory.decide_holding': { body: async (ids, w) => ({ kind: 'dataset', decision: 'confirm', ...await version('territory.dataset', 'holdingId')(ids, w) }) },
  'territory.save_contact': { body: () => ({ role: 'dpo', name: 'Dora Data', email: `${randomUUID()}@prova.example` }) },
  'territory.remove_contact': { before: set(`insert into territory.contact (id, party_id, role, phone, updated_at) values ($1, $2, 'it', '0555 100', now()) on conflict do nothing`, 'contactId', 'partyId') },
  'territory.state_fact': { params: () => ({ fact: 'population' }), body: () => ({ value: 4100, source: 'Delibera 1' }) },
  // Refused, so that the world stays as it was.
  'territory.decide_statement': { before: proposed, params: () => ({ fact: 'population' }), body: async (ids, w) => ({ decision: 'refuse', version: Number((await w.t.sql<{ version: number }>(`select version from territory.statement where party_id = $1 and fact = 'population'`, [ids.partyId]))[0]?.version ?? 1) }) },
  'territory.statements': {},
  'territory.imports': {},
  'territory.import': {},
  'territory.preview_import': {},
  'territory.run_import': { before: (w) => w.t.sql(`update territory.import set state = 'uploaded' where id = $1`, [w.ids.a.importId]) },
  'territory.bad_rows': { params: (ids) => ({ importId: ids.badImportId }) },
  'territory.decide': { body: async (ids, w) => ({ decision: 'confirm', ...await version('territory.dependency', 'dependencyId')(ids, w) }) },
  'territory.declare': { before: (w) => w.t.sql(`delete from territory.dependency where source = 'declared by the body'`), body: async (ids, w) => ({ dependentId: ids.serviceId, onId: (await w.t.sql(`select id from territory.service where code = 'R.cloud'`))[0]!['id'], kind: 'support' }) },
  'territory.offered': {},
  'territory.proposals': {},
  'territory.propose': { body: () => ({ from: 'memberships' }) },
  // Of all bodies that have a domain: B. Its answers are those of world.ts, not of the net.
  'territory.look_up_names': { body: (ids) => ({ partyId: ids.partyId }) },
  'territory.completeness': {},
  'territory.what_if': { ...ofMain, body: (ids) => ({ providerId: ids.partyId }) },
  'territory.concentration': {},
  'territory.restoration': { ...ofMain, body: (ids) => ({ providerId: ids.partyId }) },
  'territory.map': {},

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

  'playbooks.list': {},
  'playbooks.read': {},
  // One that is there already: the same again.
  'playbooks.import': { bytes: octets(exportPlaybook(starters[0]!)) },
  'playbooks.export': {},
  'playbooks.starters': { body: () => ({}) },
  'playbooks.runs': {},
  'playbooks.start': { before: open, body: (ids) => ({ playbookId: ids.playbookId, requestId: randomUUID() }) },
  'playbooks.decide': { before: open, body: async (ids, w) => ({ item: 'x', version: 1, ...(await w.t.sql(`select s.item, t.version from playbooks.step_task s join cases.task t on t.code = s.task_code and t.case_id = s.case_id where s.run_id = $1 order by s.position limit 1`, [ids.runId]))[0], state: 'done' }) },
  'playbooks.answer': { before: open, body: async (ids, w) => ({ item: 'exception', answer: 'yes', before: (await w.t.sql(`select answer from playbooks.step_task where run_id = $1 and item = 'exception'`, [ids.runId]))[0]?.['answer'] ?? null }) },
  'playbooks.stop': { before: set(`update playbooks.run set state = 'running', stopped_at = null where id = $1`, 'runId'), body: () => ({ reason: 'Per prova' }) },
  'playbooks.withdraw': { before: set(`update playbooks.playbook set state = 'active', withdrawn_at = null where id = $1`, 'playbookId'), body: async (ids, w) => ({ ...await version('playbooks.playbook', 'playbookId')(ids, w), reason: 'Per prova' }) },

  'coordination.claims': {},
  'coordination.claim': { body: () => ({ kind: 'domain', value: `n${randomUUID().slice(0, 8)}.example` }) },
  // The net of the world is silent: nothing is found, and nothing changes.
  'coordination.prove': { before: asks, body: () => ({}) },
  'coordination.decide_claim': { before: asks, body: async (ids, w) => ({ ...await ofClaim(ids, w), decision: 'refuse', reason: 'Per prova' }) },
  'coordination.release_claim': { before: asks, body: async (ids, w) => ({ ...await ofClaim(ids, w), reason: 'Per prova' }) },
  'coordination.consents': {},
  'coordination.give_consent': { body: () => ({ what: 'notices', asset: null, givenBy: 'Gina', givenRole: 'Sindaca', document: 'Delibera 1', from: now(), until: new Date(systemClock.now().getTime() + 86_400_000).toISOString() }) },
  // A withdrawal is for good: each call has one of its own to withdraw.
  'coordination.withdraw_consent': { before: allows, body: () => ({ reason: 'Per prova' }) },
  'coordination.roster': {},
  'coordination.save_shift': { before: (w) => w.t.sql(`delete from coordination.on_call where starts_at = '2021-01-01T00:00:00Z'`), body: () => ({ startsAt: '2021-01-01T00:00:00Z', endsAt: '2021-01-02T00:00:00Z', person: 'Ada', phone: '333 1234567' }) },
  'coordination.remove_shift': { before: set(`insert into coordination.on_call (id, starts_at, ends_at, person, phone, changed_at, changed_by) values ($1, '2020-01-01T00:00:00Z', '2020-01-08T00:00:00Z', 'Ada', '+393331234567', now(), 'x') on conflict do nothing`, 'shiftId') },
  'coordination.trees': { query: (ids) => ({ partyId: ids.partyId }) },
  'coordination.save_reach': { before: set(`insert into territory.contact (id, party_id, role, phone, updated_at) values ($1, $2, 'it', '0555 100', now()) on conflict do nothing`, 'contactId', 'partyId'), body: async (ids, w) => ({ version: Number((await w.t.sql<{ version: number }>('select version from coordination.reach where contact_id = $1', [ids.contactId]))[0]?.version ?? 0), hours: 'lun–ven 8–18' }) },
  'coordination.cards': {},
  'coordination.issue_card': { before: (w) => w.t.sql(`delete from coordination.card where holder = 'Prova'`), body: () => ({ holder: 'Prova', until: new Date(systemClock.now().getTime() + 86_400_000).toISOString() }) },
  'coordination.revoke_card': { before: set(`update coordination.card set revoked_at = null, revoked_by = '' where id = $1`, 'cardId'), body: () => ({}) },
  'coordination.who_calls': { before: (w) => w.t.sql('delete from coordination.card_miss'), body: () => ({ code: '0000-0000' }) },
  'coordination.profile': {},
  'coordination.save_profile': { before: (w) => w.t.sql('delete from coordination.profile'), body: () => ({ version: 0, texts: {} }) },
  'coordination.responders': {},
  // P is on the list, and its own contact reads of it; Q is as well, and P's contact learns nothing of it.
  'coordination.responder': { of: 'p' },
  'coordination.save_responder': { of: 'p', before: set('delete from coordination.responder where party_id = $1', 'partyId'), body: () => responder },
  'coordination.save_availability': { of: 'p', before: listed, body: () => ({ version: 1, readyHours: 4, notUntil: null }) },
  'coordination.turns': {},
  'coordination.refer': { body: () => ({ trade: 'ransomware', place: 'Nord', withinHours: 24, language: 'it' }) },
  'coordination.referrals': {},
  'coordination.choose': { body: async (ids, w) => ({ ...await version('coordination.referral', 'referralId')(ids, w), responderId: null }) },
  'coordination.referral_answer': { before: set(`update coordination.referral set chosen_id = gen_random_uuid(), chosen_at = now() where id = $1`, 'referralId'), body: async (ids, w) => ({ ...await version('coordination.referral', 'referralId')(ids, w), answer: 'took', at: now() }) },
  'coordination.complaint': {},
  'coordination.feeds': {},
  'coordination.create_feed': { body: () => ({ scope: 'own' }) },
  // An analyst closes their own and no other.
  'coordination.revoke_feed': { before: openFeed, own: { analyst: 404 } },
  'coordination.feed': { before: openFeed, params: (ids) => ({ token: ids.rosterFeed }) },
  'coordination.page_responders': {},
  'coordination.page_complaint': {},
  'coordination.page_complained': { bytes: form({ country: 'FR', who: 'firm', situation: 'ransomware' }) },
  'coordination.page_rfc2350': {},
  'coordination.page_rfc2350_text': {},
  'messages.mine': {},
  'messages.choose': { body: () => ({ what: 'weekly', muted: true }) },
  'messages.save_my_key': { body: () => ({ armored: publicKey }) },
  'messages.remove_my_key': {},
  'messages.contact_keys': {},
  'messages.save_contact_key': { before: mailTo, body: () => ({ armored: publicKey }) },
  'messages.remove_contact_key': { before: mailTo },
  'messages.deliveries': {},
  'messages.settle': { before: set(`update platform.delivery set state = 'uncertain' where id = $1`, 'deliveryId'), body: () => ({ outcome: 'done', reason: 'Per prova' }) },
  'messages.page_choices': { unknown: 410, params: (ids) => ({ token: ids.choices, step: 'all' }) },
  'messages.page_choose': { unknown: 410, params: (ids) => ({ token: ids.choices, step: 'weekly' }), bytes: form({ 'List-Unsubscribe': 'One-Click' }) },

  'obligations.board': {},
  'obligations.owed': {},
  'obligations.one': { query: () => ({ key: 'IT-NIS2/all' }) },
  'obligations.dossier': {},
  'obligations.recordClock': { body: () => ({ at: now(), how: 'al telefono' }) },
  'obligations.decide': { body: (ids) => ({ caseIds: [ids.caseId], choice: { decision: 'gdprRisk', value: 'risk' }, reasoning: 'Dati anagrafici esposti' }) },
  'obligations.recordIncident': { body: () => ({ personalData: 'yes' }) },
  'obligations.recordFiling': { body: () => ({ at: now(), protocol: '2026/1' }) },
  'obligations.draft': { params: () => ({ authority: 'garante' }) },
  'obligations.calendar': { params: (ids) => ({ token: ids.calendar }) },
  // After it, since a new address closes the old one.
  'obligations.createCalendar': {},

  'notices.list': {},
  'notices.read': {},
  'notices.save': { body: async (ids, w) => ({ ...await ofNotice(ids, w), content: (await w.t.sql<{ content: object }>('select content from notices.notice where id = $1', [w.ids.a.noticeId]))[0]!.content }) },
  'notices.confirm': { before: draft, body: ofNotice },
  'notices.publish': { before: set(`update notices.notice set state = 'confirmed', confirmed_by = 'un altro', confirmed_at = now(), approved_by = null where id = $1`, 'noticeId'), body: ofNotice },
  'notices.restore': { before: draft, body: ofNotice },
  'notices.states': {},
  'notices.say': { body: () => ({ services: [{ name: 'Sportello', state: 'down' }] }) },
  'notices.approve': { body: () => ({ names: ['Nessuno'] }) },
  'notices.body_page': { body: () => ({ contact: ['Tel. 0555 1'], site: null }) },
  'notices.subscribers': {},
  'notices.hooks': {},
  'notices.add_hook': { before: (w) => w.t.sql(`delete from notices.webhook where url like '%/again'`), body: (ids) => ({ partyId: ids.partyId, url: 'https://ente.example/again' }) },
  'notices.change_hook': { body: () => ({ active: false }) },
  'notices.remove_hook': { before: (w, ids) => w.t.sql(`insert into notices.webhook (id, party_id, url, secret, created_by, created_at) values ($1, $2, 'https://ente.example/again', 'whsec_x', 'prova', now()) on conflict do nothing`, [ids.hookId, ids.partyId]) },
  'notices.preview': {},
  'notices.inside': { inside: true },
  'notices.page_home': {},
  'notices.page_notices': {},
  'notices.page_notice': { params: (ids) => ({ slug: ids.slug }) },
  'notices.page_status': {},
  'notices.page_body': { params: (ids) => ({ party: ids.party }) },
  'notices.page_subscribe': { params: (ids) => ({ party: ids.party }), bytes: form({ email: 'qualcuno@prova.example' }) },
  'notices.page_askFollow': { unknown: 410, before: asked, params: (ids) => ({ token: ids.follow }) },
  'notices.page_follow': { unknown: 410, before: asked, params: (ids) => ({ token: ids.follow }) },
  // An end that was reached already is an end, here and below: nobody learns whether an address ever stood behind a link.
  'notices.page_askUnfollow': { unknown: 200, before: follows, params: (ids) => ({ token: ids.unfollow }) },
  // And a mail program's one click, which may come twice, is always told yes (RFC 8058).
  'notices.page_unfollow': { unknown: 200, before: follows, params: (ids) => ({ token: ids.unfollow }) },
  'notices.page_reply': { before: open, params: (ids) => ({ token: ids.reply }) },
  'notices.page_answer': { before: open, params: (ids) => ({ token: ids.reply }), bytes: form({ hit: 'yes' }) },
  'notices.page_embed': { params: (ids) => ({ party: ids.party }) },
  'notices.page_emergency': {},
  'notices.page_accessibility': {},
  'notices.page_privacy': {},
  'notices.page_atom': {},
  'notices.page_json': {},
  'notices.page_bodyAtom': { params: (ids) => ({ party: ids.party }) },
  'notices.page_bodyJson': { params: (ids) => ({ party: ids.party }) },
  'notices.page_csv': {},
  // Last of its module: what is withdrawn is gone from the pages above.
  'notices.withdraw': { before: draft, body: () => ({ reason: 'Pubblicato per errore' }) },

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
  'watch.hunt': {},
  'watch.hunt_cancel': { before: set(`update watch.hunt set state = 'running', ended_at = null where id = $1`, 'huntId') },
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
  'sharing.out': {},
  'sharing.choose_out': { params: () => ({ kind: 'campaigns' }), body: (ids) => ({ collectionId: ids.collectionId }) },
  'sharing.out_thing': { params: (ids) => ({ kind: 'campaigns', objectId: ids.campaignId }) },
  'sharing.give': { params: (ids) => ({ kind: 'campaigns', objectId: ids.campaignId }), body: (ids) => ({ groupId: ids.groupId }) },
  'sharing.take_back': { before: (w, ids) => w.t.sql(`insert into sharing.gift (id, kind, object_id, group_no, given_at, given_by) select $1, 'sightings', $1, no, now(), 'x' from sharing.sharing_group where name = 'Gruppo' on conflict do nothing`, [ids.giftId]) },
  'sharing.all': {},
  'sharing.add_collection': { before: (w) => w.t.sql(`delete from sharing.collection where alias = 'altra'`), body: () => ({ alias: 'altra', title: 'Altra', audience: 'partners' }) },
  'sharing.change_collection': { body: async (ids, w) => ({ ...await version('sharing.collection', 'collectionId')(ids, w), title: 'Raccolta', audience: 'partners' }) },
  'sharing.add_group': { before: (w) => w.t.sql(`delete from sharing.sharing_group where name = 'Altro'`), body: () => ({ name: 'Altro', members: [] }) },
  'sharing.change_group': { body: async (ids, w) => ({ ...await version('sharing.sharing_group', 'groupId')(ids, w), name: 'Gruppo', members: [] }) },
  'sharing.add_peer': { before: (w) => w.t.sql(`delete from sharing.peer where name = 'Altro'`), body: () => ({ name: 'Altro', url: '', auth: 'none' }) },
  'sharing.change_peer': { body: async (ids, w) => ({ ...await version('sharing.peer', 'peerId')(ids, w), name: 'Occitanie', url: '', auth: 'none', active: true }) },
  'sharing.peer': {},
  'sharing.peer_token': {},
  'sharing.end_peer_token': {},
  'sharing.sync_peer': {},
  'sharing.conflicts': {},
  'sharing.settle': { before: set(`update sharing.conflict set settled_at = null, settled_by = null, outcome = null where id = $1`, 'conflictId'), body: () => ({ outcome: 'kept' }) },
  'sharing.objects': {},
  'sharing.object': {},
  'sharing.bring': { bytes: octets('{"type":"bundle","objects":[]}') },
  'sharing.misp_collection': {},
  'sharing.misp_object': {},
  // What one may not read is not there: nobody is told that a token would open it.
  'sharing.misp_feed': { own: { nobody: 404 }, params: () => ({ root: 'partners', collection: 'prova', file: 'manifest.json' }) },
  // Partners come with a token of their own; without it nothing is told, not even what there is.
  // Its answer is told in no other format than TAXII's own.
  'sharing.taxii': { own: { nobody: 406 } },
  ...Object.fromEntries(['root', 'status', 'collections', 'collection', 'manifest', 'objects', 'add', 'object', 'delete', 'versions'].map((name) => [`sharing.taxii_${name}`, { own: { nobody: 401 }, unknown: 401, params: (ids: Ids) => ({ root: 'partners', statusId: ids.statusId, collection: 'prova', object: ids.objectId }) } satisfies Sample])),

  'exercise.list': {},
  'exercise.read': {},
  'exercise.end': { before: stopped },
  // After the end, which would not wait for what then plays: the world does, before it closes.
  'exercise.resume': { before: stopped },
  'exercise.start': { body: () => ({ bodies: 1, untilHour: 0, ownRegistry: true }) },
  'exercise.enter': {},
  'exercise.leave': {},

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
