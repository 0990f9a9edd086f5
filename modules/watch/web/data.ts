/** Reads and writes of the pages: loaders and one action over the typed client. Nothing is kept here. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { redirect } from 'react-router'
import { readParties } from '#modules/territory/contract.ts'
import { createClient } from '#platform/contract/client.ts'
import { Refusal, type FieldProblem, type QueryInput, type RefusalCode, type ResponseOf } from '#platform/contract/index.ts'
import { bodyIn } from '#ui/console/space.ts'
import * as door from '../contract.ts'
import { startHunt } from '../contract-hunts.ts'

export const PER_PAGE = 50
const api = createClient()
export type Alert = ResponseOf<typeof door.readAlert>
export type Source = ResponseOf<typeof door.readSource>
export type Own = ResponseOf<typeof door.readOwn>
export type Imported = ResponseOf<typeof door.importRules>
export type Refused = { readonly code: RefusalCode; readonly fields: readonly FieldProblem[] }
export type Done = { readonly token?: string; readonly imported?: Imported }
export type Outcome = { readonly done: true; readonly data: Done } | { readonly done: false; readonly refused: Refused }

const searchOf = (request: Request) => new URL(request.url).searchParams
const pageIn = (search: URLSearchParams) => Math.max(1, Math.trunc(Number(search.get('page'))) || 1)
const paged = (page: number) => ({ limit: PER_PAGE, offset: (page - 1) * PER_PAGE })
async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try { return await answer } catch (error) {
    if (error instanceof Refusal && (error.code === 'not_found' || error.code === 'invalid')) throw new Response(null, { status: 404 })
    throw error
  }
}
/** Asked of the address, as text: what is none of these is left out. */
const known = <V extends string>(values: readonly V[], text: string | null): V | undefined => values.find((one) => one === text)

export async function alertsLoader({ request }: LoaderFunctionArgs) {
  const search = searchOf(request)
  const [page, state, severity, partyId] = [pageIn(search), known(['waiting', ...door.alertStates], search.get('state')) ?? 'waiting', known(door.severities, search.get('severity')), search.get('body') || undefined]
  const query: QueryInput<typeof door.listAlerts> = { state, severity, partyId, ...paged(page) }
  return { page, state, severity, partyId, ...(await orNotFound(api(door.listAlerts, { query, signal: request.signal }))) }
}
export const alertLoader = ({ request, params }: LoaderFunctionArgs) => orNotFound(api(door.readAlert, { params: { alertId: params['alertId']! }, signal: request.signal }))
export async function sourcesLoader({ request }: LoaderFunctionArgs) {
  const page = pageIn(searchOf(request))
  return { page, ...(await api(door.listSources, { query: paged(page), signal: request.signal })) }
}
export const sourceLoader = ({ request, params }: LoaderFunctionArgs) => orNotFound(api(door.readSource, { params: { sourceId: params['sourceId']! }, signal: request.signal }))
export async function rulesLoader({ request }: LoaderFunctionArgs) {
  const search = searchOf(request)
  const [page, q, state] = [pageIn(search), search.get('q')?.trim().slice(0, 200) ?? '', known(door.ruleStates, search.get('state'))]
  return { page, q, state, ...(await api(door.listRules, { query: { q, state, ...paged(page) }, signal: request.signal })) }
}
export const ruleLoader = ({ request, params }: LoaderFunctionArgs) => orNotFound(api(door.readRule, { params: { ruleId: params['ruleId']! }, signal: request.signal }))
export async function ownLoader({ request }: LoaderFunctionArgs): Promise<Own | null> {
  const partyId = bodyIn(request.url)
  return partyId ? api(door.readOwn, { params: { partyId }, signal: request.signal }) : null
}
export const findParties = (q: string) => api(readParties, { query: { q, limit: 8 } }).then(({ items }) => items.map(({ id, name, province }) => ({ id, label: name, hint: province })))

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
const day = (form: FormData, name: string) => text(form, name) || null

export async function action({ request, params }: ActionFunctionArgs): Promise<Outcome | Response> {
  const form = await request.formData()
  try {
    const answer = await act(form, params)
    return answer instanceof Response ? answer : { done: true, data: answer }
  } catch (error) {
    // fetch throws a TypeError when there was no answer at all.
    if (error instanceof TypeError) return { done: false, refused: { code: 'unavailable', fields: [] } }
    if (!(error instanceof Refusal)) throw error
    const { fields } = error.params
    return { done: false, refused: { code: error.code, fields: Array.isArray(fields) ? (fields as FieldProblem[]) : [] } }
  }
}

async function act(form: FormData, { alertId = '', sourceId = '', ruleId = '' }: ActionFunctionArgs['params']): Promise<Done | Response> {
  const version = Number(text(form, 'version')) || 0
  switch (text(form, 'intent')) {
    case 'take': await api(door.takeAlert, { params: { alertId }, body: { version } }); return {}
    case 'close': await api(door.closeAlert, { params: { alertId }, body: { version, reason: known(door.closeReasons, text(form, 'reason')) ?? 'benign', note: text(form, 'note') } }); return {}
    case 'suppress': await api(door.suppressAlert, { params: { alertId }, body: { field: text(form, 'field'), value: text(form, 'value'), reason: text(form, 'reason'), days: Number(text(form, 'days')) } }); return {}
    case 'end': await api(door.endSuppression, { params: { suppressionId: text(form, 'id') } }); return {}
    case 'case': return redirect(`/console/cases/${(await api(door.makeCase, { params: { alertId } })).caseId}`)
    case 'add': {
      const shows = form.getAll('shows').flatMap((one) => known(door.shown, String(one)) ?? [])
      const { id } = await api(door.addSource, { body: { partyId: text(form, 'partyId'), kind: known(door.sourceKinds, text(form, 'kind')) ?? 'elasticsearch', label: text(form, 'label'), shows } })
      return redirect(`/console/watch/sources/${id}`)
    }
    case 'record': await api(door.saveRecord, { params: { sourceId }, body: {
      version, contractOn: day(form, 'contractOn'), contractRef: text(form, 'contractRef'), impact: known(door.impacts, text(form, 'impact')) ?? '', impactOn: day(form, 'impactOn'), impactWhy: text(form, 'impactWhy'),
      retentionDays: text(form, 'retentionDays') === '' ? null : Number(text(form, 'retentionDays')), labour: known(door.labourSteps, text(form, 'labour')) ?? '', labourOn: day(form, 'labourOn'), labourRef: text(form, 'labourRef'),
    } }); return {}
    case 'token': return { token: (await api(door.makeToken, { params: { sourceId } })).token }
    case 'end-token': await api(door.endToken, { params: { sourceId } }); return {}
    case 'switch': await api(door.switchSource, { params: { sourceId }, body: { active: text(form, 'active') === 'yes' } }); return {}
    case 'look-back': return redirect(`/console/watch/hunts/${(await api(startHunt, { body: { kind: 'rule', ruleId } })).id}`)
    case 'state': await api(door.changeRule, { params: { ruleId }, body: { state: known(door.ruleChoices, text(form, 'state')) ?? 'observe', version } }); return {}
    default: {
      const chosen = form.getAll('files').filter((one): one is File => one instanceof File && one.size > 0)
      const files = await Promise.all(chosen.map(async (one) => ({ path: one.name, text: await one.text() })))
      const pasted = String(form.get('yaml') ?? '')
      if (pasted.trim() !== '') files.push({ path: 'pasted.yml', text: pasted })
      return { imported: await api(door.importRules, { body: { files, licence: text(form, 'licence') } }) }
    }
  }
}
