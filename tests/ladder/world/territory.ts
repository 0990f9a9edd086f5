/** The registry: bodies, what they offer and stand on, and what they say of themselves. */
import type { Making, Parties } from './making.ts'
import type { Server } from './server.ts'
import { SECRET } from './words.ts'

const registry = `code,name,kind,province,population,mail
A,Comune di Alfarena,municipality,Nord,4000,a@alfarena.example
B,Comune di ${SECRET},municipality,Sud,9000,b@segretara.example
P,Perinube Cloud,provider,,,p@perinube.example
Q,Quercenube Cloud,provider,,,q@quercenube.example
R,Ripanube Cloud,provider,,,
D,Presidio Nord,district,Nord,,
U,Unione Alta,union,Nord,,
`
const services = `code,party,name,category,people_served,data_classes
A.ana,A,Anagrafe di Alfarena,registry-office,4000,common
A.mail,A,Posta di Alfarena,mail,50,
B.ana,B,Anagrafe di ${SECRET},registry-office,9000,common
B.mail,B,Posta di ${SECRET},mail,90,
P.cloud,P,Macchine,cloud-infrastructure,,
P.box,P,Caselle,mail,,
Q.cloud,Q,Server,cloud-infrastructure,,
R.cloud,R,Archivio,storage,,
`
// B's edge on P is only guessed: P's contact may not learn of it. Of A it has declared word.
const dependencies = `service,on,kind,source,confidence
A.ana,P.cloud,hosting,contract,1
A.mail,P.box,hosting,mx record,0.6
B.ana,P.cloud,hosting,guess,0.6
B.mail,P.box,hosting,guess,0.6
B.ana,Q.cloud,hosting,contract,1
`

/** A row of the last file does not go in: its import is the one with bad rows. */
export async function bringRegistry({ t, done }: Server): Promise<{ party: Parties; badImportId: string }> {
  let badImportId = ''
  for (const [fileName, content] of Object.entries({ 'parties.csv': registry, 'services.csv': services, 'dependencies.csv': `${dependencies}A.ana,A.none,hosting,nobody,1\n` })) {
    badImportId = (await done('coordinator', 'territory.upload', { query: { fileName }, bytes: { type: 'application/octet-stream', content } })).id
    await done('coordinator', 'territory.run_import', { params: { importId: badImportId } })
  }
  const party = Object.fromEntries((await t.sql<{ id: string; code: string }>('select id, code from territory.party')).map(({ id, code }) => [code.toLowerCase(), id])) as Record<'a' | 'b' | 'p' | 'q' | 'r' | 'd' | 'u', string>
  await t.sql('update territory.party set district_id = $1 where code = $2', [party.d, 'A'])
  await done('coordinator', 'territory.acts_for', { params: { partyId: party.u }, body: { memberId: party.b, actsFor: false } })
  return { party, badImportId }
}

export async function layTerritory({ t, done, one, party, add }: Making) {
  // What bodies say of themselves. B's data lie on a service of P, which may not learn of it.
  for (const [holder, who, heldOn] of [['a', 'admin', null], ['b', SECRET, 'P.cloud'], ['p', 'analyst', null], ['q', 'analyst', null]] as const) {
    const params = { partyId: party[holder] }
    const said = async (id: string, body: object) => (await done(who, id, { params, body })).id as string
    add(holder, {
      holdingId: await said('territory.save_dataset', { name: `Elenco di ${holder === 'b' ? SECRET : holder}`, classes: ['common'], serviceId: null, heldOnId: heldOn && await one('select id from territory.service where code = $1', [heldOn]) }),
      contactId: await said('territory.save_contact', { role: 'it', name: `Tecnica di ${holder === 'b' ? SECRET : holder}`, phone: '0555 100' }),
      serviceId: await one('select id from territory.service where party_id = $1 order by code limit 1', [params.partyId]),
      ...(holder === 'a' || holder === 'b' ? { dependencyId: await one(`select id from territory.dependency where party_id = $1 and state = 'proposed' order by confidence limit 1`, [params.partyId]) } : {}),
    })
  }
  await done(SECRET, 'territory.save_asset', { params: { partyId: party.b }, body: { kind: 'domain', value: 'segretara.example', serviceId: null } })
  await done(SECRET, 'territory.state_fact', { params: { partyId: party.b, fact: 'population' }, body: { value: 9100, source: `Delibera di ${SECRET}` } })
  // What the front door gives B only in public, or never, as in the files beside: one row in every table, so that each wall has something to hide.
  await t.sql(`insert into territory.alias (registry, code, party_id) values ('prova', 'B', $1)`, [party.b])
  await t.sql(`insert into territory.boundary (party_id, geometry, updated_at) values ($1, '{}', now())`, [party.b])
  add('a', { importId: (await done('coordinator', 'territory.upload', { query: { fileName: 'parties.csv' }, bytes: { type: 'application/octet-stream', content: 'code,name,kind\nX,Comune di Prova,municipality\n' } })).id as string })
}
