import type { RouteObject } from 'react-router'
import type { Lang } from '#ui/i18n/lang.ts'

/** Written here and not in the messages: this file is in the first load, the words of the pages are not. */
const label: Readonly<Record<Lang, string>> = { it: 'Adempimenti', fr: 'Obligations', en: 'Obligations' }

/** The same pages under /console and under /space. */
export const routes: readonly RouteObject[] = [
  { path: 'obligations', lazy: () => import('./pages/board.tsx'), handle: { label } },
  { path: 'obligations/review', lazy: () => import('./pages/review.tsx') },
]

/** Tabs of a case: they stand in its frame, which is another module's. */
export const caseTabs: readonly RouteObject[] = [
  { path: 'board', lazy: () => import('./pages/case-board.tsx') },
  { path: 'obligations', lazy: () => import('./pages/dossier.tsx') },
  { path: 'drafts/:authority', lazy: () => import('./pages/draft.tsx') },
]
