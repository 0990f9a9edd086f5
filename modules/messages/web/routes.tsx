import type { RouteObject } from 'react-router'

/** The pages share most of their parts: they come together, when the first of them is opened, and the first load of the app stays light. */
const load = (name: 'house' | 'own') => async () => (await import('./pages/all.ts'))[name]

/** Under /console: the log; `mine`; keys of the contacts of a body by its id. */
export const routes: readonly RouteObject[] = [{ path: 'messages/:what?', lazy: load('house') }]

/** Under /space: what the person receives, and for an admin what left to the body. */
export const spaceRoutes: readonly RouteObject[] = [
  { path: 'messages', handle: { label: { it: 'Messaggi', fr: 'Messages', en: 'Messages' } }, lazy: load('own') },
]
