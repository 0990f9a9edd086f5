import type { RouteObject } from 'react-router'

/** Under /console. The pages come together, when the first is opened. */
type Name = 'peers' | 'peer' | 'collections' | 'collection' | 'object' | 'groups' | 'conflicts' | 'out'
const page = (path: string, name: Name): RouteObject => ({ path, lazy: async () => (await import('./pages/all.ts'))[name] })
export const routes: readonly RouteObject[] = [
  page('sharing', 'peers'), page('sharing/peers/:peerId', 'peer'), page('sharing/collections', 'collections'), page('sharing/collections/:collectionId', 'collection'),
  page('sharing/collections/:collectionId/objects/:objectId', 'object'), page('sharing/groups', 'groups'), page('sharing/conflicts', 'conflicts'), page('sharing/out/:kind?/:objectId?', 'out'),
]
