/** How exactly it is told that something was seen, whether an alert or a look back met it: one rule, for all that leaves. Inside, hours and counts stay as they are. */
const DAY_MS = 86_400_000
/** So many bodies hide one of them. */
export const BODIES_LEAST = 5
const COUNT_MOST = 100_000_000

export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
export const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`)
/** Days from Monday on. */
const sinceMonday = (ms: number): number => (new Date(ms).getUTCDay() + 6) % 7
/**
 * A centre may have one hospital, and the newspaper may have said on which morning it stood still. So:
 * no hour is ever told, for hours are those of somebody's work; days only where five bodies or more had hits, else whole weeks, Monday to Sunday (UTC).
 */
export function roundedDays({ bodies, from, to }: { readonly bodies: number; readonly from: string; readonly to: string }, at: Date): { readonly from: string; readonly to: string } {
  if (bodies >= BODIES_LEAST) return { from, to }
  const [first, last] = [startOf(from), startOf(to)]
  const sunday = last + (6 - sinceMonday(last)) * DAY_MS
  // Not later than it is told: that day stands in the sighting anyhow.
  return { from: dayOf(first - sinceMonday(first) * DAY_MS), to: dayOf(Math.min(sunday, Math.max(last, at.getTime()))) }
}
/** How many lines there were tells how large a body is and what it logs: only the power of ten below is told. */
export const roundedCount = (hits: number): number => Math.min(COUNT_MOST, 10 ** Math.floor(Math.log10(Math.max(1, hits))))
/** The number of bodies that were asked, by fives; fewer than five are not numbered. */
export const roundedBodies = (bodies: number): number => Math.floor(bodies / BODIES_LEAST) * BODIES_LEAST
/** Of the kinds of those that had hits, one for each body: the kinds that hide every one of theirs. */
export function roundedKinds(kinds: readonly string[]): string[] {
  return [...Map.groupBy(kinds, (kind) => kind)].flatMap(([kind, all]) => (all.length >= BODIES_LEAST ? [kind] : []))
}

/** Lines at so many bodies, from the first day on which there were some to the last. */
export type Seen = { readonly bodies: number; readonly hits: number; readonly from: string; readonly to: string }
/** What a sighting says of it. `lines`: which ones. */
export const seenIn = (lines: string, seen: Seen, at: Date) =>
  saidOf(roundedCount(seen.hits), roundedDays(seen, at), `Seen in ${lines}. The count is a power of ten at most as high as the number of lines; days are those on which lines came, as whole weeks where few bodies had them.`)
export const saidOf = (count: number, { from, to }: { readonly from: string; readonly to: string }, description: string) => ({ description, first_seen: `${from}T00:00:00.000Z`, last_seen: `${to}T23:59:59.999Z`, count })
