/** Keys for encrypted mail: one's own, and those of contacts without an account, kept by the centre. */
import { record } from '#platform/audit/index.ts'
import { LIVE, Refusal, system, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { readPublicKey } from '#platform/mail/pgp.ts'
import type { KeyItem } from '../contract.ts'
import { addressOf } from '../core/choose.ts'
import type { Context } from './context.ts'
import { keysOf, removeKey, saveKey, type KeyRow } from './store/keys-store.ts'

const ENDING_MS = 30 * 86_400_000
const keeper = system('messages.keys')

export function createKeys({ ground: { db, clock }, needs }: Context) {
  const toItem = (row: KeyRow): KeyItem => ({
    fingerprint: row.fingerprint, expiresAt: row.expires_at?.toISOString() ?? null, setAt: row.set_at.toISOString(), setBy: row.set_by,
    state: row.expires_at === null ? 'good' : row.expires_at <= clock.now() ? 'ended' : row.expires_at.getTime() - clock.now().getTime() < ENDING_MS ? 'ending' : 'good',
  })
  /** @throws Refusal invalid with what is wrong with the key. */
  async function save(actor: Actor, address: string, armored: string, about: { readonly object: string; readonly partyId?: string }): Promise<KeyItem> {
    const key = await readPublicKey(armored, clock.now())
    if ('problem' in key) throw new Refusal('invalid', { fields: [{ path: 'body.armored', problem: key.problem }] })
    return db.as(keeper, async (tx) => {
      const now = clock.now()
      await saveKey(tx, LIVE, address, key, now, actor.name)
      await record(tx, actor, now, { action: 'messages.save_key', ...about, detail: { fingerprint: key.fingerprint } })
      return toItem((await keysOf(tx, LIVE, [address])).get(address)!)
    })
  }
  const remove = (actor: Actor, address: string, about: { readonly object: string; readonly partyId?: string }) => db.as(keeper, async (tx) => {
    if (await removeKey(tx, LIVE, address)) await record(tx, actor, clock.now(), { action: 'messages.remove_key', ...about })
  })
  const own = async (actor: Actor): Promise<string> => {
    const address = await needs.identity.addressOf(actor.id)
    if (address === undefined) throw new Refusal('not_found')
    return addressOf(address)
  }
  const book = async (tx: Tx, partyId: string) => {
    const [party] = await needs.territory.parties(tx, [partyId])
    if (!party) throw new Refusal('not_found')
    return { party: { id: party.id, name: party.name }, contacts: (await needs.territory.contactBook(tx, [partyId])).filter((one) => one.email !== '' && one.role !== 'pec') }
  }
  const contact = (actor: Actor, partyId: string, contactId: string) => db.as(actor, async (tx) => {
    const found = (await book(tx, partyId)).contacts.find((one) => one.id === contactId)
    if (!found) throw new Refusal('not_found')
    return addressOf(found.email)
  })

  return {
    ofPerson: async (actor: Actor) => { const address = await own(actor); const found = (await db.as(keeper, (tx) => keysOf(tx, LIVE, [address]))).get(address); return found ? toItem(found) : null },
    saveMine: async (actor: Actor, armored: string) => save(actor, await own(actor), armored, { object: `person:${actor.id}` }),
    removeMine: async (actor: Actor) => remove(actor, await own(actor), { object: `person:${actor.id}` }),
    ofContacts: (actor: Actor, partyId: string) => db.as(actor, async (tx) => {
      const { party, contacts } = await book(tx, partyId)
      const keys = await keysOf(tx, LIVE, contacts.map((one) => addressOf(one.email)))
      return { party, items: contacts.map((one) => { const key = keys.get(addressOf(one.email)); return { contactId: one.id, role: one.role, name: one.name, address: one.email, key: key ? toItem(key) : null } }) }
    }),
    saveOfContact: async (actor: Actor, partyId: string, contactId: string, armored: string) => save(actor, await contact(actor, partyId, contactId), armored, { object: `contact:${contactId}`, partyId }),
    removeOfContact: async (actor: Actor, partyId: string, contactId: string) => remove(actor, await contact(actor, partyId, contactId), { object: `contact:${contactId}`, partyId }),
  }
}
export type KeysOf = ReturnType<typeof createKeys>
