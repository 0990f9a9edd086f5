/** How long everything is kept, what the last runs took away, and whether an id was among it. There is nothing to do here. */
import { useLoaderData, type LoaderFunctionArgs } from 'react-router'
import { createClient } from '#platform/contract/client.ts'
import { PageHead } from '#ui/console/layout.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { proveGone, readRetention } from '../../contract.ts'
import { ProveCard } from '../parts/proveCard.tsx'
import { Goes, Stays } from '../parts/rules.tsx'
import { RunsCard, RUNS_PER_PAGE } from '../parts/runsCard.tsx'
import { useWords } from '../words.ts'

const api = createClient()

export async function loader({ request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const page = Math.max(1, Math.trunc(Number(search.get('page'))) || 1)
  const id = search.get('id')?.trim().slice(0, 200) ?? ''
  const { signal } = request
  const [data, proof] = await Promise.all([
    api(readRetention, { query: { limit: RUNS_PER_PAGE, offset: (page - 1) * RUNS_PER_PAGE }, signal }),
    id ? api(proveGone, { query: { id }, signal }) : null,
  ])
  return { ...data, page, id, proof: proof?.items ?? null }
}
export type Retention = Awaited<ReturnType<typeof loader>>

export function Component() {
  const { t, f } = useWords()
  const { rules, runs, total, nextAt, page, id, proof } = useLoaderData<typeof loader>()
  const [before = '', after = ''] = t('next').split('{when}')
  return (
    <div className="retention">
      <title>{`${t('title')} · Bastida`}</title>
      <PageHead title={t('title')}><p className="page-lead">{t('lead')}</p></PageHead>
      <div className="page-body">
        <p className="retention-next"><Icon name="clock" /> <span>{before}<TimeText at={nextAt} formats={f} />{after} {t('hold')}</span></p>
        <div className="retention-top">
          <RunsCard runs={runs} total={total} page={page} rules={rules} />
          <ProveCard id={id} proof={proof} rules={rules} />
        </div>
        <Goes rules={rules} />
        <Stays rules={rules} />
      </div>
    </div>
  )
}
