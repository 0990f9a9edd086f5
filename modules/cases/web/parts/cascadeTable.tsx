import { useLook } from '#ui/console/look.tsx'
import { toneOf } from '#ui/components/tones.ts'
import { Glyph } from '#ui/icons/icon.tsx'
import type { Cascade } from '../loaders.ts'
import { sayCategory, useWords, type Words } from '../words.ts'
import { nameOf, stateMark } from './cascadeGraph.tsx'
import { Sureness } from './states.tsx'

type Row = Cascade['rows'][number]

/** The same as the picture, in rows, each with its reason. */
export function CascadeTable({ rows, nodes, path, chosen, at, choose }: { rows: readonly Row[]; nodes: Cascade['nodes']; path: ReadonlySet<string>; chosen: string; at: number; choose: (id: string) => void }) {
  const t = useWords()
  const { f } = useLook()
  const byId = new Map(nodes.map((node) => [node.id, node]))
  // The order of the picture: by column, then by the people concerned.
  const ordered = rows.toSorted((a, b) => (byId.get(a.nodeId)?.layer ?? 99) - (byId.get(b.nodeId)?.layer ?? 99) || (byId.get(b.nodeId)?.people ?? 0) - (byId.get(a.nodeId)?.people ?? 0))
  return (
    <div className="cascade-rows">
      <table className="table" role="table">
        <caption className="sr-only">{t('cascade.table')}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">{t('col.node')}</th>
            <th scope="col" role="columnheader">{t('col.stateSince')}</th>
            <th scope="col" role="columnheader">{t('col.sure')}</th>
            <th scope="col" role="columnheader">{t('col.why')}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {ordered.map((row) => {
            const node = byId.get(row.nodeId)
            const name = node ? nameOf(t, node) : sayCategory(t.lang, row.name)
            const later = row.at !== null && Date.parse(row.at) > at
            return (
              <tr key={row.nodeId} role="row" className={path.has(row.nodeId) ? 'row-path' : undefined}>
                <th scope="row" role="rowheader">
                  <button type="button" className="row-button" aria-pressed={row.nodeId === chosen} onClick={() => choose(row.nodeId)}>{name}</button>
                  <small className="block soft">{row.bodies > 0 ? t.n('bodies', row.bodies) : row.owner}</small>
                </th>
                <td role="cell" data-label={t('col.stateSince')}>
                  <span className={`state-line ${toneOf[stateMark[row.state]]}`}><Glyph state={stateMark[row.state]} /> {t(`impact.${row.state}`)}</span>
                  {row.at && <time className="time block soft" dateTime={row.at}>{later ? t('from', { at: f.moment(row.at) }) : f.moment(row.at)}</time>}
                </td>
                <td role="cell" data-label={t('col.sure')}><Sureness confidence={row.confidence} /></td>
                <td role="cell" data-label={t('col.why')}>{sayWhy(t, f.number, row)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function sayWhy(t: Words, number: (value: number) => string, { why, bodies }: Row): string {
  const reason = t(`why.${why.code}`, { on: why.on, hours: number(Math.round(why.autonomyHours * 10) / 10) })
  if (bodies === 0) return reason
  const said = [
    ...(why.confirmed > 0 ? [t.n('why.confirmed', why.confirmed)] : []), ...(why.waiting > 0 ? [t.n('why.waiting', why.waiting)] : []), ...(why.denied > 0 ? [t.n('why.denied', why.denied)] : []),
  ]
  return said.length > 0 ? `${reason} ${said.join(', ')}.` : reason
}
