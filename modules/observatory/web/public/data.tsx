import { DataTable } from '#ui/components/table.tsx'
import { Frame } from '#modules/notices/web/public/frame.tsx'
import type { Pen } from '#modules/notices/web/public/words.ts'
import { observatoryPaths, type DataView } from '#modules/observatory/contract-public.ts'
import { rowFileTexts, tableTexts } from '#modules/observatory/contract-titles.ts'
import { observatoryWords } from './words.ts'

export function DataPage({ view, pen }: { view: DataView; pen: Pen }) {
  const o = observatoryWords(pen.page.lang)
  const nameOf = (name: string) => (name === 'attacks' ? rowFileTexts() : tableTexts(name === 'total' ? [] : name.split('-'))).title[pen.page.lang]
  return (
    <Frame pen={pen} title={o('data.title')} description={o('data.lead')} section="observatory" path={[{ label: o('short'), href: pen.href(observatoryPaths.home) }, { label: o('data.title') }]}>
      <div className="lead"><h1>{o('data.title')}</h1><p>{o('data.lead')}</p><p>{o('data.empty')} {o('k.method')}</p><p>{o('data.version', { mark: view.edition.mark, when: pen.f.date(view.edition.at) })}</p></div>
      <DataTable caption={o('data.title')} captionHidden keyOf={(row) => row.name} rows={view.tables} columns={[
        { key: 'name', header: o('data.table'), names: true, cell: (row) => <span id={row.name}>{nameOf(row.name)}</span> },
        { key: 'rows', header: o('data.rows'), align: 'end', cell: (row) => pen.f.number(row.rows) },
        { key: 'files', header: o('data.files'), cell: (row) => <span className="legend">{row.files.map((file) => <a key={file.format} href={file.href} aria-label={`${nameOf(row.name)}, ${file.format.toUpperCase()}`}>{file.format.toUpperCase()}</a>)}</span> },
      ]} />
      {view.rows.rows > 0 && (
        <section className="block" aria-labelledby="checked">
          <div className="section-head"><h2 id="checked">{o('rows.checked')}</h2></div>
          <p>{o.n('rows.smallest', view.rows.smallest, { k: view.rows.k })}{view.rows.fewest !== null && ` ${o.n('rows.fewest', view.rows.fewest, { l: view.rows.l })}`}{view.rows.left !== null && ` ${o('rows.left', { n: pen.f.number(view.rows.left) })}`} {o('rows.same')}</p>
        </section>
      )}
      <p className="last">{o('data.catalogue')}: <a href={view.catalogue}>JSON-LD</a> · <a href={view.turtle}>Turtle</a></p>
    </Frame>
  )
}
