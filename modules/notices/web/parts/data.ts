/** Reads and writes of these pages, over the typed client. Nothing is kept here. */
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type * as z from 'zod'
import { createClient } from '#platform/contract/client.ts'
import { Refusal, type FieldProblem, type RefusalCode, type ResponseOf } from '#platform/contract/index.ts'
import { chosenLang } from '#ui/console/chosen-lang.ts'
import { BODY, bodyIn } from '#ui/console/space.ts'
import { useJsonSender } from '#ui/console/use-sender.ts'
import * as door from '../../contract-endpoints.ts'
import { noticeStates } from '../../contract.ts'

const client = createClient()
export const pageSize = 50
const sorts = ['updated', 'name', 'expiry'] as const
const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export type List = Awaited<ReturnType<typeof listLoader>>
export type Row = List['rest'][number]
export type Detail = ResponseOf<typeof door.readNotice> & { readonly asked: ReturnType<typeof chosenLang> }
export type Services = ResponseOf<typeof door.readStates>
export type ServiceRow = Services['items'][number]

/** Filters live in the address; one that the server does not know is left out rather than failing the page. */
export function filtersOf(search: URLSearchParams) {
  const id = (name: string) => (uuidShape.test(search.get(name) ?? '') ? search.get(name)! : undefined)
  return {
    state: noticeStates.find((one) => one === search.get('state')), sort: sorts.find((one) => one === search.get('sort')) ?? 'updated', q: search.get('q')?.trim().slice(0, 100) || undefined,
    caseId: id('case'), mainId: id('mainId'), partyId: id(BODY), page: Math.max(1, Math.floor(Number(search.get('page')) || 1)),
  }
}

/** What waits for a second person comes first, whatever the order of the rest. */
export async function listLoader({ request }: LoaderFunctionArgs) {
  return orAnswer(async () => {
    const url = new URL(request.url)
    const { page, caseId, mainId, ...asked } = filtersOf(url.searchParams)
    const lang = chosenLang()
    const { signal } = request
    const read = (more: Partial<ReturnType<typeof filtersOf>> & { offset: number }) => client(door.listNotices, { query: { ...asked, ...more, lang, limit: pageSize }, signal })
    const offset = (page - 1) * pageSize
    const scope = caseId ? { caseId } : mainId ? { mainId } : {}
    const first = await read({ ...scope, offset })
    // The address of a case says which: one body's, or the main one of an event.
    const isMain = caseId !== undefined && Object.values(first.counts).every((n) => n === 0)
    const found = isMain ? await read({ mainId: caseId, offset }) : first
    if (caseId && found.total === 1 && url.pathname.startsWith('/space')) throw redirect(`/space/notices/${found.items[0]!.id}?${BODY}=${bodyIn(request.url)}`)
    const apart = asked.state === undefined && page === 1 && found.counts.confirmed > 0
    const waiting = apart ? (await read({ ...(isMain ? { mainId: caseId } : scope), state: 'confirmed', offset: 0 })).items : []
    return { lang, total: found.total, counts: found.counts, waiting, rest: asked.state === undefined ? found.items.filter((one) => one.state !== 'confirmed') : found.items }
  })
}

export async function noticeLoader({ request, params }: LoaderFunctionArgs): Promise<Detail> {
  return orAnswer(async () => {
    const found = await client(door.readNotice, { params, signal: request.signal })
    const url = new URL(request.url)
    // Who acts for several bodies and follows a link to another one's notice works for that one from here on.
    if (url.pathname.startsWith('/space') && bodyIn(request.url) !== found.partyId) {
      url.searchParams.set(BODY, found.partyId)
      throw redirect(url.pathname + url.search)
    }
    return { ...found, asked: chosenLang() }
  })
}

export async function servicesLoader({ request, params }: LoaderFunctionArgs): Promise<Services | null> {
  const partyId = params['partyId'] ?? bodyIn(request.url)
  return partyId === '' ? null : orAnswer(() => client(door.readStates, { params: { partyId }, signal: request.signal }))
}

export type Refused = { readonly code: RefusalCode; readonly params: Readonly<Record<string, unknown>>; readonly fields: readonly FieldProblem[] }
export type Outcome =
  | { readonly ok: true; readonly intent: Sent['intent']; readonly stillSo?: number; readonly waiting?: number; readonly published?: number }
  | { readonly ok: false; readonly intent: Sent['intent']; readonly refused: Refused }

export type Sent =
  | { intent: 'save'; body: z.input<typeof door.saveNotice.body> }
  | { intent: 'confirm' | 'publish' | 'restore'; version: number }
  | { intent: 'withdraw'; reason: string }
  | { intent: 'say'; partyId: string; body: z.input<typeof door.sayStates.body> }
  | { intent: 'approve'; partyId: string; names: string[] }

/** One door for every form: each sends JSON, already in the contract's words. */
export async function act({ request, params }: ActionFunctionArgs): Promise<Outcome> {
  const sent = (await request.json()) as Sent
  const { intent } = sent
  try {
    switch (sent.intent) {
      case 'save': await client(door.saveNotice, { params, body: sent.body }); break
      case 'confirm': await client(door.confirmNotice, { params, body: { version: sent.version } }); break
      case 'publish': await client(door.publishNotice, { params, body: { version: sent.version } }); break
      case 'restore': await client(door.restoreNotice, { params, body: { version: sent.version } }); break
      case 'withdraw': await client(door.withdrawNotice, { params, body: { reason: sent.reason } }); break
      case 'say': return { ok: true, intent, ...(await client(door.sayStates, { params: { partyId: sent.partyId }, body: sent.body })) }
      case 'approve': return { ok: true, intent, ...(await client(door.approveStates, { params: { partyId: sent.partyId }, body: { names: sent.names } })) }
    }
    return { ok: true, intent }
  } catch (error) {
    // A lost network is no refusal: it is said as "unavailable", and what was typed stays in the form.
    const refusal = error instanceof Refusal ? error : new Refusal('unavailable')
    const { fields, ...rest } = refusal.params
    return { ok: false, intent, refused: { code: refusal.code, params: rest, fields: Array.isArray(fields) ? (fields as FieldProblem[]) : [] } }
  }
}

/** What is not there is an answer with a status, so that the page of errors can say it. */
async function orAnswer<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') throw new Response(null, { status: 404 })
    if (error instanceof Refusal && error.code === 'forbidden') throw new Response(null, { status: 403 })
    throw error
  }
}

/** One form's way to `act`. */
export const useSender = useJsonSender<Outcome, Sent>
