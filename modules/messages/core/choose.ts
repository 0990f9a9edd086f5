/** Who at a body is told of a kind, each address once. Certified mailboxes are for acts, not for news. */
import type { Lang } from '#platform/contract/index.ts'
import { kindRules, type Kind } from './kinds.data.ts'

export type KnownContact = { readonly partyId: string; readonly role: string; readonly email: string; readonly language: Lang }
export type KnownPerson = { readonly partyId: string; readonly role: string; readonly email: string }
/** `role`: what the recipient is told that it is: a role of contacts, or of people who sign in. */
export type Chosen = { readonly address: string; readonly lang: Lang; readonly role: string }

/** `contacts` and `people` are those of one body. */
export function chosenFor(kind: Kind, contacts: readonly KnownContact[], people: readonly KnownPerson[], first: Lang): Chosen[] {
  const rule = kindRules[kind]
  const reachable = contacts.filter((one) => one.email !== '' && one.role !== 'pec')
  const group = rule.contacts.map((roles) => reachable.filter((one) => roles.includes(one.role)).toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role))).find((some) => some.length > 0) ?? []
  const all: Chosen[] = [
    ...group.map((one) => ({ address: addressOf(one.email), lang: one.language, role: one.role })),
    ...people.filter((one) => rule.people.some((role) => role === one.role)).map((one) => ({ address: addressOf(one.email), lang: first, role: one.role })),
  ]
  return [...new Map(all.toReversed().map((one) => [one.address, one])).values()].toReversed()
}

export const addressOf = (email: string): string => email.trim().toLowerCase()
