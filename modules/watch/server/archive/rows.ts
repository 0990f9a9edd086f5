/** What stands of a file in the database, by what its source says. */
import { system } from '#platform/contract/index.ts'
import type { NewSegment } from '../store/archive-store.ts'
import type { SourceRow } from '../store.ts'
import type { Segmented } from './stretch.ts'

export const actor = system('watch.archive')
/** A stretch: so much, or so old. */
export const STRETCH_BYTES = 64 * 1_048_576
export const STRETCH_MS = 5 * 60_000
const DAY_MS = 86_400_000
/** Days of a source whose record says none any more. */
export const DAYS_WITHOUT_RECORD = 7

/** The day goes as a whole, when it is over and the days of its source are. */
export const untilOf = (day: string, days: number | null): Date => new Date(Date.parse(day) + ((days ?? DAYS_WITHOUT_RECORD) + 1) * DAY_MS)
/** A realm of an exercise has a colon, which not every file system takes. */
export const folderOf = (source: Pick<SourceRow, 'realm' | 'party_id' | 'id'>): string => `${source.realm.replace(':', '-')}/${source.party_id}/${source.id}`

export function rowsOf(segments: readonly Segmented[], sources: readonly SourceRow[], at: Date): NewSegment[] {
  const byId = new Map(sources.map((row) => [row.id, row]))
  return segments.map((one) => {
    const { realm, party_id: partyId, retention_days: days } = byId.get(one.sourceId)!
    return { ...one, realm, partyId, until: untilOf(one.day, days), at }
  })
}
