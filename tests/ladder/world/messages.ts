/** Who gets mails, with what was told, silenced and given as a key: of each its own row. */
import { tokenOf } from '../../../modules/messages/server/token.ts'
import type { Making } from './making.ts'
import { LINK_SECRET } from './server.ts'
import { SECRET } from './words.ts'

export async function layMessages({ t, one, party, add }: Making) {
  const laid = async (partyId: string, name: string, address: string) => {
    const recipientId = await one(`insert into messages.recipient (id, address, made_at, seen_at) values (gen_random_uuid(), $1, now(), now()) on conflict (realm, address) do update set seen_at = now() returning id`, [address])
    await t.sql(`insert into messages.mute (recipient_id, what, at) values ($1, 'public_page', now()) on conflict do nothing`, [recipientId])
    await t.sql(`insert into messages.item (recipient_id, party_id, party_name, kind, object, pace, role, first_at, changed_at, due_at, state, settled_at) values ($1, $2::uuid, $3, 'public_page', 'body:' || ($2::uuid)::text, 'weekly', 'it', now(), now(), now(), 'told', now())`, [recipientId, partyId, name])
    await t.sql(`insert into platform.mail_key (address, armored, fingerprint, set_at, set_by) values ($1, 'x', repeat('A', 40), now(), $2) on conflict do nothing`, [address, name])
    return recipientId
  }
  const recipient = await laid(party.a, 'Comune di Alfarena', 'ufficio@alfarena.example')
  await laid(party.b, `Comune di ${SECRET}`, `ufficio@${SECRET.toLowerCase()}.example`)
  add('a', { choices: tokenOf(LINK_SECRET, recipient) })
}
