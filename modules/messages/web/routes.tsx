import type { RouteObject } from 'react-router'

/** Under /console. Each page is loaded when it is first opened. */
export const routes: readonly RouteObject[] = [
  { path: 'messages', lazy: () => import('./pages/log.tsx') },
  { path: 'messages/mine', lazy: () => import('./pages/mine.tsx') },
  { path: 'messages/bodies/:partyId/keys', lazy: () => import('./pages/contact-keys.tsx') },
]

/** Under /space: what the person receives, and for an admin what left to the body. */
export const spaceRoutes: readonly RouteObject[] = [
  { path: 'messages', handle: { label: { it: 'Messaggi', fr: 'Messages', en: 'Messages' } }, lazy: () => import('./pages/own.tsx') },
]
