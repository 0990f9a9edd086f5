/** No page: the services of providers that a search finds, for the dialogs that choose one. */
import type { LoaderFunctionArgs } from 'react-router'
import { readOffered } from '../../contract.ts'
import { api } from '../api.ts'

const SHOWN = 12

export async function loader({ request }: LoaderFunctionArgs) {
  const q = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 200)
  const { total, items } = await api(readOffered, { query: { q, limit: SHOWN }, signal: request.signal })
  return { q, total, items: items.map(({ id, name, provider }) => ({ id, name: `${provider.name}: ${name}` })) }
}
