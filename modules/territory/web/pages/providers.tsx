/** For a body: my providers with the services that rest on them, what I am asked to confirm, what is missing. */
import { useRef } from 'react'
import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { EmptyState } from '#ui/components/parts.tsx'
import { bodyIn, useSpace } from '#ui/console/space.ts'
import { readMyProviders, readOffered, readParty } from '../../contract.ts'
import { api, ifAllowed, textOf } from '../api.ts'
import { decideFrom } from '../parts/decide.ts'
import { Declare, declareFrom } from '../parts/declare.tsx'
import { useSoftLinks } from '../parts/frame.tsx'
import { MyProvider } from '../parts/my-provider.tsx'
import { ProposalList } from '../parts/proposal-list.tsx'
import { usePen } from '../words.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const partyId = bodyIn(request.url)
  if (!partyId) return null
  const q = new URL(request.url).searchParams.get('q')
  const { signal } = request
  const [providers, detail, offered] = await Promise.all([
    api(readMyProviders, { params: { partyId }, signal }),
    api(readParty, { params: { partyId }, signal }),
    q === null ? null : ifAllowed(api(readOffered, { query: { q, limit: 20 }, signal })),
  ])
  return { providers, services: detail.services.map(({ id, name }) => ({ id, name })), q: q ?? '', offered }
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData()
  return textOf(form, 'intent') === 'declare' ? declareFrom(bodyIn(request.url), form) : decideFrom(form)
}

export function Component() {
  const { t } = usePen()
  const space = useSpace()
  const data = useLoaderData<typeof loader>()
  const root = useRef<HTMLDivElement>(null)
  useSoftLinks(root)
  if (!data) return null
  const toConfirm = data.providers.items.flatMap((p) => p.dependencies.filter((d) => d.state === 'proposed'))
  return (
    <div ref={root} className="territory body-page my-providers">
      <title>{t('mine.title')}</title>
      <div className="page-head">
        <h1>{t('mine.title')}</h1>
        <p className="page-lead">{t('mine.lead')}</p>
      </div>
      <section aria-labelledby="mine-ask">
        <h2 id="mine-ask">{toConfirm.length > 0 ? t.n('mine.ask', toConfirm.length) : t('mine.nothing')}</h2>
        <p>{toConfirm.length > 0 ? t('mine.askWhy') : t('mine.nothingWhy')}</p>
        <ProposalList items={toConfirm} linked={false} />
      </section>
      <section aria-labelledby="mine-list">
        <h2 id="mine-list">{t.n('mine.count', data.providers.total)}</h2>
        {data.providers.total === 0 ? <EmptyState title={t('mine.none')}>{t('mine.noneHow')}</EmptyState> : (
          <ul className="provider-cards">{data.providers.items.map((p) => <MyProvider key={p.provider.id} entry={p} />)}</ul>
        )}
      </section>
      <Declare bodyId={space.body.id} services={data.services} q={data.q} offered={data.offered} />
    </div>
  )
}
