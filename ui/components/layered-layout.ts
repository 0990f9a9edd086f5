/** Where each node of a layered graph stands, and which edges lead to it. Pure: sizes in the units of the drawing. */
import type { ImpactState } from './tones.ts'

/** `group` stands for many and shows how they are; `rest` for what is left out. */
export type LayeredNode = {
  readonly id: string
  readonly layer: number
  readonly kind: 'provider' | 'service' | 'group' | 'rest'
  /** In the reader's language, like the rest. */
  readonly name: string
  readonly state: ImpactState
  /** Beside the state's mark: "fermo · 06:00"; for a group, how many it stands for. */
  readonly note: string
  /** Name, state and numbers in one sentence, for who hears it. */
  readonly label: string
  /** Not yet so at the hour that is looked at. */
  readonly later: boolean
  readonly tally: readonly { readonly state: ImpactState; readonly count: number }[]
  /** How much hangs on it: order in a column, and where an arrow leads. */
  readonly bodies: number
  readonly people: number
}
export type LayeredEdge = { readonly from: string; readonly to: string; readonly effect: 'hard' | 'degraded' | 'group' | 'none' | 'data'; readonly bodies: number }

type Node = LayeredNode
type Edge = LayeredEdge
export type Placed = Node & { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type Path = { readonly nodes: ReadonlySet<string>; readonly edges: ReadonlySet<string> }
export const edgeKey = (edge: Pick<Edge, 'from' | 'to' | 'effect'>) => `${edge.from} ${edge.to} ${edge.effect}`

const WIDTHS: Readonly<Record<Node['kind'], number>> = { provider: 128, service: 138, group: 160, rest: 138 }
const GAP_X = 36
export const LINE = 17
const GAP_Y = 12
const HEIGHTS: Readonly<Record<Node['kind'], number>> = { provider: 62, service: 62, group: 80, rest: 62 }
export const HEAD_HEIGHT = 28

/** Columns by layer, each centred; in a column, nodes follow those that lead to them, the heaviest first. */
export function place(nodes: readonly Node[], edges: readonly Edge[], linesOf: (node: Node) => number = () => 1): { placed: readonly Placed[]; width: number; height: number; columns: readonly { layer: number; x: number; kind: Node['kind'] }[] } {
  const layers = [...new Set(nodes.map((node) => node.layer))].sort((a, b) => a - b)
  const ofLayer = layers.map((layer) => nodes.filter((node) => node.layer === layer))
  const widths = ofLayer.map((list) => Math.max(...list.map((node) => WIDTHS[node.kind])))
  const free = Math.max(0, 640 - 4 - widths.reduce((sum, one) => sum + one, 0) - (layers.length - 1) * GAP_X)
  const gap = GAP_X + (layers.length > 1 ? free / (layers.length - 1) : 0)
  const xs = widths.map((_, column) => 2 + widths.slice(0, column).reduce((sum, one) => sum + one + gap, 0))
  const width = xs.at(-1)! + widths.at(-1)! + 2
  const tall = (node: Node) => HEIGHTS[node.kind] + (node.kind === 'group' ? (linesOf(node) - 1) * LINE : 0)
  const heightOf = (list: readonly Node[]) => list.reduce((sum, node) => sum + tall(node) + GAP_Y, -GAP_Y)
  const height = Math.max(...ofLayer.map(heightOf)) + HEAD_HEIGHT + 8
  const placed = new Map<string, Placed>()
  for (const [column, list] of ofLayer.entries()) {
    let y = HEAD_HEIGHT + (height - HEAD_HEIGHT - 8 - heightOf(list)) / 2 + 2
    for (const node of ordered(list, edges, placed)) {
      placed.set(node.id, { ...node, x: xs[column]!, y, width: widths[column]!, height: tall(node) })
      y += tall(node) + GAP_Y
    }
  }
  return { placed: nodes.map((node) => placed.get(node.id)!), width, height, columns: layers.map((layer, column) => ({ layer, x: xs[column]!, kind: columnKind(ofLayer[column]!) })) }
}

const columnKind = (list: readonly Node[]): Node['kind'] => (list.some((node) => node.kind === 'group') ? 'group' : (list[0]?.kind ?? 'service'))

function ordered(list: readonly Node[], edges: readonly Edge[], placed: ReadonlyMap<string, Placed>): Node[] {
  const parentY = (node: Node): number => {
    const ys = edges.filter((edge) => edge.to === node.id && placed.has(edge.from)).map((edge) => placed.get(edge.from)!.y)
    return ys.length === 0 ? 0 : Math.min(...ys)
  }
  const rank = (node: Node) => (node.kind === 'rest' ? 1 : 0)
  return list.toSorted((a, b) => rank(a) - rank(b) || parentY(a) - parentY(b) || b.people - a.people || b.bodies - a.bodies)
}

const strength: Readonly<Record<Edge['effect'], number>> = { hard: 0, group: 1, degraded: 2, data: 3, none: 4 }
const strongest = (edges: readonly Edge[]): Edge | undefined => edges.toSorted((a, b) => strength[a.effect] - strength[b.effect] || b.bodies - a.bodies)[0]

/** The way by which a node is reached first of all: back along the strongest edge. A cycle ends where it would repeat. */
export function pathTo(id: string, edges: readonly Edge[]): Path {
  const nodes = new Set([id])
  const used = new Set<string>()
  for (let at = id; ;) {
    const edge = strongest(edges.filter((one) => one.to === at && !nodes.has(one.from)))
    if (!edge) return { nodes, edges: used }
    nodes.add(edge.from)
    used.add(edgeKey(edge))
    at = edge.from
  }
}

/** Where an arrow key leads: along the path or in the column. */
export function neighbour(id: string, key: string, placed: readonly Placed[], edges: readonly Edge[]): string | undefined {
  const here = placed.find((node) => node.id === id)
  if (!here) return undefined
  if (key === 'ArrowRight') return onward(id, placed, edges)
  if (key === 'ArrowLeft') return strongest(edges.filter((edge) => edge.to === id && edge.from !== id))?.from
  const column = placed.filter((node) => node.layer === here.layer).toSorted((a, b) => a.y - b.y)
  const next = column.indexOf(here) + (key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0)
  return key === 'Home' ? placed[0]?.id : column[next]?.id
}

/** The step that most bodies hang on; what stands for several nodes is the last to be walked to. */
function onward(id: string, placed: readonly Placed[], edges: readonly Edge[]): string | undefined {
  const isRest = (node: string) => placed.find((one) => one.id === node)?.kind === 'rest'
  const rank = (edge: Edge) => (isRest(edge.to) ? 100 : 0) + strength[edge.effect]
  const out = edges.filter((edge) => edge.from === id && edge.to !== id)
  const weights = new Map(out.map((edge) => [edge, edge.bodies + bodiesBehind(edge.to, edges, new Set([id]))]))
  return out.toSorted((a, b) => rank(a) - rank(b) || weights.get(b)! - weights.get(a)!)[0]?.to
}

/** Bodies that stop because of a node, through whatever stands between; each node is walked through once. */
function bodiesBehind(id: string, edges: readonly Edge[], seen: Set<string>): number {
  if (seen.has(id)) return 0
  seen.add(id)
  return edges.reduce((sum, edge) => (edge.from === id && edge.effect !== 'data' ? sum + edge.bodies + bodiesBehind(edge.to, edges, seen) : sum), 0)
}

/** A name in at most `rows` lines of about `characters`, cut with an ellipsis. */
export function wrap(text: string, characters: number, rows: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= characters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  const kept = lines.slice(0, rows)
  if (lines.length > rows) kept[rows - 1] = `${kept[rows - 1]!.slice(0, characters - 1)}…`
  return kept.map((line) => (line.length > characters ? `${line.slice(0, characters - 1)}…` : line))
}
