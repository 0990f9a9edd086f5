/** Reads and writes of the pages: loaders and one action over the typed client. Nothing is kept here. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { redirect } from 'react-router'
import { addressOf, createClient } from '#platform/contract/client.ts'
import { Refusal, tlps, type Problem } from '#platform/contract/index.ts'
import { orNotFound, outcomeOf, type Outcome as OutcomeOf } from '#ui/console/outcome.ts'
import * as door from '../contract.ts'
import { bringFile, FILE_BYTES, fileKinds, type FileReport } from '../contract-misp.ts'

export const PER_PAGE = 50
const api = createClient()
export type { Refused } from '#ui/console/outcome.ts'
export type Done = { readonly token?: string; readonly brought?: FileReport }
export type Outcome = OutcomeOf<Done>

const searchOf = (request: Request) => new URL(request.url).searchParams
export const allLoader = ({ request }: LoaderFunctionArgs) => api(door.readSharing, { signal: request.signal })
export async function peerLoader({ request, params }: LoaderFunctionArgs) {
  const [peer, all] = await Promise.all([orNotFound(api(door.readPeer, { params: { peerId: params['peerId']! }, signal: request.signal })), api(door.readSharing, { signal: request.signal })])
  return { peer, collections: all.collections, groups: all.groups }
}
export async function conflictsLoader({ request }: LoaderFunctionArgs) {
  const page = Math.max(1, Math.trunc(Number(searchOf(request).get('page'))) || 1)
  return { page, ...(await api(door.listConflicts, { query: { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }, signal: request.signal })) }
}
export async function collectionLoader({ request, params }: LoaderFunctionArgs) {
  const [collectionId, before] = [params['collectionId']!, searchOf(request).get('before')]
  const [objects, all] = await Promise.all([orNotFound(api(door.listObjects, { params: { collectionId }, query: { limit: PER_PAGE, ...(before ? { before } : {}) }, signal: request.signal })), api(door.readSharing, { signal: request.signal })])
  const collection = all.collections.find((one) => one.id === collectionId)
  if (!collection) throw new Response(null, { status: 404 })
  return { objects, collection, groups: all.groups, isFirst: !before }
}

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
const known = <V extends string>(values: readonly V[], given: string): V => values.find((one) => one === given) ?? values[0]!
const orNull = (given: string): string | null => given || null

export const action = async ({ request, params }: ActionFunctionArgs): Promise<Outcome | Response> => outcomeOf(act(await request.formData(), params))

async function act(form: FormData, { peerId = '', collectionId = '' }: ActionFunctionArgs['params']): Promise<Done | Response> {
  const version = Number(text(form, 'version')) || 0
  switch (text(form, 'intent')) {
    case 'add-peer': return redirect(`/console/sharing/peers/${(await api(door.addPeer, { body: { ...peerIn(form), kind: known(door.peerKinds, text(form, 'kind')) } })).id}`)
    case 'change-peer': await api(door.changePeer, { params: { peerId }, body: { ...peerIn(form), active: text(form, 'active') === 'yes', version } }); return {}
    case 'sync': await api(door.syncPeer, { params: { peerId } }); return {}
    case 'token': return { token: (await api(door.peerToken, { params: { peerId } })).token }
    case 'end-token': await api(door.endPeerToken, { params: { peerId } }); return {}
    case 'bring': return { brought: await bring(form, collectionId) }
    case 'add-group': await api(door.addGroup, { body: groupIn(form) }); return {}
    case 'change-group': await api(door.changeGroup, { params: { groupId: text(form, 'id') }, body: { ...groupIn(form), version } }); return {}
    case 'add-collection': return redirect(`/console/sharing/collections/${(await api(door.addCollection, { body: { alias: text(form, 'alias'), ...collectionIn(form) } })).id}`)
    case 'change-collection': await api(door.changeCollection, { params: { collectionId: text(form, 'id') }, body: { ...collectionIn(form), version } }); return {}
    default: await api(door.settleConflict, { params: { conflictId: text(form, 'id') }, body: { outcome: known(['kept', 'taken'], text(form, 'outcome')) } }); return {}
  }
}
/** Told by the server: what went in, and what did not with its place. */
async function bring(form: FormData, collectionId: string): Promise<FileReport> {
  const file = form.get('file'), kind = fileKinds.find((one) => one === text(form, 'format'))
  if (!(file instanceof File) || file.size === 0) throw new Refusal('unsupported')
  if (file.size > FILE_BYTES) throw new Refusal('too_large')
  const response = await fetch(addressOf(bringFile, { collectionId }, { kind }), { method: 'POST', headers: { 'content-type': 'application/octet-stream', accept: 'application/json' }, body: file })
  if (!response.ok) throw new Refusal(((await response.json().catch(() => undefined)) as Problem | undefined)?.code ?? 'failed')
  return (await response.json()) as FileReport
}
const groupIn = (form: FormData) => ({ name: text(form, 'name'), description: text(form, 'description'), members: form.getAll('members').map(String) })
function collectionIn(form: FormData) {
  const audience = known(door.audiences, text(form, 'audience'))
  return { title: text(form, 'title'), description: text(form, 'description'), audience, groupId: audience === 'group' ? orNull(text(form, 'groupId')) : null, open: form.get('open') === 'yes' }
}
/** Rows of which the name over there is left empty are none. */
function peerIn(form: FormData) {
  const rows = (kind: 'pull' | 'push') => form.getAll(`${kind}Remote`).map((remote, i) => ({ remote: String(remote).trim(), collectionId: String(form.getAll(`${kind}Collection`)[i] ?? ''), groupId: orNull(String(form.getAll(`${kind}Group`)[i] ?? '')) })).filter((one) => one.remote !== '')
  const secret = text(form, 'secret'), isFeed = text(form, 'kind') === 'misp'
  const feed = { remote: door.MANIFEST, collectionId: text(form, 'pullCollection'), groupId: orNull(text(form, 'pullGroup')) }
  // A form that does not show the level leaves it as it was.
  const tlp = form.has('tlp') ? { tlp: tlps.find((one) => one === text(form, 'tlp')) ?? null } : {}
  return { ...tlp, name: text(form, 'name'), url: text(form, 'url'), auth: known(door.peerAuths, text(form, 'auth')), ...(secret ? { secret } : {}), pulls: isFeed ? (feed.collectionId ? [feed] : []) : rows('pull'), pushes: isFeed ? [] : rows('push').map(({ remote, collectionId }) => ({ remote, collectionId })) }
}
