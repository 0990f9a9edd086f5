/** Reads and writes of the pages: loaders and one action over the typed client. Nothing is kept here. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { readParty } from '#modules/territory/contract.ts'
import { createClient } from '#platform/contract/client.ts'
import { Refusal, type FieldProblem, type RefusalCode } from '#platform/contract/index.ts'
import { bodyIn } from '#ui/console/space.ts'
import { chosenLang } from '#ui/console/chosen-lang.ts'
import * as contract from '../contract.ts'

export const PER_PAGE = 50
const api = createClient()
export type Refused = { readonly code: RefusalCode; readonly reason?: string; readonly fields: readonly FieldProblem[] }
export type Outcome = { readonly done: true } | { readonly done: false; readonly refused: Refused }

async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try { return await answer } catch (error) {
    if (error instanceof Refusal && (error.code === 'not_found' || error.code === 'invalid')) throw new Response(null, { status: 404 })
    throw error
  }
}

const logOf = (search: URLSearchParams, partyId: string | undefined, signal: AbortSignal) => {
  const page = Math.max(1, Math.trunc(Number(search.get('page'))) || 1)
  const state = contract.deliveryStates.find((one) => one === search.get('state'))
  const kind = /^[a-z]+(\.[a-z_]+)?$/.test(search.get('kind') ?? '') ? search.get('kind')! : undefined
  const q = search.get('q')?.trim().slice(0, 100) ?? ''
  return api(contract.listDeliveries, { query: { q, limit: PER_PAGE, offset: (page - 1) * PER_PAGE, ...(state ? { state } : {}), ...(kind ? { kind } : {}), ...(partyId ? { partyId } : {}) }, signal }).then((log) => ({ ...log, page, q, state, kind, partyId }))
}
export type Log = Awaited<ReturnType<typeof logOf>>

export async function logLoader({ request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const partyId = /^[0-9a-f-]{36}$/.test(search.get('body') ?? '') ? search.get('body')! : undefined
  const [log, body] = await Promise.all([logOf(search, partyId, request.signal), partyId ? orNotFound(api(readParty, { params: { partyId }, signal: request.signal })) : null])
  return { log, bodyName: body?.party.name ?? null }
}
export type LogShown = Awaited<ReturnType<typeof logLoader>>
const readOwn = (signal: AbortSignal) => { const lang = chosenLang(); return api(contract.readMine, { query: { lang }, signal }).then((own) => ({ ...own, lang })) }
export type Own = Awaited<ReturnType<typeof readOwn>>
export const mineLoader = ({ request }: LoaderFunctionArgs) => readOwn(request.signal)
/** The person's own choices; beside them, for an admin, what left to the body. */
export async function spaceLoader({ request }: LoaderFunctionArgs) {
  const partyId = bodyIn(request.url)
  const [mine, log] = await Promise.all([
    readOwn(request.signal),
    partyId ? logOf(new URL(request.url).searchParams, partyId, request.signal).catch((error: unknown) => { if (error instanceof Refusal && error.code === 'forbidden') return null; throw error }) : null,
  ])
  return { mine, log }
}
export const contactsLoader = ({ request, params }: LoaderFunctionArgs) => orNotFound(api(contract.readContactKeys, { params: { partyId: params['what']! }, signal: request.signal }))
export type ContactKeys = Awaited<ReturnType<typeof contactsLoader>>

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()

export async function action({ request, params }: ActionFunctionArgs): Promise<Outcome> {
  try {
    await act(await request.formData(), params['what'] ?? '')
    return { done: true }
  } catch (error) {
    // fetch throws a TypeError when there was no answer at all.
    if (error instanceof TypeError) return { done: false, refused: { code: 'unavailable', fields: [] } }
    if (!(error instanceof Refusal)) throw error
    const { reason, fields } = error.params
    return { done: false, refused: { code: error.code, fields: Array.isArray(fields) ? (fields as FieldProblem[]) : [], ...(typeof reason === 'string' ? { reason } : {}) } }
  }
}

async function act(form: FormData, partyId: string): Promise<unknown> {
  const [id, armored] = [text(form, 'id'), text(form, 'armored')]
  // A private key does not leave the browser; the server refuses one as well.
  if (armored.includes('PRIVATE KEY BLOCK')) throw new Refusal('invalid', { fields: [{ path: 'body.armored', problem: 'private' }] })
  switch (text(form, 'intent')) {
    case 'choose': return api(contract.choose, { body: { what: contract.muteableCodes.find((one) => one === text(form, 'what')) ?? 'weekly', muted: text(form, 'act') === 'mute' } })
    case 'my-key': return api(contract.saveMyKey, { body: { armored } })
    case 'my-key-remove': return api(contract.removeMyKey, {})
    case 'contact-key': return api(contract.saveContactKey, { params: { partyId, contactId: id }, body: { armored } })
    case 'contact-key-remove': return api(contract.removeContactKey, { params: { partyId, contactId: id } })
    default: return api(contract.settleDelivery, { params: { deliveryId: Number(id) }, body: { outcome: text(form, 'outcome') === 'again' ? 'again' : 'done', reason: text(form, 'reason') } })
  }
}
