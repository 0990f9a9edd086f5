import { octets, set, version, type Sample, type Samples } from './sample.ts'
import type { Ids } from '../world/index.ts'

export const sharing: Samples<'sharing'> = {
  'sharing.out': {},
  'sharing.choose_out': { params: () => ({ kind: 'campaigns' }), body: (ids) => ({ collectionId: ids.collectionId }) },
  'sharing.out_thing': { params: (ids) => ({ kind: 'campaigns', objectId: ids.campaignId }) },
  'sharing.object_seen': {},
  'sharing.object_hunt': {
    params: (ids) => ({ objectId: String(ids.objectId).replace('note--', 'indicator--') }),
    before: (w, ids) => w.t.sql(`insert into sharing.object (collection_no, added, stamp, uuid, bytes, newest, revoked, type, tlp, body) select no, 2, 1, $2, 9, true, false, 'indicator', 'amber', $3 from sharing.collection where id = $1 on conflict do nothing`, [ids.collectionId, String(ids.objectId).slice(6), JSON.stringify({ type: 'indicator', id: String(ids.objectId).replace('note--', 'indicator--'), pattern: "[domain-name:value = 'evil.example']" })]),
  },
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
}
