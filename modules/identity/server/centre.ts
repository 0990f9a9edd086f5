/** What the centre is and how it is reached: a coordinator says it, or a command; the public pages hear of it. */
import { isDeepStrictEqual } from 'node:util'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf, type Lang, type ResponseOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import { centreChanged, type changeCentre, type CentreInput, type Contacts, type readCentre } from '../contract.ts'
import { areClosed, withHolidays } from '../core/holidays.ts'
import type { Parts } from './service.ts'
import { loadCentre, readPolicy, saveCentre, savePolicy, type CentreFacts } from './store/centre.ts'

export type CentrePage = {
  read(actor: Actor): Promise<ResponseOf<typeof readCentre>>
  change(actor: Actor, input: BodyOf<typeof changeCentre>): Promise<{ seenAt: string }>
  setContacts(actor: Actor, contacts: Contacts): Promise<void>
}

export function createCentrePage({ ground: { db, clock }, people }: Pick<Parts, 'ground' | 'people'>): CentrePage {
  return {
    read: (actor) => db.as(actor, async (tx) => {
      const { name, region, country, timeZone, languages, contacts: { openingHours, ...contacts }, updatedAt } = await loadCentre(tx)
      const closedOnHolidays = areClosed(openingHours, country, clock.now())
      // The holidays are said in one word, so that the other days can be read.
      const hours = openingHours && withHolidays(openingHours, closedOnHolidays ? false : undefined, country, clock.now())
      return {
        name, region, country, timeZone, languages: [...languages], ...contacts, phone: contacts.phone ?? '', ...(hours ? { openingHours: hours } : {}), closedOnHolidays,
        secondFactor: await people.as(actor, readPolicy), seenAt: updatedAt.toISOString(),
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
      await put(tx, actor, before, factsOf(input, now), now)
      await people.as(actor, async (auth) => {
        if (await readPolicy(auth) === secondFactor) return
        await savePolicy(auth, secondFactor)
        await record(auth, actor, now, { action: 'identity.changePolicy', object: 'centre', detail: { secondFactor } })
      })
      return { seenAt: (await loadCentre(tx)).updatedAt.toISOString() }
    }),
    setContacts: (actor, contacts) => db.as(actor, async (tx) => {
      const before = await loadCentre(tx, true)
      await put(tx, actor, before, { ...before, contacts }, clock.now())
    }),
  }
}

/** What changes nothing leaves no entry and stirs no page. */
async function put(tx: Tx, actor: Actor, before: CentreFacts, after: CentreFacts, now: Date): Promise<void> {
  const changes = differences(before, after)
  if (Object.keys(changes).length === 0) return
  await saveCentre(tx, after, now)
  await record(tx, actor, now, { action: 'identity.changeCentre', object: 'centre', detail: changes })
  await emit(tx, actor, centreChanged, {})
}

/** Texts only in the languages of the centre: one that is dropped takes its texts with it. What is empty is left out. */
export function factsOf({ name, region, country, timeZone, languages, closedOnHolidays, ...contacts }: CentreInput, now: Date): CentreFacts {
  const only = (texts: Readonly<Partial<Record<Lang, string>>>) => Object.fromEntries(languages.flatMap((one) => (texts[one] ? [[one, texts[one]]] : [])))
  const { openingHours, ...rest } = contacts
  const kept = Object.entries(rest).map(([key, value]) => [key, typeof value === 'object' ? only(value) : value] as const).filter(([, value]) => (typeof value === 'object' ? Object.keys(value).length > 0 : value))
  const hours = openingHours && withHolidays(openingHours, closedOnHolidays, country, now)
  return { name: only(name), region: only(region), country, timeZone, languages, contacts: { phone: '', ...Object.fromEntries(kept), ...(hours ? { openingHours: hours } : {}) } }
}

function differences(before: CentreFacts, after: CentreFacts): Record<string, { before: unknown; after: unknown }> {
  const flat = ({ name, region, country, timeZone, languages, contacts }: CentreFacts): Record<string, unknown> => ({ ...contacts, name, region, country, timeZone, languages })
  const [was, is] = [flat(before), flat(after)]
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return Object.fromEntries(keys.filter((key) => !isDeepStrictEqual(was[key] ?? '', is[key] ?? '')).map((key) => [key, { before: was[key] ?? null, after: is[key] ?? null }]))
}
