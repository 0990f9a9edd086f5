import type { ReactNode } from 'react'
import { DataTable, type Column } from '../components/table.tsx'
import { Icon } from '../icons/icon.tsx'

export type Row = { readonly key: string; readonly cells: readonly string[] }
export type FigureTable = { readonly caption: string; readonly columns: readonly string[]; readonly rows: readonly Row[]; /** Columns that a telephone has no room for. */ readonly wide?: readonly number[] }
type Props = {
  readonly id: string
  /** One message, said by the title. */
  readonly title: string
  readonly lead?: ReactNode
  /** The picture; the table has the same numbers. */
  readonly children: ReactNode
  readonly table: FigureTable
  readonly method: { readonly title: string; readonly text: readonly string[] }
  readonly downloads: readonly { readonly href: string; readonly label: string }[]
  readonly skip?: string
  /** Longer tables are folded: so many rows stand open. Where `numbers` has a word, the whole table is folded below the picture, so that two pictures stand side by side. */
  readonly words: { readonly more: string; readonly numbers?: string }
}

const OPEN_ROWS = 7

/** A message, the picture that proves it, its numbers, how they were made, and the files to take along. */
export function Figure({ id, title, lead, children, table, method, downloads, skip, words }: Props) {
  const rest = table.rows.slice(OPEN_ROWS)
  const made = <details><summary>{method.title}</summary>{method.text.map((text) => <p key={text}>{text}</p>)}</details>
  const files = <p className="legend">{downloads.map((file) => <a key={file.href} href={file.href}><Icon name="download" />{file.label}</a>)}</p>
  const skipped = skip && <a className="skip-map" href={`#${id}-n`}>{skip}</a>
  if (words.numbers) {
    return (
      <section className="block" aria-labelledby={id}>
        <div className="section-head"><h2 id={id}>{title}</h2></div>
        {lead}
        {skipped}
        {children}
        <details id={`${id}-n`}><summary>{words.numbers}</summary><Numbers table={table} rows={table.rows} /></details>
        {made}
        {files}
      </section>
    )
  }
  return (
    <section className="block" aria-labelledby={id}>
      <div className="section-head"><h2 id={id}>{title}</h2></div>
      {lead}
      <div className="two">
        <div>
          {skipped}
          {children}
        </div>
        <div id={`${id}-n`}>
          <Numbers table={table} rows={table.rows.slice(0, OPEN_ROWS)} />
          {rest.length > 0 && <details><summary>{words.more}</summary><Numbers table={table} rows={rest} /></details>}
          {made}
          {files}
        </div>
      </div>
    </section>
  )
}

function Numbers({ table, rows }: { table: FigureTable; rows: readonly Row[] }) {
  const columns: readonly Column<Row>[] = table.columns.map((header, i) => ({ key: String(i), header, cell: (row) => row.cells[i], ...(i === 0 ? { names: true } : { align: 'end' as const }), ...(table.wide?.includes(i) ? { wide: true } : {}) }))
  return <DataTable caption={table.caption} captionHidden columns={columns} rows={rows} keyOf={(row) => row.key} stays />
}
