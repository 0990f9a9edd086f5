import type { RouteObject } from 'react-router'

/** Under /console. Each page is loaded when it is first opened. */
export const routes: readonly RouteObject[] = [
  { path: 'coordination', lazy: () => import('./pages/calls.tsx') },
  { path: 'coordination/on-call', lazy: () => import('./pages/on-call.tsx') },
  { path: 'coordination/claims', lazy: () => import('./pages/claims.tsx') },
  { path: 'coordination/consents', lazy: () => import('./pages/consents.tsx') },
  { path: 'coordination/responders', lazy: () => import('./pages/responders.tsx') },
  { path: 'coordination/responders/:partyId', lazy: () => import('./pages/responder.tsx') },
  { path: 'coordination/referrals', lazy: () => import('./pages/referrals.tsx') },
  { path: 'coordination/complaint', lazy: () => import('./pages/complaint.tsx') },
  { path: 'coordination/profile', lazy: () => import('./pages/profile.tsx') },
  { path: 'coordination/bodies/:partyId', lazy: () => import('./pages/body.tsx') },
  { path: 'coordination/bodies/:partyId/tree', lazy: () => import('./pages/tree.tsx') },
  { path: 'coordination/bodies/:partyId/kit', lazy: () => import('./pages/kit.tsx') },
  { path: 'coordination/districts/:districtId/tree', lazy: () => import('./pages/tree.tsx') },
]

/** Under /space: the body's own pages. The label stands in the head before the page is loaded. */
export const spaceRoutes: readonly RouteObject[] = [
  { path: 'allowed', handle: { label: { it: 'Autorizzazioni', fr: 'Autorisations', en: 'Permissions' } }, lazy: () => import('./pages/own-allowed.tsx') },
  { path: 'calls', handle: { label: { it: 'Chi chiamare', fr: 'Qui appeler', en: 'Whom to call' } }, lazy: () => import('./pages/own-calls.tsx') },
  { path: 'referrals', handle: { label: { it: 'Specialisti', fr: 'Prestataires de réponse', en: 'Responders' } }, lazy: () => import('./pages/own-referrals.tsx') },
  { path: 'complaint', lazy: () => import('./pages/complaint.tsx') },
  { path: 'kit', lazy: () => import('./pages/kit.tsx') },
]
