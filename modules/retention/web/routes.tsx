import type { RouteObject } from 'react-router'

/** Under /console. */
export const routes: readonly RouteObject[] = [{ path: 'retention/:view?/:requestId?', lazy: () => import('./pages/more.tsx') }]
