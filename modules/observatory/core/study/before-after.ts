/** Before and after a day; and, where it is known who had what began then, against those who had it not. */
import { effect, type Compared, type Spans } from '#engines/statistics/index.ts'
import type { Figures, StudyFilter } from '../../contract-study.ts'
import { bodiesOf, type Many } from './denominators.ts'
import type { StudyRow } from './rows.ts'

const DAY_MS = 86_400_000

/** As long before as after, at most: equal spans, so that the same bodies need no count. */
export function effectOf(rows: readonly StudyRow[], many: readonly Many[], filter: StudyFilter, since: string, today: string, had: ReadonlyMap<string, string> | null): Figures['effect'] {
  const at = Date.parse(since), now = Date.parse(today)
  const dated = rows.flatMap((row) => (row.startedOn && (row.precision === 'day' || row.precision === 'hour') ? [{ row, day: Date.parse(row.startedOn) }] : []))
  const first = dated.reduce((least, { day }) => Math.min(least, day), Infinity)
  const after = (now - at) / DAY_MS, before = Math.min(after, (at - first) / DAY_MS)
  if (!(after > 0 && before > 0)) return null
  const inTime = dated.filter(({ day }) => day >= at - before * DAY_MS && day <= now)
  const spansOf = (those: typeof inTime): Spans => {
    const later = those.filter(({ day }) => day >= at).length
    return { before: { count: those.length - later, exposed: before }, after: { count: later, exposed: after } }
  }
  const kinds = new Set(had?.values())
  const theirs = had && inTime.filter(({ row }) => row.parties.some((id) => had.has(id)))
  const others = had && inTime.filter(({ row }) => row.kind !== null && kinds.has(row.kind) && row.parties.length > 0 && !row.parties.some((id) => had.has(id)))
  const [those, control] = [spansOf(theirs ?? inTime), others ? spansOf(others) : undefined]
  const made = effect(those.before, those.after, control)
  if (!made) return null
  const bodies = had && bodiesOfKinds(many, filter, kinds)
  const { p, ...ratio } = made.ratio
  return {
    since, before: those.before.count, after: those.after.count, days: { before, after }, ratio: told(ratio), p, caveats: [...made.caveats],
    control: had && control ? {
      had: { before: those.before.count, after: those.after.count, bodies: had.size }, others: { before: control.before.count, after: control.after.count, bodies: bodies === null ? null : Math.max(0, bodies - had.size) },
      against: made.against && told(made.against), p: made.against?.p ?? null, aside: inTime.filter(({ row }) => row.parties.length === 0).length,
    } : null,
  }
}

/** Bodies of these kinds together; nothing where one of them is not counted. */
function bodiesOfKinds(many: readonly Many[], { from: _from, to: _to, ...filter }: StudyFilter, kinds: ReadonlySet<string>): number | null {
  let sum = 0
  for (const kind of kinds) {
    const these = bodiesOf(many, { ...filter, kind: kind as NonNullable<StudyFilter['kind']> }, [9999])
    if (these === null) return null
    sum += these
  }
  return sum > 0 ? sum : null
}

/** A ratio without an end is no number on the wire. */
const finite = (one: number) => (Number.isFinite(one) ? one : Number.MAX_SAFE_INTEGER)
const told = ({ value, low, high }: Omit<Compared, 'p'>) => ({ value: finite(value), low: finite(low), high: finite(high) })
