import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromDecp, fromOcds } from './index.ts'
import { judgeSubject } from './subject.ts'

const now = new Date('2026-11-22T08:00:00Z')

/** Written by hand in the shape of ANAC's files; all bodies and firms invented. */
function release(over: Record<string, unknown> = {}, end = '2028-12-31'): Record<string, unknown> {
  return {
    ocid: 'ocds-hu01ve-0000001',
    id: 'r1',
    date: '2025-01-20T00:00:00Z',
    tag: ['award'],
    buyer: { id: 'IT-CF-80000000011', name: 'COMUNE DI NORVERDELLO' },
    parties: [
      {
        id: 'IT-CF-01234567890',
        name: 'QUADRANTE PA',
        roles: ['supplier'],
        identifier: { scheme: 'IT-CF', id: '01234567890' },
      },
    ],
    tender: {
      title: 'Canone software servizi demografici e tributi',
      items: [{ id: '1', classification: { scheme: 'CPV', id: '72260000-5' } }],
    },
    awards: [
      {
        id: 'a1',
        status: 'active',
        date: '2025-01-15T00:00:00Z',
        suppliers: [{ id: 'IT-CF-01234567890', name: 'Quadrante' }],
        contractPeriod: { startDate: '2025-02-01T00:00:00Z', endDate: `${end}T00:00:00Z` },
      },
    ],
    ...over,
  }
}

describe('OCDS', () => {
  test('a release gives buyer, supplier, what and how sure, with its reasons', () => {
    const { proposals, skipped } = fromOcds({ releases: [release()] }, now)
    expect(skipped).toEqual([])
    expect(proposals).toEqual([
      {
        id: 'contract-ocds|ocds-hu01ve-0000001/a1|it-fiscal:80000000011|it-fiscal:01234567890|registry-office',
        dependent: { name: 'COMUNE DI NORVERDELLO', ids: [{ scheme: 'it-fiscal', id: '80000000011' }] },
        provider: { name: 'QUADRANTE PA', ids: [{ scheme: 'it-fiscal', id: '01234567890' }] },
        category: 'registry-office',
        depKind: 'software',
        availability: 'hard',
        confidentiality: true,
        integrity: true,
        source: 'contract-ocds',
        reference: 'ocds-hu01ve-0000001/a1',
        date: '2025-02-01',
        until: '2028-12-31',
        ended: false,
        confidence: 0.9,
        reasons: [
          { code: 'contract-cpv', params: { cpv: '72260000-5', category: 'software' } },
          { code: 'contract-words', params: { words: 'demografici', category: 'registry-office' } },
          { code: 'contract-running', params: { until: '2028-12-31' } },
        ],
      },
    ])
  })

  test('an ended contract is a weaker sign, an old one without end too, a group of firms a little', () => {
    const confidence = (one: Record<string, unknown>): number => fromOcds(one, now).proposals[0]!.confidence
    expect(confidence(release({}, '2026-11-21'))).toBe(0.32)
    expect(confidence(release({}, '2026-11-22'))).toBe(0.9)
    const open = { id: 'a1', date: '2019-05-01', suppliers: [{ id: 'x', name: 'Fornitore Finto' }] }
    expect(confidence(release({ awards: [open] }))).toBe(0.48)
    expect(
      confidence(release({ awards: [{ ...open, date: '2025-05-01', suppliers: [{ name: 'A' }, { name: 'B' }] }] })),
    ).toBe(0.64)
  })

  test('packages, records, single releases: the same finding; cancelled awards and road works are none', () => {
    const ids = (document: unknown): string[] => fromOcds(document, now).proposals.map((one) => one.id)
    const one = ids(release())
    expect(one).toHaveLength(1)
    expect(ids({ records: [{ ocid: 'x', compiledRelease: release(), releases: [release()] }] })).toEqual(one)
    expect(ids({ records: [{ ocid: 'x', releases: [release({ awards: [] }), release()] }] })).toEqual(one)
    expect(ids({ releases: [release({ date: '2024-01-01', awards: [] }), release()] })).toEqual(one)
    expect(ids(release({ awards: [{ id: 'a1', status: 'cancelled', suppliers: [{ name: 'X' }] }] }))).toEqual([])
    const roads = release({
      tender: {
        title: 'Manutenzione strade e software di cantiere',
        items: [{ classification: { scheme: 'CPV', id: '45233141-9' } }],
      },
    })
    expect(fromOcds(roads, now)).toEqual({
      proposals: [],
      skipped: [{ code: 'contract-not-about-services', reference: 'ocds-hu01ve-0000001/a1' }],
    })
    expect(fromOcds(release({ buyer: null }), now).skipped[0]!.code).toBe('contract-without-buyer')
  })
})

