/** Addresses of the queue and of the cases. Light: each page comes with its own file when it is opened. */
import type { RouteObject } from 'react-router'
import { late } from '#ui/console/late.ts'
import { unlessOnlyMoved } from './moved.ts'

const load = late(() => import('./loaders.ts'))
const { caseAction, queueAction } = late(() => import('./actions.ts'))
const { newCaseAction } = late(() => import('./opening.ts'))

/** `tabs`: pages of other modules that stand in the frame of a case. */
export const caseRoutes = (tabs: readonly RouteObject[]): readonly RouteObject[] => [
  {
    path: 'queue', loader: load.queueLoader, action: queueAction, shouldRevalidate: unlessOnlyMoved('item'),
    lazy: async () => ({ Component: (await import('./pages/queue.tsx')).QueuePage }),
  },
  { path: 'queue/preview/:caseId', loader: load.previewLoader, element: null },
  {
    path: 'cases',
    children: [
      { index: true, loader: load.casesLoader, lazy: async () => ({ Component: (await import('./pages/cases.tsx')).CasesPage }) },
      { path: 'new', loader: load.newCaseLoader, action: newCaseAction, shouldRevalidate: unlessOnlyMoved('provider'), lazy: async () => ({ Component: (await import('./pages/newCase.tsx')).NewCasePage }) },
      { path: 'new/providers', loader: load.providersLoader, element: null },
      { path: 'new/cast', loader: load.castLoader, element: null },
      {
        path: ':caseId', id: 'case', loader: load.caseLoader, action: caseAction, shouldRevalidate: unlessOnlyMoved('all', 'node', 'body', 'offset', 'answer', 'inferred', 'observed', 'suppliers', 'q', 'sort', 'kind', 'withTied'),
        lazy: async () => ({ Component: (await import('./pages/case.tsx')).CasePage }),
        children: [
          { index: true, loader: load.situationLoader, shouldRevalidate: unlessOnlyMoved('node'), lazy: async () => ({ Component: (await import('./pages/situation.tsx')).SituationPage }) },
          { path: 'cascade', loader: load.cascadeLoader, shouldRevalidate: unlessOnlyMoved('node'), lazy: async () => ({ Component: (await import('./pages/cascade.tsx')).CascadePage }) },
          { path: 'bodies', loader: load.bodiesLoader, shouldRevalidate: unlessOnlyMoved('body'), lazy: async () => ({ Component: (await import('./pages/bodies.tsx')).BodiesPage }) },
          { path: 'bodies/map', loader: load.bodiesMapLoader, element: null },
          { path: 'timeline', loader: load.timelineLoader, lazy: async () => ({ Component: (await import('./pages/timeline.tsx')).TimelinePage }) },
          { path: 'evidence', loader: load.evidenceLoader, lazy: async () => ({ Component: (await import('./pages/evidence.tsx')).EvidencePage }) },
          { path: 'readers', loader: load.readersLoader, lazy: async () => ({ Component: (await import('./pages/readers.tsx')).ReadersPage }) },
          { path: 'conditions', loader: load.conditionsLoader, lazy: async () => ({ Component: (await import('./pages/conditions.tsx')).ConditionsPage }) },
          { path: 'containment', loader: load.tasksLoader, lazy: async () => ({ Component: (await import('./pages/containment.tsx')).ContainmentPage }) },
          { path: 'messages', loader: load.deliveriesLoader, lazy: async () => ({ Component: (await import('./pages/deliveries.tsx')).DeliveriesPage }) },
          { path: 'reports', loader: load.reportsLoader, lazy: async () => ({ Component: (await import('./pages/reports.tsx')).ReportsPage }) },
          { path: 'recovery', loader: load.recoveryLoader, lazy: async () => ({ Component: (await import('./pages/recovery.tsx')).RecoveryPage }) },
          ...tabs,
          { path: 'facts', lazy: async () => ({ Component: (await import('./pages/facts.tsx')).FactsPage }) },
        ],
      },
    ],
  },
]
