/** Reads and writes of the pages of what leaves. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { redirect } from 'react-router'
import { createClient } from '#platform/contract/client.ts'
import { orNotFound, outcomeOf } from '#ui/console/outcome.ts'
import { readObject, readSharing } from '../contract.ts'
import * as door from '../contract-out.ts'
import type { Done, Outcome } from './data.ts'

const api = createClient()
export async function outLoader({ request }: LoaderFunctionArgs) {
  const [out, { collections }] = await Promise.all([api(door.readOut, { signal: request.signal }), api(readSharing, { signal: request.signal })])
  return { out, collections }
}
/** A kind that is none is a page that is not there. */
function thingIn(params: LoaderFunctionArgs['params']) {
  const kind = door.outKinds.find((one) => one === params['kind'])
  if (!kind) throw new Response(null, { status: 404 })
  return { kind, objectId: params['objectId']! }
}
export async function thingLoader({ request, params }: LoaderFunctionArgs) {
  const [thing, { groups }] = await Promise.all([orNotFound(api(door.readThing, { params: thingIn(params), signal: request.signal })), api(readSharing, { signal: request.signal })])
  return { thing, groups }
}
export const outAction = async ({ request, params }: ActionFunctionArgs): Promise<Outcome | Response> => outcomeOf(act(await request.formData(), params))
async function act(form: FormData, params: ActionFunctionArgs['params']): Promise<Done> {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  switch (text('intent')) {
    case 'choose': await api(door.chooseOut, { params: { kind: door.choiceKinds.find((one) => one === text('kind')) ?? 'indicators' }, body: { collectionId: text('collectionId') || null } }); return {}
    case 'give': await api(door.giveThing, { params: thingIn(params), body: { groupId: text('groupId') } }); return {}
    default: await api(door.takeBack, { params: { giftId: text('id') } }); return {}
  }
}

/** An object with who has seen what it tells of. */
export async function objectLoader({ request, params: { collectionId = '', objectId = '' } }: LoaderFunctionArgs) {
  const asked = { params: { collectionId, objectId }, signal: request.signal }
  const [object, seen] = await orNotFound(Promise.all([api(readObject, asked), api(door.objectSeen, asked)]))
  return { ...object, ...seen }
}
export const objectAction = async ({ params: { collectionId = '', objectId = '' } }: ActionFunctionArgs): Promise<Outcome | Response> => outcomeOf(api(door.huntObject, { params: { collectionId, objectId } }).then(({ id }) => redirect(`/console/watch/hunts/${id}`)))
