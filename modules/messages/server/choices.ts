/** What a recipient receives: read and changed by its link, or by the person who signed in with that address. */
import { record } from '#platform/audit/index.ts'
import { LIVE, Refusal, system, type Actor, type Lang } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { ChoiceRow } from '../contract-public.ts'
import { isMuteable, kindRules, kinds, type Kind, type Whole } from '../core/kinds.data.ts'
import { roleWords } from '../core/texts.data.ts'
import { firstLang, type Context } from './context.ts'
import { keepRecipients, loadRecipient, mutesOf, reasonsOf, saveMute } from './store.ts'
import { recipientIn } from './token.ts'

const door = system('messages.choices')
export type Choices = { readonly address: string; readonly reasons: readonly string[]; readonly kinds: readonly ChoiceRow[]; readonly weeklyMuted: boolean; readonly nowMuted: boolean }

export function createChoices({ ground: { db, clock }, needs }: Context) {
  async function read(tx: Tx, id: string, address: string, lang: Lang): Promise<Choices> {
    const muted = await mutesOf(tx, id)
    const reasons = (await reasonsOf(tx, id)).map(({ role, partyName }) => `${(roleWords[role] ?? roleWords['other']!)[lang]} · ${partyName}`)
    return {
      address, reasons: [...new Set(reasons)], weeklyMuted: muted.has('weekly'), nowMuted: muted.has('now'),
      kinds: kinds.map((kind) => { const rule = kindRules[kind]; return { what: kind, name: rule.name[lang], why: rule.why[lang], fastest: rule.fastest, required: rule.required, muted: muted.has(kind) } }),
    }
  }
  async function change(tx: Tx, actor: Actor, id: string, what: Kind | Whole, muted: boolean): Promise<void> {
    const now = clock.now()
    // Whose address it is stays out of the log.
    if (await saveMute(tx, LIVE, id, what, muted, now)) await record(tx, actor, now, { action: muted ? 'messages.mute' : 'messages.unmute', object: `recipient:${id}`, detail: { what } })
  }
  /** @throws Refusal expired for a link that this centre did not make, or whose recipient is gone. */
  const byToken = async (tx: Tx, token: string) => {
    const id = recipientIn(needs.secret, token)
    const found = id === undefined ? undefined : await loadRecipient(tx, id)
    if (!found) throw new Refusal('expired')
    return found
  }
  /** The recipient of whoever signed in; made when nothing was ever written to that address. @throws Refusal not_found for a program's key without a person. */
  async function mine(tx: Tx, actor: Actor) {
    const address = (await needs.identity.addressOf(actor.id))?.toLowerCase()
    if (address === undefined) throw new Refusal('not_found')
    const lang = firstLang(await needs.centre())
    return { address, id: (await keepRecipients(tx, LIVE, clock.now(), [{ address, lang }])).get(address)! }
  }
  const wanted = (what: string): Kind | Whole => { if (!isMuteable(what)) throw new Refusal('not_found'); return what }

  return {
    byLink: (token: string, lang: Lang) => db.as(door, async (tx) => { const { id, address } = await byToken(tx, token); return read(tx, id, address, lang) }),
    /** @throws Refusal not_found for what may not be silenced. */
    changeByLink: (token: string, lang: Lang, what: string, muted: boolean) => db.as(door, async (tx) => {
      const { id, address } = await byToken(tx, token)
      await change(tx, door, id, wanted(what), muted)
      return read(tx, id, address, lang)
    }),
    ofPerson: (actor: Actor, lang: Lang) => db.as(door, async (tx) => { const { id, address } = await mine(tx, actor); return read(tx, id, address, lang) }),
    changeOfPerson: (actor: Actor, what: Kind | Whole, muted: boolean) => db.as(door, async (tx) => { await change(tx, actor, (await mine(tx, actor)).id, what, muted) }),
  }
}
export type ChoicesOf = ReturnType<typeof createChoices>
