/** What the parts of this module share: the ground, what was handed to them, and the telling of a public change. */
import { createHash } from 'node:crypto'
import { Refusal, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import type { Ground } from '#platform/module.ts'
import { publicChanged } from '../contract.ts'
import type { NoticesNeeds } from './needs.ts'
import { announce } from './store.ts'

export type Context = { readonly ground: Ground; readonly needs: NoticesNeeds }

/** In the transaction that changes what the public reads: the event, and the call that every process hears. */
export async function tellChange(tx: Tx, actor: Actor, partyId: string): Promise<void> {
  await emit(tx, actor, publicChanged, { partyId })
  await announce(tx, partyId)
}

/** After the commit, in this process: whoever made the change must not read the old page on its next request. */
export const dropPages = ({ needs }: Context, partyId: string): void => needs.pages.drop([`party:${partyId}`, 'territory'])

/** Another body's page of the console does not exist. */
export function seeBody(actor: Actor, partyId: string): void {
  if (actor.scope !== 'all' && !actor.parties.includes(partyId)) throw new Refusal('not_found')
}

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** An id that follows from a natural key: the same case has the same notice, however often it is drafted (RFC 9562, version 8). */
export function derivedId(key: string): string {
  const hash = createHash('sha256').update(key).digest()
  hash[6] = (hash[6]! & 0x0f) | 0x80
  hash[8] = (hash[8]! & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
