import { keyText } from '#modules/territory/core/registry/own.ts'
import type {
  DependencyRow,
  Key,
  PartyKind,
  PartyRow,
  RegistryRow,
  ServiceRow,
} from '#modules/territory/core/registry/types.ts'
import { demoTerritory } from './demoTerritory.ts'
import { makeNames } from './geography.ts'
import { categoryOf } from './names.data.ts'
import { createRandom } from './random.ts'
import { partiesOf, reach } from './reach.ts'

export type Exercise = {
  readonly realm: 'exercise'
  /** The provider whose fall is played, and its service. */
  readonly provider: Key
  readonly fallen: Key
  /** Keys of all bodies that will be hit: those of the territory, then those made for the exercise. */
  readonly hit: readonly Key[]
  /** What the exercise adds. Keys of the registry `exercise`; to store under realm `exercise` and nowhere else. */
  readonly rows: readonly (RegistryRow & { readonly realm: 'exercise' })[]
}

/** `ownParties`: play on one's own registry, whose bodies get exercise services and edges; else on the demonstration region. */
export type ExerciseBase = { readonly ownParties?: readonly Key[] }

/**
 * The shape of 8 December 2023: one cloud provider, the software house that runs on it, and 1,300 bodies that run on that.
 * Adds bodies until `targetBodies` fall with the provider; declared edges are neither read nor touched on one's own registry.
 */
export function expandForExercise(seed: number, targetBodies = 1300, base: ExerciseBase = {}): Exercise {
  const random = createRandom(seed ^ 0x5e7)
  const chain = base.ownParties === undefined ? demoChain(seed) : ownChain()
  const already = base.ownParties === undefined ? chain.hit : base.ownParties.slice(0, targetBodies)
  const names = makeNames(random, Math.max(2, targetBodies - already.length + 1))
  const made: PartyRow[] = Array.from({ length: Math.max(0, targetBodies - already.length) }, (_, i) =>
    exerciseBody(i, names[i + 1]!, random.below),
  )
  const needing: readonly Key[] = [...(base.ownParties === undefined ? [] : already), ...made.map((party) => party.key)]
  const run = needing.flatMap((party) => exerciseServices(party, chain.software, random.below))
  const rows: RegistryRow[] = [...chain.rows, ...made, ...run]
  return {
    realm: 'exercise',
    provider: chain.provider,
    fallen: chain.fallen,
    hit: [...already, ...made.map((party) => party.key)].slice(0, targetBodies),
    rows: rows.map((row) => ({ ...row, realm: 'exercise' })),
  }
}

type Chain = {
  readonly provider: Key
  readonly fallen: Key
  readonly software: Key
  readonly hit: readonly Key[]
  readonly rows: readonly RegistryRow[]
}

/** Bodies of the demonstration region that fall with Nubilis; providers and firms are hit too, but are not bodies. */
function demoChain(seed: number): Chain {
  const { rows } = demoTerritory(seed)
  const down = reach(rows, ['demo:nubilis.iaas']).down
  const fallen = partiesOf(rows, down)
  const hit = rows.flatMap((row) =>
    row.kind === 'party' && row.partyKind !== 'provider' && row.partyKind !== 'firm' && fallen.has(keyText(row.key))
      ? [row.key]
      : [],
  )
  return { provider: demo('nubilis'), fallen: demo('nubilis.iaas'), software: demo('quadrante.suite'), hit, rows: [] }
}

function ownChain(): Chain {
  const party = (code: string, name: string): PartyRow => ({
    kind: 'party',
    key: exercise(code),
    name: `${name} (esercitazione)`,
    partyKind: 'provider',
    country: 'IT',
    codes: {},
  })
  const service = (code: string, owner: string, name: string): ServiceRow => ({
    kind: 'service',
    key: exercise(code),
    party: exercise(owner),
    name,
    category: owner === 'nubilis' ? 'cloud-infrastructure' : 'municipal-suite',
    public: false,
  })
  return {
    provider: exercise('nubilis'),
    fallen: exercise('nubilis.iaas'),
    software: exercise('quadrante.suite'),
    hit: [],
    rows: [
      party('nubilis', 'Nubilis Cloud'),
      party('quadrante', 'Quadrante PA'),
      service('nubilis.iaas', 'nubilis', 'Infrastruttura cloud'),
      service('quadrante.suite', 'quadrante', 'Gestionale per gli enti locali'),
      exerciseEdge(exercise('quadrante.suite'), exercise('nubilis.iaas'), 'hosting', 0),
    ],
  }
}

const kinds: readonly (readonly [PartyKind, string])[] = [
  ['municipality', ''],
  ['municipality', ''],
  ['municipality', ''],
  ['municipality', ''],
  ['union', 'Unione di '],
  ['school', 'Istituto comprensivo di '],
  ['school', 'Istituto superiore di '],
  ['other-body', 'Consorzio di '],
  ['other-body', 'Ente parco di '],
  ['other-body', 'Azienda servizi alla persona di '],
]

function exerciseBody(i: number, name: string, below: (n: number) => number): PartyRow {
  const [partyKind, before] = kinds[i % kinds.length]!
  return {
    kind: 'party',
    key: exercise(`E${String(i + 1).padStart(4, '0')}`),
    name: `${before}${name} (esercitazione)`,
    partyKind,
    country: 'IT',
    codes: {},
    ...(partyKind === 'municipality' ? { population: 500 + below(20_000) } : {}),
    emails: [{ type: 'mail', address: `e${i + 1}@esercitazione.example` }],
  }
}

/** Three services a body, with the pauses that paper gives: registry at once, accounting after a day, payslips after three. */
function exerciseServices(party: Key, software: Key, below: (n: number) => number): RegistryRow[] {
  const id = `${party.registry}.${party.code}`
  const list = [
    ['anagrafe', 'Anagrafe e stato civile', 0],
    ['contabilita', 'Contabilità', 24],
    ['paghe', 'Paghe del personale', 72],
  ] as const
  return list.flatMap(([code, name, hours]) => {
    const service: ServiceRow = {
      kind: 'service',
      key: exercise(`${id}.${code}`),
      party,
      name,
      category: categoryOf[code]!,
      public: code === 'anagrafe',
      peopleServed: 200 + below(9000),
      dataClasses: code === 'anagrafe' ? ['common', 'identity-document'] : ['financial'],
    }
    return [service, exerciseEdge(service.key, software, 'software', hours)]
  })
}

function exerciseEdge(
  dependent: Key,
  on: Key,
  depKind: DependencyRow['depKind'],
  autonomyHours: number,
): DependencyRow {
  return {
    kind: 'dependency',
    dependent,
    on,
    depKind,
    availability: 'hard',
    confidentiality: true,
    integrity: true,
    autonomyHours,
    confidence: 1,
    source: 'exercise',
  }
}

function exercise(code: string): Key {
  return { registry: 'exercise', code }
}

function demo(code: string): Key {
  return { registry: 'demo', code }
}
