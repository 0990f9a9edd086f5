/** The yearly report as a source for the typesetter: A4, a cover, numbered headings, pictures with their words, tables with heads. */
import { stringOf, textOf } from '#platform/pdf/text.ts'
import type { Report, ReportPart, ReportTable, ReportTold } from '../../contract-report.ts'

const [INK, SOFT, BLUE, LINE] = ['#17324d', '#475a6d', '#0066cc', '#d9dee3'].map((colour) => `rgb("${colour}")`) as [string, string, string, string]

export function typstOf({ lang, title, subtitle, centre, made, edition, summary, big, parts, contents }: Report): string {
  return `#set document(title: ${stringOf(`${title} · ${centre}`)}, author: ${stringOf(centre)}, date: none)
#set page(paper: "a4", margin: (x: 22mm, top: 24mm, bottom: 22mm), numbering: "1", header: context { if counter(page).get().first() > 1 { text(size: 9pt, fill: ${SOFT}, ${stringOf(`${title} · ${centre}`)}) } }, footer: context { if counter(page).get().first() > 1 { align(end, text(size: 9pt, fill: ${SOFT}, counter(page).display())) } })
#set text(lang: ${stringOf(lang)}, font: "Titillium Web", size: 10.5pt, fill: ${INK}, hyphenate: true)
#set par(leading: 0.7em, justify: false)
#set heading(numbering: "1.1")
#show heading.where(level: 1): it => block(below: 1em, text(size: 18pt, weight: 600, it))
#show heading.where(level: 2): it => block(below: 0.9em, text(size: if it.numbering == none { 11.5pt } else { 13pt }, weight: 600, it))
#show table.cell.where(y: 0): set text(weight: 600)
#show link: set text(fill: ${BLUE})
#place(top + left, dx: -22mm, dy: -24mm, block(width: 211mm, height: 118mm, fill: ${INK}, inset: (x: 22mm, top: 30mm, bottom: 14mm))[
#set text(fill: white)
#block(par(text(size: 15pt, weight: 600, ${stringOf(centre)})))
#v(1fr)
#block(below: 7mm, par(text(size: 40pt, weight: 600, ${stringOf(title)})))
#block(par(text(size: 14pt, ${stringOf(subtitle)})))
])
#v(108mm)
#block(par(leading: 0.6em, text(size: 18pt, ${stringOf(summary)})))
#v(9mm)
${big.length === 0 ? '' : `#grid(columns: (${big.map(() => '1fr').join(', ')},), column-gutter: 7mm, ${big.map((one) => `block(width: 100%, inset: (y: 4mm), stroke: (top: 0.8mm + ${BLUE}), stack(spacing: 4mm, par(text(size: 38pt, weight: 600, fill: ${BLUE}, ${stringOf(one.number)})), par(text(size: 12pt, ${stringOf(one.text)}))))`).join(', ')})`}
#v(1fr)
#text(size: 9pt, fill: ${SOFT}, ${stringOf(`${edition} ${made}`)})
#pagebreak()
#outline(title: [${textOf(contents)}], depth: 1)
#v(6mm)
${parts.map(partOf).join('\n')}`
}

const partOf = ({ level, title, texts, picture, table, told, notes }: ReportPart): string => [
  // A heading stays with what it is the heading of.
  `#block(breakable: false, above: ${level === 1 ? 11 : 7}mm, sticky: ${!table && !told})[`,
  `${'='.repeat(level)} ${textOf(title)}`,
  ...texts.map((text) => `${textOf(text)}\n`),
  ...(picture && table ? [`#grid(columns: (1.1fr, 1fr), column-gutter: 8mm, ${pictureOf(picture)}, ${tableOf(table)})`] : picture ? [`#${pictureOf(picture)}`] : table && whole(table) ? [`#${tableOf(table)}`] : []),
  ']',
  ...(table && !picture && !whole(table) ? [`#${tableOf(table)}`] : []),
  ...(told ?? []).map(toldOf),
  ...(notes ?? []).map((text) => `#block(text(size: 9pt, fill: ${SOFT}, ${stringOf(text)}))`),
].join('\n')

const pictureOf = ({ svg, alt }: { readonly svg: string; readonly alt: string }): string => `figure(image(bytes(${stringOf(svg)}), format: "svg", width: 100%, alt: ${stringOf(alt)}), caption: none, alt: ${stringOf(alt)})`
/** So short that it stands with its heading on one page. */
const whole = ({ rows }: ReportTable): boolean => rows.length <= 20

const toldOf = ({ ref, when, name, about, text, href, link }: ReportTold): string => `#block(breakable: false, width: 100%, above: 5mm, inset: (left: 4mm, y: 1mm), stroke: (left: 0.8mm + ${LINE}))[
#block(below: 0.5em, text(size: 9pt, fill: ${SOFT}, ${stringOf([ref, when].filter(Boolean).join(' · '))}))
#heading(level: 2, numbering: none, outlined: false, ${stringOf(name)})
${text ? `${textOf(text)}\n` : ''}
#block(text(size: 9pt, fill: ${SOFT}, ${stringOf(about)}))
${href.startsWith('http') ? `#link(${stringOf(href)})[${textOf(link)}]` : ''}
]`

function tableOf({ columns, rows, sum }: ReportTable): string {
  const cells = (texts: readonly string[], bold = false) => texts.map((text) => `[${bold ? `#text(weight: 600, ${stringOf(text)})` : textOf(text)}]`).join(', ')
  return `table(columns: (${columns.map((_, i) => (i === 0 ? '1fr' : 'auto')).join(', ')},), align: (${columns.map((_, i) => (i === 0 ? 'start' : 'end')).join(', ')},), stroke: (x: none, y: 0.4pt + ${LINE}), inset: (x: 5pt, y: 5pt), table.header(${cells(columns)}), ${rows.map((row, i) => cells(row, sum && i === rows.length - 1)).join(', ')})`
}
