/** The beginning of a centre: a one-time link, its first coordinator, its name. Happens once. */
import { record } from '#platform/audit/index.ts'
import { LIVE, Refusal, system } from '#platform/contract/index.ts'
import type { SetUpInput } from '../contract.ts'
import { closedOnHolidays } from '../core/holidays.ts'
import { give, hashToken, newToken, refuseWeak, type Parts } from './service.ts'
import * as store from './store.ts'

export type SetUp = {
  prepareSetup(): Promise<string | undefined>
  check(token: string): Promise<{ expiresAt: string }>
  perform(input: SetUpInput, options?: { demo?: boolean }): Promise<{ personId: string }>
}

const HOUR_MS = 3_600_000
const LINK_HOURS = 24
const actor = system('identity.setUp', LIVE)

export function createSetUp({ ground, people, auth }: Omit<Parts, 'partyNames' | 'pool'>): SetUp {
  const { db, clock } = ground
  return {
    prepareSetup: () => db.as(actor, async (tx) => {
      if ((await store.readCentre(tx, true)).ready) return undefined
      const token = newToken()
      await store.saveSetupToken(tx, hashToken(token), new Date(clock.now().getTime() + LINK_HOURS * HOUR_MS))
      return token
    }),
    check: (token) => db.as(actor, async (tx) => ({ expiresAt: open(await store.readCentre(tx, false), token, clock.now()).toISOString() })),
    /**
     * Two roles, so two transactions: the coordinator is committed before the centre is. A crash between them leaves a person in a centre
     * that is not ready; the same form sent again finds the address and takes it over, which only a holder of the link can do, and only until then.
     */
    perform: ({ token, centre, coordinator }, { demo = false } = {}) => db.as(actor, async (tx) => {
      const now = clock.now()
      open(await store.readCentre(tx, true), token, now)
      refuseWeak(coordinator.password, coordinator, 'body.coordinator.password')
      await record(tx, actor, now, { action: 'identity.setUp', object: 'centre', detail: { country: centre.country, languages: centre.languages, name: centre.name } })
      const hash = await auth.hashPassword(coordinator.password)
      const personId = await people.as(actor, async (auth) => {
        const id = (await store.savePerson(auth, coordinator, now, true))!
        await store.savePassword(auth, id, hash, now)
        await record(auth, actor, now, { action: 'identity.createPerson', object: `person:${id}` })
        await give(auth, actor, id, [{ role: 'coordinator', partyId: null }], now)
        return id
      })
      await store.openCentre(tx, { ...centre, ...hoursOf(centre, now), demo, name: only(centre.languages, centre.name), region: only(centre.languages, centre.region) }, now)
      return { personId }
    }),
  }
}

/** Until when the link is good. @throws Refusal `expired` when it is spent, replaced or too old. */
function open(centre: store.Centre, token: string, now: Date): Date {
  const { ready, setupTokenHash, setupTokenExpiresAt } = centre
  if (ready || setupTokenHash !== hashToken(token) || setupTokenExpiresAt === null || setupTokenExpiresAt <= now) throw new Refusal('expired')
  return setupTokenExpiresAt
}

/** Days that were named one by one win over the holidays. */
const hoursOf = ({ openingHours, closedOnHolidays: closed, country }: SetUpInput['centre'], now: Date): Pick<SetUpInput['centre'], 'openingHours'> =>
  openingHours && closed ? { openingHours: { ...openingHours, except: { ...closedOnHolidays(country, now), ...openingHours.except } } } : {}

const only = (languages: readonly string[], texts: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(languages.map((one) => [one, texts[one] ?? '']))
