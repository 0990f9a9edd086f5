import { system } from '#platform/contract/index.ts'
import type { Ground } from '#platform/module.ts'
import type { TerritoryGraph } from '../../contract.ts'
import { readClasses, readEdges, readHeld, readOwners, readServices, readVersion, withoutCompiler } from '../store/graphStore.ts'
import { toGraph } from './load.ts'

/** The territory and a few exercises; an exercise that is over gives its place. */
const KEPT_REALMS = 4

/** Graphs in memory, one a realm. A cache and nothing more: the version in the database says when it is stale, so it may live in any number of processes. */
export function createGraphs({ db, clock, log }: Pick<Ground, 'db' | 'clock' | 'log'>) {
  const kept = new Map<string, TerritoryGraph>()
  const building = new Map<string, Promise<TerritoryGraph>>()
  let latest: TerritoryGraph | undefined

  async function graph(realm: string): Promise<TerritoryGraph> {
    const actor = system('territory.graph', realm)
    const version = await db.as(actor, (tx) => readVersion(tx, realm))
    const have = kept.get(realm)
    if (have?.version === version) return have
    const running = building.get(realm)
    // Whoever asks while it is built may get a graph that began before its own write: it waits and asks again.
    if (running) return running.then((built) => (built.version >= version ? built : graph(realm)))
    const promise = build(realm).finally(() => building.delete(realm))
    building.set(realm, promise)
    const built = await promise
    kept.delete(realm)
    kept.set(realm, built)
    if (kept.size > KEPT_REALMS) kept.delete([...kept.keys()].find((one) => one !== 'live')!)
    latest = kept.get('live') ?? built
    return built
  }

  /** Each query sees its own moment: a version that moved meanwhile means that they may not fit together, and they are read again. */
  async function build(realm: string, attempt = 1): Promise<TerritoryGraph> {
    const read = await db.as(system('territory.graph', realm), async (tx) => {
      await withoutCompiler(tx)
      const version = await readVersion(tx, realm)
      const services = await readServices(tx)
      const lines = { services, edges: [...(await readEdges(tx)), ...(await readHeld(tx))], owners: await readOwners(tx, services), classes: await readClasses(tx) }
      return { version, lines, after: await readVersion(tx, realm) }
    })
    if (read.after !== read.version && attempt < 5) return build(realm, attempt + 1)
    return toGraph(read.lines, { realm, version: read.version, builtAt: clock.now() }, log)
  }

  return {
    graph,
    status: () => latest && { version: latest.version, builtAt: latest.builtAt.toISOString(), services: latest.graph.services, dependencies: latest.graph.dependencies },
  }
}
