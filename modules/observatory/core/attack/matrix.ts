/** In how many attacks each technique was met. A revoked code counts where it is now; an attack counts once for a technique, whatever sub-techniques it names. */
import type { AttackMatrix, Tactic, Technique } from '../../contract-attack.ts'

export const parentOf = (code: string): string => code.split('.', 1)[0]!
/** @param groups which codes attacks name together, and how many attacks name exactly these. */
export function matrixOf(tactics: readonly Tactic[], techniques: readonly Pick<Technique, 'code' | 'name' | 'tactics' | 'state' | 'now'>[], groups: readonly { readonly codes: readonly string[]; readonly n: number }[]): Pick<AttackMatrix, 'tactics' | 'others' | 'attacks'> {
  const known = new Map(techniques.map((one) => [one.code, one]))
  const today = (code: string): string => { const one = known.get(code); return one?.state === 'revoked' && one.now !== null ? one.now : code }
  const counted = new Map<string, number>()
  const inTactic = new Map<string, number>()
  const placed = (code: string) => known.get(code)?.tactics ?? []
  for (const { codes, n } of groups) {
    const now = new Set(codes.map(today))
    for (const code of new Set([...now, ...[...now].map(parentOf)])) counted.set(code, (counted.get(code) ?? 0) + n)
    for (const short of new Set([...now].flatMap((code) => [...placed(code), ...placed(parentOf(code))]))) inTactic.set(short, (inTactic.get(short) ?? 0) + n)
  }
  const seen = new Set<string>()
  const cellOf = (code: string) => ({ code, name: known.get(code)?.name ?? '', n: counted.get(code) ?? 0 })
  const most = (a: { n: number; code: string }, b: { n: number; code: string }) => b.n - a.n || (a.code < b.code ? -1 : 1)
  const whole = techniques.filter((one) => !one.code.includes('.'))
  return {
    attacks: groups.reduce((sum, one) => sum + (one.codes.length > 0 ? one.n : 0), 0),
    tactics: tactics.map((one) => {
      const here = whole.filter((it) => it.tactics.includes(one.short))
      const cells = here.filter((it) => counted.has(it.code)).map((it) => ({ ...cellOf(it.code), sub: [...counted.keys()].filter((code) => code.startsWith(`${it.code}.`)).map(cellOf).sort(most) })).sort(most)
      for (const cell of cells) { seen.add(cell.code); for (const sub of cell.sub) seen.add(sub.code) }
      return { ...one, n: inTactic.get(one.short) ?? 0, all: here.filter((it) => it.state === 'active').length, cells }
    }),
    others: [...counted].filter(([code]) => !seen.has(code) && (code.includes('.') || !techniques.some((it) => it.code.startsWith(`${code}.`) && seen.has(it.code)))).map(([code, n]) => ({ code, n })).sort(most).slice(0, 500),
  }
}
