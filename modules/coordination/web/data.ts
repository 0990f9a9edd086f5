/** Reads and writes of the pages: loaders and one action over the typed client. Nothing is kept here. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { listCases } from '#modules/cases/contract-reading.ts'
import { readParties, readParty } from '#modules/territory/contract.ts'
import { createClient } from '#platform/contract/client.ts'
import { Refusal, type FieldProblem, type RefusalCode, type ResponseOf } from '#platform/contract/index.ts'
import { chosenLang } from '#ui/console/chosen-lang.ts'
import { bodyIn } from '#ui/console/space.ts'
import { instantOf } from '#ui/i18n/local-time.ts'
import * as contract from '../contract.ts'

export const PER_PAGE = 50
const api = createClient()

export type Refused = { readonly code: RefusalCode; readonly reason?: string; readonly fields: readonly FieldProblem[] }
export type OpenCaseRow = { readonly id: string; readonly ref: string; readonly title: string }
export type Done = {
  readonly who?: ResponseOf<typeof contract.whoCalls> & { readonly cases: readonly OpenCaseRow[] }
  readonly card?: ResponseOf<typeof contract.issueCard>
  readonly found?: 'yes' | 'no' | 'silent'
  /** A calendar address, in this answer and nowhere else. */
  readonly feed?: string
}
export type Outcome = { readonly done: true; readonly data: Done } | { readonly done: false; readonly refused: Refused }

export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try { return await answer } catch (error) {
    if (error instanceof Refusal && (error.code === 'not_found' || error.code === 'invalid')) throw new Response(null, { status: 404 })
    throw error
  }
}
const pageIn = (search: URLSearchParams) => Math.max(1, Math.trunc(Number(search.get('page'))) || 1)

export async function callsLoader({ request }: LoaderFunctionArgs) {
  const q = new URL(request.url).searchParams.get('q')?.trim().slice(0, 100) ?? ''
  const { signal } = request
  const [roster, bodies, districts] = await Promise.all([
    api(contract.readRoster, { signal }), q ? api(readParties, { query: { q, limit: 20 }, signal }) : null, api(readParties, { query: { kind: 'district', limit: 100 }, signal }),
  ])
  return { q, now: roster.now, bodies: bodies?.items ?? null, districts: districts.items.map(({ id, name }) => ({ id, name })) }
}
export async function rosterLoader({ request: { signal } }: LoaderFunctionArgs) {
  const [roster, feeds] = await Promise.all([api(contract.readRoster, { signal }), api(contract.listFeeds, { signal })])
  return { ...roster, feeds: feeds.items }
}
export async function claimsLoader({ request }: LoaderFunctionArgs) {
  const page = pageIn(new URL(request.url).searchParams)
  return { page, ...(await api(contract.listClaims, { query: { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }, signal: request.signal })) }
}
export async function consentsLoader({ request }: LoaderFunctionArgs) {
  const page = pageIn(new URL(request.url).searchParams)
  return { page, ...(await api(contract.listConsents, { query: { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }, signal: request.signal })) }
}

export const profileLoader = ({ request }: LoaderFunctionArgs) => api(contract.readProfile, { signal: request.signal })

/** All that one body has in this module. A member of the body reads the same without the cards. */
async function ofBody(partyId: string, signal: AbortSignal) {
  const [claims, consents, trees] = await Promise.all([
    api(contract.listClaims, { query: { partyId, limit: 500 }, signal }), api(contract.listConsents, { query: { partyId, limit: 500 }, signal }), api(contract.readTrees, { query: { partyId }, signal }),
  ])
  return { claims: claims.items, consents: consents.items, party: trees.items[0]!.party, contacts: trees.items[0]!.contacts }
}
export async function bodyLoader({ request, params }: LoaderFunctionArgs) {
  const partyId = params['partyId']!
  const [own, cards] = await Promise.all([orNotFound(ofBody(partyId, request.signal)), orNotFound(api(contract.listCards, { params: { partyId }, signal: request.signal }))])
  return { ...own, cards: cards.items }
}
export async function spaceLoader({ request }: LoaderFunctionArgs) {
  const partyId = bodyIn(request.url)
  return partyId ? ofBody(partyId, request.signal) : null
}
/** A district's bodies with their trees, or one body's. */
export async function treesLoader({ request, params }: LoaderFunctionArgs) {
  const { signal } = request
  const districtId = params['districtId']
  if (!districtId) return api(contract.readTrees, { query: { partyId: params['partyId']! }, signal }).then(({ items }) => ({ name: items[0]!.party.name, items, total: 1 }))
  const [bodies, names] = await Promise.all([api(readParties, { query: { district: districtId, limit: 100 }, signal }), orNotFound(api(readParty, { params: { partyId: districtId }, signal }))])
  const items = bodies.items.length > 0 ? (await api(contract.readTrees, { query: { partyId: bodies.items.map((one) => one.id) }, signal })).items : []
  return { name: names.party.name, items, total: bodies.total }
}
export async function kitLoader({ request, params }: LoaderFunctionArgs) {
  const partyId = params['partyId'] ?? bodyIn(request.url)
  if (!partyId) return null
  const { signal } = request
  const [detail, trees] = await Promise.all([orNotFound(api(readParty, { params: { partyId }, signal })), orNotFound(api(contract.readTrees, { query: { partyId }, signal }))])
  return { detail, contacts: trees.items[0]!.contacts }
}
export type Kit = NonNullable<Awaited<ReturnType<typeof kitLoader>>>

