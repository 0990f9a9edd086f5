/** The one row that says what this centre is. */
import type { Lang } from '../contract/index.ts'
import { own, type Tx } from './index.ts'

/** How the centre is reached. Empty or absent: it has none. */
export type Contacts = {
  readonly phone?: string
  /** Opening hours as people read them, shown as they are. */
  readonly hours?: string
  /** The same for machines: day 1 is Monday, times are the centre's own, `24:00` ends a day. */
  readonly weekly?: readonly { readonly day: number; readonly from: string; readonly to: string }[]
  /** What to do outside those hours. */
  readonly outside?: Readonly<Partial<Record<Lang, string>>>
  readonly email?: string
  /** Certified mail. */
  readonly pec?: string
  /** Lines of the postal address. */
  readonly address?: readonly string[]
}

export type Centre = {
  readonly ready: boolean
  readonly demo: boolean
  readonly name: Readonly<Partial<Record<Lang, string>>>
  readonly region: Readonly<Partial<Record<Lang, string>>>
  readonly country: 'IT' | 'FR'
  readonly timeZone: string
  readonly languages: readonly Lang[]
  readonly contacts: Contacts
}

export async function readCentre(tx: Tx): Promise<Centre> {
  const row = await own<'platform'>(tx).selectFrom('platform.centre').selectAll().executeTakeFirstOrThrow()
  return {
    ready: row.ready, demo: row.demo, name: row.name as Centre['name'], region: row.region as Centre['region'], country: row.country === 'FR' ? 'FR' : 'IT',
    timeZone: row.time_zone, languages: row.languages as Lang[], contacts: row.contacts as Contacts,
  }
}

/** The last lines of a mail: who writes, and how to answer by voice or in writing. */
export function signature({ name, contacts: { phone, hours, email } }: Pick<Centre, 'name' | 'contacts'>, lang: Lang): string {
  const called = name[lang] ?? Object.values(name)[0] ?? 'Bastida'
  return [called, [phone, hours].filter(Boolean).join(' · '), email].filter(Boolean).join('\n')
}
