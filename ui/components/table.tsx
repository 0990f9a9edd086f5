import type { ReactNode } from 'react'

export type Column<R> = {
  readonly key: string
  readonly header: string
  readonly cell: (row: R) => ReactNode
  /** The column that names the row; exactly one. */
  readonly names?: boolean
  readonly align?: 'end'
  /** On a phone it stands beside the name, without its own label: a state, a number. */
  readonly beside?: boolean
  /** Left out on a phone, where `stays` keeps the table one. */
  readonly wide?: boolean
}

type Props<R> = {
  readonly caption: string
  readonly captionHidden?: boolean
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly keyOf: (row: R) => string
  /** Few and narrow columns: a table on a phone as well, and half the bytes. */
  readonly stays?: boolean
}

/**
 * A table whose rows become blocks on a phone, with each value behind its column's name.
 * The roles are written out because changing `display` takes them away in some browsers.
 */
export function DataTable<R>(props: Props<R>) {
  const { caption, captionHidden, columns, rows, keyOf } = props
  if (props.stays) return <PlainTable {...props} />
  return (
    <table className="table" role="table">
      <caption className={captionHidden ? 'sr-only' : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((c) => (
            <th key={c.key} scope="col" role="columnheader" className={c.align === 'end' ? 'end' : undefined}>
              {c.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map((c) =>
              c.names ? (
                <th key={c.key} scope="row" role="rowheader">
                  {c.cell(row)}
                </th>
              ) : (
                <td key={c.key} role="cell" data-label={c.header} className={c.beside ? 'beside' : c.align}>
                  {c.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PlainTable<R>({ caption, captionHidden, columns, rows, keyOf }: Props<R>) {
  const classOf = (c: Column<R>) => (c.wide ? 'wide' : c.align)
  return (
    <table className="table">
      <caption className={captionHidden ? 'sr-only' : undefined}>{caption}</caption>
      <thead>
        <tr>{columns.map((c) => <th key={c.key} scope="col" className={classOf(c)}>{c.header}</th>)}</tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((c) => (c.names ? <th key={c.key} scope="row">{c.cell(row)}</th> : <td key={c.key} className={classOf(c)}>{c.cell(row)}</td>))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
