import type {
  DependencyRow,
  MembershipRow,
  PartyKind,
  PartyRow,
  ServiceRow,
} from '#modules/territory/core/registry/types.ts'
import { edge } from './edge.ts'
import type { Town } from './geography.ts'
import { capitalName, providers, stems } from './names.data.ts'
import type { Random } from './random.ts'
import { demoDomain, demoKey, type Bodies, type DemoDistrict } from './types.ts'

type Province = { readonly sign: string; readonly name: string }

const districtNames = [
  'Presidio di levante',
  'Presidio di settentrione',
  'Presidio di ponente',
  'Presidio di mezzogiorno',
]
const sectors = [
  'Meccanica',
  'Ceramiche',
  'Logistica',
  'Conserve',
  'Tessuti',
  'Impianti',
  'Legnami',
  'Vetro',
  'Farmaceutica',
  'Componenti',
]

/** The parties beside the municipalities, with their services. */
export function makeBodies(random: Random, towns: readonly Town[], provinces: readonly Province[]): Bodies {
  const capital = towns[0]!
  const unions = makeUnions(random, towns)
  const districts = makeDistricts(towns, provinces)
  const words = random.shuffle(stems).map((stem) => stem[0]!.toUpperCase() + stem.slice(1) + 'a')
  const parties: PartyRow[] = [
    body('centre', 'Centro per la cybersicurezza della Regione Velarda', 'centre', capital),
    body('region', 'Regione Velarda', 'region', capital),
    ...provinces.map((province, i) =>
      body(
        `P-${province.sign}`,
        `Provincia di ${province.name}`,
        'province',
        towns.find((town) => town.province === i)!,
      ),
    ),
    ...districts.map((district) => body(district.key.code, district.name, 'district')),
    ...unions.map((union, i) => body(union.code, `Unione dei comuni della Val ${words[i]}`, 'union', union.towns[0]!)),
    ...['Levante', 'Centro', 'Ponente'].map((name, i) =>
      body(`ASL${i + 1}`, `Azienda sanitaria locale Velarda ${name}`, 'health-agency', towns[i]!),
    ),
    body('inhouse', 'Velarda Digitale in house', 'in-house', capital),
    body('transport', `Trasporti Urbani di ${capitalName}`, 'transport', capital),
    body('university', `Università di ${capitalName}`, 'university', capital),
    ...range(14).map((i) =>
      body(`SCH${i + 1}`, `Istituto comprensivo «${words[i + 20]}»`, 'school', towns[3 + i * 7]!),
    ),
    ...range(30).map((i) =>
      body(
        `F${i + 1}`,
        `${words[i + 40]} ${sectors[i % sectors.length]} (impresa inventata)`,
        'firm',
        random.pick(towns),
      ),
    ),
    ...range(2).map((i) => body(`RSP${i + 1}`, `${words[i + 80]} Risposta (squadra inventata)`, 'responder')),
    ...providers.map((provider) => ({
      ...body(provider.code, provider.name, 'provider'),
      website: `https://www.${provider.domain}`,
      emails: [{ type: 'mail' as const, address: `info@${provider.domain}` }],
    })),
  ]
  const memberships: MembershipRow[] = [
    ...unions.flatMap((union) => union.towns.map((town) => member(town.code, union.code, town.name))),
    ...towns.map((town) =>
      member(
        town.code,
        districts.find((district) => district.provinces.includes(provinces[town.province]!.sign))!.key.code,
        town.name,
      ),
    ),
  ]
  return {
    parties,
    services: bodyServices(parties),
    dependencies: bodyEdges(random, parties),
    memberships,
    districts,
    unionOf: new Map(unions.flatMap((union) => union.towns.map((town) => [town.code, union.code] as const))),
  }
}

function body(code: string, name: string, partyKind: PartyKind, near?: Town): PartyRow {
  return {
    kind: 'party',
    key: demoKey(code),
    name,
    partyKind,
    country: 'IT',
    codes: {},
    region: { code: 'VL', name: 'Velarda' },
    // Beside its town's point and not on it, so that both can be seen and touched on the map.
    ...(near === undefined ? {} : { place: { lat: near.lat + 0.004, lon: near.lon + 0.004 } }),
    emails: [
      { type: 'pec', address: `protocollo@pec.${demoDomain(code)}` },
      { type: 'mail', address: `info@${demoDomain(code)}` },
    ],
  }
}

