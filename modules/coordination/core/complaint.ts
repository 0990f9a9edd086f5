/** Where to file a complaint, by when, what to bring and a draft to sign. The French hours are counted by the engine of deadlines. */
import { evaluate } from '#engines/deadlines/index.ts'
import type { Lang } from '#platform/contract/index.ts'
import { instantOfWall } from '#platform/contract/zone.ts'
import type { Complainant, ComplaintCountry, ComplaintSheet, ComplaintSituation } from '../contract-complaint.ts'
import { bring, drafts, leave, notes, offices, type Thing } from './complaint.data.ts'

export const BLANK = '________'
export type Told = {
  readonly country: ComplaintCountry; readonly who: Complainant; readonly situation: ComplaintSituation; readonly knownAt: Date | null; readonly occurredAt?: Date | null
  readonly name?: string; readonly words?: string; readonly services?: readonly string[]
}

/** Mainland time of the country whose police is asked, wherever the centre stands. */
export const zoneOf = { IT: 'Europe/Rome', FR: 'Europe/Paris' } as const

export function sheetOf(told: Told, now: Date, lang: Lang): ComplaintSheet {
  const { country, who, situation } = told
  const reaches = ({ for: whom, of }: { for?: readonly Complainant[]; of?: readonly ComplaintSituation[] }) => (!whom || whom.includes(who)) && (!of || of.includes(situation))
  const say = (things: readonly Thing[]) => things.filter(reaches).map(({ text }) => text[lang])
  return {
    country, timeZone: zoneOf[country], term: termOf(told, now), bring: say(bring), leave: say(leave),
    where: offices[country].filter(reaches).map(({ name, what, href, phone }) => ({ name: name[lang], what: what[lang], ...(href ? { href } : {}), ...(phone ? { phone } : {}) })),
    notes: notes[country].filter(reaches).map(({ text, source }) => ({ text: text[lang], source })),
    draft: draftOf(told),
  }
}

/**
 * Art. L. 12-10-1 of the Code des assurances: legal persons, and people in their trade, whose contract pays for attacks. Whether
 * there is such a contract is theirs to know: the hour is told to all of them.
 */
function termOf({ country, who, knownAt }: Told, now: Date): ComplaintSheet['term'] {
  if (country !== 'FR' || who === 'person') return null
  const source = 'Code des assurances, art. L. 12-10-1'
  if (knownAt === null) return { at: null, knownAt: null, exceeded: false, hours: TERM_HOURS, source }
  const { obligations } = evaluate({ party: { country: 'FR', kind: who === 'body' ? 'other_public' : 'firm', cyberInsured: 'yes' }, incident: { malicious: 'yes' }, decisions: {}, clocks: { attack_known: { at: knownAt } }, suggested: {}, filings: [] }, now)
  const row = obligations.find((one) => one.regime === 'FR-LOPMI' && one.stage === 'complaint')
  // Before the law was in force there is no such term.
  if (!row?.strictAt) return null
  return { at: row.strictAt.toISOString(), knownAt: knownAt.toISOString(), exceeded: now > row.strictAt, hours: TERM_HOURS, source }
}
/** For the sentence only; the moment is the engine's, and a test holds the two together. */
export const TERM_HOURS = 72

function draftOf(told: Told): ComplaintSheet['draft'] {
  const words = drafts[told.country]
  const moment = (at: Date | null | undefined) => (at ? new Intl.DateTimeFormat(words.lang, { dateStyle: 'long', timeStyle: 'short', timeZone: zoneOf[told.country] }).format(at) : BLANK)
  const known: Record<string, string> = { name: told.name || BLANK, known: moment(told.knownAt), occurred: moment(told.occurredAt), situation: words.situation[told.situation], words: told.words || BLANK, services: told.services?.join(', ') || BLANK }
  // One pass: what somebody typed is never read as a place to fill.
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, key: string) => known[key] ?? BLANK)
  return {
    lang: words.lang, title: words.title,
    paragraphs: [words.head, fill(told.who === 'person' ? words.who.person : words.who.other), fill(words.facts), fill(words.words), ...(told.services?.length ? [fill(words.services)] : []), words.systems, words.traces, words.damage, words.suspects, ...words.ask, words.sign],
  }
}

/** "2026-10-25T02:30" on the clocks of that country; undefined: no such thing was typed. */
export function readKnown(typed: string, country: ComplaintCountry): Date | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})$/.exec(typed)
  const wall = found ? Date.parse(`${found[1]}T${found[2]}Z`) : Number.NaN
  return Number.isNaN(wall) ? undefined : new Date(instantOfWall(wall, zoneOf[country]))
}
