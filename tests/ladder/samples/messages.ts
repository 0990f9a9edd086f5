import { generateKey } from 'openpgp'
import { form, set, type Samples } from './sample.ts'

/** A contact that mail reaches. */
const mailTo = set(`update territory.contact set email = id || '@prova.example' where id = $1`, 'contactId')
const { publicKey } = await generateKey({ userIDs: [{ email: 'chiave@prova.example' }], format: 'armored' })

export const messages: Samples<'messages'> = {
  'messages.mine': {},
  'messages.choose': { body: () => ({ what: 'weekly', muted: true }) },
  'messages.save_my_key': { body: () => ({ armored: publicKey }) },
  'messages.remove_my_key': {},
  'messages.contact_keys': {},
  'messages.save_contact_key': { before: mailTo, body: () => ({ armored: publicKey }) },
  'messages.remove_contact_key': { before: mailTo },
  'messages.deliveries': {},
  'messages.settle': { before: set(`update platform.delivery set state = 'uncertain' where id = $1`, 'deliveryId'), body: () => ({ outcome: 'done', reason: 'Per prova' }) },
  'messages.page_choices': { unknown: 410, params: (ids) => ({ token: ids.choices, step: 'all' }) },
  'messages.page_choose': { unknown: 410, params: (ids) => ({ token: ids.choices, step: 'weekly' }), bytes: form({ 'List-Unsubscribe': 'One-Click' }) },
}
