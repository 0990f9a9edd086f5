import { useEffect, useState, type ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import type * as z from 'zod'
import { Card } from '#ui/components/console-marks.tsx'
import { PlacesMap } from '#ui/components/places-map.tsx'
import { StateChip } from '#ui/components/state-chip.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { ImpactState } from '#ui/components/tones.ts'
import { HourSlider } from '#ui/console/hour-slider.tsx'
import type { ResponseOf } from '#platform/contract/index.ts'
import type { hitBody, TerritoryMap, whatIf } from '../../contract.ts'
import { afterMinutes, usePen, type Pen } from '../words.ts'
import { hourWriter } from './hour-address.ts'
import { partyHref, Sure } from './marks.tsx'
import { WhatIfPicture } from './what-if-picture.tsx'
import { Why } from './why.tsx'

export type Answer = ResponseOf<typeof whatIf>
type Body = z.output<typeof hitBody>
const SHOWN = 15

/** Who falls when: the hours, the map and the bodies at the hour that the slider is on. */
export function WhoFallsWhen({ answer, map, stops, keep, form, intro }: { answer: Answer; map: TerritoryMap; stops: boolean; keep: URLSearchParams; form: ReactNode; intro: ReactNode }) {
  const pen = usePen()
  const { t, f } = pen
  const last = Math.max(24, ...answer.hours.map((h) => h.hour))
  const [hour, setHour] = useHour(last)
  const [all, setAll] = useState(false)
  const bodies = [...answer.topBodies]
  const falls = stops && answer.hours.length > 0
  const fallen = answer.hours.filter((h) => h.hour <= hour)
  const sum = (of: 'bodies' | 'services'): number => fallen.reduce((n, h) => n + h[of], 0)
  const pathOf = new Map(answer.page.toReversed().map((s) => [s.party?.id ?? '', s.path]))
  const total = answer.bodies.hit + answer.bodies.degraded + bodies.filter((b) => b.state === 'data_at_risk').length
  return (
    <>
      <div className="question">
        {form}
        <div className="stack">{intro}</div>
      </div>
      {answer.picture && (
        <WhatIfPicture picture={answer.picture} hour={stops ? hour : last} keep={keep} {...(falls ? { hoursId: 'hour' } : {})}>
          {falls && (
            <HourSlider
              id="hour" title={t('hours.services')} label={t('hours.label')} last={last} value={hour} onChange={setHour}
              said={t('hours.said', { hour: f.number(hour), bodies: f.number(sum('bodies')), of: f.number(answer.bodies.hit), services: f.number(sum('services')) })}
              hours={answer.hours.map((h) => ({ hour: h.hour, count: h.services, text: t('hours.bar', { hour: f.number(h.hour), bodies: f.number(h.bodies), services: f.number(h.services) }) }))}
            />
          )}
        </WhatIfPicture>
      )}
      <div className="split split-answer">
        <div id="bodies">
          <Card title={t('bodies.title')} aside={<span>{t('bodies.of', { n: f.number(bodies.length), total: f.number(Math.max(total, bodies.length)) })}</span>}>
            <DataTable
              caption={t('bodies.caption')} captionHidden rows={all ? bodies : bodies.slice(0, SHOWN)} keyOf={(b) => b.party.id}
              columns={[
                { key: 'n', header: t('col.body'), names: true, cell: (b) => <><Link to={partyHref(b.party.id)}>{b.party.name}</Link>{b.population > 0 && <><br /><span className="soft">{t.n('party.people', b.population)}</span></>}</> },
                { key: 's', header: t('bodies.state'), beside: true, cell: (b) => <StateChip {...stateAt(pen, b, hour)} /> },
                { key: 'w', header: t('bodies.when'), cell: (b) => (b.atMinutes === null ? '–' : afterMinutes(t, b.atMinutes)) },
                { key: 'v', header: t('col.services'), cell: (b) => countsOf(pen, b) },
                { key: 'c', header: t('edges.confidence'), cell: (b) => <Sure confidence={b.confidence} /> },
                { key: 'y', header: t('bodies.why'), cell: (b) => <Why path={pathOf.get(b.party.id) ?? []} summary={t('bodies.path')} /> },
              ]}
            />
            {!all && bodies.length > SHOWN && <p className="card-body"><button type="button" className="button button-secondary" onClick={() => setAll(true)}>{t('edges.all', { n: f.number(bodies.length) })}</button></p>}
          </Card>
        </div>
        {map.cells.length > 0 && <ImpactMap map={map} bodies={bodies} hour={stops ? hour : last} whole={bodies.length >= total} />}
      </div>
    </>
  )
}

function ImpactMap({ map, bodies, hour, whole }: { map: TerritoryMap; bodies: readonly Body[]; hour: number; whole: boolean }) {
  const pen = usePen()
  const { t, f } = pen
  const byId = new Map(bodies.map((b) => [b.party.id, b]))
  const labelled = new Set([...map.cells].sort((a, b) => b.population - a.population).slice(0, 7).map((c) => c.partyId))
  return (
    <Card title={t('impactMap.title', { hour: f.number(hour) })}>
      <div className="card-body stack">
        <PlacesMap
          id="impact-map" title={t('impactMap.title', { hour: f.number(hour) })} desc={t('impactMap.desc')} width={map.width} height={map.height} outline={map.outline}
          places={map.cells.map((cell) => {
            const body = byId.get(cell.partyId)
            const { state, word } = body ? stateAt(pen, body, hour) : { state: 'not-hit' as const, word: t('impact.no') }
            return { id: cell.partyId, path: cell.path, x: cell.x, y: cell.y, name: cell.name, href: partyHref(cell.partyId), state, text: `${cell.name}: ${word}`, label: labelled.has(cell.partyId) }
          })}
        />
        <p>{(['hit', 'degraded', 'at-risk', 'not-hit'] as const).map((s) => <span key={s}><StateChip state={s} word={t(`impact.${s}`)} /> </span>)}</p>
        <p className="soft">{t(map.source === 'cells' ? 'map.cells' : 'map.boundaries')} {!whole && t('impactMap.cut', { n: f.number(bodies.length) })} {t('impactMap.inferred')}</p>
      </div>
    </Card>
  )
}

/** The state at an hour: before its moment a body that will stop is not hit yet. */
function stateAt({ t }: Pen, body: Body, hour: number): { state: ImpactState; word: string } {
  if (body.atMinutes !== null && body.atMinutes <= hour * 60) return body.state === 'hit' ? { state: 'hit', word: t('impact.hit') } : { state: 'degraded', word: t('impact.degraded') }
  if (body.exposed + body.tampered > 0) return { state: 'at-risk', word: t('impact.at-risk') }
  return { state: 'not-hit', word: t('impact.notYet') }
}

function countsOf({ t }: Pen, body: Body): string {
  const parts = [body.down > 0 && t.n('bodies.down', body.down), body.degraded > 0 && t.n('bodies.slow', body.degraded), body.exposed + body.tampered > 0 && t.n('bodies.data', body.exposed + body.tampered)]
  return parts.filter(Boolean).join(', ')
}

/** The hour stands in the address without asking the server again. */
function useHour(last: number): readonly [number, (hour: number) => void] {
  const [search, setSearch] = useSearchParams()
  const [hour, setHour] = useState(() => (search.has('h') ? Math.min(last, Math.max(0, Number(search.get('h')) || 0)) : last))
  const [writer] = useState(() => hourWriter(() => location.search, (after) => setSearch(after, { replace: true, preventScrollReset: true })))
  useEffect(() => writer.stop, [writer])
  return [hour, (next) => {
    setHour(next)
    writer.set(next)
  }]
}
