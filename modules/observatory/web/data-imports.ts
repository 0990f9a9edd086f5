/** Reads and writes of the page of imports. */
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { Refusal, tlps, type Problem, type ResponseOf } from '#platform/contract/index.ts'
import { orNotFound, outcomeOf, type Outcome } from '#ui/console/outcome.ts'
import * as door from '../contract-imports.ts'
import { api, known, paged, pageIn, searchOf } from './data.ts'
import { text } from './form.ts'

export type Looked = ResponseOf<typeof door.lookAtHead>
export type Tried = Extract<ResponseOf<typeof door.importAttacks>, { rows: unknown }>
type Done = { readonly tried?: Tried; readonly seeded?: ResponseOf<typeof door.seedCatalogue> }

export async function importsLoader({ request }: LoaderFunctionArgs) {
  const page = pageIn(searchOf(request))
  const [listed, { items: mappings }] = await Promise.all([api(door.readAttackImports, { query: paged(page), signal: request.signal }), api(door.readMappings, { signal: request.signal })])
  return { page, mappings, ...listed }
}
export const importLoader = ({ request, params }: LoaderFunctionArgs) => orNotFound(api(door.readAttackImport, { params: { importId: params['importId']! }, signal: request.signal }))

/** The format, and of a table what its columns may mean: of the first lines alone. */
export async function lookAt(file: File): Promise<Looked> {
  const head = (await file.slice(0, door.HEAD_MAX_CHARS).text()).slice(0, door.HEAD_MAX_CHARS)
  return head === '' ? { format: null, header: [], rows: [], proposed: [] } : api(door.lookAtHead, { body: { head } })
}

export const importsAction = async ({ request }: ActionFunctionArgs): Promise<Outcome<Done> | Response> => outcomeOf(act(await request.formData()))
async function act(form: FormData): Promise<Done | Response> {
  if (text(form, 'intent') === 'seed') return { seeded: await api(door.seedCatalogue, { body: {} }) }
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0) throw new Refusal('unsupported')
  if (file.size > door.ATTACKS_MAX_BYTES) throw new Refusal('too_large')
  const format = known(door.formats, text(form, 'format'))
  const mapping = format === 'csv' ? await mappingIn(form) : ''
  const dryRun = text(form, 'intent') === 'try'
  const query = { fileName: file.name.slice(-200) || 'attacks', tlp: known(tlps, text(form, 'tlp')) ?? 'amber', dryRun: String(dryRun), ...(format ? { format } : {}), ...(mapping ? { mapping } : {}) }
  const response = await fetch(`${addressOf(door.importAttacks, {})}?${new URLSearchParams(query)}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream', accept: 'application/json' }, body: file })
  if (!response.ok) throw new Refusal(((await response.json().catch(() => undefined)) as Problem | undefined)?.code ?? 'failed')
  const answer = (await response.json()) as ResponseOf<typeof door.importAttacks>
  return 'id' in answer ? redirect(`/console/observatory/imports/${answer.id}`) : { tried: answer }
}

/** What a person said of the columns, kept under its name. */
async function mappingIn(form: FormData): Promise<string> {
  const name = text(form, 'name')
  const columns = form.getAll('column').map(String).flatMap((column, at) => {
    const target = known(door.targets, text(form, `target-${at}`))
    if (!target || column.trim() === '') return []
    const format = known(door.dateFormats, text(form, `format-${at}`))
    const values = Object.fromEntries(text(form, `values-${at}`).split('\n').map((one) => one.split('=')).filter((one) => one.length === 2).map(([from, to]) => [from!.trim(), to!.trim()]))
    return [{ column, target, ...(format ? { format } : {}), ...(Object.keys(values).length > 0 ? { values } : {}) }]
  })
  await api(door.putMapping, { body: { name, mapping: { columns } } })
  return name
}
