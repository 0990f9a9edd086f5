/** One paper as a document: A4, without a script, blanks as lines. */
import type { Lang, Trilingual } from '#platform/contract/index.ts'
import type { PaperName } from '../../contract-papers.ts'
import type { Term } from '../../contract.ts'
import { escape } from '../sheet.ts'
import { assessment, measures, notice, risks, rulesOfNotice } from './others.data.ts'
import { annex, processings } from './record.data.ts'
import { paperTitles, paperWords } from './words.data.ts'

/** As the modules declare it. */
export type RetentionRule = { readonly id: string; readonly what: Trilingual; readonly why: Trilingual; readonly from: Trilingual | null; readonly fate: 'deleted' | 'emptied' | 'kept'; readonly term: Term | null }
export type House = { readonly centre: Readonly<Partial<Record<Lang, string>>>; readonly contacts: Readonly<Record<string, unknown>>; readonly rules: readonly RetentionRule[]; readonly version: string; readonly day: string }

export function paper(name: PaperName, lang: Lang, house: House): string {
  const w = paperWords[lang]
  const centre = escape(house.centre[lang] ?? Object.values(house.centre)[0] ?? '')
  const title = paperTitles[name][lang]
  const own = typeof house.contacts['dpo'] === 'string' && house.contacts['dpo'] !== '' ? escape(house.contacts['dpo']) : blank()
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)} · ${centre}</title><style>${style}</style></head><body><main>
<p class="draft">${w.draft}</p><h1>${escape(title)}</h1><p>${centre} · ${w.version} ${escape(house.version)}, ${w.made} ${house.day}</p>
<p>${w.controller}: ${centre} ${blank()}<br>${w.dpo}: ${own}</p>
${body[name](lang, house)}
${signatures(name, lang)}</main></body></html>\n`
}

const table = (heads: string, rows: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${heads.split('|').map((one) => `<th scope="col">${escape(one)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell, i) => `<td data-label="${escape(heads.split('|')[i] ?? '')}">${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`
const list = (lines: readonly string[], tag: 'ol' | 'ul'): string => `<${tag}>${lines.map((one) => `<li>${one}</li>`).join('')}</${tag}>`
const part = (head: string, lines: readonly string[]): string => `<h2>${escape(head)}</h2>${lines.map((one) => `<p>${one}</p>`).join('')}`

const body: Readonly<Record<PaperName, (lang: Lang, house: House) => string>> = {
  record: (lang) => {
    const w = paperWords[lang]
    return table(w.columns, processings.map((row, i) => [String(i + 1), ...row.map((cell) => marked(cell[lang]))])) + part(w.basis, [marked(w.basisLine)]) + part(w.seen, [marked(w.seenLine)])
  },
  annex: (lang) => `<p>${paperWords[lang].body}: ${blank()}</p>${list(annex.map((one) => marked(one[lang])), 'ol')}`,
  assessment: (lang) => {
    const w = paperWords[lang]
    return assessment.map(({ head, lines }) => part(head[lang], lines.map((one) => marked(one[lang])))).join('') + `<h2>${w.risks}</h2>` + table(w.riskColumns, risks.map((row) => [...row.map((cell) => marked(cell[lang])), blank(), blank()])) + part(w.opinion, [`${w.opinionLine} ${blank()}`])
  },
  retention: (lang, { rules }) => table(paperWords[lang].ruleColumns, rules.map((rule) => [marked(rule.what[lang]), what(rule, lang), marked(rule.from?.[lang] ?? '–'), marked(rule.why[lang]), `<code>${rule.id}</code>`])) + `<p>${paperWords[lang].gone}</p>`,
  security: (lang) => list(measures.map((one) => marked(one[lang])), 'ul'),
  notice: (lang, house) => noticeParts(lang, house).map(({ head, lines }) => part(head, lines.map(escape).map(marked))).join(''),
}

/** The notice in plain words, for the paper and for the public page. Undefined contacts stay blanks on paper. */
export function noticeParts(lang: Lang, { centre, contacts, rules }: Pick<House, 'centre' | 'contacts' | 'rules'>): { readonly head: string; readonly lines: readonly string[] }[] {
  const given = (name: string): string => (typeof contacts[name] === 'string' && contacts[name] !== '' ? contacts[name] : '*[…]*')
  const fill = (text: string) => text.replace('{centre}', centre[lang] ?? Object.values(centre)[0] ?? '').replace('{email}', given('email')).replace('{dpo}', given('dpo'))
  const terms = rulesOfNotice.flatMap((id) => rules.find((rule) => rule.id === id) ?? []).map((rule) => `${rule.what[lang]}: ${what(rule, lang)}${rule.from ? ` (${rule.from[lang]})` : ''}.${rule.term ? '' : ` ${rule.why[lang]}`}`)
  return notice.map(({ head, lines }) => ({ head: head[lang], lines: lines.length === 0 ? terms : lines.map((one) => fill(one[lang])) }))
}

/** `deleted after 30 days`. */
function what(rule: RetentionRule, lang: Lang): string {
  const w = paperWords[lang]
  if (!rule.term || rule.fate === 'kept') return w.kept
  const [unit, n] = Object.entries(rule.term)[0] as ['minutes' | 'days' | 'years', number]
  return `${rule.fate === 'emptied' ? w.emptied : w.deleted} ${w.after} ${units(lang)[unit].split('|')[n === 1 ? 0 : 1]!.replace('#', String(n))}`
}
const units = (lang: Lang) => ({ it: { minutes: '# minuto|# minuti', days: '# giorno|# giorni', years: '# anno|# anni' }, fr: { minutes: '# minute|# minutes', days: '# jour|# jours', years: '# an|# ans' }, en: { minutes: '# minute|# minutes', days: '# day|# days', years: '# year|# years' } })[lang]

const blank = (hint = ''): string => `<span class="blank">${escape(hint)}</span>`
/** `**strong**`, `code` and `*[blank]*`, as in the guide; links lose their address. */
const marked = (text: string): string => escape(text).replaceAll(/\*\[(.*?)\]\*/g, '<span class="blank">$1</span>').replaceAll(/\*\*(.+?)\*\*/g, '<strong>$1</strong>').replaceAll(/`(.+?)`/g, '<code>$1</code>').replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')

function signatures(name: PaperName, lang: Lang): string {
  const w = paperWords[lang]
  const line = (who: string) => `<div class="sign"><p><strong>${escape(who)}</strong></p><p>${w.name}: ${blank()}</p><p>${w.date}: ${blank()}</p><p>${w.sign}: ${blank()}</p></div>`
  return `<div class="signs">${[w.controller, name === 'annex' ? w.body : w.dpo].map(line).join('')}</div>`
}
const style = '@page{size:A4 landscape;margin:14mm}body{font:15px/1.45 sans-serif;color:#17324d;margin:0}main{max-width:72rem;margin:1.5rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%;table-layout:fixed}th,td{border:1px solid #5b6f82;padding:.35rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}tr,.sign{break-inside:avoid}thead{display:table-header-group}.draft{border:1px solid #5b6f82;padding:.5rem}.blank{display:inline-block;min-width:9rem;border-bottom:1px solid #17324d;color:#455b71;font-size:.9em}.signs{display:flex;flex-wrap:wrap;gap:2rem;margin-top:2rem}.sign{flex:1 1 16rem}.sign .blank{min-width:12rem}@media(max-width:40rem){table,thead,tbody,tr,td{display:block}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}td::before{content:attr(data-label) ": ";font-weight:600}}@media print{main{margin:0;max-width:none}}'
