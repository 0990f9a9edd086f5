/** Whether two entries may be one attack, and why. Reasons add up as independent chances: 1 − Π (1 − p). */
import type { LikeReason } from '../contract-entries.ts'

export type Seen = {
  readonly startedOn: string | null; readonly precision: string | null; readonly parties: readonly string[]; readonly names: readonly string[]; readonly providers: readonly string[]; readonly claims: readonly string[]
  readonly kind: string | null; readonly country: string | null; readonly province: string | null; readonly place: string | null; readonly action: string | null
}
export type Likeness = { readonly score: number; readonly reasons: LikeReason[] }

const DAY_MS = 86_400_000
export const LEAST = 0.4
/** Beyond this nobody tells of the same attack by its first day. */
const APART_DAYS = 45
/** How long a moment of this precision may be. */
const SPAN_DAYS: { readonly [precision: string]: number } = { year: 365, month: 31, day: 0, hour: 0 }

/** Undefined when nothing speaks for it, or the days are too far apart. */
export function alike(a: Seen, b: Seen): Likeness | undefined {
  const apart = daysApart(a, b)
  if (apart !== undefined && apart > APART_DAYS) return undefined
  // A name that is met again two months later is another attack; a day alone is met by many.
  const close = apart === undefined ? 0.5 : 1 / (1 + apart / 10)
  const shared = (x: readonly string[], y: readonly string[]) => x.some((one) => y.includes(one))
  const found: { kind: LikeReason; chance: number }[] = [
    ...(shared(a.parties, b.parties) ? [{ kind: 'party' as const, chance: 0.85 * close }] : []),
    ...(shared(a.names.map(bare), b.names.map(bare)) ? [{ kind: 'name' as const, chance: 0.85 * close }] : []),
    ...(shared(a.providers.map(bare), b.providers.map(bare)) ? [{ kind: 'provider' as const, chance: 0.6 * close }] : []),
    ...(shared(a.claims.map(bare), b.claims.map(bare)) ? [{ kind: 'claim' as const, chance: 0.25 * close }] : []),
    ...(apart === 0 && a.precision !== 'year' && b.precision !== 'year' ? [{ kind: 'day' as const, chance: a.precision === 'month' || b.precision === 'month' ? 0.1 : 0.25 }] : []),
    ...(a.kind !== null && a.kind === b.kind && a.country === b.country && a.province !== null && a.province === b.province ? [{ kind: 'place' as const, chance: (a.place !== null && a.place === b.place ? 0.6 : 0.25) * close }] : []),
    ...(a.action !== null && a.action === b.action && a.action !== 'unknown' ? [{ kind: 'action' as const, chance: 0.1 * close }] : []),
  ]
  const score = 1 - found.reduce((none, { chance }) => none * (1 - chance), 1)
  return score < LEAST ? undefined : { score: Math.round(score * 100) / 100, reasons: found.map((one) => one.kind) }
}

/** Between the spans that the precisions leave open. */
function daysApart(a: Seen, b: Seen): number | undefined {
  if (a.startedOn === null || b.startedOn === null) return undefined
  const [first, second] = a.startedOn <= b.startedOn ? [a, b] : [b, a]
  const gap = (Date.parse(second.startedOn!) - Date.parse(first.startedOn!)) / DAY_MS - (SPAN_DAYS[first.precision ?? 'day'] ?? 0)
  return Math.max(0, gap)
}
const bare = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').replace(/\b(srl|spa|s p a|s r l|sas|sarl|sa|ltd|inc|gmbh)\b/g, '').replaceAll(/\s+/g, ' ').trim()