describe('DECP', () => {
  const base = {
    id: '2024-07',
    acheteur: { id: '21310000000012' },
    objet: 'Hébergement et maintenance du logiciel de gestion financière',
    codeCPV: '72260000',
    dureeMois: 36,
    dateNotification: '2024-01-31',
  }
  const old = {
    marches: [
      {
        ...base,
        acheteur: { id: '21310000000012', nom: 'Commune inventée' },
        titulaires: [{ id: '12345678900011', denominationSociale: 'Éditeur Inventé', typeIdentifiant: 'SIRET' }],
      },
    ],
  }
  const recent = {
    marches: {
      marche: [
        {
          ...base,
          titulaires: [{ titulaire: { id: '12345678900011', typeIdentifiant: 'SIRET' } }],
          modifications: [{ modification: { id: 1, dureeMois: 13 } }],
        },
      ],
      'contrat-concession': [{ id: 'c', concessionnaires: [] }],
    },
  }

  test('2019 and 2022 shapes: SIREN first, end from the months, a modification counts', () => {
    const [a] = fromDecp(old, now).proposals
    expect(a).toMatchObject({
      dependent: {
        name: 'Commune inventée',
        ids: [
          { scheme: 'fr-siren', id: '213100000' },
          { scheme: 'fr-siret', id: '21310000000012' },
        ],
      },
      provider: { name: 'Éditeur Inventé' },
      category: 'accounting',
      depKind: 'software',
      date: '2024-01-31',
      until: '2027-01-31',
      ended: false,
      confidence: 0.9,
    })
    const [b] = fromDecp(recent, now).proposals
    expect(b).toMatchObject({
      until: '2025-02-28',
      ended: true,
      confidence: 0.32,
      provider: { name: '12345678900011' },
    })
    expect(fromDecp(recent, now).proposals).toHaveLength(1)
  })
})

test('subjects: words name the office, the CPV the trade', () => {
  expect(judgeSubject(['72415000-2'], 'canone annuale')?.subject).toEqual({ category: 'website', depKind: 'hosting' })
  expect(judgeSubject(['48000000-8'], 'Gestione paghe e stipendi')?.subject.category).toBe('payroll')
  expect(judgeSubject([], 'Servizio di protocollo informatico')).toMatchObject({
    subject: { category: 'protocol' },
    confidence: 0.6,
  })
  expect(judgeSubject([], 'Fornitura di sale per le strade')).toBeUndefined()
  expect(judgeSubject(['64210000'], 'telefonia')?.subject.depKind).toBe('network')
})

test('any JSON in place of a contract file never throws', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void [fromOcds(value, now), fromDecp(value, now)]))
  const part = fc.jsonValue({ maxDepth: 3 })
  fc.assert(
    fc.property(
      part,
      part,
      part,
      (awards, tender, buyer) =>
        void fromOcds({ releases: [{ ocid: 'x', awards, tender, buyer, contracts: awards, parties: tender }] }, now),
    ),
  )
  fc.assert(
    fc.property(
      part,
      part,
      part,
      (titulaires, acheteur, objet) =>
        void fromDecp(
          {
            marches: [
              {
                titulaires,
                acheteur,
                objet,
                dureeMois: objet,
                dateNotification: '2024-01-01',
                modifications: titulaires,
              },
            ],
          },
          now,
        ),
    ),
  )
})
