/** Reads and writes of the pages: loaders and actions over the typed client. Nothing is kept here. */
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type * as z from 'zod'
import { createClient } from '#platform/contract/client.ts'
import { Refusal, type FieldProblem, type ResponseOf } from '#platform/contract/index.ts'
import { BODY, bodyIn } from '#ui/console/space.ts'
import { chosenLang } from '#ui/console/chosen-lang.ts'
import { useJsonSender } from '#ui/console/use-sender.ts'
import * as contract from '../contract.ts'

export const client = createClient()
export const pageSize = 50

type Shown = { readonly lang: ReturnType<typeof chosenLang> }
export type Board = ResponseOf<typeof contract.readBoard> & Shown
export type Owed = ResponseOf<typeof contract.readOwed> & Shown
export type Dossier = ResponseOf<typeof contract.readDossier> & Shown
export type Draft = ResponseOf<typeof contract.readDraft> & Shown

/** Filters live in the address; one that the server does not know is left out rather than failing the page. */
export const boardLoader = (args: LoaderFunctionArgs): Promise<Board> => loadBoard(args)

/** The board of everything, or of one main case. */
export async function loadBoard({ request }: LoaderFunctionArgs, mainId?: string): Promise<Board> {
  const query = boardQuery(new URL(request.url).searchParams)
  return orAnswer(async () => {
    const lang = chosenLang()
    return { ...(await client(contract.readBoard, { query: { ...query, ...(mainId ? { mainId } : {}), lang }, signal: request.signal })), lang }
  })
}

export function boardQuery(search: URLSearchParams) {
  const state = contract.obligationStates.find((one) => one === search.get('state'))
  const page = Math.max(1, Math.floor(Number(search.get('page')) || 1))
  const given = (name: string) => search.get(name)?.trim() || undefined
  return {
    mainId: given('mainId'), partyId: given('partyId'), regime: given('regime')?.slice(0, 40), q: given('q')?.slice(0, 100), state,
    show: search.get('show') === 'owed' ? 'owed' as const : 'all' as const, sort: search.get('sort') === 'name' ? 'name' as const : 'next' as const, limit: pageSize, offset: (page - 1) * pageSize,
  }
}

/** Up to a hundred bodies, by their cases. */
export async function reviewLoader({ request }: LoaderFunctionArgs): Promise<Owed> {
  const cases = new URL(request.url).searchParams.get('cases') ?? ''
  const lang = chosenLang()
  if (!cases) return { lang, now: '', words: { regimes: {}, stages: {}, recipients: {}, reasons: [] }, rows: [] }
  return orAnswer(async () => ({ ...(await client(contract.readOwed, { query: { cases, lang }, signal: request.signal })), lang }))
}

/** The whole answer behind a cell, when it is asked for. */
export const readOne = (caseId: string, key: string, signal: AbortSignal) => client(contract.readOne, { params: { caseId }, query: { key, lang: chosenLang() }, signal })

export async function dossierLoader({ request, params }: LoaderFunctionArgs): Promise<Dossier> {
  return orAnswer(async () => {
    const lang = chosenLang()
    const dossier = await client(contract.readDossier, { params: { caseId: params['caseId']! }, query: { lang }, signal: request.signal })
    return { ...forItsBody(request, dossier), lang }
  })
}

export async function draftLoader({ request, params }: LoaderFunctionArgs): Promise<Draft> {
  return orAnswer(async () => {
    const lang = chosenLang()
    return { ...forItsBody(request, await client(contract.readDraft, { params, query: { lang }, signal: request.signal })), lang }
  })
}

/** Who acts for several bodies and follows a link to another one's case works for that one from here on. */
function forItsBody<T extends { readonly partyId: string }>(request: Request, found: T): T {
  const url = new URL(request.url)
  if (!url.pathname.startsWith('/space') || bodyIn(request.url) === found.partyId) return found
  url.searchParams.set(BODY, found.partyId)
  throw redirect(url.pathname + url.search)
}

/** What became of a form: `said` is what to tell, `fields` what the server did not take. */
export type Outcome = { readonly ok: true; readonly intent: string; readonly cases?: number; readonly changed?: number; readonly url?: string } | { readonly ok: false; readonly intent: string; readonly code: string; readonly fields: readonly FieldProblem[] }

/** One door for every form: each sends JSON `{ intent, caseId?, obligationId?, ... }`, already in the contract's words. */
export async function act({ request }: ActionFunctionArgs): Promise<Outcome> {
  const sent = (await request.json()) as Sent
  const { intent } = sent
  try {
    switch (intent) {
      case 'clock': return { ok: true, intent, ...(await client(contract.recordClock, { params: { caseId: sent.caseId }, body: sent.body })) }
      case 'decide': return { ok: true, intent, ...(await client(contract.decide, { body: sent.body })) }
      case 'incident': return { ok: true, intent, ...(await client(contract.recordIncident, { params: { caseId: sent.caseId }, body: sent.body })) }
      case 'file': return { ok: true, intent, ...(await client(contract.recordFiling, { params: { obligationId: sent.obligationId }, body: sent.body })) }
      case 'calendar': return { ok: true, intent, ...(await client(contract.createCalendar)) }
    }
  } catch (error) {
    // A lost network is no refusal: it is said as "unavailable", and what was typed stays in the form.
    const refusal = error instanceof Refusal ? error : new Refusal('unavailable')
    return { ok: false, intent, code: refusal.code, fields: (refusal.params['fields'] as FieldProblem[] | undefined) ?? [] }
  }
}

export type Sent =
  | { intent: 'clock'; caseId: string; body: z.input<typeof contract.recordClock.body> }
  | { intent: 'decide'; body: z.input<typeof contract.decide.body> }
  | { intent: 'incident'; caseId: string; body: z.input<typeof contract.recordIncident.body> }
  | { intent: 'file'; obligationId: string; body: z.input<typeof contract.recordFiling.body> }
  | { intent: 'calendar' }

/** One form's way to `act`. */
export const useSender = useJsonSender<Outcome, Sent>

/** What is not there is an answer with a status, so that the page of errors can say it; the rest it says as it comes. */
async function orAnswer<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') throw new Response(null, { status: 404 })
    if (error instanceof Refusal && error.code === 'forbidden') throw new Response(null, { status: 403 })
    throw error
  }
}
