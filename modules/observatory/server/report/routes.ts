import { rawRoute, route, type Route } from '#platform/http/index.ts'
import * as wire from '../../contract-report.ts'
import { publicReports } from './pages.ts'
import * as reports from './reports.ts'

export const reportRoutes = (reporting: reports.Reporting & Parameters<typeof publicReports>[0]): Route[] => [
  route(wire.listReports, ({ actor }) => reports.listReports(reporting, actor)),
  route(wire.readReport, ({ actor, params, query }) => reports.readReport(reporting, actor, params.year, query.lang)),
  route(wire.saveReport, ({ actor, params, body }) => reports.saveReport(reporting, actor, params.year, body)),
  route(wire.publishReport, ({ actor, params, body }) => reports.publishReport(reporting, actor, params.year, body)),
  route(wire.withdrawReport, ({ actor, params, body }) => reports.withdrawReport(reporting, actor, params.year, body)),
  rawRoute(wire.readDraft, async ({ params, query, reply }) => reply.header('content-disposition', `inline; filename="report-${params.year}-draft-${query.lang}.pdf"`).header('cache-control', 'no-store').type('application/pdf').send(await reports.draftPdf(reporting, params.year, query.lang))),
  ...publicReports(reporting),
]
