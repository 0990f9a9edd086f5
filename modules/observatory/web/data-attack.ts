/** Reads and writes of the pages of ATT&CK. */
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { Refusal, type Problem, type ResponseOf } from '#platform/contract/index.ts'
import { orNotFound, outcomeOf, type Outcome } from '#ui/console/outcome.ts'
import * as door from '../contract-attack.ts'
import { api, known, searchOf } from './data.ts'
import { text } from './form.ts'

export type Found = ResponseOf<typeof door.searchAttack>
type Done = { readonly brought?: door.AttackRelease }

export async function attackLoader({ request }: LoaderFunctionArgs) {
  const search = searchOf(request)
  const [q, domain, signal] = [search.get('q')?.trim().slice(0, 100) ?? '', known(door.attackDomains, search.get('domain')) ?? 'enterprise', request.signal]
  const [{ releases }, matrix, found] = await Promise.all([api(door.readAttack, { signal }), api(door.readMatrix, { query: { domain }, signal }), q === '' ? undefined : api(door.searchAttack, { query: { q }, signal })])
  return { q, domain, releases, matrix, found }
}
export const attackChangesLoader = ({ request, params }: LoaderFunctionArgs) => orNotFound(api(door.readAttackChanges, { params: { attackReleaseId: params['attackReleaseId']! }, signal: request.signal }))

export const attackAction = async ({ request }: ActionFunctionArgs): Promise<Outcome<Done> | Response> => outcomeOf(act(await request.formData()))
async function act(form: FormData): Promise<Done | Response> {
  const params = { attackReleaseId: text(form, 'id') }
  switch (text(form, 'intent')) {
    case 'use': await api(door.useAttack, { params, body: { instead: text(form, 'instead') || null } }); return redirect('/console/observatory/attack')
    case 'remove': await api(door.removeAttack, { params }); return {}
    default: {
      const file = form.get('file')
      if (!(file instanceof File) || file.size === 0) throw new Refusal('unsupported')
      if (file.size > door.ATTACK_MAX_BYTES) throw new Refusal('too_large')
      const version = text(form, 'version')
      const query = new URLSearchParams({ fileName: file.name.slice(-200) || 'attack.json', ...(version ? { version } : {}) })
      const response = await fetch(`${addressOf(door.importAttack, {})}?${query}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream', accept: 'application/json' }, body: file })
      const answer: unknown = await response.json().catch(() => undefined)
      if (!response.ok) throw refusalOf(answer as Problem | undefined)
      return { brought: answer as door.AttackRelease }
    }
  }
}
const refusalOf = (problem: Problem | undefined): Refusal => new Refusal(problem?.code ?? 'failed', { ...problem?.params })

/** For the field of an entry: what begins so, and what codes are called. */
export const findTechniques = async (q: string): Promise<Found['techniques']> => (q.trim() === '' ? [] : (await api(door.searchAttack, { query: { q: q.trim().slice(0, 100) } })).techniques)
export const nameTechniques = async (codes: string): Promise<readonly door.Spoken[]> => (/T\d{4}/i.test(codes) ? (await api(door.speakAttack, { query: { codes: codes.slice(0, 4000) as never } })).items : [])
