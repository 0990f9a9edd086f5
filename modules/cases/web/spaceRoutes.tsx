/** Addresses of a body's own cases, and the first page of its space. */
import type { RouteObject } from 'react-router'
import { late } from '#ui/console/late.ts'

const load = late(() => import('./loaders.ts'))
const { caseAction } = late(() => import('./actions.ts'))

/** `tabs`: pages of other modules that stand in the frame of a case. */
export const spaceRoutes = (tabs: readonly RouteObject[]): readonly RouteObject[] => [
  { index: true, loader: load.homeLoader, lazy: async () => ({ Component: (await import('./pages/spaceHome.tsx')).SpaceHome }) },
  {
    path: 'cases/:caseId', id: 'space-case', loader: load.caseLoader, action: caseAction,
    lazy: async () => ({ Component: (await import('./pages/spaceCase.tsx')).SpaceCase }),
    children: [
      ...tabs,
      { index: true, lazy: async () => ({ Component: (await import('./pages/spaceTabs.tsx')).SpaceSituation }) },
      { path: 'conditions', loader: load.conditionsLoader, lazy: async () => ({ Component: (await import('./pages/spaceTabs.tsx')).SpaceConditions }) },
      { path: 'containment', loader: load.tasksLoader, lazy: async () => ({ Component: (await import('./pages/spaceTabs.tsx')).SpaceContainment }) },
      { path: 'evidence', loader: load.evidenceLoader, lazy: async () => ({ Component: (await import('./pages/spaceTabs.tsx')).SpaceEvidence }) },
      { path: 'readers', loader: load.readersLoader, lazy: async () => ({ Component: (await import('./pages/readers.tsx')).SpaceReaders }) },
      { path: 'timeline', loader: load.timelineLoader, lazy: async () => ({ Component: (await import('./pages/spaceTabs.tsx')).SpaceTimeline }) },
    ],
  },
]
