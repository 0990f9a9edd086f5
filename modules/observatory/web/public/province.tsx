import { Figure } from '#ui/charts/figure.tsx'
import { MARKS } from '#ui/charts/chart.tsx'
import { Rows } from '#ui/charts/rows.tsx'
import type { Pen } from '#modules/notices/web/public/words.ts'
import { observatoryPaths, type ObservatoryView, type RegionMap } from '#modules/observatory/contract-public.ts'
import { around, marksOf, method, Within } from './figures.tsx'
import { cellOf, sayCode, sayMark, type Words } from './words.ts'

/** Shades of one colour, and a hatch where the number is withheld. Outlines are drawn around all, so that the palest is a place too. */
const shades = { 0: 0.04, 1: 0.22, 2: 0.4, 3: 0.6, 4: 0.8, 5: 1 } as const

export function ProvinceFigure({ view, pen, o }: { view: ObservatoryView; pen: Pen; o: Words }) {
  const { counts, within } = view.tables.province
  if (counts.length === 0) return null
  const title = o('province.title')
  return (
    <Figure id="province" title={title} lead={<Within view={view} within={within} o={o} />} table={{ caption: title, columns: [o('case.where'), o('col.n')], rows: counts.map((one) => ({ key: one.code, cells: [sayCode(o, 'province', one.code), cellOf(o, pen, one.n)] })) }} method={method(o, o('province.method'))} downloads={[{ href: observatoryPaths.file('province', 'csv'), label: o('csv') }]} {...around(o)}>
      {view.map && view.map.places.length > 0 ? <Region map={view.map} title={title} pen={pen} o={o} /> : <Rows id="province-c" title={title} desc={o('rows.desc')} marks={marksOf({ view, pen, o }, 'province', counts)} />}
    </Figure>
  )
}

function Region({ map, title, pen, o }: { map: RegionMap; title: string; pen: Pen; o: Words }) {
  return (
    <>
      <svg className="chart" viewBox={`0 0 ${map.width} ${map.height}`} width="100%" color={MARKS} role="group" aria-labelledby="region-t region-d">
        <title id="region-t">{title}</title>
        <desc id="region-d">{o('province.desc')}</desc>
        {map.places.map((place) => (
          <g key={place.name} tabIndex={0} role="img" aria-label={sayMark(o, place.name, place.n)}>
            <title>{sayMark(o, place.name, place.n)}</title>
            <path d={place.path} stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" {...(place.step === null ? { fill: 'url(#hatch)' } : { fill: 'currentColor', fillOpacity: shades[place.step] })} />
          </g>
        ))}
      </svg>
      <ul className="legend" aria-label={o('legend')}>
        {map.places.some((place) => place.n) && [1, 2, 3, 4, 5].map((step) => <Key key={step} word={o('legend.most', { n: pen.f.number(map.wide * step) })} opacity={shades[step as 1]} />)}
        {map.places.some((place) => place.n === 0) && <Key word={o('legend.none')} opacity={shades[0]} />}
        {map.places.some((place) => place.n === null) && <Key word={o('legend.hidden')} />}
      </ul>
    </>
  )
}

const Key = ({ word, opacity }: { word: string; opacity?: number }) => (
  <li><svg className="chart" width="16" height="16" color={MARKS} aria-hidden="true"><rect x="1" y="1" width="14" height="14" stroke="currentColor" {...(opacity === undefined ? { fill: 'url(#hatch)' } : { fill: 'currentColor', fillOpacity: opacity })} /></svg> {word}</li>
)
