import { useEffect } from 'react'
import { Link, useFetcher, useLoaderData, useSearchParams } from 'react-router'
import { TerritoryMap } from '#ui/components/map.tsx'
import { Card } from '#ui/components/console-marks.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { PAGE, type BodyRow, type bodiesLoader, type bodiesMapLoader } from '../loaders.ts'
import { Filter, FilterBar } from '../parts/filters.tsx'
import { CasePreview } from '../parts/preview.tsx'
import { Answered, Inferred, Observed, standingOf, Sureness } from '../parts/states.tsx'
import { useCase } from '../parts/useCase.ts'
import { useWords } from '../words.ts'

/** Who is tied: what the model infers and what each body said, side by side and never mixed. */
export function BodiesPage() {
  const { base } = useCase()
  const { items, total, filters } = useLoaderData<typeof bodiesLoader>()
  const t = useWords()
  const [search] = useSearchParams()
  const chosen = search.get('body')
  const addressOf = (change: Record<string, string | null>): string => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(change)) { if (value === null) next.delete(name); else next.set(name, value) }
    return `${base}/bodies?${next}`
  }
  return (
    <div className="split">
      <Card title={t('bodies.title')} aside={<span role="status">{t.n('bodies.total', total)}</span>}>
        <BodyFilters filters={filters} />
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('bodies.none')}><Link to={`${base}/bodies`}>{t('filters.clear')}</Link></EmptyState></div> : <BodiesTable items={items} chosen={chosen} hrefOf={(id) => addressOf({ body: id })} />}
        <Pagination label={t('pages')} page={Number(filters['offset'] ?? 0) / PAGE + 1} pages={Math.ceil(total / PAGE)} hrefOf={(page) => addressOf({ offset: String((page - 1) * PAGE), body: null })} words={{ previous: t('page.previous'), next: t('page.next'), page: t('page.word') }} />
      </Card>
      <aside className="split-pane" aria-label={chosen ? t('queue.preview') : t('bodies.map')}>
        {chosen && (
          <Card>
            <p className="pane-close"><Link to={addressOf({ body: null })} preventScrollReset><Icon name="map" /> {t('bodies.backToMap')}</Link></p>
            <div className="card-body"><CasePreview caseId={chosen} /></div>
          </Card>
        )}
        <div hidden={chosen !== null}><BodiesMap base={base} hrefOf={(id) => addressOf({ body: id })} /></div>
      </aside>
    </div>
  )
}

function BodyFilters({ filters }: { filters: Readonly<Record<string, string>> }) {
  const t = useWords()
  return (
    <FilterBar filters={filters} kept={['body']} search={t('bodies.search')}>
      <Filter name="answer" label={t('col.said')} value={filters['answer']} options={[['unanswered', t('answer.unanswered')], ['hit', t('answer.hit')], ['not_hit', t('answer.not_hit')], ['unknown', t('answer.dontKnow')], ['data_lost', t('answer.data_lost')]]} />
      <Filter name="inferred" label={t('col.model')} value={filters['inferred']} options={[['hit', t('inferred.hit')], ['degraded', t('inferred.degraded')], ['data_at_risk', t('inferred.data_at_risk')]]} />
      <Filter name="observed" label={t('fact.observed')} value={filters['observed']} options={[['down', t('observed.down')], ['degraded', t('observed.degraded')], ['working', t('observed.working')], ['unknown', t('observed.unknown')]]} />
      <Filter name="suppliers" label={t('filter.who')} value={filters['suppliers']} options={[['false', t('filter.bodies')], ['true', t('filter.suppliers')]]} />
      <Filter name="sort" label={t('filter.sort')} value={filters['sort'] ?? 'expected'} noAll options={[['expected', t('sort.expected')], ['people', t('sort.people')], ['name', t('sort.name')], ['answered', t('sort.answered')]]} />
    </FilterBar>
  )
}

