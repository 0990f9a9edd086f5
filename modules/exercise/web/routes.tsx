import type { RouteObject } from 'react-router'

/** Under /console. */
export const routes: readonly RouteObject[] = [
  { path: 'exercise', lazy: () => import('./pages/exercise.tsx') },
  { path: 'exercise/public', lazy: () => import('./pages/public.tsx') },
]
