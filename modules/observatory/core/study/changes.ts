/** Two versions of a study, held against each other: which numbers are others now. */
import { breakdowns, type Block, type Breakdown, type Change, type Figures } from '../../contract-study.ts'

export type Written = { readonly blocks: readonly Block[]; readonly figures: readonly (Figures | null)[] }
type Chart = Extract<Block, { kind: 'chart' }>

/** A chart is the same where it asks the same; of two that do, the first stands for the first. `fresh`: charts that the version before has not. */
export function changesOf(before: Written, after: Written): { readonly fresh: number[]; readonly changes: Change[] } {
  const asks = ({ chart, filter }: Chart) => JSON.stringify([chart, Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1))])
  const waiting = before.blocks.flatMap((block, at) => (block.kind === 'chart' ? [{ asked: asks(block), figures: before.figures[at] }] : []))
  const fresh: number[] = []
  const changes: Change[] = []
  for (const [at, block] of after.blocks.entries()) {
    const now = after.figures[at]
    if (block.kind !== 'chart' || !now) continue
    const twin = waiting.findIndex((one) => one.asked === asks(block))
    if (twin < 0) { fresh.push(at); continue }
    const was = waiting.splice(twin, 1)[0]!.figures
    if (!was) continue
    const [old, current] = [valuesOf(block.chart, was), valuesOf(block.chart, now)]
    for (const key of new Set([...current.keys(), ...old.keys()])) {
      const [b, a] = [old.get(key) ?? null, current.get(key) ?? null]
      if (b !== a) changes.push({ block: at, chart: block.chart, key, before: b, after: a })
    }
  }
  return { fresh, changes }
}

/** The numbers that a chart draws, each by a name of its own. */
function valuesOf(chart: Chart['chart'], figures: Figures): ReadonlyMap<string, number | null> {
  if ((breakdowns as readonly string[]).includes(chart)) return new Map(figures.by[chart as Breakdown].map((row) => [row.key, row.count]))
  if (chart === 'trend') return new Map([['change', figures.trend && (figures.trend.change.value - 1) * 100], ['turns', figures.change && figures.change.segments.length - 1]])
  if (chart === 'season') return new Map((['night', 'weekend', 'holiday'] as const).map((name) => [name, figures.season[name]?.ratio.value ?? null]))
  if (chart === 'restore') return new Map([['median', figures.restore.median], ['events', figures.restore.events], ['censored', figures.restore.censored]])
  if (chart === 'effect') return new Map([['before', figures.effect?.before ?? null], ['after', figures.effect?.after ?? null], ['ratio', figures.effect?.ratio.value ?? null], ['against', figures.effect?.control?.against?.value ?? null]])
  return new Map(figures.providers.map((one) => [one.name || one.partyId, one.falls]))
}
