/** Reads and writes of the pages that look back: hunts and searches. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { redirect } from 'react-router'
import { createClient } from '#platform/contract/client.ts'
import { Refusal, tlps, type FieldProblem, type ResponseOf } from '#platform/contract/index.ts'
import * as door from '../contract-hunts.ts'
import { PER_PAGE, type Refused } from './data.ts'

const api = createClient()
export type Hunt = ResponseOf<typeof door.readHunt>
export type Looked = ResponseOf<typeof door.searchLogs>
/** `said`: what the engine finds wrong with a text, in its own words. */
export type BackOutcome = { readonly done: true; readonly looked?: Looked; readonly words?: string } | { readonly done: false; readonly refused: Refused; readonly said: string }

export async function huntsLoader({ request }: LoaderFunctionArgs) {
  const page = Math.max(1, Math.trunc(Number(new URL(request.url).searchParams.get('page'))) || 1)
  return { page, ...(await api(door.listHunts, { query: { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }, signal: request.signal })) }
}
export async function huntLoader({ request, params }: LoaderFunctionArgs): Promise<Hunt> {
  try { return await api(door.readHunt, { params: { huntId: params['huntId']! }, signal: request.signal }) } catch (error) {
    if (error instanceof Refusal && (error.code === 'not_found' || error.code === 'invalid')) throw new Response(null, { status: 404 })
    throw error
  }
}
const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()

export async function backAction({ request, params: { huntId = '' } }: ActionFunctionArgs): Promise<BackOutcome | Response> {
  const form = await request.formData()
  try {
    switch (text(form, 'intent')) {
      case 'cancel': await api(door.cancelHunt, { params: { huntId } }); return { done: true }
      case 'judge': await api(door.judgeHunt, { params: { huntId, partyId: text(form, 'partyId') }, body: { verdict: text(form, 'verdict') === 'real' ? 'real' : 'false' } }); return { done: true }
      case 'tell': await api(door.tellHunt, { params: { huntId }, body: { tlp: tlps.find((one) => one === text(form, 'tlp')) ?? null } }); return { done: true }
      case 'delete': await api(door.deleteHunt, { params: { huntId } }); return redirect('/console/watch/hunts')
      case 'case': return redirect(`/console/cases/${(await api(door.huntCase, { params: { huntId, partyId: text(form, 'partyId') } })).caseId}`)
      case 'look': {
        const words = text(form, 'words').split(/\s+/).filter(Boolean)
        return { done: true, words: words.join(' '), looked: await api(door.searchLogs, { body: { partyId: text(form, 'partyId'), from: text(form, 'from'), to: text(form, 'to'), words } }) }
      }
      default: {
        const [from, to, partyId] = [text(form, 'from') || undefined, text(form, 'to') || undefined, text(form, 'partyId') || undefined]
        const kind = door.huntKinds.find((one) => one === text(form, 'kind')) ?? 'rule'
        const { id } = await api(door.startHunt, { body: { kind, title: text(form, 'title'), text: String(form.get('text') ?? ''), from, to, partyId } })
        return redirect(`/console/watch/hunts/${id}`)
      }
    }
  } catch (error) {
    // fetch throws a TypeError when there was no answer at all.
    if (error instanceof TypeError) return { done: false, refused: { code: 'unavailable', fields: [] }, said: '' }
    if (!(error instanceof Refusal)) throw error
    const fields = Array.isArray(error.params['fields']) ? error.params['fields'] as FieldProblem[] : []
    return { done: false, refused: { code: error.code, fields }, said: fields.filter((one) => one.path === 'body.text').map((one) => one.problem).join('; ') }
  }
}
