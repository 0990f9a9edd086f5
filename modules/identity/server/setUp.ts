/** The beginning of a centre: a one-time link, its first coordinator, its name. Happens once. */
import { record } from '#platform/audit/index.ts'
import { LIVE, Refusal, system } from '#platform/contract/index.ts'
import type { SetUpInput } from '../contract.ts'
import { factsOf } from './centre.ts'
import { give, hashToken, newToken, refuseWeak, type Parts } from './service.ts'
import * as store from './store.ts'
import { loadCentre, openCentre, saveCentre, savePolicy, saveSetupToken, type Kept } from './store/centre.ts'

export type SetUp = {
  prepareSetup(): Promise<string | undefined>
  check(token: string): Promise<{ expiresAt: string }>
  perform(input: SetUpInput, options?: { demo?: boolean; secondFactor?: boolean }): Promise<{ personId: string }>
}

const HOUR_MS = 3_600_000
const LINK_HOURS = 24
const actor = system('identity.setUp', LIVE)

export function createSetUp({ ground, people, auth }: Omit<Parts, 'partyNames' | 'pool'>): SetUp {
  const { db, clock } = ground
  return {
    prepareSetup: () => db.as(actor, async (tx) => {
      if ((await loadCentre(tx, true)).ready) return undefined
      const token = newToken()
      await saveSetupToken(tx, hashToken(token), new Date(clock.now().getTime() + LINK_HOURS * HOUR_MS))
      return token
    }),
    check: (token) => db.as(actor, async (tx) => ({ expiresAt: open(await loadCentre(tx), token, clock.now()).toISOString() })),
    /**
     * Two roles, so two transactions: the coordinator is committed before the centre is. A crash between them leaves a person in a centre
     * that is not ready; the same form sent again finds the address and takes it over, which only a holder of the link can do, and only until then.
     */
    perform: ({ token, centre, coordinator }, { demo = false, secondFactor = !demo } = {}) => db.as(actor, async (tx) => {
      const now = clock.now()
      open(await loadCentre(tx, true), token, now)
      refuseWeak(coordinator.password, coordinator, 'body.coordinator.password')
      await record(tx, actor, now, { action: 'identity.setUp', object: 'centre', detail: { country: centre.country, languages: centre.languages, name: centre.name, secondFactor } })
      const hash = await auth.hashPassword(coordinator.password)
      const personId = await people.as(actor, async (auth) => {
        const id = (await store.savePerson(auth, coordinator, now, true))!
        await store.savePassword(auth, id, hash, now)
        await savePolicy(auth, secondFactor)
        await record(auth, actor, now, { action: 'identity.createPerson', object: `person:${id}` })
        await give(auth, actor, id, [{ role: 'coordinator', partyId: null }], now)
        return id
      })
      await saveCentre(tx, factsOf(centre, now), now)
      await openCentre(tx, demo)
      return { personId }
    }),
  }
}

/** Until when the link is good. @throws Refusal `expired` when it is spent, replaced or too old. */
function open({ ready, linkHash, linkExpiresAt }: Kept, token: string, now: Date): Date {
  if (ready || linkHash !== hashToken(token) || linkExpiresAt === null || linkExpiresAt <= now) throw new Refusal('expired')
  return linkExpiresAt
}
