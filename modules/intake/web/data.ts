/** What the pages of the desk read and do. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { createClient } from '#platform/contract/client.ts'
import { Refusal, type BodyInput, type QueryInput, type RefusalCode, type ResponseOf } from '#platform/contract/index.ts'
import { listCases } from '#modules/cases/contract-endpoints.ts'
import { readParties } from '#modules/territory/contract.ts'
import { bodyIn } from '#ui/console/space.ts'
import * as door from '../contract-endpoints.ts'
import type { QueueName } from '../contract-shapes.ts'

export const api = createClient()
export const PAGE = 50
export type Row = ResponseOf<typeof door.listReports>['items'][number]
export type Detail = ResponseOf<typeof door.readReport>
export type Alike = ResponseOf<typeof door.readAlike>['items'][number]

/** Asked of the address, as text: what is none of these the server leaves out or refuses. */
function filtersOf(request: Request): Record<string, string> {
  const search = new URL(request.url).searchParams
  return Object.fromEntries(['of', 'q', 'situation', 'kind', 'caseId', 'offset'].flatMap((name) => (search.get(name) ? [[name, search.get(name)!]] : [])))
}

export async function deskLoader({ request }: LoaderFunctionArgs) {
  const filters = filtersOf(request)
  return { filters, desk: await api(door.listReports, { query: { ...filters, limit: PAGE } as QueryInput<typeof door.listReports>, signal: request.signal }) }
}

export async function reportLoader({ params, request }: LoaderFunctionArgs) {
  const input = { params: { reportId: params['reportId']! }, signal: request.signal }
  const [report, alike] = await Promise.all([api(door.readReport, input), api(door.readAlike, input).catch(() => ({ items: [] as Alike[] }))])
  return { report, alike: alike.items }
}

/** Of the body that the address names, the newest first. */
export const ownReportsLoader = ({ request }: LoaderFunctionArgs) => api(door.listReports, { query: { of: 'all', partyId: bodyIn(request.url), limit: PAGE }, signal: request.signal })
export const ownReportLoader = ({ params, request }: LoaderFunctionArgs) => api(door.readReport, { params: { reportId: params['reportId']! }, signal: request.signal })

export async function shiftLoader({ request }: LoaderFunctionArgs) {
  const since = new URL(request.url).searchParams.get('since')
  return api(door.readShift, { query: since ? { since } : {}, signal: request.signal })
}

/** Ids of everything that the filters show, as far as one merge takes. */
export async function idsOf(filters: Record<string, string>, most = door.MERGE_MAX): Promise<Row[]> {
  const rows: Row[] = []
  for (let offset = 0; rows.length < most; offset += 500) {
    const { items } = await api(door.listReports, { query: { ...filters, limit: 500, offset } as QueryInput<typeof door.listReports> })
    rows.push(...items)
    if (items.length < 500) break
  }
  return rows.slice(0, most)
}

export const findCases = (q: string) => api(listCases, { query: { kind: 'main', state: 'open', limit: 8, ...(q ? { q } : {}) } })
export const findParties = (q: string) => api(readParties, { query: { q, limit: 8 } })

export type Act =
  | { readonly intent: 'take'; readonly ids: readonly string[]; readonly to: BodyInput<typeof door.takeReport>['to'] }
  | { readonly intent: 'write'; readonly id: string; readonly body: BodyInput<typeof door.writeToReporter> }
  | { readonly intent: 'move'; readonly ids: readonly string[]; readonly body: BodyInput<typeof door.moveReport> }
  | { readonly intent: 'change'; readonly id: string; readonly body: BodyInput<typeof door.changeReport> }
  | { readonly intent: 'merge'; readonly body: BodyInput<typeof door.mergeReports> }
  | { readonly intent: 'undo'; readonly mergeId: string }
  | { readonly intent: 'detach'; readonly id: string }
  | { readonly intent: 'call'; readonly body: BodyInput<typeof door.phoneReport> }
  | { readonly intent: 'file'; readonly body: BodyInput<typeof door.fileReport> }
  | { readonly intent: 'reply'; readonly id: string; readonly text: string }
export type Done = { readonly ok: true; readonly act: Act; readonly data: unknown }
export type Outcome = Done | { readonly ok: false; readonly code: RefusalCode; readonly done: number }

const each = async (ids: readonly string[], work: (reportId: string) => Promise<unknown>): Promise<void> => { for (const id of ids) await work(id) }
function work(act: Act): Promise<unknown> {
  switch (act.intent) {
    case 'take': return each(act.ids, (reportId) => api(door.takeReport, { params: { reportId }, body: { to: act.to } }))
    case 'write': return api(door.writeToReporter, { params: { reportId: act.id }, body: act.body })
    case 'move': return each(act.ids, (reportId) => api(door.moveReport, { params: { reportId }, body: act.body }))
    case 'change': return api(door.changeReport, { params: { reportId: act.id }, body: act.body })
    case 'merge': return api(door.mergeReports, { body: act.body })
    case 'undo': return api(door.undoMerge, { params: { mergeId: act.mergeId } })
    case 'detach': return api(door.detachReport, { params: { reportId: act.id } })
    case 'file': return api(door.fileReport, { body: act.body })
    case 'reply': return api(door.replyToCentre, { params: { reportId: act.id }, body: { text: act.text } })
    case 'call': return api(door.phoneReport, { body: act.body })
  }
}

export async function deskAction({ request }: ActionFunctionArgs): Promise<Outcome> {
  // The toast that takes back sends a form.
  const act = request.headers.get('content-type')?.includes('json') ? ((await request.json()) as Act) : (Object.fromEntries(await request.formData()) as unknown as Act)
  try {
    return { ok: true, act, data: (await work(act)) ?? null }
  } catch (error) {
    if (error instanceof TypeError) return { ok: false, code: 'unavailable', done: 0 }
    if (!(error instanceof Refusal)) throw error
    return { ok: false, code: error.code, done: 0 }
  }
}
export const queueOf = (filters: Record<string, string>): QueueName => (filters['of'] ?? 'waiting') as QueueName
