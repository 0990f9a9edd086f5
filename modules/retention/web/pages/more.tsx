/** Terms and proofs, requests, one request, papers: one page for the browser to fetch, since each address of its own weighs on whoever opens the app for the first time. */
import { redirect, useParams, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { action as act, listLoader, papersLoader, requestLoader } from '../requests.ts'
import { loader as rulesLoader } from '../data.ts'
import { PapersPage } from './papers.tsx'
import { RequestPage } from './request.tsx'
import { RequestsPage } from './requests.tsx'
import { RulesPage } from './retention.tsx'

export function loader(args: LoaderFunctionArgs) {
  const { view, requestId } = args.params
  if (view === undefined) return rulesLoader(args)
  if (view === 'requests') return requestId ? requestLoader(args) : listLoader(args)
  if (view === 'papers' && !requestId) return papersLoader(args)
  throw new Response(null, { status: 404 })
}

/** A new request opens its own page. */
export async function action(args: ActionFunctionArgs) {
  const outcome = await act(args)
  return outcome.done && outcome.id ? redirect(`/console/retention/requests/${outcome.id}`) : outcome
}

export function Component() {
  const { view, requestId } = useParams()
  return view === undefined ? <RulesPage /> : view === 'papers' ? <PapersPage /> : requestId ? <RequestPage key={requestId} /> : <RequestsPage />
}
