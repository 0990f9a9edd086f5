/** Papers for the data protection officer, made from what the program does; and the notice for the public. */
import * as z from 'zod'
import { can, endpoint, instant, trilingual, version } from '#platform/contract/index.ts'

export const paperNames = ['record', 'annex', 'assessment', 'retention', 'security', 'notice'] as const
export type PaperName = (typeof paperNames)[number]
const lang = z.enum(['it', 'fr', 'en'])
const access = can('coordinator')

export const listPapers = endpoint({
  id: 'retention.papers', method: 'GET', path: '/api/retention/papers', summary: 'The papers there are, and whether the public reads the privacy notice', access,
  response: z.object({
    papers: z.array(z.object({ name: z.enum(paperNames), title: trilingual })), version: z.string(),
    notice: z.object({ published: z.boolean(), changedAt: instant.nullable(), version, /** Contacts of the centre that the notice needs and does not have. */ lacks: z.array(z.enum(['email', 'dpo'])) }),
  }),
})
export const readPaper = endpoint({
  id: 'retention.paper', method: 'GET', path: '/api/retention/papers/:paper', summary: 'One paper, ready for A4, with blanks and lines to sign', access, raw: true, answers: ['text/html'],
  params: z.object({ paper: z.enum(paperNames) }), query: z.object({ lang: lang.default('it') }),
})
export const publishNotice = endpoint({
  id: 'retention.publish_notice', method: 'PUT', path: '/api/retention/notice', summary: 'Shows the privacy notice to the public at /privacy, or takes it back', access, status: 204,
  body: z.object({ version, published: z.boolean() }),
})
