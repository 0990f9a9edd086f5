import type { RouteObject } from 'react-router'

/** Under /console. */
export const routes: readonly RouteObject[] = [{ path: 'retention', lazy: () => import('./pages/retention.tsx') }]
