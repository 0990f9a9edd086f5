/** The territory at a glance: how far the graph can be trusted, who everything rests on, where, and the parties themselves. */
import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router'
import { Callout, EmptyState } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { partyKinds, rankProviders, readCompleteness, readMap, readParties } from '../../contract.ts'
import { api, ifAllowed } from '../api.ts'
import { CompletenessCard } from '../parts/completeness.tsx'
import { Frame, useRoles } from '../parts/frame.tsx'
import { MapCard, type MapSubject } from '../parts/map-card.tsx'
import { PARTIES_PER_PAGE, PartiesCard } from '../parts/parties.tsx'
import { RankingCard, type Loss } from '../parts/ranking.tsx'
import { usePen } from '../words.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const { signal } = request
  const kind = partyKinds.find((one) => one === search.get('kind'))
  const loss = oneOf<Loss>(search.get('loss'), ['down', 'exposed', 'tampered'])
  const [parties, municipalities, map, completeness, ranking] = await Promise.all([
    api(readParties, { query: { q: search.get('q') ?? '', province: search.get('province') ?? '', ...(kind ? { kind } : {}), limit: PARTIES_PER_PAGE, offset: (Math.max(1, Number(search.get('page')) || 1) - 1) * PARTIES_PER_PAGE }, signal }),
    everyMunicipality(signal),
    api(readMap, { signal }),
    ifAllowed(api(readCompleteness, { signal })),
    ifAllowed(api(rankProviders, { query: { loss, limit: 50 }, signal })),
  ])
  return { parties, municipalities, map, completeness, ranking, loss, subject: subjectOf(search.get('map'), municipalities.map((p) => p.proposed)), search: search.toString() }
}

export function Component() {
  const { t, f } = usePen()
  const data = useLoaderData<typeof loader>()
  const coordinator = useRoles().includes('coordinator')
  const { completeness, ranking, map, municipalities, parties } = data
  const provinces = [...new Set(municipalities.map((p) => p.province).filter(Boolean))].sort((a, b) => a.localeCompare(b))
  const empty = completeness?.bodies === 0 && !data.search && parties.total === 0
  const built = ranking?.graph.builtAt
  return (
    <Frame
      title={t('territory.title')}
      lead={<>{completeness && ranking ? t('territory.lead', { bodies: f.number(completeness.bodies), services: f.number(ranking.graph.services), dependencies: f.number(completeness.dependencies) }) : t('territory.leadShort')} {built && <>{t('territory.fresh')} <TimeText at={built} formats={f} style="both" />.</>}</>}
      actions={completeness && !empty && (
        <>
          {coordinator && <Link className="button button-secondary" to="/console/territory/import"><Icon name="file" />{t('door.import')}</Link>}
          <Link className="button button-secondary" to="/console/territory/proposals"><Icon name="tick" />{t('door.proposals')} <span className="count">{f.number(completeness.proposed)}</span></Link>
          <Link className="button" to="/console/territory/what-if"><Icon name="help" />{t('door.whatIf')}</Link>
        </>
      )}
    >
      {empty ? (
        <EmptyState title={t('territory.emptyTitle')}>{t('territory.empty')}{coordinator && <><br /><Link className="button" to="/console/territory/import"><Icon name="file" />{t('door.import')}</Link></>}</EmptyState>
      ) : (
        <>
          {completeness && <NextStep completeness={completeness} />}
          <div className="split split-even">
            <div className="stack">
              {ranking && <RankingCard data={ranking} loss={data.loss} />}
              {completeness && <CompletenessCard data={completeness} />}
            </div>
            {map.cells.length > 0 && <MapCard map={map} municipalities={municipalities} subject={data.subject} />}
          </div>
          <PartiesCard data={parties} search={new URLSearchParams(data.search)} provinces={provinces} />
        </>
      )}
    </Frame>
  )
}

type Complete = NonNullable<Awaited<ReturnType<typeof loader>>['completeness']>

/** The one thing to do first. */
function NextStep({ completeness }: { completeness: Complete }) {
  const { t } = usePen()
  if (completeness.bodiesToUseful > 0) {
    return <Callout icon={<Icon name="flag" />} title={t.n('next.ask', completeness.bodiesToUseful)}><p>{t('next.askHow')} <Link to="/console/territory/proposals">{t('door.proposals')}</Link></p></Callout>
  }
  if (completeness.proposed > 0) {
    return <Callout icon={<Icon name="flag" />} title={t.n('next.confirm', completeness.proposed)}><p>{t('next.confirmHow')} <Link to="/console/territory/proposals">{t('door.proposalsGo')}</Link></p></Callout>
  }
  return <Callout tone="calm" icon={<Icon name="tick" />} title={t('next.nothing')}><p>{t('next.nothingHow')}</p></Callout>
}

/** Enough for a region of Italy or France at a page each; beyond this the map speaks of the first. */
const MOST_PAGES = 10

async function everyMunicipality(signal: AbortSignal) {
  const limit = 500
  const first = await api(readParties, { query: { kind: 'municipality', limit }, signal })
  const pages = Math.min(MOST_PAGES, Math.ceil(first.total / limit))
  const rest = await Promise.all(Array.from({ length: Math.max(0, pages - 1) }, (_, i) => api(readParties, { query: { kind: 'municipality', limit, offset: (i + 1) * limit }, signal })))
  return [first, ...rest].flatMap((page) => page.items)
}

/** What to confirm first; but a map of one shade says nothing, so where it is the same everywhere it shows what is known. */
function subjectOf(asked: string | null, proposed: readonly number[]): MapSubject {
  if (asked) return oneOf<MapSubject>(asked, ['asked', 'known', 'people'])
  return new Set(proposed).size > 1 ? 'asked' : 'known'
}

const oneOf = <V extends string>(value: string | null, all: readonly [V, ...V[]]): V => all.find((one) => one === value) ?? all[0]
