/** What the centre shares with others: a group, a peer in it, a collection with an object, and what came with another content. */
import { randomUUID } from 'node:crypto'
import type { Making } from './making.ts'

export async function laySharing({ t, ids, add }: Making) {
  const [sharingGroupId, peerId, collectionId, conflictId, statusId] = Array.from({ length: 5 }, () => randomUUID())
  await t.sql(`with g as (insert into sharing.sharing_group (id, name, made_at, made_by) values ($1, 'Gruppo', now(), 'x') returning no), p as (insert into sharing.peer (id, name, made_at, made_by) values ($2, 'Occitanie', now(), 'x') returning no)
    insert into sharing.member (group_no, peer_no) select g.no, p.no from g, p`, [sharingGroupId, peerId])
  await t.sql(`insert into sharing.gift (id, kind, object_id, group_no, given_at, given_by) select $1, 'sightings', $1, no, now(), 'x' from sharing.sharing_group where id = $2`, [ids.a.giftId, sharingGroupId])
  await t.sql(`with c as (insert into sharing.collection (id, alias, title, audience, last_added, made_at, made_by) values ($1, 'prova', 'Raccolta', 'partners', 1, now(), 'x') returning no),
    o as (insert into sharing.object (collection_no, added, stamp, uuid, bytes, newest, revoked, type, tlp, body) select no, 1, 1, $2, 9, true, false, 'note', 'amber', $4 from c),
    s as (insert into sharing.status (id, collection_no, at, body) select $3, no, now(), '{}' from c)
    insert into sharing.conflict (id, collection_no, uuid, type, stamp, kind, tlp, sha256, body, at) select $2, no, $2, 'note', 1, 'content', 'amber', sha256('x'), $4, now() from c`, [collectionId, conflictId, statusId, JSON.stringify({ type: 'note', id: `note--${conflictId}`, content: 'Altro' })])
  add('a', { groupId: sharingGroupId!, peerId: peerId!, collectionId: collectionId!, conflictId: conflictId!, statusId: statusId!, objectId: `note--${conflictId}` })
}
