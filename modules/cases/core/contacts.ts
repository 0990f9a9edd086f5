/** Whom to ask, and by which way: one question a body. */
import type { Contact } from '#modules/territory/contract.ts'

/** Who can say "we are hit" without asking around, first. Unknown roles come after. */
const preferred = ['incident', 'security', 'it', 'digital_transition', 'secretary', 'registry', 'dpo', 'general']
const rank = (contact: Contact) => {
  const at = preferred.indexOf(contact.role)
  return at < 0 ? preferred.length : at
}

export type Asked = {
  readonly channel: 'mail' | 'phone'
  readonly to: string
  readonly role: string
  readonly language: 'it' | 'fr' | 'en'
}

/** Mail where there is an address, else the phone; undefined when nobody is known, and somebody must find a number. */
export function whomToAsk(contacts: readonly Contact[]): Asked | undefined {
  const sorted = contacts.toSorted((a, b) => rank(a) - rank(b))
  const mail = sorted.find((contact) => contact.email !== '')
  if (mail) return { channel: 'mail', to: mail.email, role: mail.role, language: mail.language }
  const phone = sorted.find((contact) => contact.phone !== '')
  return phone && { channel: 'phone', to: phone.phone, role: phone.role, language: phone.language }
}
