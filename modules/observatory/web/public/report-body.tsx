/** The parts of a report as they stand on a page: the public one, and the draft in the console. */
import type { ReactElement } from 'react'
import { DataTable } from '#ui/components/table.tsx'
import type { ReportOf, ReportTable } from '#modules/observatory/contract-report.ts'
import type { Drawing, Part } from './report-telling.ts'

export const BigNumbers = ({ report }: { report: ReportOf<Drawing> }) => (report.big.length === 0 ? null : <ul className="figures">{report.big.map((one) => <li key={one.text}><span className="figure-number">{one.number}</span><p>{one.text}</p></li>)}</ul>)

/** @param top level of the headings of its parts. @param bare one column, in a narrow place. */
export function ReportParts({ report, top = 2, bare = false }: { report: ReportOf<Drawing>; top?: 2 | 3; bare?: boolean }) {
  return report.parts.map((part) => <PartOf key={part.id} part={part} top={top} bare={bare} />)
}

function PartOf({ part: { id, level, title, texts, picture, table, told, notes = [] }, top, bare }: { part: Part; top: 2 | 3; bare: boolean }) {
  const Head = `h${top + level - 1}` as 'h2' | 'h3' | 'h4'
  const numbers = table && table.rows.length > 0 ? <Numbers title={title} table={table} /> : null
  const under = notes.map((note) => <p key={note} className="soft">{note}</p>)
  return (
    <section className="block" aria-labelledby={id}>
      {level === 1 ? <div className="section-head"><Head id={id}>{title}</Head></div> : <Head id={id}>{title}</Head>}
      {texts.map((text) => <p key={text}>{text}</p>)}
      {numbers ? <div className={bare ? undefined : 'two'}>{picture && <div>{picture.draw()}</div>}<div>{numbers}{picture && under}</div>{!picture && <div>{under}</div>}</div> : under}
      {told && told.length > 0 && (
        <ul className="cards">
          {told.map((one) => (
            <li key={one.ref} className="notice-card">
              <div className="notice-card-head"><span className="kind">{one.ref}</span> <span>{one.when}</span></div>
              <CaseHead level={top + level}><a href={one.href}>{one.name}</a></CaseHead>
              <p>{one.text}</p>
              <div className="notice-card-foot">{one.about}</div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const CaseHead = ({ level, children }: { level: number; children: ReactElement }) => { const Head = `h${level}` as 'h3' | 'h4'; return <Head>{children}</Head> }

function Numbers({ title, table: { columns, rows } }: { title: string; table: ReportTable }) {
  return <DataTable caption={title} captionHidden rows={rows} keyOf={(row) => row[0]!} stays columns={columns.map((header, i) => ({ key: String(i), header, cell: (row: readonly string[]) => row[i], ...(i === 0 ? { names: true } : { align: 'end' as const }) }))} />
}
