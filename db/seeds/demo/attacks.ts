import type { Statement } from '#modules/observatory/contract-facts.ts'
import type { Denominator } from '#modules/observatory/contract-study.ts'
import type { Seed } from '#modules/observatory/core/seed/index.ts'
import { codesOf, INVENTED, stories, victimWords, type Words } from './attacks.data.ts'
import { createRandom, type Random } from './random.ts'
import type { DemoTerritory } from './types.ts'

type Action = keyof typeof stories
type Options = { readonly until: Date; readonly idOf: (code: string) => string; readonly count?: number }
type Body = { readonly code: string; readonly name: string; readonly kind: string; readonly province?: string | undefined; readonly population: number }

const YEARS = 7
const HOUR_MS = 3_600_000
/** Of a hundred attacks: more and more blackmail and stolen access, as everywhere. */
const kinds = { municipality: 34, firm: 33, school: 9, health_agency: 3, person: 12, union: 4, university: 2, in_house: 3 }
const actions = { malware: 36, hacking: 25, social: 23, error: 11, misuse: 5 } satisfies Record<Action, number>
const firmSectors = ['C28', 'C23', 'C10', 'C31', 'G46', 'G47', 'H49', 'H52', 'I55', 'J62', 'M69', 'M71', 'F41', 'A01', 'N82', 'K66']
const sectorOf: Readonly<Record<string, string>> = { municipality: 'O84', union: 'O84', in_house: 'J62', health_agency: 'Q86', school: 'P85', university: 'P85' }
/** In the files of the catalogue, as on every page: nothing of it happened. */
const SOURCE = { kind: 'dataset', title: 'Velarda: attacchi inventati per la dimostrazione' } as const

/**
 * A catalogue of attacks that nobody made, on the bodies of the demonstration region: more each year, more at night and before holidays, the large
 * hit more often than the small. Ordered by when they began. The same seed and day give the same catalogue.
 */
export function demoAttacks({ rows, seed }: Pick<DemoTerritory, 'rows' | 'seed'>, { until, idOf, count = 640 }: Options): Seed[] {
  const random = createRandom(seed + 1)
  const world = worldOf(rows)
  return Array.from({ length: count }, (_, i) => attack(random, world, until, idOf, i))
    .sort((a, b) => (a.statement.facts.started! < b.statement.facts.started! ? -1 : 1))
}

/** How many there are of what the region's registry does not hold whole, in the first of the years. */
export const demoNumbers = (until: Date): Denominator[] => {
  const [year, source] = [until.getUTCFullYear() - YEARS, SOURCE.title]
  return [
    { kind: 'school', year, count: 310, source },
    ...Object.entries({ micro: 31_000, small: 2600, medium: 310, large: 48 }).map(([size, count]): Denominator => ({ kind: 'firm', size: size as 'micro', year, count, source })),
    ...Object.entries({ A: 5200, C: 4100, F: 4800, G: 8300, H: 1200, I: 3900, J: 900, K: 600, M: 3700, N: 1258 }).map(([sector, count]): Denominator => ({ kind: 'firm', sector, year, count, source })),
  ]
}

/** Who can be hit, and on whose programs each runs. */
function worldOf(rows: DemoTerritory['rows']) {
  const parties = rows.filter((row) => row.kind === 'party')
  const bodies = parties.map((row): Body => ({ code: row.key.code, name: row.name, kind: row.partyKind.replace('-', '_'), province: row.province?.name, population: row.population ?? 0 }))
  const owner = new Map(rows.flatMap((row) => (row.kind === 'service' ? [[row.key.code, row.party.code] as const] : [])))
  const providers = new Set(bodies.filter((one) => one.kind === 'provider').map((one) => one.code))
  const servedBy = new Map<string, string>()
  for (const row of rows) {
    if (row.kind !== 'dependency') continue
    const [body, provider] = [owner.get(row.dependent.code), owner.get(row.on.code)]
    if (body && provider && providers.has(provider) && !servedBy.has(body)) servedBy.set(body, provider)
  }
  return { bodies, servedBy, provinces: [...new Set(bodies.flatMap((one) => one.province ?? []))] }
}
type World = ReturnType<typeof worldOf>

