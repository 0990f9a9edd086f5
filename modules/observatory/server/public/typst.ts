/** The yearly report as a source for the typesetter: A4, numbered headings, pictures with their words, tables with heads. */
import { stringOf, textOf } from '#platform/pdf/text.ts'
import type { Report, ReportPart, ReportTable } from '../../contract-report.ts'

export function typstOf({ lang, title, subtitle, centre, made, summary, parts, contents }: Report): string {
  return `#set document(title: ${stringOf(`${title} · ${centre}`)}, author: ${stringOf(centre)}, date: none)
#set page(paper: "a4", margin: (x: 22mm, top: 24mm, bottom: 22mm), numbering: "1", header: context { if counter(page).get().first() > 1 { text(size: 9pt, fill: rgb("#475a6d"), ${stringOf(`${title} · ${centre}`)}) } })
#set text(lang: ${stringOf(lang)}, font: "Titillium Web", size: 10.5pt, fill: rgb("#17324d"), hyphenate: true)
#set par(leading: 0.7em, justify: false)
#set heading(numbering: "1.")
#show heading.where(level: 1): it => block(above: 2.2em, below: 1em, text(size: 18pt, weight: 600, it))
#show figure.caption: it => text(size: 9pt, fill: rgb("#475a6d"), it.body)
#show table.cell.where(y: 0): set text(weight: 600)
#v(38mm)
#text(size: 12pt, weight: 600, fill: rgb("#0066cc"), ${stringOf(centre)})
#v(2mm)
#block(text(size: 32pt, weight: 600, ${stringOf(title)}))
#text(size: 14pt, ${stringOf(subtitle)})
#v(14mm)
#block(inset: (left: 5mm), stroke: (left: 1.5mm + rgb("#0066cc")), text(size: 15pt, ${stringOf(summary)}))
#v(1fr)
#text(size: 9pt, fill: rgb("#475a6d"), ${stringOf(made)})
#pagebreak()
#outline(title: [${textOf(contents)}], depth: 1)
#pagebreak()
${parts.map(partOf).join('\n')}`
}

const partOf = ({ title, texts, picture, table, notes }: ReportPart): string => [
  // A heading stays with what it is the heading of.
  '#block(breakable: false)[',
  `= ${textOf(title)}`,
  ...texts.map((text) => `${textOf(text)}\n`),
  ...(picture ? [`#figure(image(bytes(${stringOf(picture.svg)}), format: "svg", width: 100%, alt: ${stringOf(picture.alt)}), caption: none, alt: ${stringOf(picture.alt)})`] : []),
  ']',
  ...(table && table.rows.length > 0 ? [tableOf(table)] : []),
  ...(notes ?? []).map((text) => `#text(size: 9pt, fill: rgb("#475a6d"), ${stringOf(text)})\n`),
].join('\n')

function tableOf({ columns, rows }: ReportTable): string {
  const cells = (texts: readonly string[]) => texts.map((text) => `[${textOf(text)}]`).join(', ')
  return `#table(columns: (${columns.map((_, i) => (i === 0 ? '1fr' : 'auto')).join(', ')},), align: (${columns.map((_, i) => (i === 0 ? 'start' : 'end')).join(', ')},), stroke: (x: none, y: 0.4pt + rgb("#d9dee3")), inset: (x: 2pt, y: 5pt), table.header(${cells(columns)}), ${rows.map(cells).join(', ')})`
}
