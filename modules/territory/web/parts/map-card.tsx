import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { MapKey, PlacesMap, type Step } from '#ui/components/places-map.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { ResponseOf } from '#platform/contract/index.ts'
import type { readParties, TerritoryMap } from '../../contract.ts'
import { usePen, type Pen } from '../words.ts'
import { partyHref } from './marks.tsx'

type Party = ResponseOf<typeof readParties>['items'][number]
const subjects = ['asked', 'known', 'people'] as const
export type MapSubject = (typeof subjects)[number]
const subjectKeys = { asked: 'map.asked', known: 'map.known', people: 'map.people' } as const
const numberOf = { asked: (p: Party) => p.proposed, known: (p: Party) => p.dependencies - p.proposed, people: (p: Party) => p.population } as const
const LABELS = 9

/** Municipalities by one number at a time, in five shades cut at equal counts of places; none where nothing is known. */
export function MapCard({ map, municipalities, subject }: { map: TerritoryMap; municipalities: readonly Party[]; subject: MapSubject }) {
  const pen = usePen()
  const { t, f } = pen
  const [open, setOpen] = useState(false)
  const byId = new Map(municipalities.map((p) => [p.id, p]))
  const rows = map.cells.map((cell) => ({ cell, value: valueOf(byId.get(cell.partyId), subject) }))
  const bounds = boundsOf(rows.flatMap((r) => (r.value === null ? [] : [r.value])))
  const labelled = new Set([...map.cells].sort((a, b) => b.population - a.population).slice(0, LABELS).map((c) => c.partyId))
  const source = t(map.source === 'cells' ? 'map.cells' : 'map.boundaries')
  return (
    <Card title={t(subjectKeys[subject])} aside={<Subjects subject={subject} />}>
      <div className="card-body stack">
        <PlacesMap
          id="territory-map" title={t(subjectKeys[subject])} desc={`${t('map.desc', { n: f.number(rows.length) })} ${source}`} width={map.width} height={map.height} outline={map.outline}
          places={rows.map(({ cell, value }) => ({ id: cell.partyId, path: cell.path, x: cell.x, y: cell.y, name: cell.name, href: partyHref(cell.partyId), text: `${cell.name}: ${valueText(pen, subject, value)}`, step: stepOf(value, bounds), label: labelled.has(cell.partyId) }))}
        />
        <MapKey label={t('map.key')} entries={keyOf(pen, bounds, rows.some((r) => r.value === null))} />
        <p className="soft">{source} {t('map.keys')}</p>
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t('map.table')}</summary>
          {open && (
            <DataTable
              caption={t(subjectKeys[subject])} captionHidden rows={[...rows].sort((a, b) => (b.value ?? -1) - (a.value ?? -1))} keyOf={(r) => r.cell.partyId}
              columns={[
                { key: 'n', header: t('col.body'), names: true, cell: (r) => <Link to={partyHref(r.cell.partyId)}>{r.cell.name}</Link> },
                { key: 'v', header: t(subjectKeys[subject]), align: 'end', cell: (r) => valueText(pen, subject, r.value) },
              ]}
            />
          )}
        </details>
      </div>
    </Card>
  )
}

function Subjects({ subject }: { subject: MapSubject }) {
  const { t } = usePen()
  const [search] = useSearchParams()
  const to = (value: MapSubject): string => {
    const next = new URLSearchParams(search)
    next.set('map', value)
    return `?${next.toString()}`
  }
  return (
    <nav className="pick-row" aria-label={t('map.subject')}>
      {subjects.map((s) => <Link key={s} to={to(s)} preventScrollReset aria-current={s === subject ? 'true' : undefined}>{t(`map.short.${s}`)}</Link>)}
    </nav>
  )
}

/** Null where nothing is known: a municipality without any dependency is not one with none to confirm. */
function valueOf(party: Party | undefined, subject: MapSubject): number | null {
  if (!party || (subject !== 'people' && party.dependencies === 0)) return null
  return numberOf[subject](party)
}

/** Upper ends of at most five classes with about as many places each. */
function boundsOf(values: readonly number[]): readonly number[] {
  const sorted = [...values].sort((a, b) => a - b)
  if (sorted.length === 0) return []
  const ends = [0.2, 0.4, 0.6, 0.8, 1].map((q) => sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)]!)
  return [...new Set(ends)]
}

function stepOf(value: number | null, bounds: readonly number[]): Step {
  if (value === null) return 'none'
  const at = Math.max(0, bounds.findIndex((b) => value <= b))
  // A single class stands in the middle of the scale: it is neither little nor much.
  return (bounds.length === 1 ? 2 : 1 + Math.round((at / (bounds.length - 1)) * 4)) as Step
}

function keyOf({ t, f }: Pen, bounds: readonly number[], unknown: boolean) {
  const classes = bounds.map((end, i) => {
    const start = i === 0 ? undefined : bounds[i - 1]! + 1
    const word = start === undefined ? (end === 0 || bounds.length === 1 ? f.number(end) : t('map.upTo', { n: f.number(end) })) : start === end ? f.number(end) : `${f.number(start)}–${f.number(end)}`
    return { step: stepOf(end, bounds), word }
  })
  return [...classes, ...(unknown ? [{ step: 'none' as const, word: t('map.none') }] : [])]
}

const valueKeys = { asked: 'map.askedOf', known: 'map.knownOf', people: 'map.peopleOf' } as const
const valueText = ({ t }: Pen, subject: MapSubject, value: number | null): string => (value === null ? t('map.none') : t.n(valueKeys[subject], value))
