import type { RouteObject } from 'react-router'

/** Before anyone is signed in. */
export const gateRoutes: readonly RouteObject[] = [
  { path: '/sign-in', lazy: () => import('./pages/signIn.tsx') },
  { path: '/set-up', lazy: () => import('./pages/setUp.tsx') },
  { path: '/invitation', lazy: () => import('./pages/invitation.tsx') },
  { path: '/single-sign-on', lazy: () => import('./pages/singleSignOn.tsx') },
  { path: '/protect', lazy: () => import('./pages/protect.tsx') },
]

/** The person's own page, in the frame of the console or of the space. */
export const accountRoutes: readonly RouteObject[] = [{ index: true, lazy: () => import('./pages/account.tsx') }]

/** Under /console and under /space: the same page, which shows what its reader may do. */
const people: RouteObject = { path: 'people', lazy: () => import('./pages/people.tsx') }

export const routes: readonly RouteObject[] = [people, { path: 'emergencies/:emergencyId', lazy: () => import('./pages/emergency.tsx') }, { path: 'centre', lazy: () => import('./pages/centre.tsx') }]

export const spaceRoutes: readonly RouteObject[] = [people, { path: 'seen', lazy: () => import('./pages/seen.tsx') }]
