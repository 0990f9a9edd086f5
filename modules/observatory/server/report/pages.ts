/** Published reports for everybody: pages kept in memory as those of the observatory, documents and data as they were stored. */
import { anonymous, Refusal, system } from '#platform/contract/index.ts'
import { rawRoute, type Route } from '#platform/http/index.ts'
import type { PageAnswer, Site } from '#platform/http/site.ts'
import { readReportFile, readReportPdf, reportPages, type ReportPageName, type ReportsView, type ReportView } from '../../contract-report.ts'
import { inputIn } from '../../core/report/input.ts'
import { dataCsv, dataJson, dataTables } from '../../core/report/tables.ts'
import type { Context } from '../context.ts'
import { TAG } from '../public/pages.ts'
import { publicDocument, publicEdition, publicEditions } from '../store/report-store.ts'
import type { Reporting } from './reports.ts'
import { sinceEdition } from './since.ts'

export function publicReports({ ground: { db }, site, centre }: Context & Pick<Reporting, 'centre'> & { readonly site: Site }): Route[] {
  /** @throws Refusal not_found. A case that was withdrawn since is told no more, and the document that tells it is not there; one that was corrected says when. */
  const found = async (year: string) => {
    const edition = await db.as(anonymous, (tx) => publicEdition(tx, Number(year)))
    if (!edition) throw new Refusal('not_found')
    const { gone, ...since } = await db.as(system('observatory.report'), (tx) => sinceEdition(tx, Number(year)))
    const told = edition.data.cases.filter((one) => !gone.includes(one.ref)).map((one) => ({ ...one, corrected: since.corrected.find(({ ref }) => ref === one.ref)?.at }))
    return { data: { ...edition.data, cases: told }, langs: gone.length > 0 ? [] : edition.langs, since }
  }
  const answers: Readonly<Record<ReportPageName, PageAnswer>> = {
    async reports({ place }) {
      const items = await db.as(anonymous, (tx) => publicEditions(tx))
      const view: ReportsView = { items: items.map(({ year, number, at }) => ({ year: String(year), number, at: at.toISOString() })) }
      return site.draw(place, 'observatoryReports', view, { tags: [TAG], keep: true })
    },
    async report({ place, params }) {
      if (!/^(19|20|21)\d\d$/.test(params.slug!)) throw new Refusal('not_found')
      const { data, langs, since } = await found(params.slug!)
      const view: ReportView = { input: inputIn(data, place.lang), tables: dataTables(data).map((one) => one.name), langs, since }
      return site.draw(place, 'observatoryReport', view, { tags: [TAG], keep: true })
    },
  }
  const open = { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=300', link: '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' }
  return [
    ...site.routes(reportPages, answers, { own: new Set() }),
    rawRoute(readReportPdf, async ({ params: { year }, query, reply }) => {
      const { langs } = await found(year)
      const lang = query.lang ?? (await centre()).languages[0] ?? 'it'
      const pdf = langs.includes(lang) ? await db.as(anonymous, (tx) => publicDocument(tx, Number(year), lang)) : undefined
      if (!pdf) throw new Refusal('not_found')
      return reply.headers({ ...open, 'content-disposition': `inline; filename="report-${year}-${lang}.pdf"` }).type('application/pdf').send(pdf)
    }),
    rawRoute(readReportFile, async ({ params: { year, file }, reply }) => {
      const { data, since } = await found(year)
      if (file === 'data.json') return reply.headers(open).type('application/json; charset=utf-8').send(dataJson(data, since))
      const table = dataTables(data).find((one) => `${one.name}.csv` === file)
      if (!table) throw new Refusal('not_found')
      return reply.headers(open).type('text/csv; charset=utf-8').send(dataCsv(table))
    }),
  ]
}
