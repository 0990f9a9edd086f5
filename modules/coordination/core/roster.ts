/** Turns of the people who answer outside hours. */
export type Turn = { readonly startsAt: Date; readonly endsAt: Date }
export type Gap = { readonly from: Date; readonly until: Date }

/** The hours between two moments that no turn covers, in order. */
export function gapsIn(turns: readonly Turn[], from: Date, until: Date): Gap[] {
  const gaps: Gap[] = []
  let at = from
  for (const { startsAt, endsAt } of turns.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    if (endsAt <= at) continue
    if (startsAt >= until) break
    if (startsAt > at) gaps.push({ from: at, until: startsAt })
    at = endsAt
  }
  return at < until ? [...gaps, { from: at, until }] : gaps
}

/** Two turns at once would leave two people each thinking that the other answers. */
export const overlaps = (a: Turn, b: Turn): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt

const countries = { IT: '+39', FR: '+33' } as const
/** "+39 055 1234567", "0039…", or a number of the centre's country, to "+" and digits; undefined: no text message would arrive. */
export function numberOf(typed: string, country: 'IT' | 'FR'): string | undefined {
  const bare = typed.replaceAll(/[\s./()\-–]/g, '')
  const full = bare.startsWith('+') ? bare : bare.startsWith('00') ? `+${bare.slice(2)}`
    // In France the leading zero is left out behind the country; in Italy it is part of the number.
    : country === 'FR' ? `${countries.FR}${bare.replace(/^0/, '')}` : `${countries.IT}${bare}`
  return /^\+[1-9]\d{6,14}$/.test(full) ? full : undefined
}
