/** Reads and writes of the pages: loaders and one action over the typed client. Nothing is kept here. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { redirect } from 'react-router'
import { readParties } from '#modules/territory/contract.ts'
import { createClient } from '#platform/contract/client.ts'
import type { QueryInput, ResponseOf } from '#platform/contract/index.ts'
import { orNotFound, outcomeOf, type Outcome as OutcomeOf } from '#ui/console/outcome.ts'
import { bodyIn } from '#ui/console/space.ts'
import * as door from '../contract.ts'

export { orNotFound, outcomeOf }
export type { Refused } from '#ui/console/outcome.ts'
export const PER_PAGE = 50
export const api = createClient()
export type Alert = ResponseOf<typeof door.readAlert>
export type Source = ResponseOf<typeof door.readSource>
export type Own = ResponseOf<typeof door.readOwn> & { readonly weeks: ResponseOf<typeof door.listWeeks>['items'] }
export type Done = { readonly token?: string; readonly tried?: ResponseOf<typeof door.runTrials>['items'] }
export type Outcome = OutcomeOf<Done>

export const searchOf = (request: Request) => new URL(request.url).searchParams
export const pageIn = (search: URLSearchParams) => Math.max(1, Math.trunc(Number(search.get('page'))) || 1)
export const paged = (page: number) => ({ limit: PER_PAGE, offset: (page - 1) * PER_PAGE })
/** Asked of the address, as text: what is none of these is left out. */
export const known = <V extends string>(values: readonly V[], text: string | null): V | undefined => values.find((one) => one === text)

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
  const [page, q, form, state, level] = [pageIn(search), search.get('q')?.trim().slice(0, 200) ?? '', known(door.ruleForms, search.get('form')), known(door.ruleStates, search.get('state')), known(door.levels, search.get('level'))]
  const product = productIn(search)
  return { page, q, form, state, level, product, ...(await api(door.listRules, { query: { q, form, state, level, product, ...paged(page) }, signal: request.signal })) }
}
/** `any`: whichever; empty: rules that name none. */
export const productIn = (search: URLSearchParams): string | undefined => { const given = search.get('product'); return given === null || given === 'any' ? undefined : given.slice(0, 100) }
export async function ownLoader({ request }: LoaderFunctionArgs): Promise<Own | null> {
  const partyId = bodyIn(request.url)
  if (!partyId) return null
  const asked = { params: { partyId }, signal: request.signal }
  const [own, weeks] = await Promise.all([api(door.readOwn, asked), api(door.listWeeks, asked)])
  return { ...own, weeks: weeks.items }
}
export const findParties = (q: string) => api(readParties, { query: { q, limit: 8 } }).then(({ items }) => items.map(({ id, name, province }) => ({ id, label: name, hint: province })))

export const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
const day = (form: FormData, name: string) => text(form, name) || null

export const action = async ({ request, params }: ActionFunctionArgs): Promise<Outcome | Response> => outcomeOf(act(await request.formData(), params))
export async function act(form: FormData, { alertId = '', sourceId = '' }: ActionFunctionArgs['params']): Promise<Done | Response> {
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
    case 'certificate': {
      const file = form.get('pemFile')
      const pem = file instanceof File && file.size > 0 ? await file.slice(0, 20_000).text() : text(form, 'pem')
      await api(door.setCertificate, { params: { sourceId }, body: { pem: pem || '-' } })
      return {}
    }
    case 'end-certificate': await api(door.endCertificate, { params: { sourceId } }); return {}
    case 'end-kept': await api(door.endKept, { params: { sourceId }, body: { reason: text(form, 'reason') } }); return {}
    case 'switch': await api(door.switchSource, { params: { sourceId }, body: { active: text(form, 'active') === 'yes' } }); return {}
    default: {
      const chosen = form.getAll('files').filter((one): one is File => one instanceof File && one.size > 0)
      const files = await Promise.all(chosen.map(async (one) => ({ path: one.name, text: await one.text() })))
      const pasted = String(form.get('yaml') ?? '')
      if (pasted.trim() !== '') files.push({ path: 'pasted.yml', text: pasted })
      return redirect(`/console/watch/imports/${(await api(door.importRules, { body: { files, licence: text(form, 'licence') } })).importId}`)
    }
  }
}
