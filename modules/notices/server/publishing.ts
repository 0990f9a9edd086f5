/** The way out: what two people agreed to goes before the public, and comes back from there. */
import type { Tx } from '#platform/db/index.ts'
import { LIVE, type Actor } from '#platform/contract/index.ts'
import { noticeSlug, bodySlug } from '../core/slug.ts'
import { staleAt } from '../core/states.ts'
import type { NoticeContent } from '../contract.ts'
import { tellChange } from './context.ts'
import { hookMessage } from './webhooks/messages.ts'
import { freeSlug, insertVersion, lastNumber, putPublication, saveNotice, standsInside, takePublicationDown, type Notice } from './store.ts'
import { queueHooks } from './store/hooks-store.ts'
import { bodyPage, dropClaims, dropStatesOfNotice, hideIfEmpty, putStates, touchBody } from './store/states-store.ts'

/** One number a publication: the same word twice finds the notice published and writes nothing. */
export async function putOut(tx: Tx, actor: Actor, notice: Notice, name: string, now: Date, publicUrl: string): Promise<{ slug: string; number: number; what: 'published' | 'updated' | 'restored' }> {
  const { content } = notice
  const body = await appear(tx, notice.partyId, name, now)
  const slug = notice.slug ?? await freeSlug(tx, 'notice', noticeSlug(body, content.texts[content.sourceLang].title), notice.id)
  const number = await lastNumber(tx, notice.id) + 1
  const what = notice.liveNumber === null ? 'published' : isOver(content) ? 'restored' : 'updated'
  const confirmed = { by: notice.confirmedBy!, name: notice.confirmedName, at: notice.confirmedAt! }
  await insertVersion(tx, { noticeId: notice.id, realm: notice.realm, partyId: notice.partyId, number, at: now, what, content, confirmed, approved: { by: actor.id, name: actor.name } })
  await saveNotice(tx, notice.id, now, { state: 'published', slug, liveNumber: number, tlp: 'clear', reason: '', approved: { by: actor.id, name: actor.name, at: now } })
  await putPublication(tx, { noticeId: notice.id, partyId: notice.partyId, mainId: notice.mainId, slug, number, content, what, searchText: searchTextOf(content, name), at: now })
  await dropStatesOfNotice(tx, notice.id, now, content.services.map((service) => service.name))
  await putStates(tx, notice.partyId, now, content.services.map((service) => {
    const next = service.nextUpdateAt ?? content.nextUpdateAt
    const nextUpdateAt = next === null ? null : new Date(next)
    return { name: service.name, serviceId: service.serviceId, noticeId: notice.id, state: service.state, since: service.since === null ? null : new Date(service.since), confirmedAt: confirmed.at, nextUpdateAt, staleAt: staleAt(confirmed.at, nextUpdateAt) }
  }))
  await dropClaims(tx, notice.realm, notice.partyId, content.services.map((service) => service.name))
  await queueHooks(tx, notice.partyId, `msg_${notice.id}_${number}`, hookMessage(`notice.${what}`, now, { publicUrl, party: { id: notice.partyId, name, slug: body }, notice: { slug, number, content } }), now)
  await tellChange(tx, actor, notice.partyId)
  return { slug, number, what }
}

/** In an exercise the two words hold inside it: a version is kept, and nothing that the public reads is written. */
export async function putInside(tx: Tx, actor: Actor, notice: Notice, now: Date): Promise<{ number: number; what: 'published' | 'updated' | 'restored' }> {
  const number = await lastNumber(tx, notice.id) + 1
  const what = isOver(notice.content) ? 'restored' : (await standsInside(tx, notice.id)) ? 'updated' : 'published'
  await insertVersion(tx, {
    noticeId: notice.id, realm: notice.realm, partyId: notice.partyId, number, at: now, what, content: notice.content,
    confirmed: { by: notice.confirmedBy!, name: notice.confirmedName, at: notice.confirmedAt! }, approved: { by: actor.id, name: actor.name },
  })
  await saveNotice(tx, notice.id, now, { state: 'published', reason: '', approved: { by: actor.id, name: actor.name, at: now } })
  return { number, what }
}

/** Taken away inside an exercise: the word that ends it is a version as well, so that neither a restored draft nor an earlier moment misleads. */
export async function takeBackInside(tx: Tx, actor: Actor, notice: Notice, now: Date, reason: string): Promise<void> {
  if (notice.realm === LIVE || !(await standsInside(tx, notice.id))) return
  const who = { by: actor.id, name: actor.name, at: now }
  await insertVersion(tx, { noticeId: notice.id, realm: notice.realm, partyId: notice.partyId, number: await lastNumber(tx, notice.id) + 1, at: now, what: 'withdrawn', content: notice.content, confirmed: who, approved: who, reason })
}

/** Out of the public's sight, with the states that came from it. The numbers go on: a later publication is another one. */
export async function takeDown(tx: Tx, actor: Actor, notice: Notice, now: Date, reason: string): Promise<void> {
  const number = await lastNumber(tx, notice.id) + 1
  const who = { by: actor.id, name: actor.name, at: now }
  await insertVersion(tx, { noticeId: notice.id, realm: notice.realm, partyId: notice.partyId, number, at: now, what: 'withdrawn', content: notice.content, confirmed: who, approved: who, reason })
  await takePublicationDown(tx, notice.id, now)
  await dropStatesOfNotice(tx, notice.id, now)
  await hideIfEmpty(tx, notice.partyId)
  await queueHooks(tx, notice.partyId, `msg_${notice.id}_${number}`, hookMessage('notice.withdrawn', now, { notice: { slug: notice.slug ?? '', number }, party: { id: notice.partyId, name: notice.partyName } }), now)
  await tellChange(tx, actor, notice.partyId)
}

/** The page of a body, from its first public word; its address never changes. */
export async function appear(tx: Tx, partyId: string, name: string, now: Date): Promise<string> {
  const known = await bodyPage(tx, { partyId })
  const slug = known?.slug ?? await freeSlug(tx, 'body', bodySlug(name), partyId)
  await touchBody(tx, { partyId, slug, name }, now)
  return slug
}

export const isOver = (content: NoticeContent): boolean =>
  content.services.length > 0 && content.services.every((service) => service.state === 'restored' || service.state === 'working')

const searchTextOf = (content: NoticeContent, name: string): string =>
  [name, ...Object.values(content.texts).flatMap((text) => [text.title, text.summary]), ...content.services.map((service) => service.name)].join('\n').toLowerCase()
