/** The ways by which a message reaches a body, in the order in which they are tried: what leaves a written trace first. */
export const channels = ['mail', 'pec', 'sms', 'phone'] as const
/** `pec`: certified mail. `sms`: a text message. `phone`: always a person who calls. */
export type Channel = (typeof channels)[number]
