import type { RouteObject } from 'react-router'

/** Under /console. The pages share most of their parts and come together, when the first is opened. */
type Name = 'entries' | 'entry' | 'review' | 'twins' | 'study' | 'studies' | 'saved' | 'room' | 'denominators' | 'imports' | 'importOne' | 'feeds' | 'feed' | 'attack' | 'attackChanges' | 'report'
const page = (path: string, name: Name): RouteObject => ({ path, lazy: async () => (await import('./pages/all.ts'))[name] })
export const routes: readonly RouteObject[] = [
  page('observatory', 'entries'), page('observatory/entries/:entryId', 'entry'), page('observatory/entries/:entryId/review', 'review'), page('observatory/twins', 'twins'),
  page('observatory/imports', 'imports'), page('observatory/imports/:importId', 'importOne'), page('observatory/imports/feeds', 'feeds'), page('observatory/imports/feeds/:feedId', 'feed'),
  page('observatory/attack', 'attack'), page('observatory/attack/:attackReleaseId', 'attackChanges'),
  page('observatory/study', 'study'), page('observatory/studies', 'studies'), page('observatory/studies/:studyId/:version', 'saved'), page('observatory/denominators', 'denominators'), page('observatory/room', 'room'), page('observatory/reports/:year?', 'report'),
]
