import type { LoaderFunctionArgs } from 'react-router'
import { createClient } from '#platform/contract/client.ts'
import { proveGone, readRetention } from '../contract.ts'

export const RUNS_PER_PAGE = 7
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
