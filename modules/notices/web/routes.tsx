/** Addresses of notices and of a body's services. Light: each page comes with its own file when it is opened. */
import type { RouteObject } from 'react-router'

/** Under /console. */
export const routes: readonly RouteObject[] = [
  { path: 'notices', lazy: () => import('./pages/list.tsx') },
  { path: 'notices/bodies/:partyId', lazy: () => import('./pages/services.tsx') },
  { path: 'notices/:noticeId', lazy: () => import('./pages/notice.tsx') },
]

/** Under /space. The labels stand in the head before the pages are loaded. */
export const spaceRoutes: readonly RouteObject[] = [
  { path: 'notices', handle: { label: { it: 'Avvisi', fr: 'Informations', en: 'Notices' } }, lazy: () => import('./pages/list.tsx') },
  { path: 'notices/:noticeId', lazy: () => import('./pages/notice.tsx') },
  { path: 'services', handle: { label: { it: 'Servizi', fr: 'Services', en: 'Services' } }, lazy: () => import('./pages/services.tsx') },
]
