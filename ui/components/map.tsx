import { GlyphAt } from '../icons/icon.tsx'
import { toneOf, type ImpactState } from './tones.ts'

export type MapCell = {
  readonly id: string
  readonly path: string
  readonly x: number
  readonly y: number
  readonly name: string
  readonly state?: ImpactState
  /** Name and state in words: what a reader hears and a pointer shows. */
  readonly text: string
  readonly href?: string
  readonly label?: 1 | 2
}

type Props = { id: string; title: string; desc: string; width: number; height: number; outline?: string; cells: readonly MapCell[] }

/** Places as shapes. Only cells with a state can be reached; the same facts stand in the table beside it. */
export function TerritoryMap({ id, title, desc, width, height, outline, cells }: Props) {
  // Cells share the ground: the mark is half as wide as an average one, within what an eye can tell apart.
  const size = Math.max(11, Math.min(20, Math.sqrt((width * height * 0.6) / Math.max(1, cells.length)) * 0.62))
  const quiet = cells.filter((c) => !c.state)
  const told = cells.filter((c) => c.state)
  return (
    <svg className="map" viewBox={`0 0 ${width} ${height}`} role="group" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{desc}</desc>
      <path className="cell" d={quiet.map((c) => c.path).join('')} />
      {told.map((c) => (c.href ? <a key={c.id} href={c.href} aria-label={c.text}><Cell cell={c} size={size} /></a> : <g key={c.id} role="img" aria-label={c.text}><Cell cell={c} size={size} /></g>))}
      {outline && <path className="map-outline" d={outline} />}
      <g aria-hidden="true">
        {cells.filter((c) => c.label).map((c) => (
          <text key={c.id} className={c.label === 1 ? 'map-label' : 'map-label map-label-wide'} x={c.x} y={c.state ? c.y - size * 0.85 : c.y + 5}>
            {c.name}
          </text>
        ))}
      </g>
    </svg>
  )
}

function Cell({ cell, size }: { cell: MapCell; size: number }) {
  const state = cell.state ?? 'not-hit'
  return (
    <g className={toneOf[state]}>
      <path className={state === 'unknown' ? 'cell cell-unknown' : 'cell'} d={cell.path} />
      <g className="mark">
        <GlyphAt state={state} x={cell.x} y={cell.y} size={size} />
      </g>
    </g>
  )
}
