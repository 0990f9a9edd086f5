import type { RouteObject } from 'react-router'
import type * as pages from './pages/rest.ts'

const rest = (path: string, page: keyof typeof pages): RouteObject => ({ path, lazy: async () => (await import('./pages/rest.ts'))[page] })

/** Under /console. */
export const routes: readonly RouteObject[] = [
  { path: 'coordination', lazy: () => import('./pages/calls.tsx') },
  { path: 'coordination/on-call', lazy: () => import('./pages/on-call.tsx') },
  rest('coordination/claims', 'claims'),
  rest('coordination/consents', 'consents'),
  rest('coordination/responders', 'responders'),
  rest('coordination/responders/:partyId', 'responder'),
  rest('coordination/referrals', 'referrals'),
  rest('coordination/complaint', 'complaint'),
  rest('coordination/profile', 'profile'),
  rest('coordination/bodies/:partyId', 'body'),
  rest('coordination/bodies/:partyId/tree', 'tree'),
  { path: 'coordination/bodies/:partyId/kit', lazy: () => import('./pages/kit.tsx') },
  rest('coordination/districts/:districtId/tree', 'tree'),
]

/** Under /space: the body's own pages. The label stands in the head before the page is loaded. */
export const spaceRoutes: readonly RouteObject[] = [
  { ...rest('allowed', 'allowed'), handle: { label: { it: 'Autorizzazioni', fr: 'Autorisations', en: 'Permissions' } } },
  { path: 'calls', handle: { label: { it: 'Chi chiamare', fr: 'Qui appeler', en: 'Whom to call' } }, lazy: () => import('./pages/own-calls.tsx') },
  { ...rest('referrals', 'own'), handle: { label: { it: 'Specialisti', fr: 'Prestataires', en: 'Responders' } } },
  rest('complaint', 'complaint'),
  { path: 'kit', lazy: () => import('./pages/kit.tsx') },
]
