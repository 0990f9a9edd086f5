/** Rows for research: no names, references, claims, texts; each among at least `k` others; a pseudonym that only this grant has. */
import { anonymise, type Dimension } from '#engines/privacy/index.ts'
import type { RoomField } from '../../contract-study.ts'

export type ExtractRow = {
  readonly entryId: string; readonly partyId: string | null; readonly when: string; readonly kind: string; readonly sector: string; readonly size: string; readonly place: string
  readonly rest: Readonly<Partial<Record<RoomField, string>>>
}
export type Extract = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly grain: readonly (string | null)[]; readonly dropped: number; readonly smallest: number }

export const ROOM_K = 5
/** `when` is as fine as was known: `2023`, `2023-12`, `2023-12-08`. `place` is `region/province`. */
const quasi: Readonly<Partial<Record<RoomField, Dimension>>> = {
  when: { name: 'when', levels: [{ name: 'year', of: (leaf) => leaf.slice(0, 4) }, { name: 'month', of: (leaf) => leaf.slice(0, 7) }, { name: 'day', of: (leaf) => leaf }] },
  kind: { name: 'kind', levels: [{ name: 'kind', of: (leaf) => leaf }] },
  sector: { name: 'sector', levels: [{ name: 'section', of: (leaf) => leaf.slice(0, 1) }, { name: 'division', of: (leaf) => leaf.slice(0, 3) }] },
  size: { name: 'size', levels: [{ name: 'size', of: (leaf) => leaf }] },
  place: { name: 'place', levels: [{ name: 'region', of: (leaf) => leaf.split('/')[0]! }, { name: 'province', of: (leaf) => leaf }] },
}

export function extractOf(rows: readonly ExtractRow[], fields: readonly RoomField[], pseudonym: (entryId: string) => string): Extract {
  const asked = fields.filter((field) => quasi[field])
  const plain = fields.filter((field) => !quasi[field])
  const dims = asked.map((field) => quasi[field]!)
  const made = anonymise(rows.map((row) => ({ codes: asked.map((field) => row[field as 'when']), ...(row.partyId ? { contributor: row.partyId } : {}) })), dims, { k: ROOM_K, dropAtMost: 0.1 })
  return {
    columns: ['id', ...asked, ...plain],
    // In the order of the pseudonyms: that of the catalogue would tell which came first.
    rows: made.rows.map(({ row, codes }) => [pseudonym(rows[row]!.entryId), ...codes.map((code) => code ?? ''), ...plain.map((field) => rows[row]!.rest[field] ?? '')]).sort((a, b) => (a[0]! < b[0]! ? -1 : 1)),
    grain: made.grain, dropped: made.dropped, smallest: made.smallest,
  }
}
