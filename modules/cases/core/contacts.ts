/** Whom to ask, and by which way: one question a body. */
import { channels, type Channel } from '#platform/contract/index.ts'
import type { Contact } from '#modules/territory/contract.ts'

/** Who can say "we are hit" without asking around, first. Unknown roles come after. */
const preferred = ['incident', 'security', 'it', 'digital_transition', 'secretary', 'registry', 'dpo', 'general']
const rank = (contact: Contact) => {
  const at = preferred.indexOf(contact.role)
  return at < 0 ? preferred.length : at
}

export type Way = {
  readonly channel: Channel
  readonly to: string
  readonly role: string
  readonly language: 'it' | 'fr' | 'en'
}

/**
 * The ways to a body, at most one a channel, the best first: mail, then certified mail, a text message, a call. Empty when
 * nobody is known, and somebody must find a number.
 */
export function waysToAsk(contacts: readonly Contact[]): Way[] {
  const sorted = contacts.toSorted((a, b) => rank(a) - rank(b))
  return channels.flatMap((channel): Way[] => {
    const contact = sorted.find((one) => addressBy[channel](one) !== '')
    return contact ? [{ channel, to: addressBy[channel](contact), role: contact.role, language: contact.language }] : []
  })
}

const addressBy: Readonly<Record<Channel, (contact: Contact) => string>> = {
  mail: (contact) => (contact.role === 'pec' ? '' : contact.email),
  pec: (contact) => (contact.role === 'pec' ? contact.email : ''),
  sms: (contact) => (isMobile(contact) ? contact.phone : ''),
  phone: (contact) => contact.phone,
}

/**
 * Italian mobile numbers begin with 3, French ones with 6 or 7 (06 without its country is Rome to an Italian); what the
 * registry calls a mobile is one.
 */
function isMobile({ role, phone, language }: Contact): boolean {
  const digits = phone.replaceAll(/[\s./()-]/g, '').replace(/^00/, '+')
  const national = language === 'fr' ? /^0[67]\d{8}$/ : /^3\d{8,9}$/
  return phone !== '' && (role === 'mobile' || /^\+393\d{8,9}$/.test(digits) || /^\+33[67]\d{8}$/.test(digits) || national.test(digits))
}

/** A body is not asked twice by the same way in less than this. */
export const ASK_AGAIN_HOURS = 4

/** From when a way may be used again; null when it may be now. */
export function askAgainAt(lastAskedAt: Date | undefined, now: Date): Date | null {
  if (lastAskedAt === undefined) return null
  const again = new Date(lastAskedAt.getTime() + ASK_AGAIN_HOURS * 3_600_000)
  return again > now ? again : null
}
