/** A goes public by two people's word; B has said its own and waits. Both have followers and programs that listen. */
import { createHash, randomUUID } from 'node:crypto'
import type { Making } from './making.ts'
import { SECRET } from './words.ts'

export async function layNotices({ t, done, one, party, ids, add }: Making) {
  for (const holder of ['a', 'b', 'red'] as const) add(holder, { noticeId: await one('select id from notices.notice where case_id = $1', [ids[holder].caseId]) })
  await done('coordinator', 'notices.add_hook', { body: { url: 'https://centro.example/hook' } })
  const hook = async (who: string, partyId: string) => (await done(who, 'notices.add_hook', { body: { partyId, url: `https://${who.toLowerCase()}.example/hook` } })).id as string
  for (const [holder, who] of [['a', 'admin'], ['b', SECRET]] as const) add(holder, { hookId: await hook(who, party[holder]) })
  const notice = (id: string) => one('select version from notices.notice where id = $1', [id]).then((version) => ({ params: { noticeId: id }, body: { version: Number(version) } }))
  await done('member', 'notices.confirm', await notice(ids.a.noticeId!))
  await done('admin', 'notices.publish', await notice(ids.a.noticeId!))
  await done(SECRET, 'notices.confirm', await notice(ids.b.noticeId!))
  await done(SECRET, 'notices.say', { params: { partyId: party.b }, body: { services: [{ name: `Sportello di ${SECRET}`, state: 'down' }] } })
  // Followers: one confirmed and one that waits for A, whose links are then at hand; one of B.
  const [follow, unfollow] = [randomUUID(), randomUUID()]
  const follower = (partyId: string, email: string, hash: string | null, end: string) => t.sql(`insert into notices.subscription (id, realm, party_id, email, lang, confirm_hash, confirm_expires_at, unsubscribe_token, created_at, asked_at, confirmed_at)
    values (gen_random_uuid(), 'live', $1, $2, 'it', $3::text, case when $3::text is null then null else now() + interval '1 day' end, $4, now(), now(), case when $3::text is null then now() end)`, [partyId, email, hash, end])
  await follower(party.a, 'uno@prova.example', createHash('sha256').update(follow).digest('hex'), randomUUID())
  await follower(party.a, 'due@prova.example', null, unfollow)
  await follower(party.b, `${SECRET.toLowerCase()}@prova.example`, null, randomUUID())
  // What of B is public only, or never told.
  const rows: readonly [string, ...unknown[]][] = [
    [`insert into notices.body_page (party_id, realm, slug, name, updated_at) values ($1, 'live', 'segretara', 'Comune di ${SECRET}', now())`],
    [`insert into notices.notice_version (notice_id, number, realm, party_id, at, what, content, confirmed_by, approved_by, confirmed_name, approved_name) values ($2, 1, 'live', $1, now(), 'withdrawn', '{}', 'x', 'x', '', '')`, ids.b.noticeId],
    [`insert into notices.publication (notice_id, realm, party_id, main_id, slug, number, content, search_text, published_at, updated_at, expires_at, withdrawn_at) values ($2, 'live', $1, gen_random_uuid(), 'segretara-avviso', 1, '{}', 'segretara', now(), now(), now() + interval '1 day', now())`, ids.b.noticeId],
    [`insert into notices.webhook_delivery (webhook_id, realm, party_id, message_id, payload, next_at, created_at) values ($2, 'live', $1, 'prova', '${SECRET}', now(), now())`, ids.b.hookId],
  ]
  for (const [text, ...more] of rows) await t.sql(text, [party.b, ...more])
  add('a', { follow, unfollow, party: await one('select slug from notices.body_page where party_id = $1', [party.a]), slug: await one('select slug from notices.publication where party_id = $1', [party.a]) })
}
