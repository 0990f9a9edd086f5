import { DataTable, type Column } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { publicPaths, type PlaceRow } from '#modules/notices/contract-public.ts'
import { PlaceState } from './states.tsx'
import type { Pen } from './words.ts'

/** Bodies that have confirmed, one a row; a heading above says what they are. */
export function PlaceTable({ rows, caption, pen }: { rows: readonly PlaceRow[]; caption: string; pen: Pen }) {
  return <DataTable stays caption={caption} captionHidden columns={columnsOf(pen)} rows={rows} keyOf={(r) => r.party} />
}

function columnsOf({ t, f, href }: Pen): readonly Column<PlaceRow>[] {
  return [
    { key: 'body', header: t('col.body'), names: true, cell: (r) => <a href={href(publicPaths.body(r.party))}>{r.name}</a> },
    { key: 'state', header: t('col.services'), cell: (r) => <PlaceState state={r.state} t={t} /> },
    { key: 'since', header: t('col.since'), wide: true, cell: (r) => (r.since ? <TimeText at={r.since} formats={f} /> : <span className="soft">{t('since.none')}</span>) },
    { key: 'next', header: t('col.next'), cell: (r) => (r.nextUpdateAt ? <TimeText at={r.nextUpdateAt} formats={f} /> : <span className="soft">{t('next.none')}</span>) },
  ]
}