function attack(random: Random, { bodies, servedBy, provinces }: World, until: Date, idOf: Options['idOf'], place: number): Seed {
  const kind = weigh(random, kinds)
  const action = weigh(random, kind === 'person' ? { ...actions, social: 80, malware: 4, error: 2, misuse: 1 } : actions) as Action
  const way = random.below(stories[action].length)
  const codes = codesOf[action][way]!
  const body = kind === 'firm' || kind === 'person' ? undefined : struck(random, bodies.filter((one) => one.kind === kind))
  const started = momentOf(random, until)
  const days = codes.stops && random.next() < 0.8 ? Math.max(0.5, Math.round(2 * (action === 'malware' ? 14 : 2.5) * Math.exp(1.2 * normal(random))) / 2) : undefined
  const province = body?.province ?? provinces[Math.floor(provinces.length * random.next() ** 1.5)]
  const provider = body && servedBy.get(body.code)
  const sector = kind === 'firm' ? random.pick(firmSectors) : sectorOf[kind]
  const facts: Statement['facts'] = {
    title: `${victimWords[kind]!.it}: ${stories[action][way]!.title.it}`, started, certainty: 'confirmed', rsit: codes.rsit,
    actions: [{ action, varieties: [...codes.varieties], vectors: [...codes.vectors] }],
    ...(codes.techniques.length > 0 ? { techniques: [...codes.techniques] } : {}),
    ...(codes.stops ? { availability: action === 'malware' ? ['Interruption', 'Obscuration'] : ['Interruption'] } : {}),
    ...(days === undefined ? {} : { daysToRestore: days }),
    ...(action === 'malware' && way < 2 ? { extortion: 'yes' as const } : {}),
    ...(codes.data ? { confidentiality: { disclosed: random.next() < 0.6 ? ('yes' as const) : ('potentially' as const), classes: [kind === 'health_agency' ? 'Medical' : 'Personal'] }, people: Math.round(10 ** (1.2 + 3 * random.next())) } : {}),
    ...(kind !== 'person' && random.next() < 0.35 ? { costEur: 500 * Math.round(2 * 10 ** (0.3 + 1.8 * random.next())) } : {}),
    ...(provider && random.next() < 0.3 ? { providers: [{ role: 'software' as const, partyId: idOf(provider) }] } : {}),
    victims: [{ kind: kind as never, count: 1, naming: body ? 'inside' : 'no', ...(body ? { name: body.name, partyId: idOf(body.code) } : {}), ...(sector ? { sector } : {}), size: sizeOf(random, kind, body), country: 'IT', region: 'Velarda', ...(province ? { province } : {}) }],
  }
  const statement: Statement = { source: { ...SOURCE }, key: `demo:${place}`, facts, confidence: 60 + random.below(36), confidences: {} }
  // A few wait for a person, as in every catalogue.
  return random.next() < 0.06 ? { statement } : { statement, public: textsOf(kind, action, way) }
}

/** Each sentence ends with what nobody should miss. */
function textsOf(kind: string, action: Action, way: number) {
  const { title, summary } = stories[action][way]!
  const [who, each] = [victimWords[kind]!, ['it', 'fr', 'en'] as const]
  return { title: Object.fromEntries(each.map((l) => [l, `${who[l]}${l === 'fr' ? '\u202f' : ''}: ${title[l]}`])) as Words, summary: Object.fromEntries(each.map((l) => [l, `${summary[l]} ${INVENTED[l]}`])) as Words }
}

/** More each year; of three attacks one begins between ten in the evening and six. Of some only the month is known. */
function momentOf(random: Random, until: Date): string {
  const span = YEARS * 365.25 * 24 * HOUR_MS
  const at = new Date(until.getTime() - span * (1 - Math.sqrt(0.05 + 0.95 * random.next())) - 24 * HOUR_MS)
  at.setUTCHours(random.next() < 0.34 ? (21 + random.below(8)) % 24 : 6 + random.below(14), random.below(60), 0, 0)
  // The days around Christmas and the middle of August see more.
  if (random.next() < 0.06) at.setUTCMonth(random.next() < 0.5 ? 11 : 7, random.next() < 0.5 ? 24 : 14)
  const text = (at > until ? new Date(at.getTime() - 366 * 24 * HOUR_MS) : at).toISOString()
  const known = random.next()
  return known < 0.06 ? text.slice(0, 7) : known < 0.45 ? text.slice(0, 10) : `${text.slice(0, 19)}Z`
}

/** By the cube root of its people: a city is hit more often than a village, and not a hundred times as often. */
function struck(random: Random, among: readonly Body[]): Body | undefined {
  const weights = among.map((one) => Math.cbrt(Math.max(500, one.population)))
  let at = random.next() * weights.reduce((a, b) => a + b, 0)
  return among.find((_, i) => (at -= weights[i]!) < 0) ?? among.at(-1)
}

const sizeOf = (random: Random, kind: string, body: Body | undefined) =>
  kind === 'firm' ? (weigh(random, { micro: 34, small: 36, medium: 22, large: 8 }) as 'micro' | 'small' | 'medium' | 'large')
  : kind === 'municipality' && body ? (body.population < 5000 ? 'pop_5k' : body.population < 20_000 ? 'pop_20k' : body.population < 100_000 ? 'pop_100k' : 'pop_more')
  : ('unknown' as const)

function weigh(random: Random, weights: Readonly<Record<string, number>>): string {
  let at = random.next() * Object.values(weights).reduce((a, b) => a + b, 0)
  return Object.entries(weights).find(([, weight]) => (at -= weight) < 0)![0]
}

/** Box and Muller. */
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
