/** Who would be hit, from when and why, without opening a case. */
import { Link, useLoaderData, type LoaderFunctionArgs, type ShouldRevalidateFunctionArgs } from 'react-router'
import { EmptyState } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { planRestoration, readMap, whatIf } from '../../contract.ts'
import { api } from '../api.ts'
import { allParties } from '../parts/all-parties.ts'
import { Frame } from '../parts/frame.tsx'
import { WhoFallsWhen, type Answer } from '../parts/what-if-answer.tsx'
import { effectNames, WhatIfForm, type EffectName } from '../parts/what-if-form.tsx'
import { DataAtRisk, RankingLink, Restoration, SERVICES_PER_PAGE, ServicesHit } from '../parts/what-if-tables.tsx'
import { usePen, type Pen } from '../words.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const { signal } = request
  const question = questionOf(search)
  const { provider, effects, chosen, work, page } = question
  const parties = allParties(['provider', 'in_house', 'firm'], signal)
  if (!provider) return { question, providers: await offering(parties), answer: null }
  const asked = { ...(chosen.length > 0 ? { serviceIds: chosen } : { providerId: provider }) }
  const on = (...names: EffectName[]) => Object.fromEntries(effectNames.map((name) => [name, names.includes(name) && effects.includes(name)]))
  const [providers, map, plan, answer, risk] = await Promise.all([
    offering(parties),
    api(readMap, { signal }),
    api(planRestoration, { body: { providerId: provider, workHours: work, ...(chosen.length > 0 ? { downServiceIds: chosen } : {}) }, signal }),
    api(whatIf, { body: { ...asked, effects: on(...effectNames), limit: SERVICES_PER_PAGE, offset: (page - 1) * SERVICES_PER_PAGE, picture: search.get('all') === 'true' ? 'all' : 'first' }, signal }),
    effects.includes('exposed') || effects.includes('tampered') ? api(whatIf, { body: { ...asked, effects: on('exposed', 'tampered'), limit: SERVICES_PER_PAGE }, signal }) : null,
  ])
  // All of the provider's services, whichever of them are chosen: the form offers them.
  const services = chosen.length > 0 ? (await api(planRestoration, { body: { providerId: provider }, signal })).steps : plan.steps
  return { question, providers, answer: { map, plan, whole: answer, risk, services: services.map(({ service }) => ({ id: service.id, name: service.name })).sort((a, b) => a.name.localeCompare(b.name)) } }
}

/** The hour and the node are looked at in the page: moving them asks nothing of the server, and leaves nothing in its log. */
export function shouldRevalidate({ currentUrl, nextUrl, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  const [before, after] = [new URLSearchParams(currentUrl.search), new URLSearchParams(nextUrl.search)]
  for (const name of ['h', 'node']) { before.delete(name); after.delete(name) }
  return currentUrl.pathname === nextUrl.pathname && before.toString() === after.toString() ? false : defaultShouldRevalidate
}

export function Component() {
  const pen = usePen()
  const { t, f } = pen
  const { question, providers, answer } = useLoaderData<typeof loader>()
  const { provider, effects, chosen, page } = question
  const name = providers.find((p) => p.id === provider)?.name ?? answer?.plan.steps[0]?.service.party?.name ?? ''
  const keep = new URLSearchParams([['provider', provider], ...effects.map((e) => ['effects', e]), ...chosen.map((id) => ['service', id])])
  const form = <WhatIfForm providers={providers} provider={provider} effects={effects} services={answer?.services ?? []} chosen={chosen} />
  return (
    <Frame
      title={provider ? t('whatIf.titleOf', { provider: name }) : t('whatIf.title')}
      trail={[{ label: t('whatIf.title') }]}
      lead={<>{t('whatIf.lead')} {answer && <>{t('territory.fresh')} <TimeText at={answer.whole.graph.builtAt} formats={f} style="both" />.</>}</>}
      actions={provider && <><span className="soft">{t('whatIf.noCase')}</span><Link className="button" to={`/console/cases/new?provider=${provider}`}>{t('whatIf.open')}</Link></>}
    >
      {answer && answer.whole.total > 0 ? (
        <>
          <WhoFallsWhen answer={answer.whole} map={answer.map} stops={effects.includes('unavailable')} keep={keep} key={keep.toString()} form={form} intro={<><p className="answer answer-large" role="status">{sentence(pen, name, answer.whole, effects)}</p><p><RankingLink /></p></>} />
          {answer.risk && <DataAtRisk answer={answer.risk} />}
          {effects.includes('unavailable') && <Restoration plan={answer.plan} provider={name} work={question.work} keep={keep} />}
          <ServicesHit answer={answer.whole} page={page} hrefOf={(n) => `/console/territory/what-if?${keep.toString()}&page=${n}`} />
        </>
      ) : (
        <div className="question">
          {form}
          {answer ? <p className="answer answer-large" role="status">{sentence(pen, name, answer.whole, effects)}</p> : providers.length === 0
            ? <EmptyState title={t('whatIf.noProviders')}>{t('whatIf.noProvidersHow')} <Link to="/console/territory/import">{t('door.import')}</Link> · <Link to="/console/territory/proposals#load">{t('load.title')}</Link></EmptyState>
            : <EmptyState title={t('whatIf.start')}>{t('whatIf.startHow')} <RankingLink /></EmptyState>}
        </div>
      )}
    </Frame>
  )
}

/** The answer in one sentence: how many stop, when, whose data, how many people. */
function sentence({ t, f }: Pen, provider: string, { bodies, hours, total }: Answer, effects: readonly EffectName[]): string {
  if (total === 0) return t('whatIf.nobody', { provider })
  const atOnce = hours.find((h) => h.hour === 0)?.bodies ?? 0
  const lastHour = Math.max(0, ...hours.filter((h) => h.bodies > 0).map((h) => h.hour))
  return [
    ...(effects.includes('unavailable') ? [
      t.n('whatIf.hit', bodies.hit, { provider }),
      ...(bodies.hit > 0 ? [lastHour === 0 ? t('whatIf.allAtOnce') : t('whatIf.byHours', { now: f.number(atOnce), hours: f.number(lastHour) })] : []),
      ...(bodies.degraded > 0 ? [t.n('whatIf.degraded', bodies.degraded)] : []),
    ] : []),
    ...(effects.some((e) => e !== 'unavailable') ? [t.n('whatIf.data', bodies.dataAtRisk)] : []),
    t.n('whatIf.people', bodies.people),
  ].join(' ')
}

function questionOf(search: URLSearchParams) {
  const effects = effectNames.filter((e) => search.getAll('effects').includes(e))
  const work = [...search].flatMap(([name, value]) => (name.startsWith('work.') && Number(value) > 0 ? [[name.slice(5), Math.min(10_000, Number(value))] as const] : []))
  return {
    provider: search.get('provider') ?? '', effects: effects.length > 0 ? effects : (['unavailable'] as readonly EffectName[]), chosen: search.getAll('service'),
    work: Object.fromEntries(work), page: Math.max(1, Number(search.get('page')) || 1),
  }
}

async function offering(parties: ReturnType<typeof allParties>) {
  return (await parties).filter((p) => p.services > 0).map(({ id, name }) => ({ id, name }))
}
