/** The public pages of whoever reports: no account, no script. */
import * as z from 'zod'
import { localPages } from '#platform/contract/localPages.ts'
import { situations } from './contract.ts'

/** Where a page of first gestures leads on: what one sees is then chosen already. */
const query = z.object({ about: z.enum(situations).optional().catch(undefined) })

export const steps = ['what', 'who', 'reach'] as const
export type Step = (typeof steps)[number]

const documents = {
  situation: { method: 'GET', path: '/emergency/:slug', summary: 'First gestures and whom to call, by what one sees' },
  begin: { method: 'GET', path: '/report', summary: 'The first question of a report; nothing is stored', query },
  start: { method: 'POST', status: 303, path: '/report', summary: 'Begins a report with its first answer (form)' },
  step: { method: 'GET', path: '/report/:token/:step', summary: 'A report that is being written, also from another device' },
  save: { method: 'POST', status: 303, path: '/report/:token/:step', summary: 'Keeps one answer and goes on; with the last one the report is sent (form)' },
  receipt: { method: 'GET', path: '/report/:token/receipt', summary: 'Number, code, next step and the hour of the answer' },
  follow: { method: 'GET', path: '/follow', summary: 'Asks for number and code' },
  followed: { method: 'POST', refuses: ['not_found', 'busy'], path: '/follow', summary: 'What became of a report, and a word to add (form)' },
} as const
export type IntakePageName = keyof typeof documents
export const intakePages = localPages<IntakePageName>('intake', documents)
/** What one reader wrote or asked, and what carries the moment at which it was drawn: never kept. */
export const ownPages: ReadonlySet<IntakePageName> = new Set<IntakePageName>(['begin', 'start', 'step', 'save', 'receipt', 'follow', 'followed'])

export const intakePaths = {
  situation: (slug: string) => `/emergency/${slug}`,
  report: '/report',
  step: (token: string, step: Step) => `/report/${encodeURIComponent(token)}/${step}`,
  receipt: (token: string) => `/report/${encodeURIComponent(token)}/receipt`,
  follow: '/follow',
} as const
