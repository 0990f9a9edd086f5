/** Why two reports may be about one thing, and how sure that is. Reasons add up as independent chances: 1 − Π (1 − p). */
import type { reasons as all } from '../contract-shapes.ts'
import { likeness, wordsOf } from './signs.ts'

export type Reason = { readonly kind: (typeof all)[number]; readonly value: string }
export type Compared = { readonly subject: string; readonly words: string; readonly whoName: string; readonly partyId: string | null; readonly receivedAt: Date; readonly situation: string }

const DAY_MS = 86_400_000
const LEAST = 0.3

/** Undefined when nothing speaks for it. `shared`: indicators and sender that both have. */
export function alike(a: Compared, b: Compared, shared: readonly { kind: string; value: string }[]): { score: number; reasons: Reason[] } | undefined {
  const indicators = shared.filter((one) => one.kind === 'indicator')
  const words = likeness(`${a.subject} ${a.words}`, `${b.subject} ${b.words}`)
  const apart = Math.abs(a.receivedAt.getTime() - b.receivedAt.getTime()) / DAY_MS
  const close = 1 / (1 + apart / 7)
  const sameName = wordsOf(a.whoName).length > 0 && wordsOf(a.whoName).join(' ') === wordsOf(b.whoName).join(' ')
  const found: (Reason & { chance: number })[] = [
    ...indicators.slice(0, 5).map(({ value }) => ({ kind: 'indicator' as const, value, chance: 0.7 * close })),
    ...(words >= 0.3 ? [{ kind: 'words' as const, value: String(Math.round(words * 100)), chance: Math.min(0.9, words) * close }] : []),
    ...(a.partyId !== null && a.partyId === b.partyId ? [{ kind: 'party' as const, value: '', chance: (a.situation === b.situation ? 0.6 : 0.3) * close }] : []),
    ...(shared.some((one) => one.kind === 'sender') ? [{ kind: 'sender' as const, value: '', chance: 0.5 * close }] : []),
    ...(sameName && a.partyId === null ? [{ kind: 'name' as const, value: a.whoName, chance: 0.5 * close }] : []),
  ]
  const score = 1 - found.reduce((none, { chance }) => none * (1 - chance), 1)
  return score < LEAST ? undefined : { score: Math.round(score * 100) / 100, reasons: found.map(({ kind, value }) => ({ kind, value })) }
}
