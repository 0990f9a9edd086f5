import type { RouteObject } from 'react-router'

/** Under /console. Each page is loaded when it is first opened. */
export const routes: readonly RouteObject[] = [
  { path: 'territory', lazy: () => import('./pages/territory.tsx') },
  { path: 'territory/parties/:partyId', lazy: () => import('./pages/party.tsx') },
  { path: 'territory/import', lazy: () => import('./pages/import.tsx') },
  { path: 'territory/proposals', lazy: () => import('./pages/proposals.tsx') },
  { path: 'territory/what-if', lazy: () => import('./pages/what-if.tsx') },
]

/** Under /space: the body's own pages. The label stands in the head before the page is loaded. */
export const spaceRoutes: readonly RouteObject[] = [
  { path: 'providers', handle: { label: { it: 'I miei fornitori', fr: 'Mes prestataires', en: 'My providers' } }, lazy: () => import('./pages/providers.tsx') },
  { path: 'about', handle: { label: { it: 'I nostri dati', fr: 'Nos données', en: 'About us' } }, lazy: () => import('./pages/about.tsx') },
]
