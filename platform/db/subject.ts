/**
 * What a module holds about one person, as data and two functions beside its rules of retention (`server/subject.ts`).
 * modules/retention asks all of them when a person asks (arts. 15 to 20 GDPR). What goes by mail address, telephone, account or
 * report number is theirs for certain; what goes by a name alone may be a namesake's, and waits for somebody to say so.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Trilingual } from '../contract/index.ts'
import type { Database, Tx } from './index.ts'

export type Subject = {
  /** In small letters. */
  readonly emails: readonly string[]
  /** Digits alone, the national zeros and prefix left out: `digitsOf`. */
  readonly phones: readonly string[]
  /** In small letters, whole. */
  readonly names: readonly string[]
  readonly accounts: readonly string[]
  /** `R-00042`. */
  readonly reports: readonly string[]
}
export type Found = {
  /** As it stands elsewhere: `contact:…`. It is the leaf of the proof. */
  readonly id: string
  readonly at: Date
  /** How it was found; `name` alone is not sure. */
  readonly by: 'email' | 'phone' | 'account' | 'report' | 'name'
  /** To tell one from another in a list: no more than is needed. */
  readonly label: string
  /** What the person is given. Nothing of anybody else. */
  readonly data: Readonly<Record<string, unknown>>
  /** Pieces of free text, files and notes that may name others: left out of the copy, for somebody to read. */
  readonly toRead?: number
  /** Why this one stays, whatever is asked. */
  readonly stays?: Ground
}
/** Grounds on which something stays: art. 17(1) ends where 17(3) begins. */
export type Ground = 'hold' | 'open_case' | 'audit' | 'archive' | 'on_duty' | 'being_sent' | 'last_coordinator' | 'by_its_term'
export type SubjectAsk = { readonly now: Date; /** Ids found in the places before this one, of what hangs on them. */ readonly before: ReadonlySet<string> }

export type SubjectPlace = {
  /** `module.what`; stands in proofs as `subject.module.what`. */
  readonly id: `${string}.${string}`
  readonly what: Trilingual
  /** Tables with a column that tells of people; a test looks that none is left out. */
  readonly tables: readonly string[]
  /** What becomes of it: as the rule of retention of the same data says. */
  readonly fate: 'deleted' | 'emptied' | 'kept'
  /** Of `kept`: on which ground all of it stays. */
  readonly ground?: Ground
  /** Whose connection; the application role's unless said. */
  readonly db?: Database
  find(tx: Tx, subject: Subject, ask: SubjectAsk): Promise<readonly Found[]>
  /** In one transaction, of what `find` has just found in it and nothing keeps. Absent for `kept`. */
  erase?(tx: Tx, found: readonly Found[], ask: { readonly now: Date }): Promise<void>
}

/** A telephone as it is compared: +39 055 12 34, 0039-055-1234 and 055/1234 are one. */
export const digitsOf = (phone: string): string => phone.replaceAll(/\D/g, '').replace(/^00/, '').replace(/^(39|33)(?=\d{8,})/, '').replace(/^0+/, '')
/** The same of a column. Kept beside it, so that the two cannot part. */
export const digitsIn = (column: string): RawBuilder<string> => sql`regexp_replace(regexp_replace(regexp_replace(regexp_replace(${sql.raw(column)}, '\\D', '', 'g'), '^00', ''), '^(39|33)(?=\\d{8,})', ''), '^0+', '')`.$castTo<string>()

export type Columns = { readonly emails?: readonly string[]; readonly phones?: readonly string[]; readonly names?: readonly string[]; readonly ids?: string }
/** How a row matches, the surest way first; null when it does not. */
export function matchOf(subject: Subject, { emails = [], phones = [], names = [], ids }: Columns): RawBuilder<Found['by'] | null> {
  const among = (list: readonly string[]) => sql`any (${list}::text[])`
  const cases = [
    ...(ids && subject.accounts.length > 0 ? [sql`when ${sql.raw(ids)}::text = ${among(subject.accounts)} then 'account'`] : []),
    ...emails.map((column) => sql`when lower(${sql.raw(column)}) = ${among(subject.emails)} then 'email'`),
    ...phones.map((column) => sql`when ${digitsIn(column)} <> '' and ${digitsIn(column)} = ${among(subject.phones)} then 'phone'`),
    ...names.map((column) => sql`when lower(${sql.raw(column)}) = ${among(subject.names)} then 'name'`),
  ]
  return cases.length === 0 ? sql`null` : sql<Found['by'] | null>`case ${sql.join(cases, sql` `)} end`
}
export const keyOf = ({ id }: Pick<Found, 'id'>): string => id.slice(id.indexOf(':') + 1)
export const keysOf = (found: readonly Pick<Found, 'id'>[]): string[] => found.map(keyOf)
