import { heaviestClosed } from './closed.ts'
import type { Jobs } from './jobs.ts'
import { bestRow, MAX_EXACT_JOBS, quickRow } from './rows.ts'
import { apart, partOf, stages } from './split.ts'
import type { Part } from './split.ts'

/** Jobs to be done in this row and nothing between them. Costs are weight × hours from the piece's own start. */
export type Piece = {
  readonly jobs: readonly number[]
  readonly hours: number
  readonly weight: number
  readonly cost: number
  /** No row of these jobs costs less; equal to `cost` when this one is the best. */
  readonly lower: number
}

/**
 * The pieces of some jobs, the densest (weight an hour) first: Sidney's decomposition, each piece put in order inside.
 * - Jobs that do not touch each other: the pieces of each, sorted by density (Smith).
 * - All of some before all of the others: the pieces of both in a row, joined where a later one is denser (Lawler).
 * - Neither: cut by density with minimum cuts; what cannot be cut is put in order whole.
 * Without the third the answer is the best, whatever the size: that is series-parallel precedence, trees among it.
 */
export function piecesOf(jobs: Jobs, members: readonly number[], maxExact = MAX_EXACT_JOBS): Piece[] {
  if (members.length <= 1) return members.map((job) => single(jobs, job))
  const part = partOf(jobs, members)
  const further = (places: readonly number[]) => piecesOf(jobs, places.map((at) => members[at]!), maxExact)
  const groups = apart(part)
  if (groups.length > 1) return groups.flatMap(further).sort(density)
  const inOrder = stages(part)
  if (inOrder.length > 1) return inOrder.map(further).reduce(inRow)
  const blocks = cutByDensity(jobs, part)
  return blocks.length > 1 ? blocks.flatMap((block) => piecesOf(jobs, block, maxExact)) : [whole(part, maxExact)]
}

export function joined(pieces: readonly Piece[]): Piece {
  let [hours, weight, cost, lower] = [0, 0, 0, 0]
  for (const piece of pieces) {
    cost += piece.cost + piece.weight * hours
    lower += piece.lower + piece.weight * hours
    hours += piece.hours
    weight += piece.weight
  }
  return { jobs: pieces.flatMap((piece) => piece.jobs), hours, weight, cost, lower }
}

function single({ hours, weight }: Jobs, job: number): Piece {
  const cost = hours[job]! * weight[job]!
  return { jobs: [job], hours: hours[job]!, weight: weight[job]!, cost, lower: cost }
}

/** Below zero when a is denser. Work without hours and with weight is denser than any other. */
const density = (a: Piece, b: Piece) => b.weight * a.hours - a.weight * b.hours

/** Two rows of falling density, one wholly before the other: where the second begins denser, the ends grow together. */
function inRow(first: readonly Piece[], second: readonly Piece[]): Piece[] {
  const [before, after] = [[...first], [...second]]
  if (density(after[0]!, before.at(-1)!) >= 0) return [...before, ...after]
  let middle = joined([before.pop()!, after.shift()!])
  for (let grew = true; grew;) {
    grew = false
    while (before.length > 0 && density(middle, before.at(-1)!) < 0) { middle = joined([before.pop()!, middle]); grew = true }
    while (after.length > 0 && density(after[0]!, middle) < 0) { middle = joined([middle, after.shift()!]); grew = true }
  }
  return [...before, middle, ...after]
}

/** Sidney's blocks: each time a closed set denser than the whole is found, what is in it and what is left are cut again. */
function cutByDensity(jobs: Jobs, part: Part): (readonly number[])[] {
  const { members } = part
  const [hours, weight] = [sum(part.hours), sum(part.weight)]
  if (members.length <= 1 || hours === 0 || weight === 0) return [members]
  const { heaviest, even } = heaviestClosed(part.weight.map((own, at) => own - weight / hours * part.hours[at]!), part.needs)
  if (heaviest.length === 0 || heaviest.length === members.length) return even.length > 1 ? even.map((block) => block.map((at) => members[at]!)) : [members]
  const inside = new Set(heaviest)
  return [true, false].flatMap((dense) => cutByDensity(jobs, partOf(jobs, members.filter((_, at) => inside.has(at) === dense))))
}

/**
 * Jobs of which no closed part is denser than all. Drawn over time, the weight still waiting is then never under the
 * straight line from all to none, whatever the order: half the rectangle, plus half of what each job has alone, is a
 * lower bound, and the rectangle an upper one (Goemans and Williamson's picture): no row is worse than twice the best.
 */
function whole(part: Part, maxExact: number): Piece {
  const [hours, weight] = [sum(part.hours), sum(part.weight)]
  const exact = part.hours.filter((own) => own > 0).length <= maxExact
  const { row, cost } = exact ? bestRow(part) : quickRow(part)
  const bound = (hours * weight + part.hours.reduce((total, own, at) => total + own * part.weight[at]!, 0)) / 2
  return { jobs: row.map((at) => part.members[at]!), hours, weight, cost, lower: exact ? cost : Math.min(bound, cost) }
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
