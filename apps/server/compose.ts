/** Puts the modules together, in the order of modules/index.ts: each is handed the services of those above it. */
import { createCases } from '#modules/cases/server/index.ts'
import { actorOf, createIdentity } from '#modules/identity/server/index.ts'
import { createObligations } from '#modules/obligations/server/index.ts'
import { createTerritory } from '#modules/territory/server/index.ts'
import { sealing } from '#platform/audit/index.ts'
import { anonymous, type Actor } from '#platform/contract/index.ts'
import { createHttp } from '#platform/http/index.ts'
import { createPageCache } from '#platform/http/pages.ts'
import { startBackground } from '#platform/jobs/index.ts'
import type { Opened } from './ground.ts'
import { statusRoute } from './status.ts'
import { wiring } from './wiring.ts'

export type Composed = ReturnType<typeof compose>

export function compose(opened: Opened, version: string) {
  const { ground, authPool, workerPool, secret } = opened
  const territory = createTerritory(ground)
  const identity = createIdentity(ground, { authPool, secret, partyNames: (ids) => territory.service.partyNames(ids) })
  const cases = createCases(ground, { territory: territory.service })
  const obligations = createObligations(ground, { cases: cases.service, territory: territory.service })
  const modules = { identity, territory, cases, obligations }
  const pages = createPageCache()

  /** A liaison sees the bodies of the district, a union those it acts for: the territory knows which. */
  async function authenticate(headers: Headers): Promise<Actor> {
    const person = await identity.service.person(headers)
    if (!person) return anonymous
    const actor = actorOf(person)
    return actor.scope === 'parties' ? { ...actor, parties: await territory.service.reach(person.memberships) } : actor
  }

  function listen() {
    const http = createHttp({ log: ground.log, pages, origins: [ground.publicUrl], authenticate: (request) => authenticate(new Headers({ cookie: request.headers.cookie ?? '' })) })
    http.mount([statusRoute(opened, version, territory.service), ...Object.values(modules).flatMap((module) => module.routes)])
    return http
  }

  const background = () => startBackground({
    pool: workerPool, connection: opened.ready.connect.worker, log: ground.log,
    listeners: wiring(modules), periodic: [sealing, ...Object.values(modules).flatMap((module) => module.periodic)],
  })

  return { ...modules, pages, authenticate, listen, background }
}
