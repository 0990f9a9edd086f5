/** Reads and writes of the pages about responders. Nothing is kept here. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { readCase } from '#modules/cases/contract-reading.ts'
import { readParties, readParty } from '#modules/territory/contract.ts'
import { createClient } from '#platform/contract/client.ts'
import { Refusal, type BodyOf } from '#platform/contract/index.ts'
import { chosenLang } from '#ui/console/chosen-lang.ts'
import { bodyIn } from '#ui/console/space.ts'
import { instantOf } from '#ui/i18n/local-time.ts'
import * as contract from '../contract.ts'
import { orNotFound, outcomeOf, text, type Outcome } from './data.ts'

const api = createClient()
const asked = (request: Request) => new URL(request.url).searchParams
const oneOf = <T extends string>(all: readonly T[], value: string | null | undefined): T | undefined => all.find((one) => one === value)
/** What is not there, or not for the asker, is nothing here. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try { return await answer } catch (error) {
    if (error instanceof Refusal && (error.code === 'not_found' || error.code === 'forbidden')) return null
    throw error
  }
}

export async function respondersLoader({ request }: LoaderFunctionArgs) {
  const [search, { signal }] = [asked(request), request]
  const [q, place, find, trade] = [search.get('q') ?? '', search.get('place') ?? '', search.get('find')?.trim() ?? '', oneOf(contract.trades, search.get('trade'))]
  const [{ items }, turns, found] = await Promise.all([
    api(contract.listResponders, { query: { q, place, ...(trade ? { trade } : {}) }, signal }), orNull(api(contract.readTurns, { signal })),
    find ? api(readParties, { query: { q: find, kind: ['responder', 'provider', 'firm', 'in_house'], limit: 20 }, signal }) : null,
  ])
  return { q, place, trade: trade ?? '', find, items, turns, found: found?.items.map(({ id, name }) => ({ id, name })) ?? null }
}

export async function responderLoader({ request, params }: LoaderFunctionArgs) {
  const [partyId, q, { signal }] = [params['partyId']!, asked(request).get('q')?.trim() ?? '', request]
  const [detail, item, found] = await Promise.all([orNotFound(api(readParty, { params: { partyId }, signal })), orNull(api(contract.readResponder, { params: { partyId }, signal })), q ? api(readParties, { query: { q, limit: 10 }, signal }) : null])
  return { party: { id: partyId, name: detail.party.name }, item, q, found: found?.items.filter(({ id }) => id !== partyId).map(({ id, name }) => ({ id, name })) ?? null }
}

export async function referralsLoader({ request }: LoaderFunctionArgs) {
  const [search, { signal }] = [asked(request), request]
  const [caseId, partyId] = [search.get('case'), search.get('body')]
  const found = caseId ? await orNotFound(api(readCase, { params: { caseId }, signal })) : null
  const body = found ? { id: found.partyId, name: found.partyName } : partyId ? await orNotFound(api(readParty, { params: { partyId }, signal })).then(({ party: { id, name } }) => ({ id, name })) : null
  const { items } = await api(contract.listReferrals, { query: caseId ? { caseId } : body ? { partyId: body.id } : {}, signal })
  return { body, about: found ? { id: found.id, ref: found.ref, main: found.kind === 'main' } : null, items }
}

/** Both frames: the case of the address, in the language of the page. */
export async function complaintLoader({ request }: LoaderFunctionArgs) {
  const caseId = asked(request).get('case') ?? ''
  const shownLang = chosenLang()
  return { caseId, shownLang, ...(await orNotFound(api(contract.readComplaint, { params: { caseId }, query: { lang: shownLang }, signal: request.signal }))) }
}

export async function ownReferralsLoader({ request }: LoaderFunctionArgs) {
  const [partyId, { signal }] = [bodyIn(request.url), request]
  if (!partyId) return null
  // A contact of a provider has no referrals, and people of a body are on no list: each reads what is theirs.
  const [referrals, listed] = await Promise.all([orNull(api(contract.listReferrals, { query: { partyId }, signal })), orNull(api(contract.readResponder, { params: { partyId }, signal }))])
  return { items: referrals?.items ?? null, listed }
}

