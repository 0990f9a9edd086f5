import { Navigate, redirect, type RouteObject } from 'react-router'
import { unlessRefused } from '#modules/identity/web/api.ts'
import { caseRoutes } from '#modules/cases/web/routes.tsx'
import { spaceRoutes as caseSpace } from '#modules/cases/web/spaceRoutes.tsx'
import { routes as coordinationRoutes, spaceRoutes as coordinationSpace } from '#modules/coordination/web/routes.tsx'
import { routes as exerciseRoutes } from '#modules/exercise/web/routes.tsx'
import { accountRoutes, gateRoutes, routes as identityRoutes, spaceRoutes as identitySpace } from '#modules/identity/web/routes.tsx'
import { routes as intakeRoutes, spaceRoutes as intakeSpace } from '#modules/intake/web/routes.tsx'
import { routes as messageRoutes, spaceRoutes as messageSpace } from '#modules/messages/web/routes.tsx'
import { routes as noticeRoutes, spaceRoutes as noticeSpace } from '#modules/notices/web/routes.tsx'
import { caseTabs as obligationTabs, routes as obligationRoutes } from '#modules/obligations/web/routes.tsx'
import { caseTabs as playbookTabs, routes as playbookRoutes } from '#modules/playbooks/web/routes.tsx'
import { routes as retentionRoutes } from '#modules/retention/web/routes.tsx'
import { routes as sharingRoutes } from '#modules/sharing/web/routes.tsx'
import { routes as territoryRoutes, spaceRoutes as territorySpace } from '#modules/territory/web/routes.tsx'
import { routes as observatoryRoutes } from '#modules/observatory/web/routes.tsx'
import { routes as watchRoutes, spaceRoutes as watchSpace } from '#modules/watch/web/routes.tsx'
import { FailurePage, notFound } from './shell/pages.tsx'
import { centreLoader, gateLoader, sessionLoader, signOut, spaceLoader } from './shell/session.ts'
import type { SpacePage } from './shell/space.tsx'

/**
 * Pages of the modules under /console, one line a module: `...cases.routes` of `#modules/cases/web/routes.tsx`.
 * Each module's list is light and loads its pages with `lazy`, so that the first page carries none of the others.
 */
const modulePages: readonly RouteObject[] = [
  ...caseRoutes([...obligationTabs, ...playbookTabs]),
  ...playbookRoutes,
  ...intakeRoutes,
  ...territoryRoutes,
  ...noticeRoutes,
  ...coordinationRoutes,
  ...watchRoutes,
  ...observatoryRoutes,
  ...sharingRoutes,
  ...messageRoutes,
  ...obligationRoutes,
  ...identityRoutes,
  ...exerciseRoutes,
  ...retentionRoutes,
]

/**
 * Pages of the modules under /space, one line a module. Every address carries `?body=` (see `bodyIn`, `useSpace` of
 * `#ui/console/space.ts`); a page with `handle: { label }` stands in the head. A module that gives the first page has `{ index: true }`.
 */
export const spacePages: readonly SpacePage[] = [
  ...caseSpace(obligationTabs),
  ...intakeSpace,
  ...territorySpace,
  ...noticeSpace,
  ...coordinationSpace,
  ...watchSpace,
  ...messageSpace,
  ...obligationRoutes,
  ...identitySpace,
]

/** The frames come when somebody stands in them: a guest at the door loads neither console nor space. */
const frames = {
  gate: async () => (await import('./shell/gate.tsx')).GateLayout,
  console: async () => (await import('./shell/layout.tsx')).ConsoleLayout,
  space: async () => (await import('./shell/space.tsx')).spaceLayout(spacePages),
  account: async () => (await import('./shell/account.tsx')).accountLayout(await frames.space()),
}

/** Pages outside any frame. */
const openPages: readonly RouteObject[] = [{ path: '/sign-out', action: signOut, loader: () => redirect('/console') }]

export const routes: RouteObject[] = [
  ...openPages,
  {
    loader: gateLoader,
    shouldRevalidate: unlessRefused,
    lazy: { Component: frames.gate },
    ErrorBoundary: FailurePage,
    HydrateFallback: () => null,
    children: [{ ErrorBoundary: FailurePage, children: [...gateRoutes] }],
  },
  {
    path: '/account',
    loader: sessionLoader,
    shouldRevalidate: unlessRefused,
    lazy: { Component: frames.account },
    ErrorBoundary: FailurePage,
    HydrateFallback: () => null,
    children: [{ ErrorBoundary: FailurePage, children: [...accountRoutes] }],
  },
  {
    path: '/space',
    loader: spaceLoader,
    shouldRevalidate: unlessRefused,
    lazy: { Component: frames.space },
    ErrorBoundary: FailurePage,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: FailurePage,
        children: [...spacePages, { path: '*', loader: notFound }],
      },
    ],
  },
  {
    path: '/console',
    id: 'console',
    loader: centreLoader,
    // A role does not change from one click to the next; the server refuses in any case.
    shouldRevalidate: (change) => change.formMethod !== undefined && change.formMethod !== 'GET' && unlessRefused(change),
    lazy: { Component: frames.console },
    ErrorBoundary: FailurePage,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: FailurePage,
        children: [
          { index: true, element: <Navigate to="/console/queue" replace /> },
          ...modulePages,
          { path: '*', loader: notFound },
        ],
      },
    ],
  },
  { path: '*', loader: notFound, ErrorBoundary: FailurePage, HydrateFallback: () => null },
]
