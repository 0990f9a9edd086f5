/** Puts the modules together, in the order of modules/index.ts: each is handed the services of those above it. */
import { createCases } from '#modules/cases/server/index.ts'
import { createCoordination, isPresented } from '#modules/coordination/server/index.ts'
import { REALM_COOKIE } from '#modules/exercise/contract.ts'
import { createExercise, type Stage } from '#modules/exercise/server/index.ts'
import { actorOf, createIdentity, credentialsOf, scopesOf } from '#modules/identity/server/index.ts'
import { createIntake } from '#modules/intake/server/index.ts'
import { createMessages } from '#modules/messages/server/index.ts'
import { createNotices, type Ears, hearPublicChanges } from '#modules/notices/server/index.ts'
import { createObligations } from '#modules/obligations/server/index.ts'
import { createObservatory } from '#modules/observatory/server/index.ts'
import { createPlaybooks } from '#modules/playbooks/server/index.ts'
import { createRetention, ownRules } from '#modules/retention/server/index.ts'
import { createSharing } from '#modules/sharing/server/index.ts'
import { createTerritory, partyIdOf } from '#modules/territory/server/index.ts'
import { compileSigma, createWatch } from '#modules/watch/server/index.ts'
import { sealing } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock.ts'
import { anonymous, LIVE, system, type Actor, type Endpoint } from '#platform/contract/index.ts'
import { readCentre } from '#platform/db/centre.ts'
import { sealedDayKeys } from '#platform/db/dayKeys.ts'
import { knownThroughTrouble } from '#platform/db/known.ts'
import { deliverRealm, forgetRealm, realmsWaiting } from '#platform/events/index.ts'
import { createHttp, type Route } from '#platform/http/index.ts'
import { createPageCache } from '#platform/http/pages.ts'
import { createDayKeys } from '#platform/keys/day.ts'
import { startBackground } from '#platform/jobs/index.ts'
import type { Ground } from '#platform/module.ts'
import type { Stream } from '#platform/stream/index.ts'
import type { Opened } from './ground.ts'
import { openApiRoute } from './openapi.ts'
import { rulesOf } from './retention.ts'
import { placesOf } from './subject.ts'
import { statusRoute, type ProcessesNow } from './status.ts'
import { loadReports, type BuiltWeb } from './web.ts'
import { wiring } from './wiring.ts'

export type Composed = ReturnType<typeof compose>
/** Parties of the demonstration that the story leans on. */
const NUBILIS = { registry: 'demo', code: 'nubilis' }

/** What the process is among those that serve together, and what only tests say. */
export type Setting = {
  readonly processes?: ProcessesNow
  /** Name of this process, known to the first one. */
  readonly name?: string
  /** Ports of syslog, to be said on the pages. */
  readonly syslog?: { readonly tls?: number | undefined; readonly plain?: number | undefined } | undefined
  /** Where log lines wait, if not on this disk. */
  readonly stream?: Stream | undefined
  /** For tests: webhooks and synchronisation may go to this machine, without https. */
  readonly localHooks?: boolean
}

/** A bare code is of one's own table, of a national one, or of the demonstration. */
const idsOfCode = (realm: string, text: string): readonly string[] => {
  const at = text.indexOf(':')
  return (at > 0 ? [{ registry: text.slice(0, at), code: text.slice(at + 1) }] : ['own', 'it-ipa', 'it-istat', 'fr-siren', 'fr-insee', 'demo'].map((registry) => ({ registry, code: text }))).map((key) => partyIdOf(realm, key))
}

