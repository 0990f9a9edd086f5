/** What each address reads: one call of this module a page, and beside it what other modules may leave out. */
import { redirect, type LoaderFunctionArgs } from 'react-router'
import { listReports as listOwnReports } from '#modules/intake/contract-endpoints.ts'
import { listNotices } from '#modules/notices/contract-endpoints.ts'
import { readBoard, readOwed } from '#modules/obligations/contract.ts'
import { rankProviders, readMap, readMyProviders, readParties, readParty, whatIf } from '#modules/territory/contract.ts'
import type { QueryInput, ResponseOf } from '#platform/contract/index.ts'
import { bodyIn } from '#ui/console/space.ts'
import { chosenLang } from '#ui/console/chosen-lang.ts'
import * as door from '../contract-endpoints.ts'
import { client, filtersOf, orNothing } from './api.ts'

export const PAGE = 50
const urlOf = ({ request }: LoaderFunctionArgs) => new URL(request.url)
const caseIdOf = ({ params }: LoaderFunctionArgs) => ({ caseId: params['caseId']! })

export async function queueLoader(args: LoaderFunctionArgs) {
  const filters = filtersOf(urlOf(args), ['of', 'offset'])
  return { filters, queue: await client(door.readQueue, { query: { ...filters, limit: PAGE } as QueryInput<typeof door.readQueue>, signal: args.request.signal }) }
}

export const queues = ['unanswered', 'dont_know', 'calls', 'uncertain', 'unled'] as const
export type QueueName = (typeof queues)[number]
export type QueueItem = Awaited<ReturnType<typeof queueLoader>>['queue']['items'][number]

/** One body's case, read beside a list: its services, and whom to call. */
export async function previewLoader(args: LoaderFunctionArgs) {
  const input = { params: caseIdOf(args), signal: args.request.signal }
  const [one, ways] = await Promise.all([client(door.readCase, input), orNothing(client(door.readWays, input))])
  const party = await orNothing(client(readParty, { params: { partyId: one.partyId }, signal: args.request.signal }))
  return { one, ways, contacts: party?.contacts ?? [] }
}
export type Preview = Awaited<ReturnType<typeof previewLoader>>

export async function casesLoader(args: LoaderFunctionArgs) {
  const filters = filtersOf(urlOf(args), ['kind', 'state', 'answer', 'inferred', 'observed', 'province', 'unled', 'q', 'sort', 'offset'])
  const query = { kind: 'main', ...filters, limit: PAGE }
  return { filters, ...(await client(door.listCases, { query: query as QueryInput<typeof door.listCases>, signal: args.request.signal })) }
}

/** Only what is owed for sure has a clock: what still waits for a fact is not the nearest obligation. */
const running: readonly string[] = ['due', 'exceeded']
export type Owed = ResponseOf<typeof readOwed>
type Nearest = { readonly at: string; readonly label: string; readonly partyName: string; readonly caseId: string }
/** Null: nothing runs. `unread`: nobody could say, which must never look like nothing. */
type NearestRead = Nearest | null | 'unread'

function nearestOf({ rows, words }: Owed): Nearest | null {
  const open = rows.flatMap((row) => row.items.flatMap((item) => {
    const at = item.strictAt ?? item.legalAt
    return at !== undefined && running.includes(item.state) ? [{ at, label: `${words.regimes[item.regime]} · ${words.stages[item.stage]}`, partyName: row.partyName, caseId: row.caseId }] : []
  }))
  return open.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0] ?? null
}

