import { useMemo, useRef, type KeyboardEvent } from 'react'
import { useNavigate } from 'react-router'
import { useLook } from '#ui/console/look.tsx'
import { GlyphAt } from '#ui/icons/icon.tsx'
import { toneOf, type ImpactState } from '#ui/components/tones.ts'
import type { Cascade } from '../loaders.ts'
import { sayCategory, useWords, type Words } from '../words.ts'
import { edgeKey, LINE, neighbour, place, wrap, type Path, type Placed } from './layers.ts'

type Node = Cascade['nodes'][number]
export const stateMark: Readonly<Record<Node['state'], ImpactState>> = { down: 'hit', degraded: 'degraded', at_risk: 'at-risk', none: 'not-hit' }
const edgeClass: Readonly<Record<Cascade['edges'][number]['effect'], string>> = { hard: 'edge', degraded: 'edge edge-degraded', group: 'edge edge-group', none: 'edge edge-degraded', data: 'edge edge-data' }

/** Names of groups are kinds of service; what is left out is counted. */
export function nameOf(t: Words, node: Pick<Node, 'kind' | 'name'>): string {
  if (node.kind === 'rest') return t.n('cascade.rest', Number(node.name))
  return node.kind === 'group' ? sayCategory(t.lang, node.name) : node.name
}

/** From the provider to the bodies, one column a step. One stop for the keyboard: arrows move from there. */
export function CascadeGraph({ view, chosen, path, at, choose, allHref, toHours }: { view: Cascade; chosen: string; path: Path; at: number; choose: (id: string) => void; allHref: string; toHours: () => void }) {
  const t = useWords()
  const navigate = useNavigate()
  const svg = useRef<SVGSVGElement>(null)
  const { placed, width, height, columns } = useMemo(() => place(view.nodes, view.edges, (node) => wrap(nameOf(t, node), charactersIn(node), 2).length), [view.nodes, view.edges, t.lang])
  const byId = useMemo(() => new Map(placed.map((node) => [node.id, node])), [placed])
  const onKey = (event: KeyboardEvent, node: Placed): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      if (node.kind === 'rest') void navigate(allHref)
      else choose(node.id)
      return
    }
    if (event.key === 'h') { event.preventDefault(); toHours(); return }
    const next = neighbour(node.id, event.key, placed, view.edges)
    if (next === undefined) return
    event.preventDefault()
    choose(next)
    svg.current?.querySelector<SVGGElement>(`[data-node="${CSS.escape(next)}"]`)?.focus()
  }
  const edges = [...view.edges].sort((a, b) => Number(path.edges.has(edgeKey(a))) - Number(path.edges.has(edgeKey(b))))
  return (
    <div className="graph-frame">
      <svg ref={svg} className="graph" viewBox={`0 0 ${width} ${height}`} role="group" aria-labelledby="graph-title graph-desc" style={{ minWidth: width, maxWidth: width * 1.2 }}>
        <title id="graph-title">{t('cascade.graphTitle')}</title>
        <desc id="graph-desc">{t('cascade.graphDesc')}</desc>
        {columns.map((column) => <text key={column.layer} className="graph-head" x={column.x} y="15">{t(column.layer === 0 ? 'layer.provider' : column.kind === 'group' ? 'layer.bodies' : column.layer === 1 ? 'layer.infrastructure' : 'layer.software')}</text>)}
        <g aria-hidden="true">
          {edges.map((edge) => {
            const [from, to] = [byId.get(edge.from), byId.get(edge.to)]
            if (!from || !to) return null
            return <path key={edgeKey(edge)} className={path.edges.has(edgeKey(edge)) ? `${edgeClass[edge.effect]} edge-on` : edgeClass[edge.effect]} d={curve(from, to, edge.effect)} />
          })}
        </g>
        {placed.map((node) => (
          <GraphNode
            key={node.id} node={node} onPath={path.nodes.has(node.id)} chosen={node.id === chosen} later={node.at !== null && Date.parse(node.at) > at}
            onClick={() => (node.kind === 'rest' ? void navigate(allHref) : choose(node.id))} onKey={(event) => onKey(event, node)}
          />
        ))}
      </svg>
    </div>
  )
}

const charactersIn = (node: Pick<Node, 'kind'>) => (node.kind === 'group' ? 20 : 17)

// Two edges between the same nodes would cover each other: each effect leaves at its own height.
const lift = { hard: 0, group: 3, degraded: 7, none: 7, data: -7 } as const

