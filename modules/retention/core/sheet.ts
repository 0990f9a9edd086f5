/** The copy as a sheet that a person reads: one file without a script, in their language. */
import type { Lang, Trilingual } from '#platform/contract/index.ts'
import { fieldWords, sheetWords } from './sheet.data.ts'

export type Copy = {
  readonly made: string; readonly request: number; readonly receivedOn: string; readonly centre: Readonly<Record<string, string>>
  readonly places: readonly { readonly place: string; readonly what: Trilingual; readonly records: readonly Readonly<Record<string, unknown>>[] }[]
  readonly leftOut: readonly { readonly what: Trilingual; readonly count: number }[]
}

export function sheet(copy: Copy, lang: Lang, timeZone: string): string {
  const w = sheetWords[lang]
  const moment = new Intl.DateTimeFormat(lang, { timeZone, dateStyle: 'long', timeStyle: 'short' })
  const say = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return '–'
    if (typeof value === 'boolean') return value ? w.yes : w.no
    if (Array.isArray(value)) return value.length === 0 ? '–' : `<ul>${value.map((one) => `<li>${say(one)}</li>`).join('')}</ul>`
    if (typeof value === 'object') return fields(value as Record<string, unknown>)
    const text = String(value)
    return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text)) ? moment.format(new Date(text)) : escape(text)
  }
  const fields = (record: Readonly<Record<string, unknown>>): string => `<dl>${Object.entries(record).map(([name, value]) => `<dt>${escape(fieldWords[name]?.[lang] ?? name)}</dt><dd>${say(value)}</dd>`).join('')}</dl>`
  const centre = escape(copy.centre[lang] ?? Object.values(copy.centre)[0] ?? '')
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${w.title} · ${centre}</title><style>${style}</style></head><body><main>
<h1>${w.title}</h1><p>${centre} · ${w.request} ${copy.request} · ${moment.format(new Date(copy.made))}</p><p>${w.lead}</p>
${copy.places.length === 0 ? `<p>${w.nothing}</p>` : copy.places.map((one) => `<section><h2>${escape(one.what[lang])} (${one.records.length})</h2>${one.records.map(fields).join('')}</section>`).join('\n')}
${copy.leftOut.length === 0 ? '' : `<section><h2>${w.leftOut}</h2><p>${w.leftOutLead}</p><ul>${copy.leftOut.map((one) => `<li>${escape(one.what[lang])}: ${one.count}</li>`).join('')}</ul></section>`}
<p>${w.rights}</p></main></body></html>\n`
}

export const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
const style = '@page{size:A4;margin:18mm}body{font:16px/1.5 sans-serif;color:#17324d;margin:0}main{max-width:48rem;margin:2rem auto;padding:0 1rem}dl{display:grid;grid-template-columns:12rem 1fr;gap:.25rem 1rem;border-top:1px solid #5b6f82;padding-top:.5rem}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}dd dl{grid-template-columns:9rem 1fr}@media(max-width:40rem){dl,dd dl{grid-template-columns:1fr}}'
