import dgram from 'node:dgram'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import packet, { type Answer, type DecodedPacket } from 'dns-packet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressOf } from '#platform/contract/client.ts'
import { lookUpNames, readProposals, type DependencyItem } from '../contract.ts'
import { as, centreActor, person, testTerritory, type TestTerritory } from './testing.ts'

/** A real name server on the loopback: questions and answers travel over UDP as on the net. */
const zone: Record<string, readonly Answer[]> = {
  'fintopoli.example MX': [{ type: 'MX', name: 'fintopoli.example', data: { exchange: 'fintopoli-example.mail.protection.outlook.com', preference: 10 } }],
  'fintopoli.example NS': [{ type: 'NS', name: 'fintopoli.example', data: 'ns1.dnsfinto.example' }],
  'fintopoli.example TXT': [{ type: 'TXT', name: 'fintopoli.example', data: ['v=spf1 include:spf.', 'protection.outlook.com -all'] }],
  'www.fintopoli.example CNAME': [{ type: 'CNAME', name: 'www.fintopoli.example', data: 'siti.nuvolafinta.example' }],
  'www.fintopoli.example A': [{ type: 'CNAME', name: 'www.fintopoli.example', data: 'siti.nuvolafinta.example' }, { type: 'A', name: 'siti.nuvolafinta.example', data: '192.0.2.7' }],
  '7.2.0.192.in-addr.arpa PTR': [{ type: 'PTR', name: '7.2.0.192.in-addr.arpa', data: 'host7.nuvolafinta.example' }],
  // A body that has nothing but mail of its own.
  'comune.fintolago.example MX': [{ type: 'MX', name: 'comune.fintolago.example', data: { exchange: 'mail.comune.fintolago.example', preference: 5 } }],
}
const asked: string[] = []
let server: dgram.Socket
let t: TestTerritory
beforeAll(async () => {
  server = dgram.createSocket('udp4')
  server.on('message', (message, from) => {
    const query = packet.decode(message) as DecodedPacket
    const { name, type } = query.questions![0]!
    asked.push(`${name} ${type}`)
    if (name.endsWith('muto.example')) return // a server that never speaks
    const answers = zone[`${name} ${type}`] ?? []
    const known = answers.length > 0 || Object.keys(zone).some((key) => key.startsWith(`${name} `))
    server.send(packet.encode({ type: 'response', id: query.id!, flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | (known ? 0 : 3), questions: query.questions!, answers: [...answers] }), from.port, from.address)
  })
  await new Promise<void>((done) => { server.bind(0, '127.0.0.1', done) })
  t = await testTerritory({ nameServers: [`127.0.0.1:${(server.address() as AddressInfo).port}`] })
  await t.service.importRegistry(centreActor, { fileName: 'parties.csv', stream: Readable.from([Buffer.from([
    'code,name,kind,website', 'A,Comune di Fintopoli,municipality,https://www.fintopoli.example/', 'B,Fintolago,municipality,comune.fintolago.example', 'C,Muto,municipality,muto.example', 'D,Senzasito,municipality,',
    'P,Nuvola Finta,provider,https://nuvolafinta.example', 'Q,DNS Finto,provider,dnsfinto.example', '',
  ].join('\n'))]) })
}, 60_000)
afterAll(async () => { server.close(); await t.close() })

const post = async (body: object, caller = as('analyst')) => {
  const answer = await t.app.inject({ method: 'POST', url: addressOf(lookUpNames, {}, {}), headers: { ...caller, 'content-type': 'application/json' }, payload: JSON.stringify(body) })
  return { status: answer.statusCode, body: answer.json() }
}

test('mail, names and site of each body with a known domain, from a name server; one click then confirms', async () => {
  const { status, body } = await post({})
  expect(status).toBe(200)
  expect(body).toMatchObject({ looked: 3, named: 3, unnamed: 1, silent: 1, next: null, report: { stored: 3, unmatchedTotal: 0 } })
  const { items } = (await t.app.inject({ url: addressOf(readProposals, {}, {}), headers: as('analyst') })).json() as { items: DependencyItem[] }
  expect(items.map((one) => [one.dependent.party?.name, one.on.party?.name, one.dependent.category, one.kind]).sort()).toEqual([
    ['Comune di Fintopoli', 'DNS Finto', 'domain-names', 'network'], ['Comune di Fintopoli', 'Microsoft', 'mail', 'hosting'], ['Comune di Fintopoli', 'Nuvola Finta', 'website', 'hosting'],
  ])
  const site = items.find((one) => one.dependent.category === 'website')!
  expect(site.evidence).toMatchObject([{ source: 'dns', reference: 'siti.nuvolafinta.example', reasons: [{ code: 'dns-record', params: { record: 'CNAME', domain: 'fintopoli.example' } }] }])
  const confirmed = await t.app.inject({ method: 'POST', url: `/api/territory/dependencies/${site.id}/decision`, headers: as('member', [site.partyId]), payload: { decision: 'confirm', version: site.version } })
  expect(confirmed.json()).toMatchObject({ state: 'confirmed', confidence: 1 })
  expect(asked).toContain('7.2.0.192.in-addr.arpa PTR')
  expect(asked.some((one) => one.startsWith('www.www'))).toBe(false)
}, 60_000)

test('of one body alone; never in an exercise, never for a body that is not there', async () => {
  const [a] = await t.sql<{ id: string }>(`select id from territory.party where code = 'A'`)
  asked.length = 0
  expect((await post({ partyId: a!.id })).body).toMatchObject({ looked: 1, named: 1, silent: 0, report: { stored: 0, known: 1, unchanged: 2 } })
  expect(asked.every((one) => /fintopoli|192/.test(one))).toBe(true)
  expect((await post({ partyId: '00000000-0000-4000-8000-000000000000' })).status).toBe(404)
  asked.length = 0
  await expect(t.service.proposeFromNames(person('analyst', [], 'ex:00000000-0000-4000-8000-000000000001'), {})).rejects.toMatchObject({ code: 'exercise' })
  expect(asked).toEqual([])
  expect((await post({}, as('member', [a!.id]))).status).toBe(403)
})

test('bodies alike are asked also of who has said nothing yet', async () => {
  const [provider] = await t.sql<{ id: string }>(`select id from territory.party where code = 'P'`)
  await t.service.proposeEdges(centreActor, { from: 'customers', providerId: provider!.id, csv: 'cliente;prodotto\nComune di Fintopoli;Protocollo informatico\nFintolago;Protocollo informatico\nMuto;Protocollo informatico\n' })
  await t.sql(`update territory.dependency set state = 'confirmed', decided_by = 'x', decided_at = now() where state = 'proposed'`)
  expect(await t.service.proposeEdges(centreActor, { from: 'similar' })).toMatchObject({ stored: 1 })
  expect(await t.sql(`select p.name from territory.dependency d join territory.party p on p.id = d.party_id where d.state = 'proposed'`)).toEqual([{ name: 'Senzasito' }])
})
