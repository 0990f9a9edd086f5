import type { RouteObject } from 'react-router'

/** Under /console. The pages share most of their parts and come together, when the first is opened. */
const page = (path: string, name: 'alerts' | 'alert' | 'sources' | 'source' | 'rules' | 'rule' | 'hunts' | 'hunt' | 'look'): RouteObject => ({ path, lazy: async () => (await import('./pages/all.ts'))[name] })
export const routes: readonly RouteObject[] = [
  page('watch', 'alerts'), page('watch/alerts/:alertId', 'alert'), page('watch/sources', 'sources'), page('watch/sources/:sourceId', 'source'), page('watch/rules', 'rules'), page('watch/rules/:ruleId', 'rule'),
  page('watch/hunts', 'hunts'), page('watch/hunts/:huntId', 'hunt'), page('watch/look', 'look'),
]

/** Under /space: which logs of the body arrive, and what was found. */
export const spaceRoutes: readonly RouteObject[] = [
  { path: 'logs', handle: { label: { it: 'Log e allarmi', fr: 'Journaux et alertes', en: 'Logs and alerts' } }, lazy: () => import('./pages/own.tsx') },
]
