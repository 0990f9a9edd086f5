/** Reads and writes of the pages of feeds. */
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { tlps, type ResponseOf } from '#platform/contract/index.ts'
import { proofWays } from '#platform/contract/proof.ts'
import { orNotFound, outcomeOf, type Outcome } from '#ui/console/outcome.ts'
import * as door from '../contract-feeds.ts'
import { api, known, paged, pageIn, searchOf } from './data.ts'
import { text } from './form.ts'

export type Tried = ResponseOf<typeof door.tryFeed>
export const feedsLoader = ({ request }: LoaderFunctionArgs) => api(door.readFeeds, { signal: request.signal })
export async function feedLoader({ request, params }: LoaderFunctionArgs) {
  const search = searchOf(request)
  const [page, shown] = [pageIn(search), known(door.lineStates, search.get('state'))]
  return { page, shown: shown ?? '', ...(await orNotFound(api(door.readFeed, { params: { attackFeedId: params['feedId']! }, query: { state: shown, ...paged(page) }, signal: request.signal }))) }
}
const howIn = (form: FormData) => ({ tlp: known(tlps, text(form, 'tlp')) ?? 'amber' as const, sure: text(form, 'sure') !== 'no' })
const namedIn = (form: FormData) => ({ name: text(form, 'name') || new URL(text(form, 'url') || 'https://feed').host, daily: text(form, 'daily') === 'yes' })
/** A form that says of no type leaves it as it was. */
const proofIn = (form: FormData) => ({ auth: known(proofWays, text(form, 'auth')), secret: text(form, 'secret') || undefined })

export const feedsAction = async ({ request }: ActionFunctionArgs): Promise<Outcome<{ tried?: Tried }> | Response> => outcomeOf(begin(await request.formData()))
async function begin(form: FormData): Promise<{ tried?: Tried } | Response> {
  const asked = { url: text(form, 'url'), ...howIn(form), ...proofIn(form) }
  if (text(form, 'intent') === 'try') return { tried: await api(door.tryFeed, { body: asked }) }
  const { id } = await api(door.addFeed, { body: { ...asked, ...namedIn(form) } })
  return redirect(`/console/observatory/imports/feeds/${id}`)
}
export const feedAction = async ({ request, params }: ActionFunctionArgs): Promise<Outcome | Response> => outcomeOf(act(await request.formData(), { attackFeedId: params['feedId']! }))
async function act(form: FormData, params: { attackFeedId: string }): Promise<object | Response> {
  switch (text(form, 'intent')) {
    case 'run': await api(door.runFeed, { params }); return {}
    case 'remove': await api(door.removeFeed, { params }); return redirect('/console/observatory/imports/feeds')
    default: await api(door.changeFeed, { params, body: { url: text(form, 'url') || undefined, ...howIn(form), ...proofIn(form), ...namedIn(form), version: Number(text(form, 'version')) || 0 } }); return {}
  }
}
