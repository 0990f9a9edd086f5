/** Dependencies to confirm, the surest first, and the sources that new ones are read from. */
import { Link, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { readProposals, readStatements } from '../../contract.ts'
import { api, ifAllowed, textOf } from '../api.ts'
import { allParties } from '../parts/all-parties.ts'
import { decideFrom } from '../parts/decide.ts'
import { Frame, useRoles } from '../parts/frame.tsx'
import { loadFrom, LoadProposals } from '../parts/load-proposals.tsx'
import { isOwnIntent, ownFrom } from '../parts/own-actions.ts'
import { ProposalList } from '../parts/proposal-list.tsx'
import { SaidList } from '../parts/said-list.tsx'
import { usePen } from '../words.ts'

const PER_PAGE = 20

export async function loader({ request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const party = search.get('party') ?? ''
  const page = Math.max(1, Number(search.get('page')) || 1)
  const { signal } = request
  const [proposals, providers, said] = await Promise.all([
    api(readProposals, { query: { ...(party ? { partyId: party } : {}), limit: PER_PAGE, offset: (page - 1) * PER_PAGE }, signal }),
    ifAllowed(allParties(['provider', 'in_house'], signal)),
    party ? null : ifAllowed(api(readStatements, { query: { limit: 100 }, signal })),
  ])
  return { proposals, said, party, page, providers: providers?.map(({ id, name }) => ({ id, name })) ?? [] }
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = textOf(form, 'intent')
  if (isOwnIntent(intent)) return ownFrom('', form)
  return intent === 'load' ? loadFrom(form) : decideFrom(form)
}

export function Component() {
  const { t } = usePen()
  const { proposals, said, party, page, providers } = useLoaderData<typeof loader>()
  const coordinator = useRoles().includes('coordinator')
  const name = party ? proposals.items[0]?.dependent.party?.name : undefined
  return (
    <Frame
      title={t('ask.title')} trail={[{ label: t('ask.title') }]}
      lead={<>{t('ask.lead')} {party && <>{name ? t('ask.onlyOf', { name }) : t('ask.onlyOne')} <Link to="/console/territory/proposals">{t('ask.allOf')}</Link></>}</>}
      actions={<a className="button button-secondary" href="#load">{t('load.title')}</a>}
    >
      {said && said.total > 0 && <SaidList data={said} decides={coordinator} />}
      <Card title={t.n('ask.count', proposals.total)} aside={<span>{t('ask.order')}</span>}>
        {proposals.total === 0 && <div className="card-body"><EmptyState title={t('ask.none')}>{t('ask.noneHow')}</EmptyState></div>}
        <ProposalList items={proposals.items} />
        <Pagination
          label={t('web.pages')} page={page} pages={Math.ceil(proposals.total / PER_PAGE)} words={{ previous: t('web.previous'), next: t('web.next'), page: t('web.page') }}
          hrefOf={(n) => `/console/territory/proposals?${new URLSearchParams({ ...(party ? { party } : {}), page: String(n) }).toString()}`}
        />
      </Card>
      <div id="load"><Card title={t('load.title')} aside={<span>{t.n('load.providers', providers.length)}</span>}><LoadProposals providers={providers} /></Card></div>
    </Frame>
  )
}
