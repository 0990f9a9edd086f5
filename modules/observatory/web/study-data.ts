/** Reads and writes of the pages of study and of the research room. */
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { createClient } from '#platform/contract/client.ts'
import { Refusal, type QueryInput, type RefusalCode } from '#platform/contract/index.ts'
import { readParties } from '#modules/territory/contract.ts'
import * as door from '../contract-study.ts'
import { blocksIn, filterIn, roomFilterNames } from './study-blocks.ts'

export { filterNames } from './study-blocks.ts'

const api = createClient()
export type Refused = { readonly code: RefusalCode } | { readonly code: 'few'; readonly n: number; readonly least: number } | { readonly code: 'spent' | 'uncountable' }
export type Outcome = { readonly done: true } | { readonly done: false; readonly refused: Refused }
const PER_PAGE = 50
const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
const pageOf = (request: Request) => Math.max(1, Math.trunc(Number(new URL(request.url).searchParams.get('page'))) || 1)
const paged = (page: number) => ({ limit: PER_PAGE, offset: (page - 1) * PER_PAGE })

/** Those whose users can be compared with others. */
const tools = (signal: AbortSignal) => api(readParties, { query: { kind: ['provider', 'in_house', 'centre', 'region'], limit: 500 }, signal }).then(({ items }) => items.map(({ id, name }) => ({ value: id, label: name })))

export async function studyLoader({ request }: LoaderFunctionArgs) {
  const asked = filterIn(new URL(request.url).searchParams)
  const providers = await tools(request.signal)
  const read = (query: QueryInput<typeof door.readFigures>) => api(door.readFigures, { query, signal: request.signal })
  try { return { asked, providers, ...(await read(asked as QueryInput<typeof door.readFigures>)), understood: true } } catch (error) {
    if (!(error instanceof Refusal && error.code === 'invalid')) throw error
    return { asked, providers, ...(await read({})), understood: false }
  }
}
export async function studiesLoader({ request }: LoaderFunctionArgs) {
  const page = pageOf(request)
  return { page, pages: PER_PAGE, ...(await api(door.listStudies, { query: paged(page), signal: request.signal })) }
}
export async function savedLoader({ request, params }: LoaderFunctionArgs) {
  const number = Number(/^v(\d{1,6})$/.exec(params['version'] ?? '')?.[1] ?? 0)
  const at = { params: { studyId: params['studyId']!, number }, signal: request.signal }
  try {
    const [study, changes, providers] = await Promise.all([api(door.readStudy, at), api(door.studyChanges, at), tools(request.signal)])
    return { study, changes, providers, address: new URL(`/console/observatory/studies/${study.id}/v${study.number}`, request.url).href }
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'not_found' || error.code === 'invalid')) throw new Response(null, { status: 404 })
    throw error
  }
}
/** Figures of now for charts that are not saved yet; nothing where a filter is not understood. */
export async function preview(blocks: readonly door.Block[]): Promise<(door.Figures | null)[]> {
  const made = new Map<string, Promise<door.Figures | null>>()
  return Promise.all(blocks.map((one) => {
    if (one.kind === 'text') return null
    const key = JSON.stringify(one.filter)
    if (!made.has(key)) made.set(key, api(door.readFigures, { query: one.filter as QueryInput<typeof door.readFigures> }).then(({ figures }) => figures, (error: unknown) => { if (error instanceof Refusal && error.code === 'invalid') return null; throw error }))
    return made.get(key)!
  }))
}
export async function roomLoader({ request }: LoaderFunctionArgs) {
  const page = pageOf(request)
  return { page, ...(await api(door.listRoom, { query: paged(page), signal: request.signal })) }
}
export async function denominatorsLoader({ request }: LoaderFunctionArgs) {
  const page = pageOf(request)
  return { page, ...(await api(door.listDenominators, { query: paged(page), signal: request.signal })) }
}

export async function studyAction({ request, params }: ActionFunctionArgs): Promise<Outcome | Response> {
  try {
    return (await act(await request.formData(), params)) ?? { done: true }
  } catch (error) {
    if (error instanceof TypeError) return { done: false, refused: { code: 'unavailable' } }
    if (!(error instanceof Refusal)) throw error
    const { fields, matching, least } = error.params as { fields?: { path: string }[]; matching?: number; least?: number }
    if (fields?.some((one) => one.path === 'rows')) return { done: false, refused: { code: 'few', n: matching ?? 0, least: least ?? 0 } }
    for (const [path, code] of [['budget', 'spent'], ['counts', 'uncountable']] as const) if (fields?.some((one) => one.path === path)) return { done: false, refused: { code } }
    return { done: false, refused: { code: error.code } }
  }
}

async function act(form: FormData, { studyId = '' }: ActionFunctionArgs['params']): Promise<Response | undefined> {
  switch (text(form, 'intent')) {
    case 'save': {
      const filter = filterIn(form) as unknown as door.StudyFilter
      const chart = door.charts.find((one) => one === text(form, 'chart')) ?? 'year'
      const { id, number } = await api(door.createStudy, { body: { title: text(form, 'title'), blocks: [{ kind: 'text', text: text(form, 'text') }, { kind: 'chart', chart, title: '', filter }] } })
      return redirect(`/console/observatory/studies/${id}/v${number}`)
    }
    case 'version': {
      const { number } = await api(door.saveStudy, { params: { studyId }, body: { last: Number(text(form, 'last')), title: text(form, 'title'), blocks: blocksIn(form) } })
      return redirect(`/console/observatory/studies/${studyId}/v${number}`)
    }
    case 'ask': {
      const fields = door.roomFields.filter((one) => form.getAll('fields').includes(one))
      await api(door.askRoom, { body: { university: text(form, 'university'), purpose: text(form, 'purpose'), people: text(form, 'people').split('\n').map((one) => one.trim()).filter(Boolean), fields, filters: roomFilterIn(form) as never, until: text(form, 'until') } })
      return undefined
    }
    case 'decide': await api(door.decideRoom, { params: { roomRequestId: text(form, 'id') }, body: { version: Number(text(form, 'version')), decision: (['grant', 'counts'] as const).find((one) => one === text(form, 'decision')) ?? 'refuse', reason: text(form, 'reason') } }); return undefined
    case 'remove': await api(door.removeDenominator, { params: { denominatorId: text(form, 'id') } }); return undefined
    default: await api(door.saveDenominators, { body: { items: linesIn(text(form, 'lines')) } }); return undefined
  }
}

const roomFilterIn = (form: FormData) => Object.fromEntries(roomFilterNames.flatMap((name) => { const value = text(form, name); return value ? [[name, value]] : [] }))

/** `kind,sector,size,province,year,count,source`, a line each; the server judges. */
function linesIn(lines: string): door.Denominator[] {
  return lines.split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('kind,')).map((line) => {
    const [kind, sector, size, province, year, count, ...source] = line.split(',').map((one) => one.trim())
    return { kind, ...(sector ? { sector } : {}), ...(size ? { size } : {}), ...(province ? { province } : {}), year: Number(year), count: Number(count), source: source.join(', ') } as door.Denominator
  })
}
