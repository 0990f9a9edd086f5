import type { RouteObject } from 'react-router'

/** Under /console: study of the catalogue, saved studies by version, how many there are, the research room. */
const page = (path: string, name: 'study' | 'studies' | 'saved' | 'room' | 'denominators'): RouteObject => ({ path, lazy: async () => (await import('./pages/study-all.ts'))[name] })
export const studyRoutes: readonly RouteObject[] = [
  page('observatory/study', 'study'), page('observatory/studies', 'studies'), page('observatory/studies/:studyId/:version', 'saved'), page('observatory/denominators', 'denominators'), page('observatory/room', 'room'),
]
