import { toneOf } from '#ui/components/tones.ts'
import { StateChip } from '#ui/components/state-chip.tsx'
import { publicPaths, type MapView, type PublicState } from '#modules/notices/contract-public.ts'
import { markOf } from './states.tsx'
import type { Pen } from './words.ts'

const states = ['down', 'limited', 'unknown', 'restored', 'working'] as const

/** Where bodies have confirmed something. Only they can be reached; the same facts stand in the table beside it, which `after` leads to. Numbers are those of the cells: a body without a place is only in the table. */
export function PlaceMap({ map, after, pen }: { map: MapView; after: string; pen: Pen }) {
  const { t, f } = pen
  const counts = new Map(states.map((state) => [state, map.cells.filter((c) => c.state === state).length]))
  const shown = [...counts].filter(([, n]) => n > 0)
  const none = map.places - map.cells.length
  return (
    <figure>
      {map.cells.length > 0 && <a className="skip-map" href={`#${after}`}>{t('home.map.skip')}</a>}
      <svg className="map" viewBox={`0 0 ${map.width} ${map.height}`} width={map.width} height={map.height} role="group" aria-labelledby="map-title map-desc">
        <title id="map-title">{t('home.map.title')}</title>
        <desc id="map-desc">{t('home.map.desc', { total: f.number(map.places), told: f.list([...shown.map(([state, n]) => t.n(`home.map.${state}`, n)), t('home.map.none', { n: f.number(none) })]) })}</desc>
        <defs>
          {[...new Set(map.cells.map((c) => markOf[c.state]))].map((mark) => (
            <use key={mark} id={`m-${mark}`} href={`#g-${mark}`} x={-map.mark / 2} y={-map.mark / 2} width={map.mark} height={map.mark} />
          ))}
        </defs>
        <path className="map-ground" d={map.ground} />
        <path className="map-borders" d={map.borders} />
        {states.map((state) => <Cells key={state} state={state} cells={map.cells.filter((c) => c.state === state)} pen={pen} />)}
        <g className="map-labels" aria-hidden="true" textAnchor="middle">
          {map.labels.map((l) => <text key={l.name} className={l.size === 'always' ? 'map-large' : undefined} x={l.x} y={l.y} textAnchor={l.anchor}>{l.name}</text>)}
        </g>
      </svg>
      <figcaption>
        <ul className="legend">
          {shown.map(([state, n]) => <li key={state}><StateChip state={markOf[state]} word={`${t(`states.${state}`)} ${f.number(n)}`} /></li>)}
          <li className="chip">{t('home.none')} {f.number(none)}</li>
        </ul>
        <p className="soft">{t('home.noneMeaning')}</p>
      </figcaption>
    </figure>
  )
}

function Cells({ state, cells, pen: { t, href } }: { state: PublicState; cells: MapView['cells']; pen: Pen }) {
  if (cells.length === 0) return null
  return (
    <g className={toneOf[markOf[state]]}>
      {cells.map((c) => (
        <a key={c.party} href={href(publicPaths.body(c.party))} aria-label={t(`place.${state}`, { name: c.name })}>
          <path d={c.path} />
          <use href={`#m-${markOf[state]}`} x={c.x} y={c.y} />
        </a>
      ))}
    </g>
  )
}
