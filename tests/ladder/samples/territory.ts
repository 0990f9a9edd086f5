import { randomUUID } from 'node:crypto'
import { octets, ofMain, set, version, type Samples } from './sample.ts'

/** The body's word against the registry, as when it was just said. */
const proposed = set(`insert into territory.statement (realm, party_id, fact, value, source, state, by_id, by_name, stated_at) values ('live', $1, 'population', '4100', 'Delibera 1', 'proposed', 'prova', 'Prova', now())
  on conflict (realm, party_id, fact) do update set state = 'proposed', decided_by = null, decided_at = null`, 'partyId')

export const territory: Samples<'territory'> = {
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
}
