/** The wire of messages: what I get, keys for encrypted mail, and the log of what left. Nothing below asks this module anything. */
import * as z from 'zod'
import { can, centre, endpoint, instant, lang, noControls, page, prose, signedIn, uuid } from '#platform/contract/index.ts'
import { channels } from '#platform/contract/channel.ts'

/** Codes of core/kinds.data.ts; what is asked for and required cannot be silenced. */
export const muteableCodes = ['weekly', 'now', 'case_opened', 'case_confirmed', 'case_moved', 'consent_ending', 'public_page', 'week_watched'] as const
export const keyItem = z.object({ fingerprint: z.string(), expiresAt: instant.nullable(), setAt: instant, setBy: z.string(), state: z.enum(['good', 'ending', 'ended']) }).meta({ id: 'MailKey' })
export type KeyItem = z.output<typeof keyItem>

const asked = z.object({ lang: lang.default('it') })
export const readMine = endpoint({
  id: 'messages.mine', method: 'GET', path: '/api/messages/mine', access: signedIn, summary: 'What the asker receives by mail, how often and why', query: asked, refuses: ['not_found'],
  response: z.object({
    address: z.string(), reasons: z.array(z.string()), weeklyMuted: z.boolean(), nowMuted: z.boolean(), key: keyItem.nullable(),
    kinds: z.array(z.object({ what: z.string(), name: z.string(), why: z.string(), fastest: z.enum(['at_once', 'weekly']), required: z.boolean(), muted: z.boolean() })),
  }),
})
export type Mine = z.output<typeof readMine.response>
export const choose = endpoint({
  id: 'messages.choose', method: 'PUT', path: '/api/messages/mine/choices', access: signedIn, summary: 'Silences or wakes a kind, all that is weekly, or the haste of what comes at once', status: 204,
  body: z.object({ what: z.enum(muteableCodes), muted: z.boolean() }), refuses: ['not_found'],
})
const keyBody = z.object({ /** ASCII armor of one OpenPGP public key. */ armored: z.string().min(1).max(100_000) })
export const saveMyKey = endpoint({ id: 'messages.save_my_key', method: 'PUT', path: '/api/messages/mine/key', access: signedIn, summary: 'From now on every mail to the asker is encrypted to this key', body: keyBody, response: keyItem, refuses: ['not_found'] })
export const removeMyKey = endpoint({ id: 'messages.remove_my_key', method: 'DELETE', path: '/api/messages/mine/key', access: signedIn, summary: 'Mails to the asker leave in plain again', status: 204, refuses: ['not_found'] })

const ofCentre = can(...centre)
const byParty = z.object({ partyId: uuid })
const byContact = byParty.extend({ contactId: uuid })
export const readContactKeys = endpoint({
  id: 'messages.contact_keys', method: 'GET', path: '/api/messages/parties/:partyId/keys', access: ofCentre, summary: 'Contacts of a body with an address, and the keys of those who gave one', params: byParty,
  response: z.object({ party: z.object({ id: uuid, name: z.string() }), items: z.array(z.object({ contactId: uuid, role: z.string(), name: z.string(), address: z.string(), key: keyItem.nullable() })) }),
})
export const saveContactKey = endpoint({ id: 'messages.save_contact_key', method: 'PUT', path: '/api/messages/parties/:partyId/contacts/:contactId/key', access: ofCentre, summary: 'For a contact without an account: mails to its address are encrypted to this key', params: byContact, body: keyBody, response: keyItem })
export const removeContactKey = endpoint({ id: 'messages.remove_contact_key', method: 'DELETE', path: '/api/messages/parties/:partyId/contacts/:contactId/key', access: ofCentre, summary: 'Mails to this contact leave in plain again', params: byContact, status: 204 })

export const deliveryStates = ['queued', 'sending', 'sent', 'failed', 'uncertain', 'held', 'done'] as const
export const deliveryProblems = ['pgp_expired', 'pgp_failed', 'tlp', 'cut_off', 'refused'] as const
export const deliveryItem = z.object({
  id: z.number().int(), /** What sent it: `cases.question`, `messages.week`. */ kind: z.string(), channel: z.enum(channels), byHand: z.boolean(), to: z.string(), subject: z.string(), state: z.enum(deliveryStates),
  problem: z.enum(deliveryProblems).nullable(), /** The words of whoever should have carried it. */ answer: z.string(),
  party: z.object({ id: uuid, name: z.string() }).nullable(), caseId: uuid.nullable(), createdAt: instant, sentAt: instant.nullable(),
  /** Sent again, or settled: by whom and why. */
  settled: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
}).meta({ id: 'DeliveryItem' })
export type DeliveryItem = z.output<typeof deliveryItem>
export const listDeliveries = endpoint({
  id: 'messages.deliveries', method: 'GET', path: '/api/messages/deliveries', access: can(...centre, 'admin'), summary: 'What was sent, or should have been: the newest first, with how many are in each state',
  query: z.object({ state: z.enum(deliveryStates).optional(), kind: z.string().regex(/^[a-z]+(\.[a-z_]+)?$/).max(60).optional(), partyId: uuid.optional(), q: z.string().trim().max(100).regex(noControls).default(''), ...page }),
  response: z.object({ total: z.number().int(), counts: z.record(z.enum(deliveryStates), z.number().int()), kinds: z.array(z.string()), items: z.array(deliveryItem) }),
})
export const settleDelivery = endpoint({
  id: 'messages.settle', method: 'POST', path: '/api/messages/deliveries/:deliveryId', access: ofCentre, summary: 'Of one that failed or is uncertain: send it again, or say that it was done by telephone', status: 204,
  params: z.object({ deliveryId: z.coerce.number().int().positive() }), body: z.object({ outcome: z.enum(['again', 'done']), reason: prose(500).min(3) }), refuses: ['conflict'],
})

/** Nothing is asked of it from below. */
export type MessagesService = Readonly<Record<never, never>>
