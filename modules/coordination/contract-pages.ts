/** The public page of this module. */
import { localPages } from '#platform/contract/localPages.ts'

const documents = {
  rfc2350: { method: 'GET', path: '/rfc2350', summary: 'The centre as other response teams expect to read of it (RFC 2350)' },
  rfc2350_text: { method: 'GET', path: '/rfc2350.txt', summary: 'The same as plain text, in English', answers: 'text/plain' },
} as const
export type CoordinationPageName = keyof typeof documents
export const coordinationPages = localPages<CoordinationPageName>('coordination', documents)
export const coordinationPaths = { rfc2350: '/rfc2350', text: '/rfc2350.txt' } as const
