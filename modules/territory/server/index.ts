/** Territory: puts the parts together. */
import type { Ground, Module } from '#platform/module.ts'
import type { TerritoryService } from '../contract.ts'
import { createGraphs } from './graph/cache.ts'
import { createMaps } from './graph/map.ts'
import { deriveId } from './ids.ts'
import { createHeld } from './held.ts'
import { createImports } from './imports/index.ts'
import { createOwn } from './own.ts'
import { createProposals } from './proposals.ts'
import { retention } from './retention.ts'
import { createRoutes } from './routes.ts'
import { createSeeds } from './seeds.ts'
import { createTerritoryService } from './service.ts'
import { forgetRealm } from './store/realmStore.ts'
import { subjectPlaces } from './subject.ts'

/** The id of a party follows from its registry's key, so a re-run makes no doubles and a key is enough to find it. */
export const partyIdOf = (realm: string, key: { registry: string; code: string }) => deriveId('party', realm, key.registry, key.code)

/** `nameServers`: whom to ask about names of the net; the system's own when not given. */
export function createTerritory(ground: Ground, { nameServers = [] }: { nameServers?: readonly string[] } = {}): Module<TerritoryService> {
  const graphs = createGraphs(ground)
  const imports = createImports(ground)
  const map = createMaps(ground)
  const seeds = createSeeds(ground)
  const proposals = createProposals(ground, nameServers)
  const service = createTerritoryService(ground, graphs)
  return {
    service: {
      graph: graphs.graph, graphStatus: graphs.status, map,
      parties: service.parties, contacts: service.contacts, reach: service.reach, partyNames: service.partyNames, census: service.census, usersOf: service.usersOf, partiesCalled: service.partiesCalled, namesOfKind: service.namesOfKind, falls: service.falls,
      importRegistry: imports.importRegistry,
      ...createHeld(ground), ...proposals, seedDemo: seeds.seedDemo, seedExercise: seeds.seedExercise,
    },
    routes: createRoutes({ service, own: createOwn(ground), imports, proposals, map }),
    listeners: [],
    periodic: [],
    retention: retention(imports),
    subject: subjectPlaces,
    forget: forgetRealm,
  }
}
