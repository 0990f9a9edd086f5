/** Reads and writes of campaigns, and of whether a list may be told. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { redirect } from 'react-router'
import { tlps } from '#platform/contract/index.ts'
import * as door from '../contract-told.ts'
import { listLists } from '../contract-lists.ts'
import { api, known, orNotFound, outcomeOf, paged, pageIn, searchOf, text, type Done, type Outcome } from './data.ts'

/** Lists that a campaign may name. */
const ofIndicators = async (signal: AbortSignal) => (await api(listLists, { query: { limit: 200 }, signal })).items.filter((one) => one.kind === 'indicators').map(({ id, name }) => ({ id, name }))
export async function campaignsLoader({ request }: LoaderFunctionArgs) {
  const page = pageIn(searchOf(request))
  const [campaigns, lists] = await Promise.all([api(door.listCampaigns, { query: paged(page), signal: request.signal }), ofIndicators(request.signal)])
  return { page, lists, ...campaigns }
}
export async function campaignLoader({ request, params }: LoaderFunctionArgs) {
  const [campaign, lists] = await Promise.all([orNotFound(api(door.readCampaign, { params: { campaignId: params['campaignId']! }, signal: request.signal })), ofIndicators(request.signal)])
  return { campaign, lists }
}
export const toldOf = (listId: string, signal: AbortSignal) => api(door.readTold, { params: { listId }, signal })
export const setResharing = (listId: string, form: FormData) => api(door.setResharing, { params: { listId }, body: { resharing: known(door.resharings, text(form, 'resharing')) ?? 'no', version: Number(text(form, 'version')) } })

export const campaignAction = async ({ request, params }: ActionFunctionArgs): Promise<Outcome | Response> => outcomeOf(change(await request.formData(), params))
async function change(form: FormData, { campaignId = '' }: ActionFunctionArgs['params']): Promise<Done | Response> {
  const words = (name: string) => text(form, name).split(/[,\s]+/).filter(Boolean)
  const body = {
    name: text(form, 'name'), description: text(form, 'description'), aliases: text(form, 'aliases').split(',').map((one) => one.trim()).filter(Boolean), firstDay: text(form, 'firstDay') || null, lastDay: text(form, 'lastDay') || null,
    tlp: known(tlps, text(form, 'tlp')) ?? 'amber', actor: text(form, 'actor'), techniques: words('techniques'), targets: form.getAll('targets').map(String) as door.CampaignItem['targets'], lists: form.getAll('lists').map(String),
  }
  if (text(form, 'intent') === 'add') return redirect(`/console/watch/campaigns/${(await api(door.addCampaign, { body })).id}`)
  await api(door.changeCampaign, { params: { campaignId }, body: { ...body, retired: form.get('retired') === 'yes', version: Number(text(form, 'version')) } })
  return {}
}
