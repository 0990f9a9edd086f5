/** Addresses of the desk. Light: each page comes with its own file when it is opened. */
import type { RouteObject } from 'react-router'
import { late } from '#ui/console/late.ts'

const load = late(() => import('./data.ts'))
/** Looking at another line of the list reads nothing again. */
const unlessOnlyLooked = ({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: { currentUrl: URL; nextUrl: URL; formMethod?: string; defaultShouldRevalidate: boolean }): boolean => {
  const bare = (url: URL) => { const search = new URLSearchParams(url.search); search.delete('item'); return url.pathname + String(search) }
  return formMethod === undefined && currentUrl.href !== nextUrl.href && bare(currentUrl) === bare(nextUrl) ? false : defaultShouldRevalidate
}

/** Under /console. */
export const routes: readonly RouteObject[] = [
  { path: 'reports', loader: load.deskLoader, action: load.deskAction, shouldRevalidate: unlessOnlyLooked, lazy: async () => ({ Component: (await import('./pages/desk.tsx')).DeskPage }) },
  { path: 'reports/shift', loader: load.shiftLoader, lazy: async () => ({ Component: (await import('./pages/shift.tsx')).ShiftPage }) },
  { path: 'reports/call', action: load.deskAction, lazy: async () => ({ Component: (await import('./pages/call.tsx')).CallPage }) },
  { path: 'reports/:reportId', loader: load.reportLoader, action: load.deskAction, lazy: async () => ({ Component: (await import('./pages/report.tsx')).ReportPage }) },
]

/** Under /space. */
export const spaceRoutes: readonly RouteObject[] = [
  { path: 'reports', handle: { label: { it: 'Segnalazioni', fr: 'Signalements', en: 'Reports' } }, loader: load.ownReportsLoader, action: load.deskAction, lazy: async () => ({ Component: (await import('./pages/own-reports.tsx')).OwnReportsPage }) },
  { path: 'reports/:reportId', loader: load.ownReportLoader, action: load.deskAction, lazy: async () => ({ Component: (await import('./pages/own-report.tsx')).OwnReportPage }) },
]
