/** For a body: what the centre knows of it, and whether that is right. */
import { useRef } from 'react'
import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { bodyIn } from '#ui/console/space.ts'
import { readParty } from '../../contract.ts'
import { api } from '../api.ts'
import { useSoftLinks } from '../parts/frame.tsx'
import { Assets, Contacts, Datasets } from '../parts/holdings.tsx'
import { ownFrom } from '../parts/own-actions.ts'
import { askedOf, isOpen, knownOf, OwnFacts } from '../parts/own-facts.tsx'
import { usePen } from '../words.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const partyId = bodyIn(request.url)
  if (!partyId) return null
  return { detail: await api(readParty, { params: { partyId }, signal: request.signal }) }
}

export async function action({ request }: ActionFunctionArgs) {
  return ownFrom(bodyIn(request.url), await request.formData())
}

export function Component() {
  const { t } = usePen()
  const data = useLoaderData<typeof loader>()
  const root = useRef<HTMLDivElement>(null)
  useSoftLinks(root)
  if (!data) return null
  const { detail } = data
  const choices = { services: detail.services.map(({ id, name }) => ({ id, name })), centre: false }
  const asked = askedOf(detail.party)
  const open = asked.filter((fact) => isOpen(detail, fact)).length + [...detail.datasets, ...detail.assets].filter((one) => one.state === 'declared').length
  const unknown = asked.filter((fact) => knownOf(detail.party, fact) === undefined).length
  return (
    <div ref={root} className="territory body-page">
      <title>{t('own.title')}</title>
      <div className="page-head">
        <h1>{t('own.title')}</h1>
        <p className="page-lead">{t('own.lead')}</p>
        <p className="answer" role="status"><strong>{open > 0 ? t.n('own.toCheck', open) : t('own.allChecked')}</strong>{unknown > 0 && ` ${t.n('own.toAnswer', unknown)}`}</p>
      </div>
      <section aria-labelledby="own-facts"><h2 id="own-facts">{t('own.facts')}</h2><p>{t('own.factsWhy')}</p><OwnFacts detail={detail} /></section>
      <section aria-labelledby="own-data"><h2 id="own-data">{t('own.data')}</h2><p>{t('own.dataWhy')}</p><Datasets detail={detail} choices={choices} edits /></section>
      <section aria-labelledby="own-assets"><h2 id="own-assets">{t('own.assets')}</h2><p>{t('own.assetsWhy')}</p><Assets detail={detail} choices={choices} edits /></section>
      <section aria-labelledby="own-contacts"><h2 id="own-contacts">{t('own.contacts')}</h2><p>{t('own.contactsWhy')}</p><Contacts detail={detail} edits /></section>
    </div>
  )
}
