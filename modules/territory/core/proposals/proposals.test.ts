import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  completeness,
  fromCustomerList,
  fromDns,
  fromMemberships,
  fromSimilarBodies,
  mergeProposals,
  type GraphFacts,
  type KnownBody,
} from './index.ts'
import { signatures } from './signatures.data.ts'

const now = new Date('2026-11-22T08:00:00Z')
const provider = { name: 'Quadrante PA', ids: [{ scheme: 'domain', id: 'quadrante-pa.example' }] }
const body = { name: 'Norverdello', ids: [{ scheme: 'it-istat', id: '999001' }] }

test('customer list: codes, products, ended ones; doubles and blanks told', () => {
  const csv =
    '\uFEFFCliente;Codice fiscale;Prodotto;Dal;Al\nComune di Norverdello;80000000011;Demografici;01/03/2023;\nComune di Perlendeto;80000000022;Paghe;;31/12/2024\n;;Paghe;;\nComune di Norverdello;80000000011;Demografici;;\nSolo nome;;;;\n'
  const { proposals, skipped } = fromCustomerList(csv, provider, now)
  expect(proposals.map((one) => [one.dependent.name, one.category, one.ended, one.confidence, one.date])).toEqual([
    ['Comune di Norverdello', 'registry-office', false, 0.95, '2023-03-01'],
    ['Comune di Perlendeto', 'payroll', true, 0.38, undefined],
    ['Solo nome', 'software', false, 0.95, undefined],
  ])
  expect(skipped).toEqual([
    { code: 'customer-without-name', reference: 'line 4' },
    { code: 'customer-twice', reference: 'line 5' },
  ])
  expect(fromCustomerList('a;b\n"x', provider, now).skipped[0]!.code).toBe('customer-list-broken')
  expect(fromCustomerList('colore;peso\nrosso;1\n', provider, now).skipped[0]!.code).toBe(
    'customer-list-without-customer',
  )
  fc.assert(fc.property(fc.string(), (text) => void fromCustomerList(`customer,code\n${text}`, provider, now)))
})

test('DNS: mail, names and site by the longest suffix; own hosts are own, unknown ones are told', () => {
  const { proposals, skipped } = fromDns(
    body,
    {
      domain: 'norverdello.example',
      date: '2026-11-20',
      mx: ['norverdello-example.mail.protection.outlook.com.', 'mx.norverdello.example'],
      ns: ['ns-12.awsdns-01.co.uk.', 'dns.technorail.com'],
      cname: ['sites.cartalibera.example'],
      ptr: ['host.sconosciuto.example', 'evilaruba.it'],
      txt: ['v=spf1 include:spf.protection.outlook.com include:_spf.google.com -all', 'google-site-verification=1'],
    },
    [{ suffix: 'cartalibera.example', provider: 'Cartalibera', domain: 'cartalibera.example' }],
  )
  expect(
    proposals.map((one) => [
      one.provider.name,
      one.category,
      one.depKind,
      one.confidence,
      one.reasons[0]!.params['record'],
    ]),
  ).toEqual([
    ['Microsoft', 'mail', 'hosting', 0.8, 'MX'],
    ['Amazon Web Services', 'domain-names', 'network', 0.9, 'NS'],
    ['Aruba', 'domain-names', 'network', 0.9, 'NS'],
    ['Cartalibera', 'website', 'hosting', 0.8, 'CNAME'],
    ['Google', 'mail', 'hosting', 0.45, 'SPF'],
  ])
  expect(skipped.map((one) => one.reference)).toEqual(['host.sconosciuto.example', 'evilaruba.it'])
  expect(signatures.every((one) => /^[a-z0-9.-]+\.[a-z]/.test(one.suffix))).toBe(true)
})

function known(id: string, over: Partial<KnownBody> = {}, providers: string[] = ['Pergamena']): KnownBody {
  return {
    id,
    name: id,
    kind: 'municipality',
    population: 5000,
    district: 'D1',
    edges: providers.map((name) => ({
      category: 'taxes',
      depKind: 'software',
      provider: { name, ids: [] },
      providerId: name,
    })),
    ...over,
  }
}

