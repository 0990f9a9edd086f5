/** The public page of whoever gets mails: no account, no script. The token in the address is the key. */
import { localPages } from '#platform/contract/localPages.ts'

const documents = {
  choices: { method: 'GET', path: '/messages/:token/:step', summary: 'What an address receives from the centre, and why; changes nothing' },
  choose: { method: 'POST', path: '/messages/:token/:step', summary: 'Silences or wakes messages (form, or the one click of a mail program: RFC 8058)' },
} as const
export type MessagesPageName = keyof typeof documents
export const messagesPages = localPages<MessagesPageName>('messages', documents)
/** `step`: what one click silences, or `all`, which silences nothing. */
export const messagesPath = (token: string, step: string): string => `/messages/${token}/${step}`
