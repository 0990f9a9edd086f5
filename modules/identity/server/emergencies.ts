/** Emergency access: given with reasons, told to every coordinator, looked at afterwards by another one. */
import { entriesBy, record } from '#platform/audit/index.ts'
import { LIVE, Refusal, system, type Actor, type BodyOf, type ResponseOf } from '#platform/contract/index.ts'
import { readCentre } from '#platform/db/centre.ts'
import type { Database } from '#platform/db/index.ts'
import { queue } from '#platform/mail/outgoing.ts'
import type { Ground } from '#platform/module.ts'
import type { Emergency, giveEmergency, readEmergency } from '../contract-emergency.ts'
import { emergencyMail } from './emergencyMail.ts'
import { exists } from './store.ts'
import * as store from './store/emergencies.ts'

export type Emergencies = {
  list(actor: Actor): Promise<{ emergencies: Emergency[] }>
  read(actor: Actor, id: string): Promise<ResponseOf<typeof readEmergency>>
  /** @throws Refusal `conflict` when the person holds the role already. */
  give(actor: Actor, body: BodyOf<typeof giveEmergency>): Promise<{ id: string; until: string }>
  close(actor: Actor, id: string, remark: string): Promise<void>
  /** Queues the mails of those that were given and not told of yet. */
  tell(): Promise<void>
}

const HOUR_MS = 3_600_000
const MOST = 500
const teller = system('identity.emergency', LIVE)

export function createEmergencies({ ground, people }: { ground: Ground; people: Database }): Emergencies {
  const { db, clock, publicUrl } = ground

  /** Two roles of the database, so two transactions; the queue takes the same key once, and what a crash leaves untold the job finds. */
  const tell = async (): Promise<void> => {
    const now = clock.now()
    const waiting = await people.as(teller, (tx) => store.untold(tx, now))
    if (waiting.length === 0) return
    await db.as(teller, async (tx) => {
      const { languages, timeZone } = await readCentre(tx)
      await queue(tx, teller, now, waiting.flatMap((one) => one.to.map((to) => ({
        key: `identity.emergency:${one.id}:${to}`, partyId: null, channel: 'mail' as const, to, about: `emergency:${one.id}`, ...emergencyMail(one, { lang: languages[0] ?? 'it', timeZone, publicUrl }),
      }))))
    })
    await people.as(teller, (tx) => store.markTold(tx, waiting.map(({ id }) => id), now))
  }

  return {
    tell,
    list: (actor) => people.as(actor, async (tx) => ({ emergencies: (await store.listEmergencies(tx, clock.now())).map((one) => rowOf(one, actor)) })),
    read: async (actor, id) => {
      const now = clock.now()
      const found = await people.as(actor, (tx) => store.findEmergency(tx, id, now))
      if (!found) throw new Refusal('not_found')
      const entries = await db.as(actor, (tx) => entriesBy(tx, found.personId, { from: found.givenAt, to: found.closedAt && found.closedAt < found.until ? found.closedAt : found.until, limit: MOST + 1 }))
      return { ...rowOf(found, actor), done: entries.slice(0, MOST).map(({ id: entry, at, action, object, reason }) => ({ id: entry, at: at.toISOString(), action, object, reason })), more: entries.length > MOST }
    },
    give: async (actor, { personId, role, hours, reason }) => {
      // One emergency makes no other: two people would hand it to and fro.
      if (actor.kind === 'person' && !isLasting(actor)) throw new Refusal('forbidden')
      const now = clock.now()
      const until = new Date(now.getTime() + hours * HOUR_MS)
      const id = await people.as(actor, async (tx) => {
        if (!(await exists(tx, personId))) throw new Refusal('not_found')
        // Nobody makes an emergency for themselves.
        if (personId === actor.id) throw new Refusal('second_person')
        const id = await store.saveEmergency(tx, { personId, role, reason, givenBy: actor.kind === 'person' ? actor.id : null, at: now, until })
        if (id === undefined) throw new Refusal('conflict', { reason: 'ALREADY_HOLDS' })
        await record(tx, actor, now, { action: 'identity.giveEmergency', object: `person:${personId}`, reason, detail: { emergency: id, role, until: until.toISOString() } })
        return id
      })
      await tell()
      return { id, until: until.toISOString() }
    },
    close: (actor, id, remark) => people.as(actor, async (tx) => {
      const now = clock.now()
      const found = await store.findEmergency(tx, id, now, true)
      if (!found) throw new Refusal('not_found')
      if (found.closedAt) throw new Refusal('conflict')
      if (!mayClose(found, actor)) throw new Refusal('second_person')
      await store.closeEmergency(tx, id, actor.id, remark, now)
      await record(tx, actor, now, { action: 'identity.closeEmergency', object: `person:${found.personId}`, reason: remark, detail: { emergency: id } })
    }),
  }
}

/** Whoever gave or received it is a party to it; whoever holds their role by another emergency is no judge of one. */
const mayClose = (one: store.Kept, actor: Actor): boolean =>
  actor.id !== one.personId && actor.id !== one.givenById && isLasting(actor)

const isLasting = (actor: Actor): boolean => (actor.memberships ?? []).some((held) => held.role === 'coordinator' && !held.emergency)

const rowOf = (one: store.Kept, actor: Actor): Emergency => {
  const { givenById: _, running, ...rest } = one
  return {
    ...rest, givenAt: one.givenAt.toISOString(), until: one.until.toISOString(), closedAt: one.closedAt?.toISOString() ?? null,
    state: one.closedAt ? 'closed' : running ? 'running' : 'open', mayClose: !one.closedAt && mayClose(one, actor),
  }
}
