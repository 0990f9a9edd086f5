import type { RouteObject } from 'react-router'

/** Under /console. The pages share most of their parts and come together, when the first is opened. */
type Name = 'entries' | 'entry' | 'review' | 'twins' | 'study' | 'studies' | 'saved' | 'room' | 'denominators'
const page = (path: string, name: Name): RouteObject => ({ path, lazy: async () => (await import('./pages/all.ts'))[name] })
const importing = (path: string, name: 'imports' | 'importOne'): RouteObject => ({ path, lazy: async () => (await import('./pages/imports-all.ts'))[name] })
export const routes: readonly RouteObject[] = [
  page('observatory', 'entries'), page('observatory/entries/:entryId', 'entry'), page('observatory/entries/:entryId/review', 'review'), page('observatory/twins', 'twins'),
  importing('observatory/imports', 'imports'), importing('observatory/imports/:importId', 'importOne'),
  page('observatory/study', 'study'), page('observatory/studies', 'studies'), page('observatory/studies/:studyId/:version', 'saved'), page('observatory/denominators', 'denominators'), page('observatory/room', 'room'),
]
