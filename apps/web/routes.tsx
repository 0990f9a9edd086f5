import { Navigate, redirect, type RouteObject } from 'react-router'
import { ConsoleLayout, places } from './shell/layout.tsx'
import { FailurePage, notFound, SoonPage } from './shell/pages.tsx'
import { sessionLoader, signOut } from './shell/session.ts'

/**
 * Pages of the modules under /console, one line a module: `...cases.routes` of `#modules/cases/web/routes.tsx`.
 * Each module's list is light and loads its pages with `lazy`, so that the first page carries none of the others.
 */
const modulePages: readonly RouteObject[] = []

/** Pages outside the console's bar: sign-in, set-up, invitation, the body's space. */
const openPages: readonly RouteObject[] = [{ path: '/sign-out', action: signOut, loader: () => redirect('/console') }]

export const routes: RouteObject[] = [
  ...openPages,
  {
    path: '/console',
    id: 'console',
    loader: sessionLoader,
    // A role does not change from one click to the next; the server refuses in any case.
    shouldRevalidate: ({ formMethod }) => formMethod !== undefined && formMethod !== 'GET',
    Component: ConsoleLayout,
    ErrorBoundary: FailurePage,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: FailurePage,
        children: [
          { index: true, element: <Navigate to="/console/queue" replace /> },
          ...modulePages,
          ...places.filter((place) => !modulePages.some((r) => r.path === place)).map((place) => ({ path: place, element: <SoonPage place={place} /> })),
          { path: '*', loader: notFound },
        ],
      },
    ],
  },
  { path: '*', loader: notFound, ErrorBoundary: FailurePage, HydrateFallback: () => null },
]
