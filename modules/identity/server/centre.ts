/** What the centre is and how it is reached, changed by a coordinator. */
import { isDeepStrictEqual } from 'node:util'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf, type Lang, type ResponseOf } from '#platform/contract/index.ts'
import type { Centre } from '#platform/db/centre.ts'
import type { changeCentre, CentreInput, readCentre } from '../contract.ts'
import type { Parts } from './service.ts'
import { loadCentre, readPolicy, saveCentre, savePolicy, type CentreFacts } from './store/centre.ts'

export type CentrePage = {
  read(actor: Actor): Promise<ResponseOf<typeof readCentre>>
  change(actor: Actor, input: BodyOf<typeof changeCentre>): Promise<{ seenAt: string }>
}

export function createCentrePage({ ground: { db, clock }, people }: Pick<Parts, 'ground' | 'people'>): CentrePage {
  return {
    read: (actor) => db.as(actor, async (tx) => {
      const centre = await loadCentre(tx)
      const { name, region, country, timeZone, languages } = centre
      return {
        name, region, country, timeZone, languages: [...languages], ...reachOf(centre),
        secondFactor: await people.as(actor, readPolicy), seenAt: centre.updatedAt.toISOString(),
      }
    }),
    /**
     * Two roles, so two transactions: the rule of sign-in is committed first, then the centre. A crash between them leaves the rule alone
     * changed, which its own entry tells; sent again, both are as wanted.
     */
    change: (actor, { secondFactor, seenAt, ...input }) => db.as(actor, async (tx) => {
      const now = clock.now()
      const before = await loadCentre(tx, true)
      if (before.updatedAt.getTime() !== new Date(seenAt).getTime()) throw new Refusal('conflict')
      const after = factsOf(input)
      const changes = differences(before, after)
      if (Object.keys(changes).length > 0) {
        await saveCentre(tx, after, now)
        await record(tx, actor, now, { action: 'identity.changeCentre', object: 'centre', detail: changes })
      }
      await people.as(actor, async (auth) => {
        if (await readPolicy(auth) === secondFactor) return
        await savePolicy(auth, secondFactor)
        await record(auth, actor, now, { action: 'identity.changePolicy', object: 'centre', detail: { secondFactor } })
      })
      return { seenAt: (await loadCentre(tx)).updatedAt.toISOString() }
    }),
  }
}

/** Texts only in the languages of the centre: one that is dropped takes its texts with it. */
export function factsOf({ name, region, country, timeZone, languages, phone = '', hours = '', weekly = [], outside = {}, email = '', pec = '', address = [] }: CentreInput): CentreFacts {
  const only = (texts: Readonly<Partial<Record<Lang, string>>>) => Object.fromEntries(languages.flatMap((one) => (texts[one] ? [[one, texts[one]]] : []))) as Partial<Record<Lang, string>>
  const sorted = weekly.toSorted((a, b) => a.day - b.day || a.from.localeCompare(b.from))
  return { name: only(name), region: only(region), country, timeZone, languages, contacts: { phone, hours, weekly: sorted, outside: only(outside), email, pec, address } }
}

/** How the centre is reached, with nothing left out: what is not set is empty. */
export function reachOf({ contacts: { phone = '', hours = '', weekly = [], outside = {}, email = '', pec = '', address = [] } }: Pick<Centre, 'contacts'>) {
  return { phone, hours, weekly: [...weekly], outside, email, pec, address: [...address] }
}

function differences(before: Centre, after: CentreFacts): Record<string, { before: unknown; after: unknown }> {
  const flat = ({ name, region, country, timeZone, languages, contacts }: CentreFacts) => ({ name, region, country, timeZone, languages, ...reachOf({ contacts }) })
  const [was, is] = [flat(before), flat(after)]
  return Object.fromEntries((Object.keys(is) as (keyof typeof is)[]).filter((key) => !isDeepStrictEqual(was[key], is[key])).map((key) => [key, { before: was[key], after: is[key] }]))
}