function BodiesTable({ items, chosen, hrefOf }: { items: readonly BodyRow[]; chosen: string | null; hrefOf: (id: string) => string }) {
  const t = useWords()
  const { f } = useLook()
  return (
    <div className="table-frame">
      <table className="table bodies-table" role="table">
        <caption className="sr-only">{t('bodies.caption')}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">{t('col.body')}</th>
            <th scope="col" role="columnheader" className="by-model"><Icon name="chart" /> {t('col.model')}</th>
            <th scope="col" role="columnheader" className="by-body"><Icon name="person" /> {t('col.said')}</th>
            <th scope="col" role="columnheader">{t('fact.observed')}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {items.map((one) => (
            <tr key={one.id} role="row" className={one.id === chosen ? 'row-current' : undefined}>
              <th scope="row" role="rowheader">
                <Link to={hrefOf(one.id)} preventScrollReset aria-current={one.id === chosen ? 'true' : undefined}>{one.partyName}</Link>
                <small className="block soft"><Link className="mono" to={`/console/cases/${one.id}`} aria-label={t('bodies.openCase', { ref: one.ref })}>{one.ref.slice(-3)}</Link> · {[one.province !== one.partyName ? one.province : '', one.peopleServed > 0 ? t.n('people', one.peopleServed) : ''].filter(Boolean).join(' · ')}</small>
              </th>
              <td role="cell" data-label={t('col.model')} className="by-model">
                <Inferred inferred={one.inferred} /> <Sureness confidence={one.confidence} />
                <small className="block soft">{[one.expectedAt === null ? '' : f.moment(one.expectedAt), one.touched === 0 ? '' : one.touched === 1 ? (one.services[0] ?? '') : t.n('servicesCount', one.touched)].filter(Boolean).join(' · ')}</small>
              </td>
              <td role="cell" data-label={t('col.said')} className="by-body">
                <Answered one={one} />
                {one.answeredAt ? <small className="block soft">{f.moment(one.answeredAt)}{one.answerChannel && ` · ${t(`channel.${one.answerChannel}`)}`}</small> : <small className="block soft">{sayAsked(t, one)}</small>}
                {one.personalData === 'yes' && <small className="block">{t('bodies.personal')}</small>}
              </td>
              <td role="cell" data-label={t('fact.observed')}><Observed observed={one.observed} />{one.reopenedSafeAt && <small className="block soft">{t('case.safe')}</small>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function sayAsked(t: ReturnType<typeof useWords>, one: BodyRow): string {
  if (one.asked === null) return t('asked.nobody')
  if (one.byHand) return t(one.delivery === 'done' ? 'asked.sent' : one.asked === 'phone' ? 'asked.phone' : 'asked.byHand', { way: t(`channel.${one.asked}`) })
  const said = one.delivery === 'sent' ? 'asked.sent' : one.delivery === 'uncertain' || one.delivery === 'failed' ? 'asked.uncertain' : one.delivery === 'held' ? 'asked.held' : 'asked.queued'
  return t(said, { way: t(`channel.${one.asked}`) })
}

function BodiesMap({ base, hrefOf }: { base: string; hrefOf: (id: string) => string }) {
  const t = useWords()
  const { f } = useLook()
  const { load, data } = useFetcher<Awaited<ReturnType<typeof bodiesMapLoader>>>({ key: `map ${base}` })
  useEffect(() => { void load(`${base}/bodies/map`) }, [load, base])
  if (!data) return <p className="pane-wait" role="status">{t('loading')}</p>
  const byParty = new Map(data.items.map((one) => [one.partyId, one]))
  const told = data.map.cells.filter((cell) => byParty.has(cell.partyId)).length
  return (
    <Card title={t('bodies.map')} aside={<span><Icon name="lock" /> {t('bodies.mapOnly')}</span>}>
      <div className="card-body map-body">
        <TerritoryMap
          id="bodies-map" title={t('bodies.map')} desc={t('bodies.mapDesc')} width={data.map.width} height={data.map.height} outline={data.map.outline}
          cells={data.map.cells.map((cell) => {
            const one = byParty.get(cell.partyId)
            if (!one) return { id: cell.partyId, path: cell.path, x: cell.x, y: cell.y, name: cell.name, text: cell.name }
            const said = one.answeredAt === null ? `${t('answer.unanswered')}, ${t(`inferred.${one.inferred}`)}` : t(`answer.${one.answer}`)
            return { id: cell.partyId, path: cell.path, x: cell.x, y: cell.y, name: cell.name, state: standingOf(one), text: `${cell.name}: ${said}`, href: hrefOf(one.id) }
          })}
        />
        <p className="soft">{t('bodies.mapNote', { told: f.number(told), total: f.number(data.items.length) })} {data.map.source === 'cells' && t('bodies.mapCells')}</p>
      </div>
    </Card>
  )
}
