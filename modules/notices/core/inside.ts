/** A notice of an exercise as its public would read it at a moment. */
import type { PlaceRow } from '../contract-public.ts'
import type { NoticeContent } from '../contract.ts'
import { bodySlug } from './slug.ts'
import { isListed, staleAt, stateNow, worst } from './states.ts'

export type Inside = { readonly partyName: string; readonly at: Date; readonly confirmedAt: Date; readonly content: NoticeContent }

const stateRow = (version: Inside, service: NoticeContent['services'][number]) => {
  const next = service.nextUpdateAt ?? version.content.nextUpdateAt
  return { state: service.state, confirmedAt: version.confirmedAt, staleAt: staleAt(version.confirmedAt, next === null ? null : new Date(next)) }
}

/** Whether it would still stand in the list. */
export const standing = (version: Inside, now: Date): boolean => version.content.services.some((service) => isListed(stateRow(version, service), now))

export function placeInside(version: Inside, now: Date): PlaceRow {
  const { services, nextUpdateAt } = version.content
  const states = services.map((service) => stateNow(stateRow(version, service), now))
  const state = worst(states)
  const since = services.filter((_, i) => states[i] === state).map((service) => service.since).filter((at) => at !== null).sort()[0]
  return { party: bodySlug(version.partyName), name: version.partyName, state, ...(since ? { since } : {}), ...(nextUpdateAt !== null && new Date(nextUpdateAt) > now ? { nextUpdateAt } : {}) }
}
