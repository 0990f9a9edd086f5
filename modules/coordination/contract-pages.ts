/** The public page of this module. */
import * as z from 'zod'
import { complaintSituations } from './contract-complaint.ts'
import { trades } from './contract-responders.ts'
import { localPages } from '#platform/contract/localPages.ts'

const documents = {
  rfc2350: { method: 'GET', path: '/rfc2350', summary: 'The centre as other response teams expect to read of it (RFC 2350)' },
  rfc2350_text: { method: 'GET', path: '/rfc2350.txt', summary: 'The same as plain text, in English', answers: 'text/plain' },
  responders: { method: 'GET', path: '/responders', summary: 'How the centre gives names of responders, and those who agreed to be listed', query: z.object({ trade: z.enum(trades).optional().catch(undefined), place: z.string().max(100).optional().catch(undefined) }) },
  complaint: { method: 'GET', path: '/complaint', summary: 'Where to file a complaint and by when: the questions', query: z.object({ about: z.enum(complaintSituations).optional().catch(undefined) }) },
  complained: { method: 'POST', path: '/complaint', summary: 'The sheet and the draft; nothing typed is kept (form)' },
} as const
export type CoordinationPageName = keyof typeof documents
export const coordinationPages = localPages<CoordinationPageName>('coordination', documents)
/** What somebody typed is drawn for this reader alone. */
export const ownPages: ReadonlySet<CoordinationPageName> = new Set<CoordinationPageName>(['complained'])
export const coordinationPaths = { rfc2350: '/rfc2350', text: '/rfc2350.txt', responders: '/responders', complaint: '/complaint' } as const
