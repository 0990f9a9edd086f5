/** Reads and writes of the pages: loaders and actions over the typed client. Nothing is kept here. */
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { createClient } from '#platform/contract/client.ts'
import { tlps, type QueryInput, type ResponseOf } from '#platform/contract/index.ts'
import { orNotFound, outcomeOf, type Outcome } from '#ui/console/outcome.ts'
import * as door from '../contract.ts'
import { factsFrom, text } from './form.ts'

export const PER_PAGE = 50
export const api = createClient()
export type Entry = ResponseOf<typeof door.readEntry>
export type Review = ResponseOf<typeof door.readProposal> & { readonly entry: Entry }

export const searchOf = (request: Request) => new URL(request.url).searchParams
export const pageIn = (search: URLSearchParams) => Math.max(1, Math.trunc(Number(search.get('page'))) || 1)
export const paged = (page: number) => ({ limit: PER_PAGE, offset: (page - 1) * PER_PAGE })
/** Asked of the address, as text: what is none of these is left out. */
export const known = <V extends string>(values: readonly V[], given: string | null): V | undefined => values.find((one) => one === given)

export async function entriesLoader({ request }: LoaderFunctionArgs) {
  const search = searchOf(request)
  const [page, q, state, origin, year] = [pageIn(search), search.get('q')?.trim().slice(0, 200) ?? '', known(door.entryStates, search.get('state')), known(door.origins, search.get('origin')), /^(19|20|21)\d\d$/.exec(search.get('year') ?? '')?.[0]]
  const query: QueryInput<typeof door.listEntries> = { q, state, origin, ...(year ? { year } : {}), ...paged(page) }
  return { page, q, state, origin, year: year ?? '', ...(await api(door.listEntries, { query, signal: request.signal })) }
}
export const entryLoader = ({ request, params }: LoaderFunctionArgs): Promise<Entry> => orNotFound(api(door.readEntry, { params: { entryId: params['entryId']! }, signal: request.signal }))
export async function reviewLoader({ request, params }: LoaderFunctionArgs): Promise<Review> {
  const asked = { params: { entryId: params['entryId']! }, signal: request.signal }
  const [entry, proposal] = await orNotFound(Promise.all([api(door.readEntry, asked), api(door.readProposal, asked)]))
  return { ...proposal, entry }
}
export const twinsLoader = ({ request }: LoaderFunctionArgs) => api(door.listTwins, { signal: request.signal })

export const listAction = async ({ request }: ActionFunctionArgs): Promise<Outcome | Response> => outcomeOf(add(await request.formData()))
async function add(form: FormData): Promise<Response> {
  const { entryId } = await api(door.addEntry, { body: { statement: saidIn(form), tlp: known(tlps, text(form, 'tlp')) ?? 'amber' } })
  return redirect(`/console/observatory/entries/${entryId}`)
}
/** What somebody writes down of a source. A person's own correction is surer than what was printed. */
function saidIn(form: FormData) {
  const kind = known(door.sourceKinds, text(form, 'sourceKind')) ?? 'press'
  const [url, publisher, publishedOn] = [text(form, 'url'), text(form, 'publisher'), text(form, 'publishedOn')]
  return {
    source: { kind, title: text(form, 'sourceTitle'), ...(url ? { url } : {}), ...(publisher ? { publisher } : {}), ...(publishedOn ? { publishedOn } : {}) },
    facts: factsFrom(form), confidence: Number(text(form, 'confidence')) || 50,
  }
}

export const entryAction = async ({ request, params }: ActionFunctionArgs): Promise<Outcome | Response> => outcomeOf(act(await request.formData(), params['entryId']!))
async function act(form: FormData, entryId: string): Promise<object | Response> {
  const [version, params] = [Number(text(form, 'version')) || 0, { entryId }]
  switch (text(form, 'intent')) {
    case 'say': return api(door.addStatement, { params, body: { version, statement: saidIn(form) } })
    case 'choose': return api(door.chooseField, { params, body: { version, field: door.fields.find((one) => one === text(form, 'field'))!, statementId: text(form, 'statementId') || null } })
    case 'state': return api(door.changeEntry, { params, body: { version, state: known(['to_verify', 'draft', 'internal'], text(form, 'state')) } })
    case 'tlp': return api(door.changeEntry, { params, body: { version, tlp: known(tlps, text(form, 'tlp')) } })
    case 'merge': await api(door.mergeEntry, { params, body: { version, into: text(form, 'into') } }); return redirect(`/console/observatory/entries/${text(form, 'into')}`)
    case 'renew': return api(door.renewTechniques, { params, body: { version } })
    case 'separate': return api(door.separateEntry, { params, body: { version } })
    case 'publish': return api(door.publishEntry, { params, body: { version } })
    case 'withdraw': return api(door.withdrawEntry, { params, body: { version, reason: text(form, 'reason') } })
    default: {
      const words = (name: string) => Object.fromEntries((['it', 'fr', 'en'] as const).map((lang) => [lang, text(form, `${name}.${lang}`)]))
      const day = text(form, 'embargo')
      await api(door.proposeEntry, { params, body: { version, title: words('title'), summary: words('summary'), hide: door.fields.filter((one) => form.getAll('hide').includes(one)), sources: form.getAll('sources').map(String), embargoUntil: day ? `${day}T00:00:00Z` : null } })
      return redirect(`/console/observatory/entries/${entryId}`)
    }
  }
}
