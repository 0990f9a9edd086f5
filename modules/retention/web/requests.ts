/** Reads and writes of the pages of requests. What was found lives in the page that asked, and nowhere else. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { createClient } from '#platform/contract/client.ts'
import { Refusal, type ResponseOf } from '#platform/contract/index.ts'
import { listPapers, publishNotice } from '../contract-papers.ts'
import * as door from '../contract-requests.ts'

export const REQUESTS_PER_PAGE = 50
const api = createClient()
export type Preview = ResponseOf<typeof door.lookRequest>
export type Detail = ResponseOf<typeof door.readRequest>
export type Outcome = { readonly done: true; readonly seen?: Preview; readonly id?: string } | { readonly done: false; readonly why: string }

const orNotFound = async <T>(answer: Promise<T>): Promise<T> => {
  try { return await answer } catch (error) {
    if (error instanceof Refusal && (error.code === 'not_found' || error.code === 'invalid')) throw new Response(null, { status: 404 })
    throw error
  }
}
export async function listLoader({ request }: LoaderFunctionArgs) {
  const page = Math.max(1, Math.trunc(Number(new URL(request.url).searchParams.get('page'))) || 1)
  return { page, ...(await api(door.listRequests, { query: { limit: REQUESTS_PER_PAGE, offset: (page - 1) * REQUESTS_PER_PAGE }, signal: request.signal })) }
}
export const requestLoader = ({ request, params }: LoaderFunctionArgs) => orNotFound(api(door.readRequest, { params: { requestId: params['requestId']! }, signal: request.signal }))
export const papersLoader = ({ request }: LoaderFunctionArgs) => api(listPapers, { signal: request.signal })

export async function action({ request, params }: ActionFunctionArgs): Promise<Outcome> {
  const form = await request.formData()
  try { return { done: true, ...(await act(form, params['requestId'] ?? '')) } } catch (error) {
    return { done: false, why: whyOf(error) }
  }
}
export const whyOf = (error: unknown): string => {
  if (error instanceof TypeError) return 'unavailable'
  if (!(error instanceof Refusal)) throw error
  return typeof error.params['reason'] === 'string' ? error.params['reason'] : error.code
}

async function act(form: FormData, requestId: string): Promise<{ seen?: Preview; id?: string }> {
  const text = (name: string): string => String(form.get(name) ?? '').trim()
  const lines = (name: string): string[] => text(name).split('\n').map((one) => one.trim()).filter(Boolean)
  const [params, version] = [{ requestId }, Number(text('version')) || 0]
  const one = <T extends string>(list: readonly T[], name: string): T => list.find((value) => value === text(name)) ?? list[0]!
  switch (text('intent')) {
    case 'add': return { id: (await api(door.addRequest, { body: {
      sought: { name: text('name'), emails: lines('emails'), phones: lines('phones'), accounts: lines('accounts'), reports: lines('reports'), lang: one(['it', 'fr', 'en'] as const, 'lang') },
      kinds: door.kinds.filter((kind) => form.getAll('kinds').includes(kind)), verified: one(door.verifications, 'verified'), receivedOn: text('receivedOn'),
    } })).id }
    case 'look': return { seen: await api(door.lookRequest, { params, body: {} }) }
    case 'verify': await api(door.changeRequest, { params, body: { version, verified: one(door.verifications, 'verified') } }); return {}
    case 'confirm': await api(door.changeRequest, { params, body: { version, confirmed: form.getAll('confirmed').map(String) } }); return { seen: await api(door.lookRequest, { params, body: {} }) }
    case 'extend': await api(door.extendRequest, { params, body: { version, why: text('extendWhy') } }); return {}
    case 'erase': await api(door.eraseRequest, { params, body: { version, seen: text('seen'), why: text('eraseWhy'), again: text('again') as 'erase' } }); return {}
    case 'publish': await api(publishNotice, { body: { version, published: text('published') === 'yes' } }); return {}
    default: await api(door.closeRequest, { params, body: { version, outcome: one(door.outcomes, 'outcome'), remark: text('remark') } }); return {}
  }
}