function member(town: string, of: string, memberName: string): MembershipRow {
  return { kind: 'membership', member: demoKey(town), of: demoKey(of), memberName }
}

/** Ten unions, one a province, of the small towns that lie nearest to each other. */
function makeUnions(random: Random, towns: readonly Town[]): readonly { code: string; towns: readonly Town[] }[] {
  return range(10).map((province) => {
    const small = towns.filter((town) => town.province === province && town.population < 9000)
    const first = random.pick(small)
    const near = [...small].sort((a, b) => away(a, first) - away(b, first))
    return { code: `U${province + 1}`, towns: near.slice(0, 4 + random.below(3)) }
  })
}

/** Four districts of neighbouring provinces, by the direction in which their centres lie. */
function makeDistricts(towns: readonly Town[], provinces: readonly Province[]): DemoDistrict[] {
  const byAngle = provinces
    .map((province, i) => ({ sign: province.sign, centre: towns.find((town) => town.province === i)! }))
    .sort((a, b) => Math.atan2(a.centre.lat, a.centre.lon) - Math.atan2(b.centre.lat, b.centre.lon))
  const starts = [0, 3, 5, 8, 10]
  return districtNames.map((name, i) => ({
    key: demoKey(`D${i + 1}`),
    name,
    provinces: byAngle.slice(starts[i], starts[i + 1]).map((province) => province.sign),
  }))
}

function bodyServices(parties: readonly PartyRow[]): ServiceRow[] {
  const sold = providers.flatMap((provider) =>
    provider.services.map(([code, name, category]) => service(provider.code, code, name, category, false)),
  )
  return [
    ...sold,
    ...parties.flatMap((party) =>
      (ownServices[party.partyKind] ?? []).map(([code, name, category, isPublic, people, classes]) =>
        service(party.key.code, code, name, category, isPublic, people, classes),
      ),
    ),
  ]
}

type Own = readonly [
  code: string,
  name: string,
  category: string,
  isPublic: boolean,
  people: number,
  classes?: ServiceRow['dataClasses'],
]
const ownServices: Partial<Record<PartyKind, readonly Own[]>> = {
  'health-agency': [
    ['cartella', 'Cartella clinica', 'health-records', false, 420_000, ['health', 'common']],
    ['prenotazioni', 'Prenotazioni (CUP)', 'health-booking', true, 380_000, ['health', 'common']],
    ['laboratorio', 'Laboratorio analisi', 'laboratory', true, 210_000, ['health']],
  ],
  'in-house': [
    ['sala', 'Centro dati regionale', 'data-centre', false, 0],
    ['rete', 'Rete regionale', 'network', false, 0],
    ['accesso', 'Accesso con identità digitale', 'identity', false, 0],
  ],
  transport: [['biglietti', 'Biglietti e abbonamenti', 'ticketing', true, 240_000, ['common', 'financial']]],
  university: [['segreteria', 'Segreteria studenti', 'students', true, 31_000, ['common', 'financial']]],
  province: [['protocollo', 'Protocollo informatico', 'protocol', false, 400, ['common']]],
  union: [['gestionale', 'Gestionale associato', 'municipal-suite', false, 0, ['common']]],
  school: [['registro', 'Registro elettronico', 'school-register', true, 900, ['minors', 'common']]],
  firm: [['gestionale', 'Gestionale aziendale', 'business', false, 60, ['common', 'financial']]],
  region: [['portale', 'Portale dei servizi regionali', 'portal', true, 900_000, ['common']]],
}

function service(
  party: string,
  code: string,
  name: string,
  category: string,
  isPublic: boolean,
  people = 0,
  classes?: ServiceRow['dataClasses'],
): ServiceRow {
  return {
    kind: 'service',
    key: demoKey(`${party}.${code}`),
    party: demoKey(party),
    name,
    category,
    public: isPublic,
    peopleServed: people,
    ...(classes === undefined ? {} : { dataClasses: classes }),
  }
}

