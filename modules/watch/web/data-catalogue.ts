/** Reads and writes of the pages of the catalogue. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { redirect } from 'react-router'
import { bodyIn } from '#ui/console/space.ts'
import * as door from '../contract.ts'
import { startHunt } from '../contract-hunts.ts'
import { act, api, known, orNotFound, outcomeOf, paged, pageIn, productIn, searchOf, text, type Done, type Outcome } from './data.ts'

export async function importsLoader({ request }: LoaderFunctionArgs) {
  const page = pageIn(searchOf(request))
  return { page, ...(await api(door.listImports, { query: paged(page), signal: request.signal })) }
}
export async function importLoader({ request, params }: LoaderFunctionArgs) {
  const search = searchOf(request)
  const [page, kind, level, product] = [pageIn(search), known(door.proposalKinds, search.get('kind')), known(door.levels, search.get('level')), productIn(search)]
  return { page, chosen: { kind, level, product }, ...(await orNotFound(api(door.readImport, { params: { importId: params['importId']! }, query: { kind, level, product, ...paged(page) }, signal: request.signal }))) }
}
export async function proposalLoader({ request, params }: LoaderFunctionArgs) {
  const importId = params['importId']!
  const [one, whole] = await Promise.all([
    orNotFound(api(door.readProposal, { params: { importId, ruleId: params['ruleId']! }, signal: request.signal })), orNotFound(api(door.readImport, { params: { importId }, query: { limit: 1 }, signal: request.signal })),
  ])
  return { one, importId, state: whole.state, origin: whole.origin, kind: whole.kind }
}
export async function ruleLoader({ request, params }: LoaderFunctionArgs) {
  const asked = { params: { ruleId: params['ruleId']! }, signal: request.signal }
  const [rule, forecast, trials] = await Promise.all([orNotFound(api(door.readRule, asked)), orNotFound(api(door.readForecast, asked)), orNotFound(api(door.readTrials, asked))])
  return { rule, forecast, trials: trials.items }
}
export async function authorsLoader({ request }: LoaderFunctionArgs) {
  const page = pageIn(searchOf(request))
  return { page, ...(await api(door.listAuthors, { query: paged(page), signal: request.signal })) }
}
export async function bodyLoader({ request, params }: LoaderFunctionArgs) {
  const partyId = params['partyId']!
  const early = searchOf(request).get('early') === 'true'
  const [body, weeks] = await Promise.all([orNotFound(api(door.readBodyRules, { params: { partyId }, query: { early: String(early) }, signal: request.signal })), orNotFound(api(door.listWeeks, { params: { partyId }, signal: request.signal }))])
  return { ...body, early, weeks: weeks.items }
}
export const weekLoader = ({ request, params }: LoaderFunctionArgs) => orNotFound(api(door.readWeek, { params: { partyId: params['partyId']!, week: params['week']! }, signal: request.signal }))
export async function ownWeekLoader({ request, params }: LoaderFunctionArgs) {
  const partyId = bodyIn(request.url)
  return partyId ? orNotFound(api(door.readWeek, { params: { partyId, week: params['week']! }, signal: request.signal })) : null
}

export const catalogueAction = async ({ request, params }: ActionFunctionArgs): Promise<Outcome | Response> => outcomeOf(change(await request.formData(), params))

async function change(form: FormData, params: ActionFunctionArgs['params']): Promise<Done | Response> {
  const { importId = '', ruleId = '', partyId = '' } = params
  const [version, expected, overrule] = [Number(text(form, 'version')) || 0, Number(text(form, 'expected')) || 0, text(form, 'overrule')]
  const product = form.has('product') ? String(form.get('product')) : undefined
  const level = known(door.levels, text(form, 'level'))
  const choice = known(door.ruleChoices, text(form, 'state'))
  switch (text(form, 'intent')) {
    case 'apply': {
      const rules = form.getAll('rule').map(String)
      await api(door.applyImport, { params: { importId }, body: { kind: known(door.proposalKinds, text(form, 'kind')), product, level, ...(rules.length > 0 ? { rules } : {}), expected } })
      return {}
    }
    case 'drop': await api(door.dropImport, { params: { importId } }); return redirect('/console/watch/imports')
    case 'many': await api(door.switchRules, { body: { product, level, from: known(door.ruleChoices, text(form, 'from')) ?? 'observe', to: known(door.ruleChoices, text(form, 'to')) ?? 'observe', expected } }); return {}
    case 'state': await api(door.changeRule, { params: { ruleId }, body: { state: choice ?? 'observe', version, overrule } }); return {}
    case 'look-back': return redirect(`/console/watch/hunts/${(await api(startHunt, { body: { kind: 'rule', ruleId } })).id}`)
    case 'tune': await api(door.tuneRule, { params: { ruleId, partyId: text(form, 'party') }, body: { state: choice ?? null, reason: text(form, 'reason'), version, overrule } }); return {}
    case 'try': return { tried: (await api(door.runTrials, { params: { ruleId } })).items }
    case 'add-trial': await api(door.addTrial, { params: { ruleId }, body: { name: text(form, 'name'), least: Number(text(form, 'least')) || 0, lines: String(form.get('lines') ?? '') } }); return {}
    case 'remove-trial': await api(door.removeTrial, { params: { trialId: text(form, 'id') } }); return {}
    case 'begin': await api(door.beginBody, { params: { partyId } }); return {}
    case 'accept': await api(door.acceptQuiet, { params: { partyId }, body: { rules: form.getAll('rule').map(String), reason: text(form, 'reason') } }); return {}
    default: return act(form, params)
  }
}