export function compose(opened: Opened, version: string, web: Pick<BuiltWeb, 'render' | 'assets'>, setting: Setting = {}) {
  const { authPool, workerPool, secret, keys, singleSignOn } = opened
  const pages = createPageCache(opened.ground.clock)
  let ears: Ears | undefined
  /** Its name and telephone are on every page. */
  const centre = knownThroughTrouble(() => opened.ground.db.as(system('centre'), async (tx) => ({ ...await readCentre(tx), presented: await isPresented(tx) })), opened.ground.clock)

  /** The modules that a case touches, on one clock: the real one, or that of an exercise. */
  function chain(ground: Ground) {
    const territory = createTerritory(ground)
    const cases = createCases(ground, { territory: territory.service, keys })
    const playbooks = createPlaybooks(ground, { cases: cases.service })
    const obligations = createObligations(ground, { cases: cases.service, territory: territory.service })
    const notices = createNotices(ground, {
      cases: cases.service, territory: territory.service, centre, pages, keys, render: web.render, assets: () => web.assets, reply: cases.reply, hears: () => ears?.hears() ?? false, localHooks: setting.localHooks ?? false, privacyNotice: (lang) => retention.papers.view(lang),
    })
    return { territory, cases, playbooks, obligations, notices }
  }

  const live = chain(opened.ground)
  const identity = createIdentity(opened.ground, { authPool, secret, singleSignOn, partyNames: (ids) => live.territory.service.partyNames(ids), scopes: () => scopesOf(routes.map((one) => one.endpoint)) })
  const exercise = createExercise(opened.ground, {
    process: setting.name ?? '',
    stage(clock: Clock): Stage {
      const played = chain({ ...opened.ground, clock })
      const listeners = wiring(played)
      return {
        territory: played.territory.service, cases: played.cases.service, obligations: played.obligations.service, notices: played.notices.service,
        as: (actor, work) => opened.ground.db.as(actor, work),
        pump: async (realm) => { await deliverRealm(workerPool, listeners, realm) },
      }
    },
    async forget(tx, realm) {
      // Those below first: what they have stored points upwards.
      for (const module of [messages, observatory, watch, intake, coordination, live.notices, live.obligations, live.playbooks, live.cases, live.territory]) await module.forget?.(tx, realm)
      await forgetRealm(workerPool, realm)
    },
    waiting: () => realmsWaiting(workerPool),
    // Its clock stands still: what people still do in it they do by the real one.
    deliver: async (realm) => { await deliverRealm(workerPool, wiring(live), realm, { unlessBusy: true }) },
    async demoProvider() {
      const id = partyIdOf(LIVE, NUBILIS)
      const [party] = await opened.ground.db.as(system('exercise'), (tx) => live.territory.service.parties(tx, [id]))
      return party
    },
    language: async () => (await centre()).languages[0] ?? 'it',
  })
  const coordination = createCoordination(opened.ground, { cases: live.cases.service, territory: live.territory.service, site: live.notices.site, centre })
  const dayKeys = createDayKeys(opened.ground.db, keys)
  const intake = createIntake(opened.ground, { cases: live.cases.service, territory: live.territory.service, coordination: coordination.service, site: live.notices.site, centre, dayKeys, keys, secret, partyIds: idsOfCode })
  const watch = createWatch(opened.ground, { cases: live.cases.service, territory: live.territory.service, compile: compileSigma, syslog: setting.syslog, stream: setting.stream, process: String(setting.processes?.().answeredBy ?? 1) })
  const observatory = createObservatory(opened.ground, { cases: live.cases.service, territory: live.territory.service, watch: watch.service, pages, keys, site: live.notices.site, centre, reports: loadReports, localFeeds: setting.localHooks ?? false })
  const sharing = createSharing(opened.ground, { keys, observatory: observatory.service, watch: watch.service, localPeers: setting.localHooks ?? false })
  const messages = createMessages(opened.ground, { identity: identity.service, territory: live.territory.service, cases: live.cases.service, obligations: live.obligations.service, coordination: coordination.service, site: live.notices.site, centre, secret })
  const kept = { identity, ...live, coordination, exercise, intake, watch, observatory, sharing, messages }
  const retention = createRetention(opened.ground, { rules: rulesOf([...Object.values(kept), { retention: ownRules }], opened.ground.dataFolder), places: placesOf(Object.values(kept)), keys, version })
  const modules = { ...kept, retention }
  const listeners = wiring(modules)
  /** Everything that is mounted: the one list of all endpoints. */
  const routes: readonly Route[] = [
    statusRoute(opened, version, live.territory.service, setting), openApiRoute(() => routes.map((one) => one.endpoint), version),
    ...Object.values(modules).flatMap((module) => module.routes),
  ]

  /** A liaison sees the bodies of the district, a union those it acts for: the territory knows which. */
  async function authenticate(headers: Headers, endpoint: Endpoint): Promise<Actor> {
    const person = await identity.service.caller(headers, endpoint)
    if (!person) return anonymous
    const actor = actorOf(person)
    if (actor.scope === 'parties') return { ...actor, parties: await live.territory.service.reach(actor.memberships ?? []) }
    if (actor.tokenId) return actor // an exercise is entered by a person at a browser
    const realm = new RegExp(`(?:^|;\\s*)${REALM_COOKIE}=(ex:[0-9a-f-]{36})`).exec(headers.get('cookie') ?? '')?.[1]
    return realm && actor.scope === 'all' && (await exercise.service.exists(realm)) ? { ...actor, realm } : actor
  }

  function listen() {
    const http = createHttp({ log: opened.ground.log, pages, origins: [opened.ground.publicUrl], authenticate: (request, endpoint) => authenticate(credentialsOf(request), endpoint), errorPage: live.notices.errorPage })
    http.mount(routes)
    return http
  }

  const background = () => startBackground({
    pool: workerPool, connection: opened.ready.connect.worker, log: opened.ground.log,
    listeners, periodic: [sealing, ...Object.values(modules).flatMap((module) => module.periodic)],
  })

  const hear = async () => {
    ears = await hearPublicChanges(opened.ready.connect.app, pages, opened.ground.log)
    return () => ears!.close()
  }

  /** All that is sealed to the key of the centre. */
  const sealed = [sealedDayKeys, ...Object.values(modules).flatMap((module) => module.sealed ?? [])]

  return { ...modules, sealed, routes, listeners, pages, centre, authenticate, listen, background, hear }
}
