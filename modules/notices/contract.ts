/** What the public reads: notices and states that a body has confirmed and a second person approved. */
import * as z from 'zod'
import { event, instant, lang, line, uuid, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { plainProblem } from './contract-plain.ts'
import { isTopic } from './contract-topics.ts'

export const noticeStates = ['draft', 'confirmed', 'published', 'withdrawn'] as const
export type NoticeState = (typeof noticeStates)[number]
/** Something public changed: cached pages that show this party, and the overview, are dropped. */
export const publicChanged = event('notices.public_changed', z.object({ partyId: uuid }))
/** Channel of NOTIFY in the transaction of every public change; the payload is the party's id. */
export const PUBLIC_CHANNEL = 'bastida_public'
/** Said in that channel instead of a body: every page has changed. */
export const EVERY_PAGE = '*'
/** Said instead of a body's id: what shows no single body, the map among it. */
export const OVERVIEWS = ''

/** What may be said of a service; "unknown" is never said, it is what silence becomes. */
export const saidStates = ['down', 'limited', 'restored', 'working'] as const
export type SaidState = (typeof saidStates)[number]

const plainOf = <T extends z.ZodType<string>>(schema: T) => schema.superRefine((text, ctx) => {
  const problem = plainProblem(text)
  if (problem) ctx.addIssue({ code: 'custom', message: problem })
})
/** One line of plain text. Markup is refused with the name of the field. */
export const plain = (max: number) => plainOf(line(max))
const paragraphs = z.array(plain(1200)).max(12)
const link = z.url({ protocol: /^https$/, error: 'an address that begins with https://' }).max(500)

/** Modello Comuni: title, short description under 255 characters, and the parts of an outage notice. One array element is one paragraph. */
export const noticeText = z.object({
  title: plain(160), summary: plain(254),
  cause: paragraphs, stillWorks: paragraphs, citizenDeadlines: paragraphs, personalData: paragraphs, falseMessages: paragraphs,
}).meta({ id: 'NoticeText' })
export type NoticeText = z.output<typeof noticeText>
export const textFields = ['title', 'summary', 'cause', 'stillWorks', 'citizenDeadlines', 'personalData', 'falseMessages'] as const satisfies readonly (keyof NoticeText)[]
export type TextField = (typeof textFields)[number]

export const serviceWord = z.object({ serviceId: uuid.nullable().default(null), name: plain(160), state: z.enum(saidStates), since: instant.nullable().default(null), nextUpdateAt: instant.nullable().default(null) }).meta({ id: 'ServiceWord' })
export type ServiceWord = z.output<typeof serviceWord>
const uniqueNames = (services: readonly { name: string }[]) => new Set(services.map((service) => service.name.toLowerCase())).size === services.length

export const noticeContent = z.object({
  /** Language the office writes in; the others are translations. */
  sourceLang: lang,
  texts: z.object({ it: noticeText, fr: noticeText, en: noticeText }),
  /** Languages whose text a person has re-read. */
  reviewed: z.array(lang).max(3),
  /** By language: fields that changed in the source after the translation. The page shows the source there. Computed: what is sent is ignored. */
  behind: z.object({ it: z.array(z.enum(textFields)), fr: z.array(z.enum(textFields)), en: z.array(z.enum(textFields)) }).default({ it: [], fr: [], en: [] }),
  topics: z.array(z.string().refine(isTopic, { error: 'not in the vocabulary' })).min(1).max(8),
  services: z.array(serviceWord).max(200).refine(uniqueNames, { error: 'a service is named twice' }),
  /** Where to go instead: a desk, a phone. */
  places: z.array(z.object({ name: plain(120), lines: z.array(plain(200)).max(6) })).max(10),
  /** A cura di. */
  office: z.object({ name: plain(160), lines: z.array(plain(200)).max(6), href: link.optional() }),
  attachments: z.array(z.object({ name: plain(160), href: link, kind: plain(40), size: plain(20) })).max(20),
  nextUpdateAt: instant.nullable(),
  /** Mandatory: after it the notice leaves the lists. */
  expiresAt: instant,
}).meta({ id: 'NoticeContent' })
export type NoticeContent = z.output<typeof noticeContent>

/** What stands between a draft and the public. `stop`: cannot be confirmed · `look`: a person should look again. */
export const noticeCheck = z.object({ level: z.enum(['stop', 'look']), code: z.enum(['past_expiry', 'expiry_too_far', 'past_next_update', 'next_after_expiry', 'no_next_update', 'since_in_future', 'since_too_old', 'no_services', 'no_cause', 'no_still_works', 'no_personal_data', 'no_false_messages', 'no_places', 'deadlines_open', 'hard_to_read', 'long_sentences', 'translation_behind', 'translation_not_reviewed', 'not_answered', 'exercise', 'case_red']), path: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])).default({}) }).meta({ id: 'NoticeCheck' })
export type NoticeCheck = z.output<typeof noticeCheck>

export type NoticesService = {
  /** The body's own word on its notice: a member or admin of the body. @throws Refusal forbidden, conflict, invalid. */
  confirm(actor: Actor, noticeId: string, version?: number): Promise<void>
  /** A second person's: publishes; in an exercise, inside it. The same again changes nothing. @throws Refusal second_person, tlp, conflict. */
  publish(actor: Actor, noticeId: string, version?: number): Promise<void>
  /** When the next update is promised: the one thing of a draft that ages by itself. Words already given fall, as with any edit. */
  promise(actor: Actor, noticeId: string, nextUpdateAt: Date): Promise<void>
  /** Prepares the notice that says everything is back; one that says so already stays as it is. */
  back(actor: Actor, noticeId: string): Promise<void>
  noticesOf(tx: Tx, caseIds: readonly string[]): Promise<{ id: string; caseId: string; partyId: string; state: NoticeState }[]>
  /** Drafts for the tied cases of a main one that have none yet. */
  draft(actor: Actor, mainId: string): Promise<{ drafted: number }>
}

