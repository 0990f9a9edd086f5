/** The one row that says what this centre is. */
import type { Lang } from '../contract/index.ts'
import { own, type Tx } from './index.ts'

export type Centre = {
  readonly ready: boolean
  readonly demo: boolean
  readonly name: Readonly<Partial<Record<Lang, string>>>
  readonly region: Readonly<Partial<Record<Lang, string>>>
  readonly country: 'IT' | 'FR'
  readonly timeZone: string
  readonly languages: readonly Lang[]
  readonly contacts: Readonly<Record<string, string>>
}

export async function readCentre(tx: Tx): Promise<Centre> {
  const row = await own<'platform'>(tx).selectFrom('platform.centre').selectAll().executeTakeFirstOrThrow()
  return {
    ready: row.ready, demo: row.demo, name: row.name as Centre['name'], region: row.region as Centre['region'], country: row.country === 'FR' ? 'FR' : 'IT',
    timeZone: row.time_zone, languages: row.languages as Lang[], contacts: row.contacts as Record<string, string>,
  }
}
