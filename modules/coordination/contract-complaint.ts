/** Where to file a complaint, by when, and what to bring: for anybody, and filled for a case. */
import * as z from 'zod'
import { can, centre, endpoint, instant, languages, ofBody, uuid } from '#platform/contract/index.ts'

export const complaintCountries = ['IT', 'FR'] as const
export const complainants = ['person', 'firm', 'body'] as const
export const complaintSituations = ['ransomware', 'account', 'fraud', 'phishing', 'website', 'data', 'provider', 'other'] as const
export type ComplaintCountry = (typeof complaintCountries)[number]
export type Complainant = (typeof complainants)[number]
export type ComplaintSituation = (typeof complaintSituations)[number]

export const complaintSheet = z.object({
  country: z.enum(complaintCountries), timeZone: z.string(),
  where: z.array(z.object({ name: z.string(), what: z.string(), href: z.string().optional(), phone: z.string().optional() })),
  /** French insurance; `at` is null while nobody has said when the attack was known. Null: it does not concern them. */
  term: z.object({ at: instant.nullable(), knownAt: instant.nullable(), exceeded: z.boolean(), hours: z.number().int(), source: z.string() }).nullable(),
  notes: z.array(z.object({ text: z.string(), source: z.string() })),
  bring: z.array(z.string()), leave: z.array(z.string()),
  /** In the language of the country’s police, whatever the page speaks. */
  draft: z.object({ lang: z.enum(languages), title: z.string(), paragraphs: z.array(z.string()) }),
}).meta({ id: 'ComplaintSheet' })
export type ComplaintSheet = z.output<typeof complaintSheet>

export const readComplaint = endpoint({
  id: 'coordination.complaint', method: 'GET', path: '/api/coordination/cases/:caseId/complaint', summary: 'The sheet for a complaint, with what the case knows of its body and of nobody else', access: can(...centre, ...ofBody),
  params: z.object({ caseId: uuid }), query: z.object({ lang: z.enum(languages).default('it') }), response: z.object({ ref: z.string(), party: z.object({ id: uuid, name: z.string() }), sheet: complaintSheet }),
})
