/** The report of a year in words, tables and pictures, for paper and for a page alike. Everything that counts comes with the input. */
import { formats } from '#ui/i18n/formats.ts'
import { locales } from '#ui/i18n/lang.ts'
import type { ReportInput, ReportOf } from '#modules/observatory/contract-report.ts'
import { attackParts } from './report-attacks.tsx'
import { figureParts } from './report-figures.tsx'
import { reportWords, type ReportWords } from './report-words.ts'
import { finished, type Drawing, type Part, type Telling } from './report-telling.ts'
import { observatoryWords, sayCode } from './words.ts'

export function partsOf(input: ReportInput): ReportOf<Drawing> {
  const { lang, year, figures, centre, region, edition } = input
  const r = reportWords(lang)
  const f = formats(lang, input.now, input.timeZone)
  const [euros, one] = [new Intl.NumberFormat(locales[lang], { style: 'currency', currency: 'EUR', maximumFractionDigits: 0, useGrouping: 'always' }), new Intl.NumberFormat(locales[lang], { maximumFractionDigits: 1 })]
  const telling: Telling = { input, r, o: observatoryWords(lang), f, euro: (n) => euros.format(n), hours: (n) => one.format(n) }
  const [requests, bodies] = [r.n('requests', figures.reports), r.n('bodies', figures.bodies)]
  const when = f.date(input.now)
  const attacks = attackParts(telling)
  return {
    lang, centre, title: r('title', { year }), subtitle: r('subtitle', { region }), contents: r('contents'), made: r('made', { when }),
    edition: edition === null ? r('edition.draft') : [r('edition', { n: f.number(edition.number), when: f.date(edition.at) }), ...(edition.reason ? [r('edition.why', { reason: edition.reason })] : [])].join(' '),
    summary: [figures.reports === 0 ? r('sum.none', { year }) : figures.bodies === 0 ? r('sum.reports', { year, requests }) : r('sum.both', { year, requests, bodies }), ...(finished(input) ? [] : [r('partial', { when })])].join(' '),
    big: bigOf(telling),
    parts: [...(input.introduction.length > 0 ? [{ id: 'introduction', level: 1 as const, title: r('introduction'), texts: input.introduction }] : []), ...figureParts(telling), casesOf(telling), ...attacks, methodOf(telling, attacks.some((part) => part.table))],
  }
}

function bigOf({ input: { figures, entered, own }, r, f, hours }: Telling): { number: string; text: string }[] {
  const some = (n: number, key: Parameters<ReportWords['n']>[0]) => (n > 0 ? [{ number: f.number(n), text: r.n(key, n) }] : [])
  return [
    ...some(figures.reports, 'big.reports'), ...some(figures.bodies, 'big.bodies'), ...(figures.medianHours === null ? [] : [{ number: hours(figures.medianHours), text: r('big.hours') }]),
    ...some(entered.training.people ?? 0, 'big.people'), ...some(figures.exercises, 'big.exercises'), ...some(own.total ?? 0, 'big.attacks'),
  ].slice(0, 3)
}

function casesOf({ input: { cases, moreCases, year }, r, o, f }: Telling): Part {
  const when = (started: string | null) => (started === null || started.length === 4 ? (started ?? '') : started.length === 7 ? new Intl.DateTimeFormat(r.lang, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${started}-15T00:00:00Z`)) : f.date(`${started}T12:00:00Z`))
  return {
    id: 'cases', level: 1, title: r('cases'), texts: cases.length === 0 ? [r('cases.none', { year })] : [r('cases.lead'), ...(moreCases ? [r('cases.more', { n: f.number(cases.length) })] : [])],
    told: cases.map((one) => ({
      ref: one.ref, when: when(one.started), name: one.title || o('case.title', { what: sayCode(o, 'action', one.action ?? 'unknown'), whom: sayCode(o, 'kind', one.kind).toLowerCase() }), text: one.summary, href: one.href, link: r('cases.link'),
      about: [sayCode(o, 'kind', one.kind), one.province ?? '', one.stillDown ? r('cases.down') : one.days === null ? '' : r('cases.days', { days: o.n('days', Math.max(1, Math.round(one.days))) }), one.corrected ? r('cases.corrected', { when: f.date(one.corrected) }) : ''].filter(Boolean).join(' · '),
    })),
  }
}

/** @param counted some tables of attacks are shown. */
const methodOf = ({ r, o }: Telling, counted: boolean): Part => ({
  id: 'method', level: 1, title: r('method'),
  texts: [r('method.cases'), o('under.1'), o('under.2'), ...(counted ? [o('k.method')] : []), r('method.words', { attack: r('word.attack'), back: r('word.back') }), r('method.frozen')],
})
