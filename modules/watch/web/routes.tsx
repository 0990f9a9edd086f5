import type { RouteObject } from 'react-router'

/** Under /console. The pages share most of their parts and come together, when the first is opened. */
type Name = 'alerts' | 'alert' | 'sources' | 'source' | 'rules' | 'rule' | 'imports' | 'importOne' | 'proposal' | 'authors' | 'body' | 'week' | 'hunts' | 'hunt' | 'look' | 'lists' | 'list' | 'campaigns'
const page = (path: string, name: Name): RouteObject => ({ path, lazy: async () => (await import('./pages/all.ts'))[name] })
export const routes: readonly RouteObject[] = [
  page('watch', 'alerts'), page('watch/alerts/:alertId', 'alert'), page('watch/sources', 'sources'), page('watch/sources/:sourceId', 'source'), page('watch/rules', 'rules'), page('watch/rules/:ruleId', 'rule'),
  page('watch/imports', 'imports'), page('watch/imports/:importId', 'importOne'), page('watch/imports/:importId/rules/:ruleId', 'proposal'), page('watch/authors', 'authors'), page('watch/bodies/:partyId', 'body'), page('watch/bodies/:partyId/weeks/:week', 'week'),
  page('watch/hunts', 'hunts'), page('watch/hunts/:huntId', 'hunt'), page('watch/look', 'look'), page('watch/lists', 'lists'), page('watch/lists/:listId', 'list'), page('watch/campaigns/:campaignId?', 'campaigns'),
]

/** Under /space: which logs of the body arrive, and what was found. */
export const spaceRoutes: readonly RouteObject[] = [
  { path: 'logs', handle: { label: { it: 'Log e allarmi', fr: 'Journaux et alertes', en: 'Logs and alerts' } }, lazy: () => import('./pages/own.tsx') },
  { path: 'logs/weeks/:week', lazy: () => import('./pages/own-week.tsx') },
]