/** Cloud under software houses, and software under the larger bodies. */
function bodyEdges(random: Random, parties: readonly PartyRow[]): DependencyRow[] {
  const kind = (partyKind: PartyKind): string[] =>
    parties.filter((party) => party.partyKind === partyKind).map((party) => party.key.code)
  const e = (...args: Parameters<typeof edge> extends [unknown, ...infer Rest] ? Rest : never): DependencyRow =>
    edge(random, ...args)
  const declared = { source: 'declared', risk: 'ci' } as const
  return [
    e('quadrante.suite', 'nubilis.iaas', 'hosting', declared),
    e('clinovia.records', 'nubilis.iaas', 'hosting', declared),
    // Two sites with encrypted copies whose key stays with Sigillo: the fall of one is no fall and no leak.
    e('sigillo.protocol', 'nubilis.iaas', 'hosting', { group: ['sites', 1], source: 'declared' }),
    e('sigillo.protocol', 'altocirro.iaas', 'hosting', { group: ['sites', 1], source: 'declared' }),
    ...['pergamena.suite', 'borgopay.gateway', 'cartalibera.web', 'postaverde.mail', 'mestolo.canteen'].map((code) =>
      e(code, 'altocirro.iaas', 'hosting', declared),
    ),
    e('altocirro.iaas', 'reteprado.wan', 'network', { availability: 'degraded', autonomyHours: 2 }),
    e('inhouse.rete', 'reteprado.wan', 'network', { availability: 'degraded', autonomyHours: 1, source: 'declared' }),
    e('inhouse.sala', 'salvalume.backup', 'support', { availability: 'none', risk: 'c' }),
    e('inhouse.accesso', 'inhouse.sala', 'hosting', declared),
    e('region.portale', 'inhouse.sala', 'hosting', declared),
    // The first health agency is in the cloud that falls, the other two in the region's own centre.
    e('ASL1.cartella', 'clinovia.records', 'software', { source: 'declared', risk: 'ci', autonomyHours: 4 }),
    e('ASL1.prenotazioni', 'ASL1.cartella', 'data', {
      availability: 'degraded',
      source: 'declared',
      risk: 'c',
      autonomyHours: 8,
    }),
    e('ASL1.laboratorio', 'ASL1.cartella', 'data', { availability: 'degraded', source: 'declared', autonomyHours: 12 }),
    ...['ASL2', 'ASL3'].flatMap((asl) =>
      ['cartella', 'prenotazioni', 'laboratorio'].map((code) =>
        e(`${asl}.${code}`, 'inhouse.sala', 'hosting', { ...declared, autonomyHours: 4 }),
      ),
    ),
    e('transport.biglietti', 'borgopay.gateway', 'software', { availability: 'degraded', autonomyHours: 6 }),
    e('university.segreteria', 'inhouse.accesso', 'identity', { autonomyHours: 1 }),
    ...kind('province').map((code, i) =>
      e(`${code}.protocollo`, i === 4 ? 'quadrante.suite' : 'sigillo.protocol', 'software', {
        risk: 'c',
        autonomyHours: 4,
      }),
    ),
    ...kind('union').map((code) =>
      e(`${code}.gestionale`, 'pergamena.suite', 'software', { risk: 'ci', source: 'customer-list' }),
    ),
    ...kind('school').map((code, i) =>
      e(`${code}.registro`, i % 7 === 3 ? 'nubilis.iaas' : 'altocirro.iaas', 'hosting', {
        risk: 'c',
        autonomyHours: 10,
      }),
    ),
    ...kind('firm').map((code, i) =>
      e(`${code}.gestionale`, i % 8 === 5 ? 'nubilis.iaas' : 'altocirro.iaas', 'hosting', { risk: 'c', source: 'dns' }),
    ),
  ]
}

function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i)
}

function away(a: Town, b: Town): number {
  return (a.lat - b.lat) ** 2 + (a.lon - b.lon) ** 2
}
