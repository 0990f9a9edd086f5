/** What was found of a person, and what of it may go. */
import { createHash } from 'node:crypto'
import { digitsOf, type Found, type Subject, type SubjectPlace } from '#platform/db/subject.ts'
import type { Sought } from '../contract-requests.ts'

export type Held = { readonly place: SubjectPlace; readonly sure: readonly Found[]; readonly unsure: readonly Found[] }
/** What is sealed of a request. `confirmed`: found by name alone, and somebody said that it is theirs. */
export type Sealed = { readonly sought: Sought; readonly confirmed: readonly string[] }

/** An account that was found by its address is looked for by its id from then on: what it did stands under that. */
export const subjectOf = ({ name, emails, phones, accounts, reports }: Sought, before: ReadonlySet<string>): Subject => ({
  emails, phones: phones.map(digitsOf).filter((one) => one.length >= 6), names: name === '' ? [] : [name.toLowerCase()], reports,
  accounts: [...new Set([...accounts, ...[...before].filter((id) => id.startsWith('person:')).map((id) => id.slice(7))])],
})
export const goes = (place: SubjectPlace, one: Found): boolean => place.erase !== undefined && one.stays == null
export function staysOf(place: SubjectPlace, sure: readonly Found[]) {
  const kept = sure.filter((one) => !goes(place, one))
  return [...Map.groupBy(kept, (one) => one.stays ?? place.ground ?? 'archive')].map(([ground, those]) => ({ ground, count: those.length }))
}
/** Of what was found for certain, and what of it stays: the same again is the same fingerprint. Places that are kept are not in it: looking writes into the audit log. */
export const seenOf = (held: readonly Held[]): string => createHash('sha256').update(held.filter((one) => one.place.erase).flatMap(({ place, sure }) => sure.map((one) => `${place.id} ${one.id} ${one.stays ?? ''}`)).sort().join('\n')).digest('hex')
