/** Reads and writes of the pages of indicators. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { redirect } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { Refusal, tlps, type Problem, type ResponseOf } from '#platform/contract/index.ts'
import * as door from '../contract-lists.ts'
import { api, known, orNotFound, outcomeOf, paged, pageIn, searchOf, text, type Done, type Outcome } from './data.ts'
import { setResharing, toldOf } from './data-told.ts'

export type List = ResponseOf<typeof door.readList> & { readonly told: Awaited<ReturnType<typeof toldOf>> }
export async function listsLoader({ request }: LoaderFunctionArgs) {
  const page = pageIn(searchOf(request))
  return { page, ...(await api(door.listLists, { query: paged(page), signal: request.signal })) }
}
export async function listLoader({ request, params }: LoaderFunctionArgs): Promise<List> {
  const listId = params['listId']!
  const [list, told] = await orNotFound(Promise.all([api(door.readList, { params: { listId }, signal: request.signal }), toldOf(listId, request.signal)]))
  return { ...list, told }
}

export const listAction = async ({ request, params }: ActionFunctionArgs): Promise<Outcome | Response> => outcomeOf(change(await request.formData(), params))

async function change(form: FormData, { listId = '' }: ActionFunctionArgs['params']): Promise<Done | Response> {
  const settings = () => ({
    name: text(form, 'name'), source: text(form, 'source'), licence: text(form, 'licence'), confidence: Number(text(form, 'confidence')), tlp: known(tlps, text(form, 'tlp')) ?? 'amber', days: text(form, 'days') === '' ? null : Number(text(form, 'days')),
  })
  const params = { listId }
  switch (text(form, 'intent')) {
    case 'add': return redirect(`/console/watch/lists/${(await api(door.addList, { body: { ...settings(), format: known(door.listFormats, text(form, 'format')) ?? 'list' } })).id}`)
    case 'change': await api(door.changeList, { params, body: { ...settings(), state: known(door.listStates, text(form, 'state')) ?? 'off', version: Number(text(form, 'version')) } }); return {}
    case 'resharing': await setResharing(listId, form); return {}
    case 'remove': await api(door.removeList, { params }); return redirect('/console/watch/lists')
    case 'withdraw': await api(door.withdrawValue, { params, body: { value: text(form, 'value'), reason: text(form, 'reason') } }); return {}
    case 'restore': await api(door.restoreValue, { params: { withdrawnId: text(form, 'id') } }); return {}
    case 'look-back': return redirect(`/console/watch/hunts/${(await api(door.lookBackWith, { params })).huntId}`)
    default: {
      const file = form.get('file')
      const isFile = file instanceof File && file.size > 0
      await put(listId, isFile ? file : new Blob([String(form.get('text') ?? '')]), isFile ? file.name.slice(-300) : '')
      return {}
    }
  }
}

async function put(listId: string, body: Blob, origin: string): Promise<void> {
  if (body.size > door.LISTS.bytes) throw new Refusal('too_large')
  const response = await fetch(`${addressOf(door.bringList, { listId })}?${new URLSearchParams({ origin })}`, { method: door.bringList.method, headers: { 'content-type': 'application/octet-stream', accept: 'application/json' }, body })
  if (response.ok) return
  const problem = await response.json().catch(() => undefined) as (Problem & { readonly fields?: unknown }) | undefined
  throw new Refusal(problem?.code ?? 'failed', problem?.fields === undefined ? {} : { fields: problem.fields })
}
