import { randomUUID } from 'node:crypto'
import { systemClock } from '#platform/clock.ts'
import { form, now, set, version, type Samples } from './sample.ts'
import type { Ids, World } from '../world/index.ts'

/** A claim that waits; a permission that nobody has withdrawn. */
const asks = set(`update coordination.claim set state = 'asked', decided_at = null, decided_by = '', reason = '' where id = $1`, 'claimId')
const allows = async (w: World, ids: Ids) => {
  await w.t.sql('delete from coordination.consent where id = $1', [ids.consentId])
  await w.t.sql(`insert into coordination.consent (id, party_id, what, given_by, given_role, document, from_at, until_at, recorded_at, recorded_by) values ($1, $2, 'logs', 'Gina', 'Sindaca', 'Delibera 1', now(), now() + interval '1 day', now(), 'x')`, [ids.consentId, ids.partyId])
}
const responder = { version: 0, trades: ['ransomware'], places: ['Nord'], everywhere: false, languages: ['it'], phone: '', email: '', website: '', groupName: '', hours: '', qualifications: [], bonds: [], publicDocument: '', active: true, note: '', readyHours: 4, notUntil: null }
const listed = set(`insert into coordination.responder (party_id, changed_at, changed_by) values ($1, now(), 'x') on conflict (realm, party_id) do update set version = 1`, 'partyId')
const openFeed = (w: World) => w.t.sql('update coordination.roster_feed set revoked_at = null where whole')
const ofClaim = version('coordination.claim', 'claimId')

export const coordination: Samples<'coordination'> = {
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
}