export const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()

export async function action({ request, params }: ActionFunctionArgs): Promise<Outcome> {
  const form = await request.formData()
  const partyId = params['partyId'] ?? bodyIn(request.url)
  return outcomeOf(() => act(form, text(form, 'partyId') || partyId))
}

/** What came of a write, as a form shows it. */
export async function outcomeOf(work: () => Promise<Done>): Promise<Outcome> {
  try {
    return { done: true, data: await work() }
  } catch (error) {
    // fetch throws a TypeError when there was no answer at all.
    if (error instanceof TypeError) return { done: false, refused: { code: 'unavailable', fields: [] } }
    if (!(error instanceof Refusal)) throw error
    const { reason, fields } = error.params
    return { done: false, refused: { code: error.code, fields: Array.isArray(fields) ? (fields as FieldProblem[]) : [], ...(typeof reason === 'string' ? { reason } : {}) } }
  }
}

async function act(form: FormData, partyId: string): Promise<Done> {
  const [id, version, zone] = [text(form, 'id'), Number(text(form, 'version')) || 0, text(form, 'zone')]
  /** What is no time is asked again: the server says which field. */
  const at = (name: string, hour = '') => instantOf(`${text(form, name)}${hour}`, zone) ?? ''
  switch (text(form, 'intent')) {
    case 'claim': await api(contract.claimAsset, { params: { partyId }, body: { kind: kindOf(text(form, 'kind')), value: text(form, 'value'), note: text(form, 'note') } }); return {}
    case 'prove': return { found: (await api(contract.proveClaim, { params: { claimId: id }, body: {} })).found }
    case 'decide': await api(contract.decideClaim, { params: { claimId: id }, body: { version, decision: text(form, 'decision') === 'approve' ? 'approve' : 'refuse', reason: text(form, 'reason') } }); return {}
    case 'release': await api(contract.releaseClaim, { params: { claimId: id }, body: { version, reason: text(form, 'reason') } }); return {}
    case 'consent': {
      const [kind = '', ...value] = text(form, 'scope').split('|')
      await api(contract.giveConsent, { params: { partyId }, body: {
        what: contract.consentKinds.find((one) => one === text(form, 'what')) ?? 'scan', asset: kind === '' ? null : { kind: kindOf(kind), value: value.join('|') },
        givenBy: text(form, 'givenBy'), givenRole: text(form, 'givenRole'), document: text(form, 'document'), from: at('from', 'T00:00'), until: at('until', 'T23:59'),
      } })
      return {}
    }
    case 'withdraw': await api(contract.withdrawConsent, { params: { consentId: id }, body: { reason: text(form, 'reason') } }); return {}
    case 'shift': await api(contract.saveShift, { body: { ...(id ? { id, version } : {}), startsAt: at('startsAt'), endsAt: at('endsAt'), person: text(form, 'person'), phone: text(form, 'phone'), second: text(form, 'second'), secondPhone: text(form, 'secondPhone') } }); return {}
    case 'shift-remove': await api(contract.removeShift, { params: { shiftId: id } }); return {}
    case 'feed': return { feed: (await api(contract.createFeed, { body: { scope: text(form, 'scope') === 'whole' ? 'whole' : 'own', lang: chosenLang() } })).url }
    case 'feed-revoke': await api(contract.revokeFeed, { params: { feedId: id } }); return {}
    case 'reach': await api(contract.saveReach, { params: { partyId, contactId: id }, body: {
      version, hours: text(form, 'hours'), mobile: text(form, 'mobile'), secondPhone: text(form, 'secondPhone'), certifiedMail: text(form, 'certifiedMail'), place: text(form, 'place') === '' ? null : Number(text(form, 'place')),
    } }); return {}
    case 'card': return { card: await api(contract.issueCard, { params: { partyId }, body: { holder: text(form, 'holder'), until: at('until', 'T23:59') } }) }
    case 'profile': {
      const inLangs = (field: string) => ({ it: text(form, `${field}.it`), fr: text(form, `${field}.fr`), en: text(form, `${field}.en`) })
      await api(contract.saveProfile, { body: { version, fingerprint: text(form, 'fingerprint'), keyAddress: text(form, 'keyAddress'), texts: Object.fromEntries(contract.profileFields.map((field) => [field, inLangs(field)])) as contract.ProfileItem['texts'] } })
      return {}
    }
    case 'card-revoke': await api(contract.revokeCard, { params: { cardId: id }, body: {} }); return {}
    default: {
      const who = await api(contract.whoCalls, { body: { code: text(form, 'code') } })
      const cases = who.found ? (await api(listCases, { query: { partyId: who.found.party.id, limit: 50 } })).items.filter((one) => one.state !== 'closed') : []
      return { who: { ...who, cases: cases.map(({ id: caseId, ref, title }) => ({ id: caseId, ref, title })) } }
    }
  }
}

const kindOf = (kind: string) => contract.claimKinds.find((one) => one === kind) ?? 'domain'