function curve(from: Placed, to: Placed, effect: keyof typeof lift): string {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + from.height / 2 + lift[effect], to.x, to.y + to.height / 2 + lift[effect]]
  const half = Math.max(24, (x2 - x1) / 2)
  return `M${x1},${y1}C${x1 + half},${y1} ${x2 - half},${y2} ${x2},${y2}`
}

function GraphNode({ node, onPath, chosen, later, onClick, onKey }: { node: Placed; onPath: boolean; chosen: boolean; later: boolean; onClick: () => void; onKey: (event: KeyboardEvent) => void }) {
  const t = useWords()
  const { f } = useLook()
  const name = nameOf(t, node)
  const isGroup = node.kind === 'group'
  const lines = wrap(name, charactersIn(node), 2)
  const [x, y] = [node.x + 10, node.y + 19]
  const mark = stateMark[node.state]
  const state = node.at === null ? t(`impact.${node.state}`) : t(later ? 'cascade.laterAt' : 'cascade.stateAt', { state: t(`impact.${node.state}`), at: f.moment(node.at) })
  const label = [name, node.bodies > 0 ? t.n('bodies', node.bodies) : '', state, isGroup ? sayTally(t, node.tally) : ''].filter(Boolean).join(', ')
  const below = y + (lines.length - 1) * LINE
  return (
    <g
      className={`node ${onPath ? 'node-on' : ''} ${later ? 'node-later' : ''}`} data-node={node.id} role="button" aria-pressed={chosen} tabIndex={chosen ? 0 : -1}
      onClick={onClick} onKeyDown={onKey}
    >
      <title>{label}</title>
      <g aria-hidden="true">
        <rect className="node-box" x={node.x} y={node.y} width={node.width} height={node.height} rx="4" />
        {lines.map((line, i) => <text key={i} className="node-name" x={x} y={y + i * LINE}>{line}</text>)}
        {isGroup ? (
          <>
            <text className="node-soft" x={x} y={below + LINE}>{t.n('bodies', node.bodies)}</text>
            <TallyBar node={node} x={x} y={below + 24} />
          </>
        ) : (
          <g className={toneOf[mark]}>
            <g className="mark"><GlyphAt state={mark} x={x + 7} y={lines.length > 1 ? below + 15 : below + 17} size={14} /></g>
            <text className="node-soft" x={x + 19} y={lines.length > 1 ? below + 20 : below + 22}>{node.kind === 'rest' ? t('cascade.showAll') : node.at === null ? t(`impact.${node.state}`) : `${t(`impact.${node.state}`)} · ${f.time(node.at)}`}</text>
          </g>
        )}
      </g>
    </g>
  )
}

const tallyMarks = [['hit', 'hit'], ['degraded', 'degraded'], ['atRisk', 'at-risk'], ['unknown', 'unknown'], ['restored', 'restored'], ['notHit', 'not-hit']] as const satisfies readonly (readonly [keyof Node['tally'], ImpactState])[]
export const sayTally = (t: Words, tally: Node['tally']): string => tallyMarks.flatMap(([key]) => (tally[key] > 0 ? [`${tally[key]} ${t(`tallyWord.${key}`)}`] : [])).join(', ')

function TallyBar({ node, x, y }: { node: Placed; x: number; y: number }) {
  const { f } = useLook()
  const parts = tallyMarks.flatMap(([key, mark]) => (node.tally[key] > 0 ? [{ mark, count: node.tally[key] }] : []))
  const total = parts.reduce((sum, part) => sum + part.count, 0)
  const width = node.width - 20
  let left = x
  let text = x
  return (
    <g aria-hidden="true">
      {parts.map(({ mark, count }) => {
        const share = (count / total) * width
        const rect = <rect key={mark} className={`bar ${toneOf[mark]}`} x={left} y={y} width={Math.max(2, share - 1.5)} height="8" />
        left += share
        return rect
      })}
      {parts.slice(0, 4).map(({ mark, count }) => {
        const word = f.number(count)
        const here = text
        text += 17 + word.length * 7.2
        if (text > x + width + 4) return null
        return (
          <g key={mark} className={toneOf[mark]}>
            <g className="mark"><GlyphAt state={mark} x={here + 6} y={y + 18} size={11} /></g>
            <text className="node-soft" x={here + 13} y={y + 22.5}>{word}</text>
          </g>
        )
      })}
    </g>
  )
}
