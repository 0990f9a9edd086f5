import { useState, type KeyboardEvent } from 'react'
import { GlyphAt } from '../icons/icon.tsx'
import { toneOf, type ImpactState } from './tones.ts'

/** One of five classes, pale to dark; `none` is hatched: nothing is known there. */
export type Step = 1 | 2 | 3 | 4 | 5 | 'none'

export type Place = {
  readonly id: string
  readonly path: string
  readonly x: number
  readonly y: number
  readonly name: string
  /** Name and number or state in words: what a reader hears and a pointer shows. */
  readonly text: string
  readonly href: string
  readonly step?: Step
  readonly state?: ImpactState
  readonly label?: boolean
}

type Props = { id: string; title: string; desc: string; width: number; height: number; outline: string; places: readonly Place[] }

/**
 * Hundreds of places in one stop of the tab key: arrows lead to the nearest place on that side, Enter opens it.
 * The same numbers stand in a table beside it.
 */
export function PlacesMap({ id, title, desc, width, height, outline, places }: Props) {
  const [at, setAt] = useState<string>()
  const current = places.find((p) => p.id === at) ?? places.find((p) => p.label) ?? places[0]
  // Names are read at 13 pixels however the map is scaled to fit: some 600 wide, and 720 high at most.
  const letter = 13 / Math.min(600 / width, 720 / height)
  const size = Math.max(11, Math.min(20, Math.sqrt((width * height * 0.6) / Math.max(1, places.length)) * 0.62))
  const onKeyDown = (event: KeyboardEvent): void => {
    const way = ways[event.key]
    const next = way && current && nearest(places, current, way)
    if (!next) return
    event.preventDefault()
    setAt(next.id)
    document.getElementById(`${id}-${next.id}`)?.focus()
  }
  return (
    <svg className="map" viewBox={`0 0 ${width} ${height}`} role="group" aria-labelledby={`${id}-title ${id}-desc`} onKeyDown={onKeyDown}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{desc}</desc>
      {places.map((p) => (
        <a key={p.id} id={`${id}-${p.id}`} href={p.href} aria-label={p.text} tabIndex={p === current ? 0 : -1} onFocus={() => setAt(p.id)} className={p.state ? toneOf[p.state] : undefined}>
          <title>{p.text}</title>
          <path className={cellClass(p)} d={p.path} />
          {p.state && p.state !== 'not-hit' && <g className="mark"><GlyphAt state={p.state} x={p.x} y={p.y} size={size} /></g>}
        </a>
      ))}
      {outline && <path className="map-outline" d={outline} />}
      <g aria-hidden="true">
        {places.filter((p) => p.label).map((p) => <text key={p.id} className={labelClass(p, width, letter)} style={{ fontSize: letter }} x={p.x} y={p.y + letter / 3}>{p.name}</text>)}
      </g>
    </svg>
  )
}

const stepClasses: Readonly<Record<Step, string>> = { 1: 'cell step-1', 2: 'cell step-2', 3: 'cell step-3', 4: 'cell step-4', 5: 'cell step-5', none: 'cell cell-unknown' }

function cellClass({ step, state }: Place): string {
  if (state) return state === 'unknown' ? 'cell cell-unknown' : 'cell'
  return stepClasses[step ?? 'none']
}

/** A name near the edge grows inwards: drawn from its middle it would leave the picture. A letter is half as wide as high. */
function labelClass({ x, name }: Place, width: number, letter: number): string {
  const half = name.length * letter * 0.25
  return x < half ? 'map-label places-label places-label-start' : x > width - half ? 'map-label places-label places-label-end' : 'map-label places-label'
}

const ways: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** The place whose centre is nearest within a quarter turn of the way. */
function nearest(places: readonly Place[], from: Place, [dx, dy]: readonly [number, number]): Place | undefined {
  let best: Place | undefined
  let least = Infinity
  for (const p of places) {
    const [x, y] = [p.x - from.x, p.y - from.y]
    const along = x * dx + y * dy
    if (p === from || along <= 0 || Math.abs(x * dy - y * dx) > along) continue
    const distance = x * x + y * y
    if (distance < least) [best, least] = [p, distance]
  }
  return best
}

/** What each shade means, as squares with their words. */
export function MapKey({ label, entries }: { label: string; entries: readonly { readonly step: Step; readonly word: string }[] }) {
  return (
    <ul className="map-key" aria-label={label}>
      {entries.map((e) => (
        <li key={e.word}>
          <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path className={stepClasses[e.step]} d="M1 1h14v14h-14z" /></svg>
          {e.word}
        </li>
      ))}
    </ul>
  )
}
