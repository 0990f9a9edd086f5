import type { RouteObject } from 'react-router'

/** The first of them that is opened brings the others, so that the first load of the app stays light. */
const load = (name: 'allowed' | 'body' | 'calls' | 'claims' | 'consents' | 'onCall' | 'ownCalls' | 'profile') => async () => (await import('./pages/all.ts'))[name]

/** Under /console. */
export const routes: readonly RouteObject[] = [
  { path: 'coordination', lazy: load('calls') },
  { path: 'coordination/on-call', lazy: load('onCall') },
  { path: 'coordination/claims', lazy: load('claims') },
  { path: 'coordination/consents', lazy: load('consents') },
  { path: 'coordination/profile', lazy: load('profile') },
  { path: 'coordination/bodies/:partyId', lazy: load('body') },
  { path: 'coordination/bodies/:partyId/tree', lazy: () => import('./pages/tree.tsx') },
  { path: 'coordination/bodies/:partyId/kit', lazy: () => import('./pages/kit.tsx') },
  { path: 'coordination/districts/:districtId/tree', lazy: () => import('./pages/tree.tsx') },
]

/** Under /space: the body's own pages. The label stands in the head before the page is loaded. */
export const spaceRoutes: readonly RouteObject[] = [
  { path: 'allowed', handle: { label: { it: 'Autorizzazioni', fr: 'Autorisations', en: 'Permissions' } }, lazy: load('allowed') },
  { path: 'calls', handle: { label: { it: 'Chi chiamare', fr: 'Qui appeler', en: 'Whom to call' } }, lazy: load('ownCalls') },
  { path: 'kit', lazy: () => import('./pages/kit.tsx') },
]
