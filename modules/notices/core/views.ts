/** From stored rows to what public documents are drawn from. Texts come out in one language; nothing inferred comes in. */
import type { Lang } from '#platform/contract/index.ts'
import type { NoticeCard, NoticeView, PublicState, ServiceLine } from '../contract-public.ts'
import { topicIn } from '../contract-topics.ts'
import type { NoticeContent, SaidState } from '../contract.ts'
import { shownText, wholeText } from './edit.ts'
import { readingMinutes } from './readability.ts'
import { stateNow, worst } from './states.ts'

export type Shown = { readonly name: string; readonly state: SaidState; readonly since: Date | null; readonly confirmedAt: Date; readonly nextUpdateAt: Date | null; readonly staleAt: Date; readonly updatedAt: Date }
export type Out = { readonly slug: string; readonly content: NoticeContent; readonly history: readonly { readonly at: string; readonly what: string }[]; readonly publishedAt: Date; readonly updatedAt: Date; readonly expiresAt: Date }
export type Named = { readonly slug: string; readonly name: string; readonly contact?: readonly string[]; readonly site?: string | null }

export function serviceLine(row: Shown, now: Date): ServiceLine {
  const state = stateNow(row, now)
  return {
    name: row.name, state, ...(row.since && state !== 'working' ? { since: row.since.toISOString() } : {}),
    ...(row.nextUpdateAt && row.nextUpdateAt > now ? { nextUpdateAt: row.nextUpdateAt.toISOString() } : {}), ...(state === 'unknown' ? { confirmedAt: row.confirmedAt.toISOString() } : {}),
  }
}

/** The state of a notice is that of its services as they are known now, not as they were when it was written. */
export function statesOf(content: NoticeContent, rows: readonly Shown[], now: Date): ServiceLine[] {
  const known = new Map(rows.map((row) => [row.name, row]))
  return content.services.map((service) => {
    const row = known.get(service.name)
    return row ? serviceLine(row, now) : { name: service.name, state: 'unknown', ...(service.since ? { since: service.since } : {}) }
  })
}

export function noticeCard(out: Out, body: Named, rows: readonly Shown[], lang: Lang, now: Date): NoticeCard {
  const { text } = shownText(out.content, lang)
  const lines = statesOf(out.content, rows, now)
  const from = lines.map((line) => line.since).filter((since) => since !== undefined).sort()[0] ?? out.publishedAt.toISOString()
  return { slug: out.slug, title: text.title, summary: text.summary, party: body.slug, partyName: body.name, ...(lines.length > 0 ? { state: worst(lines.map((line) => line.state)) } : {}), from, expiresAt: out.expiresAt.toISOString() }
}

export function noticeView(
  out: Out, body: Named, lines: readonly ServiceLine[], lang: Lang, now: Date,
  say: { readonly answer: (states: readonly PublicState[], text: { title: string; summary: string }) => NoticeView['answer']; readonly what: Readonly<Record<string, string>> },
): NoticeView {
  const { content } = out
  const { text, translated } = shownText(content, lang)
  const { nextUpdateAt, office } = content
  return {
    slug: out.slug, title: text.title, summary: text.summary, party: body.slug, partyName: body.name, kind: 'avviso', topics: content.topics.map((topic) => topicIn(topic, lang)),
    publishedAt: out.publishedAt.toISOString(), expiresAt: out.expiresAt.toISOString(), expired: out.expiresAt <= now, readingMinutes: readingMinutes(wholeText(text)), updatedAt: out.updatedAt.toISOString(),
    ...(translated ? { translatedFrom: content.sourceLang } : {}),
    answer: say.answer(lines.map((line) => line.state), text),
    outage: { services: lines, cause: text.cause }, stillWorks: { text: text.stillWorks, places: content.places },
    citizenDeadlines: text.citizenDeadlines, personalData: text.personalData, falseMessages: text.falseMessages,
    ...(nextUpdateAt !== null && new Date(nextUpdateAt) > now ? { nextUpdateAt } : {}),
    office: { name: office.name, lines: office.lines, ...(office.href ? { href: office.href } : {}) }, contact: body.contact ?? [], ...(body.site ? { site: body.site } : {}), attachments: content.attachments,
    history: out.history.map((one) => ({ at: one.at, what: say.what[one.what] ?? one.what })),
  }
}