/** Head of a case: shared by its tabs. `toSend`: obligations that wait for a person's hand. */
export async function caseLoader(args: LoaderFunctionArgs) {
  const { caseId } = caseIdOf(args)
  const { signal } = args.request
  const one = await client(door.readCase, { params: { caseId }, signal })
  const lang = chosenLang()
  if (one.kind === 'main') {
    const [board, notices] = await Promise.all([
      orNothing(client(readBoard, { query: { mainId: caseId, show: 'owed', limit: 1, lang }, signal })),
      orNothing(client(listNotices, { query: { mainId: caseId, limit: 1, lang }, signal })),
    ])
    const next = board?.nearest
    const nearest: NearestRead = board === null ? 'unread' : next ? { at: next.at, label: `${next.regimeTitle} · ${next.stageLabel}`, partyName: next.partyName, caseId: next.caseId } : null
    return { one, lang, owed: null, nearest, toSend: board ? board.counts.due + board.counts.exceeded : null, notices: notices && notices.counts.confirmed + notices.counts.published }
  }
  const owed = await orNothing(client(readOwed, { query: { cases: caseId, lang }, signal }))
  const nearest: NearestRead = owed === null ? 'unread' : nearestOf(owed)
  return { one, lang, owed, nearest, toSend: owed ? owed.rows.flatMap((row) => row.items).filter((item) => item.state === 'due_without_hours' || running.includes(item.state)).length : null, notices: null as number | null }
}
export type CaseData = Awaited<ReturnType<typeof caseLoader>>
export type CaseDetail = CaseData['one']

export async function cascadeLoader(args: LoaderFunctionArgs) {
  const all = urlOf(args).searchParams.get('all') === 'true'
  return client(door.readCascade, { params: caseIdOf(args), query: { all: String(all) as never }, signal: args.request.signal })
}
export type Cascade = Awaited<ReturnType<typeof cascadeLoader>>

/** A tied case has no cascade of its own: its services stand in its head. */
export async function situationLoader(args: LoaderFunctionArgs) {
  const { kind } = await client(door.readCase, { params: caseIdOf(args), signal: args.request.signal })
  return kind === 'main' ? cascadeLoader(args) : null
}

export async function bodiesLoader(args: LoaderFunctionArgs) {
  const filters = filtersOf(urlOf(args), ['answer', 'inferred', 'observed', 'suppliers', 'q', 'sort', 'offset'])
  return { filters, ...(await client(door.listBodies, { params: caseIdOf(args), query: { ...filters, limit: PAGE } as QueryInput<typeof door.listBodies>, signal: args.request.signal })) }
}
export type BodyRow = Awaited<ReturnType<typeof bodiesLoader>>['items'][number]

/** All bodies of the case, however long the list, and the shapes to put them on. */
export async function bodiesMapLoader(args: LoaderFunctionArgs) {
  const map = await client(readMap, { signal: args.request.signal })
  const items: BodyRow[] = []
  for (let offset = 0; offset < 5000; offset += 500) {
    const next = await client(door.listBodies, { params: caseIdOf(args), query: { limit: 500, offset }, signal: args.request.signal })
    items.push(...next.items)
    if (items.length >= next.total || next.items.length === 0) break
  }
  return { map, items }
}

export async function timelineLoader(args: LoaderFunctionArgs) {
  const filters = filtersOf(urlOf(args), ['kind', 'withTied', 'offset'])
  return { filters, ...(await client(door.readTimeline, { params: caseIdOf(args), query: { ...filters, limit: PAGE } as QueryInput<typeof door.readTimeline>, signal: args.request.signal })) }
}
export const conditionsLoader = (args: LoaderFunctionArgs) => client(door.readConditions, { params: caseIdOf(args), signal: args.request.signal })
export const readersLoader = (args: LoaderFunctionArgs) => client(door.readReaders, { params: caseIdOf(args), signal: args.request.signal })
export const evidenceLoader = (args: LoaderFunctionArgs) => client(door.listEvidence, { params: caseIdOf(args), query: { limit: 200 }, signal: args.request.signal })
export const tasksLoader = (args: LoaderFunctionArgs) => client(door.listTasks, { params: caseIdOf(args), signal: args.request.signal })
export const reportsLoader = (args: LoaderFunctionArgs) => client(door.listReports, { params: caseIdOf(args), query: { limit: 20 }, signal: args.request.signal })
export async function deliveriesLoader(args: LoaderFunctionArgs) {
  const filters = filtersOf(urlOf(args), ['state', 'channel', 'offset'])
  return { filters, ...(await client(door.listDeliveries, { params: caseIdOf(args), query: { ...filters, limit: PAGE } as QueryInput<typeof door.listDeliveries>, signal: args.request.signal })) }
}
export async function recoveryLoader(args: LoaderFunctionArgs) {
  const input = { params: caseIdOf(args), signal: args.request.signal }
  const [restoration, outcome] = await Promise.all([client(door.readRestoration, input), client(door.readOutcome, input)])
  return { restoration, outcome }
}

