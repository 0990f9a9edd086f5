import { useMemo, useRef, type KeyboardEvent } from 'react'
import { GlyphAt } from '../icons/icon.tsx'
import { edgeKey, LINE, neighbour, place, wrap, type LayeredEdge, type LayeredNode, type Path, type Placed } from './layered-layout.ts'
import { toneOf } from './tones.ts'

export const edgeClass: Readonly<Record<LayeredEdge['effect'], string>> = { hard: 'edge', degraded: 'edge edge-degraded', group: 'edge edge-group', none: 'edge edge-degraded', data: 'edge edge-data' }

type Props = {
  /** Begins the ids of the drawing. */
  id: string
  title: string
  desc: string
  nodes: readonly LayeredNode[]
  edges: readonly LayeredEdge[]
  /** Heads of the columns: by layer, and by what stands in it. */
  headOf: (layer: number, kind: LayeredNode['kind']) => string
  chosen: string
  path: Path
  numberOf: (count: number) => string
  onChoose: (id: string) => void
  /** What stands for the rest was asked for. */
  onMore: () => void
  /** The key "h": to the hours, where there are some. */
  onHours?: () => void
}

/** From a provider to the bodies, one column a step. One stop for the keyboard: arrows move from there. */
export function LayeredGraph({ id, title, desc, nodes, edges, headOf, chosen, path, numberOf, onChoose, onMore, onHours }: Props) {
  const svg = useRef<SVGSVGElement>(null)
  const { placed, width, height, columns } = useMemo(() => place(nodes, edges, (node) => wrap(node.name, charactersIn(node), 2).length), [nodes, edges])
  const byId = useMemo(() => new Map(placed.map((node) => [node.id, node])), [placed])
  const onKey = (event: KeyboardEvent, node: Placed): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      if (node.kind === 'rest') onMore()
      else onChoose(node.id)
      return
    }
    if (event.key === 'h' && onHours) { event.preventDefault(); onHours(); return }
    const next = neighbour(node.id, event.key, placed, edges)
    if (next === undefined) return
    event.preventDefault()
    onChoose(next)
    svg.current?.querySelector<SVGGElement>(`[data-node="${CSS.escape(next)}"]`)?.focus()
  }
  const inOrder = [...edges].sort((a, b) => Number(path.edges.has(edgeKey(a))) - Number(path.edges.has(edgeKey(b))))
  return (
    <div className="graph-frame">
      <svg ref={svg} className="graph" viewBox={`0 0 ${width} ${height}`} role="group" aria-labelledby={`${id}-title ${id}-desc`} style={{ minWidth: width, maxWidth: width * 1.2 }}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{desc}</desc>
        {columns.map((column) => <text key={column.layer} className="graph-head" x={column.x} y="15">{headOf(column.layer, column.kind)}</text>)}
        <g aria-hidden="true">
          {inOrder.map((edge) => {
            const [from, to] = [byId.get(edge.from), byId.get(edge.to)]
            if (!from || !to) return null
            return <path key={edgeKey(edge)} className={path.edges.has(edgeKey(edge)) ? `${edgeClass[edge.effect]} edge-on` : edgeClass[edge.effect]} d={curve(from, to, edge.effect)} />
          })}
        </g>
        {placed.map((node) => (
          <GraphNode
            key={node.id} node={node} onPath={path.nodes.has(node.id)} chosen={node.id === chosen} numberOf={numberOf}
            onClick={() => (node.kind === 'rest' ? onMore() : onChoose(node.id))} onKey={(event) => onKey(event, node)}
          />
        ))}
      </svg>
    </div>
  )
}

const charactersIn = (node: Pick<LayeredNode, 'kind'>) => (node.kind === 'group' ? 20 : 17)

// Two edges between the same nodes would cover each other: each effect leaves at its own height.
const lift = { hard: 0, group: 3, degraded: 7, none: 7, data: -7 } as const

function curve(from: Placed, to: Placed, effect: keyof typeof lift): string {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + from.height / 2 + lift[effect], to.x, to.y + to.height / 2 + lift[effect]]
  const half = Math.max(24, (x2 - x1) / 2)
  return `M${x1},${y1}C${x1 + half},${y1} ${x2 - half},${y2} ${x2},${y2}`
}

function GraphNode({ node, onPath, chosen, numberOf, onClick, onKey }: { node: Placed; onPath: boolean; chosen: boolean; numberOf: Props['numberOf']; onClick: () => void; onKey: (event: KeyboardEvent) => void }) {
  const lines = wrap(node.name, charactersIn(node), 2)
  const [x, y] = [node.x + 10, node.y + 19]
  const below = y + (lines.length - 1) * LINE
  return (
    <g
      className={`node ${onPath ? 'node-on' : ''} ${node.later ? 'node-later' : ''}`} data-node={node.id} role="button" aria-pressed={chosen} tabIndex={chosen ? 0 : -1}
      onClick={onClick} onKeyDown={onKey}
    >
      <title>{node.label}</title>
      <g aria-hidden="true">
        <rect className="node-box" x={node.x} y={node.y} width={node.width} height={node.height} rx="4" />
        {lines.map((line, i) => <text key={i} className="node-name" x={x} y={y + i * LINE}>{line}</text>)}
        {node.kind === 'group' ? (
          <>
            <text className="node-soft" x={x} y={below + LINE}>{node.note}</text>
            <TallyBar node={node} x={x} y={below + 24} numberOf={numberOf} />
          </>
        ) : (
          <g className={toneOf[node.state]}>
            <g className="mark"><GlyphAt state={node.state} x={x + 7} y={lines.length > 1 ? below + 15 : below + 17} size={14} /></g>
            <text className="node-soft" x={x + 19} y={lines.length > 1 ? below + 20 : below + 22}>{node.note}</text>
          </g>
        )}
      </g>
    </g>
  )
}

/** How the bodies of a group stand: a bar, and the numbers that fit under it. */
function TallyBar({ node, x, y, numberOf }: { node: Placed; x: number; y: number; numberOf: Props['numberOf'] }) {
  const parts = node.tally.filter(({ count }) => count > 0)
  const total = parts.reduce((sum, part) => sum + part.count, 0)
  const width = node.width - 20
  let left = x
  let text = x
  return (
    <g aria-hidden="true">
      {parts.map(({ state, count }) => {
        const share = (count / total) * width
        const rect = <rect key={state} className={`bar ${toneOf[state]}`} x={left} y={y} width={Math.max(2, share - 1.5)} height="8" />
        left += share
        return rect
      })}
      {parts.slice(0, 4).map(({ state, count }) => {
        const word = numberOf(count)
        const here = text
        text += 17 + word.length * 7.2
        if (text > x + width + 4) return null
        return (
          <g key={state} className={toneOf[state]}>
            <g className="mark"><GlyphAt state={state} x={here + 6} y={y + 18} size={11} /></g>
            <text className="node-soft" x={here + 13} y={y + 22.5}>{word}</text>
          </g>
        )
      })}
    </g>
  )
}