test('bodies like it: from three on, the same kind and size, never surer than one half', () => {
  const me = known('me', {}, [])
  const like = (count: number): KnownBody[] => Array.from({ length: count }, (_, i) => known(`b${i}`))
  const confidence = (others: KnownBody[]): number | undefined =>
    fromSimilarBodies(me, others, '2026-11-22')[0]?.confidence
  expect(confidence(like(2))).toBeUndefined()
  expect(confidence(like(3))).toBe(0.25)
  expect(confidence(like(300))).toBe(0.5)
  expect(confidence(like(9).map((one) => ({ ...one, population: 20_000 })))).toBeUndefined()
  expect(confidence(like(9).map((one) => ({ ...one, kind: 'school' as const })))).toBeUndefined()
  expect(fromSimilarBodies(known('me'), like(9), '2026-11-22')).toEqual([])
  // Near ones count double: four of the district outweigh five from elsewhere.
  const split = [...like(4), ...Array.from({ length: 5 }, (_, i) => known(`f${i}`, { district: 'D2' }, ['Sigillo']))]
  expect(fromSimilarBodies(me, split, '2026-11-22').map((one) => one.provider.name)).toEqual(['Pergamena'])
  expect(fromSimilarBodies(me, like(3), '2026-11-22')[0]!.reasons).toEqual([
    { code: 'similar-bodies', params: { count: 3, total: 3, category: 'taxes', provider: 'Pergamena' } },
  ])
})

test('several sources of one edge become one question, surer than each; the same source twice adds nothing', () => {
  const { proposals } = fromCustomerList(
    'customer,code,product\nNorverdello,80000000011,Assistenza informatica\n',
    provider,
    now,
  )
  const [member] = fromMemberships(
    [{ member: proposals[0]!.dependent, of: provider, memberId: 'a', ofId: 'b' }],
    '2026-11-22',
  )
  const merged = mergeProposals([member!, proposals[0]!, proposals[0]!, { ...member!, id: 'other' }])
  expect(merged).toHaveLength(1)
  expect(merged[0]).toMatchObject({ source: 'customer-list', confidence: 0.96 })
  expect(merged[0]!.sources).toHaveLength(3)
  expect(mergeProposals([...proposals, member!].reverse())).toEqual(mergeProposals([...proposals, member!]))
})

test('completeness: empty, beginning, useful from ten bodies, and never above what is confirmed', () => {
  const bodies = Array.from({ length: 273 }, (_, i) => ({ id: `b${i}`, kind: 'municipality' as const }))
  const at = (count: number, state: 'confirmed' | 'proposed' | 'denied'): GraphFacts => ({
    bodies,
    edges: bodies.slice(0, count).map(({ id }) => ({ bodyId: id, category: 'mail', state })),
  })
  expect(completeness(at(273, 'proposed'))).toMatchObject({ level: 'empty', share: 0, bodiesToUseful: 10 })
  expect(completeness(at(273, 'denied')).byCategory.every((one) => one.proposed === 0)).toBe(true)
  expect(completeness(at(9, 'confirmed'))).toMatchObject({ level: 'beginning', bodiesToUseful: 1 })
  expect(completeness(at(10, 'confirmed'))).toMatchObject({
    level: 'useful',
    bodiesToUseful: 0,
    bodiesWithConfirmed: 10,
    reason: { params: { usefulFrom: 10, percent: 4 } },
  })
  expect(completeness(at(273, 'confirmed')).level).toBe('useful')
  const full = completeness({
    bodies,
    edges: bodies.flatMap(({ id }) =>
      ['mail', 'website', 'taxes', 'registry-office'].map((category) => ({
        bodyId: id,
        category,
        state: 'confirmed' as const,
      })),
    ),
  })
  expect(full).toMatchObject({ level: 'good', share: 1, depth: 0.4 })
  expect(full.byCategory.find((one) => one.category === 'mail')).toEqual({
    category: 'mail',
    expected: 273,
    confirmed: 273,
    proposed: 0,
    share: 1,
  })
  expect(completeness({ bodies: [], edges: [] })).toMatchObject({ level: 'empty', share: 0 })
})