/** Providers to choose from: by name, or those whose loss would touch most. */
export async function providersLoader(args: LoaderFunctionArgs) {
  const q = urlOf(args).searchParams.get('q')?.trim() ?? ''
  const { signal } = args.request
  if (q !== '') {
    const found = await client(readParties, { query: { q, kind: ['provider', 'in_house', 'firm'], limit: 8 }, signal })
    return { q, total: found.total, items: found.items.map((one) => ({ id: one.id, name: one.name, services: one.services, bodies: null as number | null })) }
  }
  const ranked = await orNothing(client(rankProviders, { query: { limit: 8 }, signal }))
  return { q, total: ranked?.total ?? 0, items: (ranked?.items ?? []).map((one) => ({ id: one.provider.id, name: one.provider.name, services: one.services, bodies: one.bodies as number | null })) }
}

/** A provider named in the address, so that the territory can lead here. */
export async function newCaseLoader(args: LoaderFunctionArgs) {
  const providers = await providersLoader(args)
  const id = urlOf(args).searchParams.get('provider')
  const chosen = id === null ? null : await orNothing(client(readParty, { params: { partyId: id }, signal: args.request.signal }))
  return { providers, chosen: chosen === null ? null : { id: chosen.party.id, name: chosen.party.name } }
}

const on = (url: URL, name: string) => url.searchParams.get(name) === 'true'

/** Who would be tied: the counts of this module, the first bodies of the territory's. */
export async function castLoader(args: LoaderFunctionArgs) {
  const url = urlOf(args)
  const providerId = url.searchParams.get('provider')
  const effects = { unavailable: on(url, 'unavailable'), exposed: on(url, 'exposed'), tampered: on(url, 'tampered') }
  if (!providerId || !Object.values(effects).includes(true)) return null
  const serviceIds = url.searchParams.getAll('service')
  const body = { providerId, effects, ...(serviceIds.length > 0 ? { serviceIds } : {}) }
  const { signal } = args.request
  const [preview, asked, party] = await Promise.all([
    client(door.previewCase, { body, signal }),
    orNothing(client(whatIf, { body: serviceIds.length > 0 ? { serviceIds, effects, limit: 1 } : { providerId, effects, limit: 1 }, signal })),
    orNothing(client(readParty, { params: { partyId: providerId }, signal })),
  ])
  return { preview, top: (asked?.topBodies ?? []).slice(0, 8), services: party?.services ?? [] }
}
export type Cast = NonNullable<Awaited<ReturnType<typeof castLoader>>>

export const casesHome = () => redirect('/console/cases')

/** The first page of a body: its cases, what is owed, its providers. The body is that of the address. */
export async function homeLoader(args: LoaderFunctionArgs) {
  const partyId = bodyIn(args.request.url)
  const { signal } = args.request
  const lang = chosenLang()
  const [mine, owed, providers, reports, party] = await Promise.all([
    client(door.readMine, { query: { limit: 50 }, signal }),
    orNothing(client(readOwed, { query: { ...(partyId ? { partyId } : {}), limit: 20, lang }, signal })),
    partyId ? orNothing(client(readMyProviders, { params: { partyId }, signal })) : null,
    partyId ? orNothing(client(listOwnReports, { query: { of: 'all', partyId, limit: 20 }, signal })) : null,
    partyId ? orNothing(client(readParty, { params: { partyId }, signal })) : null,
  ])
  const cases = mine.items.filter((one) => one.kind === 'main' || one.partyId === partyId)
  // Which provider stands on the way is in the case itself: a service has several, and only some of them fell.
  const open = cases.filter((one) => one.kind === 'tied' && one.state !== 'closed' && one.answer !== 'not_hit').slice(0, 3)
  const details = await Promise.all(open.map((one) => orNothing(client(door.readCase, { params: { caseId: one.id }, signal }))))
  const onTheWay = [...new Set(details.flatMap((one) => one?.services.flatMap((service) => service.path.map((step) => step.onParty)) ?? []))]
  return { cases, owed, providers: providers?.items ?? [], reports: reports?.items ?? [], contacts: party?.contacts ?? [], lang, fell: open.map((one) => one.providerName), onTheWay }
}
export type Home = Awaited<ReturnType<typeof homeLoader>>
