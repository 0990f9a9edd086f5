import { form, set, open, version, type Samples } from './sample.ts'

const draft = set(`update notices.notice set state = 'draft', confirmed_by = null, approved_by = null where id = $1`, 'noticeId')
const ofNotice = version('notices.notice', 'noticeId')
/** Waits to be confirmed; is confirmed. */
const asked = set(`update notices.subscription set confirmed_at = null, confirm_hash = encode(sha256($1::text::bytea), 'hex'), confirm_expires_at = now() + interval '1 day' where email = 'uno@prova.example'`, 'follow')
const follows = set(`insert into notices.subscription (id, realm, party_id, email, lang, unsubscribe_token, created_at, asked_at, confirmed_at) values (gen_random_uuid(), 'live', $1, 'due@prova.example', 'it', $2, now(), now(), now()) on conflict do nothing`, 'partyId', 'unfollow')

export const notices: Samples<'notices'> = {
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
}
