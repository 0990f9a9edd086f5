import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { CoordinationViews } from '#modules/coordination/contract-public.ts'
import { coordinationDocuments } from '#modules/coordination/web/public/routes.ts'
import type { IntakeViews } from '#modules/intake/contract-public.ts'
import { intakeRoutes } from '#modules/intake/web/public/routes.ts'
import type { MessagesViews } from '#modules/messages/contract-public.ts'
import { messagesDocuments } from '#modules/messages/web/public/routes.ts'
import type { PublicPage, PublicViews } from '#modules/notices/contract-public.ts'
import type { ObservatoryViews } from '#modules/observatory/contract-public.ts'
import type { ReportViews } from '#modules/observatory/contract-report.ts'
import { reportDocuments } from '#modules/observatory/web/public/report-page.tsx'
import { observatoryDocuments } from '#modules/observatory/web/public/routes.ts'
import { publicRoutes } from '#modules/notices/web/public/routes.ts'
import { penOf, type Pen } from '#modules/notices/web/public/words.ts'

/** Every public document by name, whichever module it is of. */
const table = { ...publicRoutes, ...coordinationDocuments, ...intakeRoutes, ...messagesDocuments, ...observatoryDocuments, ...reportDocuments }
export type Views = PublicViews & CoordinationViews & IntakeViews & MessagesViews & ObservatoryViews & ReportViews

/**
 * A complete HTML document without a script, for dist/public.mjs. Texts of the view are escaped wherever they stand.
 * @throws Error when the route is not in the table: a mistake of the caller, never of a reader.
 */
export function render<R extends keyof Views>(route: R, document: { readonly page: PublicPage; readonly view: Views[R] }): string {
  const component = table[route] as ((props: { view: Views[R]; pen: Pen }) => ReactElement) | undefined
  if (!component) throw new Error(`no public document called ${route}`)
  return `<!doctype html>${renderToStaticMarkup(createElement(component, { view: document.view, pen: penOf(document.page) }))}`
}

export { reportOf } from '#modules/observatory/web/public/report.tsx'
