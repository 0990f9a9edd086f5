/** An invented catalogue, for tests, benches and pictures: plausible in its proportions, and marked as exercise data wherever it has a text. No name in it is real. */
import type { PublicRow } from './lattice.ts'

export type Invented = PublicRow & { readonly rsitClass: string; readonly victims: number; readonly people: number | null }

const weighted = { kind: { municipality: 34, firm: 30, health_agency: 10, school: 12, university: 3, union: 6, in_house: 3, person: 6 }, action: { malware: 38, hacking: 24, social: 22, misuse: 4, error: 9, unknown: 3 } } as const
const sectorsOf: Readonly<Record<string, readonly string[]>> = { firm: ['C', 'G', 'H', 'I', 'J', 'M', 'F', 'A', 'N', 'K'], health_agency: ['Q'], school: ['P'], university: ['P'], person: [] }
const rsitOf: Readonly<Record<string, string>> = { malware: 'malicious-code', hacking: 'intrusions', social: 'fraud', misuse: 'information-content-security', error: 'information-content-security', unknown: 'other' }

/** Park and Miller's generator: the same seed, the same catalogue, on every machine. */
export function randomOf(seed: number): () => number {
  let state = seed % 2_147_483_647 || 1
  return () => { state = (state * 48_271) % 2_147_483_647; return (state - 1) / 2_147_483_646 }
}

/** @param until the last year; the catalogue covers nine years, with more in each. */
export function invent(count: number, { seed = 20231208, until = 2026, provinces = ['Alta Lumera', 'Corvasse', 'Pontescuro', 'Terre Basse', 'Valmorta'] }: { seed?: number; until?: number; provinces?: readonly string[] } = {}): Invented[] {
  const random = randomOf(seed)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!
  const weigh = (weights: Readonly<Record<string, number>>): string => {
    let at = random() * Object.values(weights).reduce((a, b) => a + b, 0)
    return Object.entries(weights).find(([, weight]) => (at -= weight) < 0)?.[0] ?? Object.keys(weights)[0]!
  }
  return Array.from({ length: count }, (): Invented => {
    const year = until - Math.floor(9 * random() ** 1.7)
    const day = new Date(Date.UTC(year, Math.floor(random() * (year === until ? 11 : 12)), 1 + Math.floor(random() * 28)))
    const victimKind = weigh(weighted.kind)
    const action = weigh(weighted.action)
    const precise = random()
    const [weekend, hour] = [day.getUTCDay() % 6 === 0, Math.floor(24 * random() ** 0.8)]
    const known = random()
    return {
      year, startedOn: precise < 0.06 ? null : day.toISOString().slice(0, precise < 0.15 ? 7 : 10).padEnd(10, '-01'), precision: precise < 0.06 ? 'year' : precise < 0.15 ? 'month' : 'day',
      night: precise < 0.3 ? null : hour >= 22 || hour < 6, weekend: precise < 0.15 ? null : weekend, holiday: precise < 0.15 ? null : random() < 0.03,
      action, victimKind, sector: sectorsOf[victimKind] ? (sectorsOf[victimKind].length > 0 ? pick(sectorsOf[victimKind]) : null) : 'O',
      size: victimKind === 'municipality' ? weigh({ pop_5k: 45, pop_20k: 33, pop_100k: 17, pop_more: 5 }) : victimKind === 'firm' ? weigh({ micro: 30, small: 36, medium: 24, large: 10 }) : 'unknown',
      province: random() < 0.04 ? null : provinces[Math.floor(provinces.length * random() ** 1.4)]!,
      days: known < 0.62 ? Math.round((action === 'malware' ? 40 : 9) * -Math.log(1 - random()) * 10) / 10 : null, stillDown: known > 0.96,
      rsitClass: rsitOf[action] ?? 'other', victims: 1, people: random() < 0.3 ? Math.floor(10 ** (1 + 4 * random())) : null,
    }
  })
}
