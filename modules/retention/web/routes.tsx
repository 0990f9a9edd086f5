import type { RouteObject } from 'react-router'

/** Under /console. */
export const routes: readonly RouteObject[] = [
  { path: 'retention', lazy: () => import('./pages/retention.tsx') },
  { path: 'retention/requests', lazy: () => import('./pages/requests.tsx') },
  { path: 'retention/requests/:requestId', lazy: () => import('./pages/request.tsx') },
  { path: 'retention/papers', lazy: () => import('./pages/papers.tsx') },
]