export async function responderAction({ request, params }: ActionFunctionArgs): Promise<Outcome> {
  const form = await request.formData()
  return outcomeOf(async () => { await act(form, text(form, 'partyId') || (params['partyId'] ?? bodyIn(request.url))); return {} })
}

type Word = BodyOf<typeof contract.saveResponder>
const nothing: Omit<Word, 'version'> = { trades: [], places: [], everywhere: false, languages: [], hours: '', phone: '', email: '', website: '', groupName: '', qualifications: [], bonds: [], publicDocument: '', active: true, note: '', readyHours: null, notUntil: null }

async function act(form: FormData, partyId: string): Promise<void> {
  const [id, version] = [text(form, 'id'), Number(text(form, 'version')) || 0]
  const several = <T extends string>(name: string, all: readonly T[]): T[] => all.filter((one) => form.getAll(name).includes(one))
  /** All of it as it stands, with this changed; the version of the page says whether somebody was quicker. */
  const change = async (apply: (was: Omit<Word, 'version'>) => Partial<Word>): Promise<void> => {
    const was = version === 0 ? nothing : wordOf(await api(contract.readResponder, { params: { partyId } }))
    await api(contract.saveResponder, { params: { partyId }, body: { ...was, ...apply(was), version } })
  }
  switch (text(form, 'intent')) {
    case 'details': return change(() => ({
      trades: several('trades', contract.trades), languages: several('languages', contract.responderLanguages), places: text(form, 'places').split('\n').map((one) => one.trim()).filter(Boolean), everywhere: form.has('everywhere'), active: form.has('active'),
      hours: text(form, 'hours'), phone: text(form, 'phone'), email: text(form, 'email'), website: text(form, 'website'), groupName: text(form, 'groupName'), publicDocument: text(form, 'publicDocument'), note: text(form, 'note'),
    }))
    case 'qualification': return change((was) => ({ qualifications: [...was.qualifications, { kind: oneOf(contract.qualificationKinds, text(form, 'kind')) ?? 'other', label: text(form, 'label'), evidence: text(form, 'evidence'), until: text(form, 'until') }] }))
    case 'qualification-remove': return change((was) => ({ qualifications: was.qualifications.filter((_, i) => i !== Number(id)) }))
    case 'bond': return change((was) => ({ bonds: [...was.bonds, { partyId: id, as: oneOf(contract.bondKinds, text(form, 'as')) ?? 'customer', note: text(form, 'note') }] }))
    case 'bond-remove': return change((was) => ({ bonds: was.bonds.filter((_, i) => i !== Number(id)) }))
    case 'availability': {
      const [hours, from] = [text(form, 'readyHours'), text(form, 'notUntil')]
      await api(contract.saveAvailability, { params: { partyId }, body: { version, readyHours: hours === '' ? null : Number(hours), notUntil: from === '' ? null : instantOf(from, text(form, 'zone')) ?? '' } })
      return
    }
    case 'refer': await api(contract.makeReferral, { params: { partyId }, body: {
      caseId: text(form, 'caseId') || null, trade: oneOf(contract.trades, text(form, 'trade')) ?? 'ransomware', place: text(form, 'place'), withinHours: Number(text(form, 'withinHours')) || 24, language: oneOf(contract.responderLanguages, text(form, 'language')) ?? 'it',
    } }); return
    case 'choose': { const chosen = text(form, 'responderId'); await api(contract.chooseResponder, { params: { referralId: id }, body: { version, responderId: chosen === 'none' ? null : chosen } }); return }
    default: await api(contract.recordAnswer, { params: { referralId: id }, body: { version, answer: oneOf(contract.referralAnswers, text(form, 'answer')) ?? 'silent', at: instantOf(text(form, 'at'), text(form, 'zone')) ?? '' } })
  }
}

const wordOf = ({ trades, places, everywhere, languages, hours, phone, email, website, groupName, qualifications, bonds, publicDocument, active, note, readyHours, notUntil }: contract.ResponderItem): Omit<Word, 'version'> => ({
  trades, places, everywhere, languages, hours, phone, email, website, groupName, publicDocument, active, note, readyHours, notUntil,
  qualifications: qualifications.map(({ kind, label, evidence, until }) => ({ kind, label, evidence, until })), bonds: bonds.map(({ partyId, as, note: about }) => ({ partyId, as, note: about })),
})
