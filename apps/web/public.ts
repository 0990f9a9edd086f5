import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { PublicDocument, PublicRoute, PublicViews } from '#modules/notices/contract-public.ts'
import { publicRoutes } from '#modules/notices/web/public/routes.ts'
import { penOf, type Pen } from '#modules/notices/web/public/words.ts'

/**
 * A complete HTML document without a script, for dist/public.mjs. Texts of the view are escaped wherever they stand.
 * @throws Error when the route is not in the table: a mistake of the caller, never of a reader.
 */
export function render<R extends PublicRoute>(route: R, document: PublicDocument<R>): string {
  const component = publicRoutes[route] as ((props: { view: PublicViews[R]; pen: Pen }) => ReactElement) | undefined
  if (!component) throw new Error(`no public document called ${route}`)
  return `<!doctype html>${renderToStaticMarkup(createElement(component, { view: document.view, pen: penOf(document.page) }))}`
}
