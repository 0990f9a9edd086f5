import { DataTable, type Column } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { TerritoryMap } from '#ui/components/map.tsx'
import { publicPaths, type HomeView, type MapView, type PlaceRow } from '#modules/notices/contract-public.ts'
import { markOf, PlaceState } from './states.tsx'
import type { Pen } from './words.ts'

/** Bodies that have confirmed, one a row. */
export function PlaceTable({ rows, caption, captionHidden, pen }: { rows: readonly PlaceRow[]; caption: string; captionHidden?: boolean; pen: Pen }) {
  return <DataTable caption={caption} captionHidden={captionHidden} columns={columnsOf(pen)} rows={rows} keyOf={(r) => r.party} />
}

function columnsOf({ t, f, href }: Pen): readonly Column<PlaceRow>[] {
  return [
    { key: 'body', header: t('col.body'), names: true, cell: (r) => <a href={href(publicPaths.body(r.party))}>{r.name}</a> },
    { key: 'state', header: t('col.services'), beside: true, cell: (r) => <PlaceState state={r.state} t={t} /> },
    { key: 'since', header: t('col.since'), cell: (r) => (r.since ? <TimeText at={r.since} formats={f} /> : <span className="soft">{t('since.none')}</span>) },
    { key: 'next', header: t('col.next'), cell: (r) => (r.nextUpdateAt ? <TimeText at={r.nextUpdateAt} formats={f} /> : <span className="soft">{t('next.none')}</span>) },
  ]
}

export function PlaceMap({ map, counts, pen: { t, f, href } }: { map: MapView; counts: HomeView['counts']; pen: Pen }) {
  const none = map.cells.filter((c) => !c.state).length
  const states = (['down', 'limited', 'restored'] as const).filter((s) => counts[s] > 0)
  return (
    <figure className="map-figure">
      <TerritoryMap
        id="map"
        title={t('home.map.title')}
        desc={t('home.map.desc', { total: f.number(map.cells.length), down: f.number(counts.down), limited: f.number(counts.limited), restored: f.number(counts.restored), none: f.number(none) })}
        width={map.width}
        height={map.height}
        outline={map.outline}
        cells={map.cells.map((c) => ({
          id: c.id,
          path: c.path,
          x: c.x,
          y: c.y,
          name: c.name,
          label: c.label,
          text: c.state ? t(`place.${c.state}`, { name: c.name }) : c.name,
          ...(c.state ? { state: markOf[c.state] } : {}),
          ...(c.party ? { href: href(publicPaths.body(c.party)) } : {}),
        }))}
      />
      <figcaption>
        <ul className="legend">
          {states.map((s) => (
            <li key={s}>
              <PlaceState state={s} t={t} /> {f.number(counts[s])}
            </li>
          ))}
          <li>
            <span className="legend-none" aria-hidden="true" />
            {t('home.none')} {f.number(none)}
          </li>
        </ul>
        <p className="soft">{t('home.noneMeaning')}</p>
      </figcaption>
    </figure>
  )
}
