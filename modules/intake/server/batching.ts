/**
 * Reports that come while one transaction is under way share the next: a wave costs as many commits as the disk does in a second,
 * not as many as it has reports. One that is refused is tried alone, so that it takes no other with it.
 */
import type { Actor } from '#platform/contract/index.ts'
import type { Incoming, Receipt } from '../contract.ts'

type Receive = (actor: Actor, incoming: readonly Incoming[]) => Promise<Receipt[]>
type Waiting = { readonly incoming: Incoming; resolve(receipt: Receipt): void; reject(error: unknown): void }
const MOST = 100

export function createBatching(receive: Receive): (actor: Actor, incoming: Incoming) => Promise<Receipt> {
  const lines = new Map<string, Waiting[]>()

  async function work(key: string, actor: Actor, line: Waiting[]): Promise<void> {
    while (line.length > 0) {
      const some = line.splice(0, MOST)
      try {
        const receipts = await receive(actor, some.map((one) => one.incoming))
        for (const [i, one] of some.entries()) one.resolve(receipts[i]!)
      } catch (error) {
        if (some.length === 1) some[0]!.reject(error)
        else for (const one of some) await receive(actor, [one.incoming]).then(([receipt]) => one.resolve(receipt!), one.reject)
      }
    }
    lines.delete(key)
  }

  return (actor, incoming) => new Promise((resolve, reject) => {
    // Whoever acts, as what, where, by which road: only what would be stored alike is stored together.
    const key = JSON.stringify([actor.id, actor.roles, actor.scope, actor.parties, actor.realm, actor.tokenId, incoming.road])
    const line = lines.get(key)
    const waiting: Waiting = { incoming, resolve, reject }
    if (line) { line.push(waiting); return }
    const fresh = [waiting]
    lines.set(key, fresh)
    void work(key, actor, fresh)
  })
}
