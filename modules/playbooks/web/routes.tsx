import type { RouteObject } from 'react-router'

/** Under /console. */
export const routes: readonly RouteObject[] = [
  { path: 'playbooks', lazy: () => import('./pages/library.tsx') },
  { path: 'playbooks/:playbookId', lazy: () => import('./pages/playbook.tsx') },
]

/** A tab of a case: it stands in its frame, which is another module's. */
export const caseTabs: readonly RouteObject[] = [{ path: 'playbooks', lazy: () => import('./pages/case-playbooks.tsx') }]
