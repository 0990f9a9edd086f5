/** Webhooks of bodies and of the centre: kept, and delivered at least once under one message id. */
import { randomBytes, randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { LIVE, Refusal, system, type Actor } from '#platform/contract/index.ts'
import { isSealed, SEALED } from '#platform/keys/index.ts'
import type { Context } from '../context.ts'
import { changeHook, claimHook, countHooks, insertHook, listHooks, plainSecrets, removeHook, replaceSecret, settleHook } from '../store/hooks-store.ts'
import { postHook } from './send.ts'

export type Hooks = ReturnType<typeof createHooks>

/** Waits after each failure, as standardwebhooks.com proposes: a receiver that is down over a weekend still gets it. */
const waitsMs = [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000]
const FAILURES_TO_PAUSE = 5
const MAX_HOOKS = 20
const KEY_WAIT_MS = 600_000

export function createHooks({ ground: { db, clock, silent }, needs }: Context) {
  async function list(actor: Actor, page: { limit: number; offset: number }) {
    const { total, items } = await db.as(actor, (tx) => listHooks(tx, page))
    return { total, items: items.map((hook) => ({ ...hook, createdAt: hook.createdAt.toISOString(), last: hook.last && { ...hook.last, at: hook.last.at.toISOString() } })) }
  }

  /** @throws Refusal forbidden (the centre's own is the coordinator's), not_found (another body), conflict (too many). */
  async function add(actor: Actor, input: { partyId: string | null; url: string }) {
    if (actor.realm !== LIVE) throw new Refusal('exercise')
    if (input.partyId === null && !(actor.scope === 'all' && actor.roles.includes('coordinator'))) throw new Refusal('forbidden')
    if (input.partyId !== null && actor.scope !== 'all' && !actor.parties.includes(input.partyId)) throw new Refusal('not_found')
    const secret = `whsec_${randomBytes(24).toString('base64')}`
    const sealed = await needs.keys.seal(secret)
    const id = randomUUID()
    await db.as(actor, async (tx) => {
      if (input.partyId !== null && (await needs.territory.parties(tx, [input.partyId])).length === 0) throw new Refusal('not_found')
      if (await countHooks(tx, input.partyId) >= MAX_HOOKS) throw new Refusal('conflict', { reason: 'too_many', max: MAX_HOOKS })
      await insertHook(tx, { id, realm: actor.realm, partyId: input.partyId, url: input.url, secret: sealed, by: actor.id, now: clock.now() })
      await record(tx, actor, clock.now(), { action: 'notices.add_hook', partyId: input.partyId, object: `webhook:${id}`, detail: { host: new URL(input.url).host } })
    })
    return { id, secret }
  }

  const touch = (actor: Actor, id: string, action: string, change: 'remove' | 'on' | 'off') => db.as(actor, async (tx) => {
    const done = change === 'remove' ? await removeHook(tx, id) : await changeHook(tx, id, change === 'on')
    if (!done) throw new Refusal('not_found')
    await record(tx, actor, clock.now(), { action, partyId: done.partyId, object: `webhook:${id}`, detail: { change } })
  })

  /** Sends what is due. The claim is committed before anything is sent, the outcome after. */
  async function deliverDue(limit = 50): Promise<number> {
    if (silent) return 0 // they wait
    const actor = system('notices.hooks')
    for (let sent = 0; ; sent++) {
      const now = clock.now()
      const due = sent < limit ? await db.as(actor, (tx) => claimHook(tx, now)) : undefined
      if (!due) return sent
      const secret = await secretOf(due.secret)
      if (secret === undefined) {
        // Not the receiver's fault: it waits for the key, however long, and nothing is counted against anybody.
        await db.as(actor, (tx) => settleHook(tx, due, { state: 'queued', status: null, problem: 'the key that opens its secret is missing', nextAt: new Date(now.getTime() + KEY_WAIT_MS), uncounted: true }, FAILURES_TO_PAUSE))
        continue
      }
      const { ok, status, problem } = await postHook({ ...due, secret }, now, { local: needs.localHooks === true })
      const wait = waitsMs[due.attempts - 1]
      const state = ok ? 'sent' as const : wait === undefined ? 'failed' as const : 'queued' as const
      await db.as(actor, (tx) => settleHook(tx, due, { state, status, problem, nextAt: new Date(clock.now().getTime() + (wait ?? 0)) }, FAILURES_TO_PAUSE))
    }
  }

  /** Of a plain one at its first use, before anything is signed with it. Undefined: the key that opens it is missing. */
  async function secretOf(stored: string): Promise<string | undefined> {
    if (!isSealed(stored)) { await sealSecrets(); return stored }
    return needs.keys.open(stored).catch((error: unknown) => { if (error instanceof Refusal) return undefined; throw error })
  }

  /** Those that an earlier version stored in plain. @returns how many. */
  async function sealSecrets(): Promise<number> {
    const actor = system('notices.seal_secrets')
    const plain = await db.as(actor, (tx) => plainSecrets(tx, SEALED))
    for (const { id, secret } of plain) {
      const sealed = await needs.keys.seal(secret).catch((error: unknown) => { if (error instanceof Refusal) return undefined; throw error })
      if (sealed === undefined) return 0 // no key seals now: they stay as they were, and are found again
      await db.as(actor, (tx) => replaceSecret(tx, id, secret, sealed))
    }
    return plain.length
  }

  return {
    list, add, deliverDue, sealSecrets,
    change: (actor: Actor, id: string, active: boolean) => touch(actor, id, 'notices.change_hook', active ? 'on' : 'off'),
    remove: (actor: Actor, id: string) => touch(actor, id, 'notices.remove_hook', 'remove'),
  }
}
