/** Who may say the two words, and what must be right before they are said. */
import { LIVE, mayReach, Refusal, type Actor, type Tlp } from '#platform/contract/index.ts'
import type { Answer } from '#modules/cases/contract.ts'
import type { NoticeCheck, NoticeContent, NoticeState } from '../contract.ts'
import { shownText, wholeText } from './edit.ts'
import { gulpease, wordsPerSentence } from './readability.ts'

export type Known = {
  readonly realm: string; readonly partyId: string; readonly state: NoticeState; readonly version: number
  readonly content: NoticeContent; readonly confirmedBy: string | null; readonly live: boolean
}
export type CaseWord = { readonly answer: Answer; readonly tlp: Tlp }

const DAY_MS = 86_400_000
const GRACE_MS = 5 * 60_000
/** A notice for longer than a year is a page of the site, not a notice. */
const MAX_DAYS = 366

export const speaksFor = (actor: Actor, partyId: string): boolean =>
  actor.kind === 'person' && actor.parties.includes(partyId) && actor.roles.some((role) => role === 'member' || role === 'admin')
export const isCentre = (actor: Actor): boolean =>
  actor.kind === 'person' && actor.scope === 'all' && actor.roles.some((role) => role === 'coordinator' || role === 'analyst')

/** Everything to be seen to; `stop` closes the door to confirming. */
export function checksOf(content: NoticeContent, now: Date, word: CaseWord | undefined, realm: string): NoticeCheck[] {
  const checks: NoticeCheck[] = []
  const stop = (code: NoticeCheck['code'], path: string) => checks.push({ level: 'stop', code, path, params: {} })
  const look = (code: NoticeCheck['code'], path: string, params: NoticeCheck['params'] = {}) => checks.push({ level: 'look', code, path, params })
  checkDates(content, now, stop, look)
  const source = content.texts[content.sourceLang]
  const text = `texts.${content.sourceLang}`
  if (source.cause.length === 0) stop('no_cause', `${text}.cause`)
  if (source.stillWorks.length === 0) stop('no_still_works', `${text}.stillWorks`)
  if (source.personalData.length === 0) stop('no_personal_data', `${text}.personalData`)
  if (source.falseMessages.length === 0) look('no_false_messages', `${text}.falseMessages`)
  if (content.services.length === 0) look('no_services', 'services')
  if (content.places.length === 0) look('no_places', 'places')
  if (content.sourceLang === 'it' && gulpease(wholeText(source)) < 60) look('hard_to_read', text, { gulpease: Math.round(gulpease(wholeText(source))) })
  if (wordsPerSentence(wholeText(source)) > 20) look('long_sentences', text, { words: Math.round(wordsPerSentence(wholeText(source))) })
  for (const lang of ['it', 'fr', 'en'] as const) {
    if (content.behind[lang].length > 0) look('translation_behind', `texts.${lang}`, { fields: content.behind[lang].join(', ') })
    else if (shownText(content, lang).translated) look('translation_not_reviewed', `texts.${lang}`)
  }
  if (word && !isHit(word.answer)) stop('not_answered', '')
  if (word && !mayReach(word.tlp, 'clients')) look('case_red', '')
  if (realm !== LIVE) look('exercise', '')
  return checks
}

function checkDates(content: NoticeContent, now: Date, stop: (code: NoticeCheck['code'], path: string) => void, look: (code: NoticeCheck['code'], path: string) => void) {
  const at = (moment: string) => new Date(moment).getTime()
  const expiry = at(content.expiresAt)
  if (expiry <= now.getTime()) stop('past_expiry', 'expiresAt')
  if (expiry > now.getTime() + MAX_DAYS * DAY_MS) stop('expiry_too_far', 'expiresAt')
  const open = content.services.some((service) => service.state === 'down' || service.state === 'limited')
  if (content.nextUpdateAt === null) { if (open) look('no_next_update', 'nextUpdateAt') }
  else if (at(content.nextUpdateAt) <= now.getTime()) stop('past_next_update', 'nextUpdateAt')
  else if (at(content.nextUpdateAt) > expiry) stop('next_after_expiry', 'nextUpdateAt')
  content.services.forEach((service, i) => {
    if (service.nextUpdateAt !== null && at(service.nextUpdateAt) <= now.getTime()) stop('past_next_update', `services.${i}.nextUpdateAt`)
    if (service.since === null) return
    if (at(service.since) > now.getTime() + GRACE_MS) stop('since_in_future', `services.${i}.since`)
    if (at(service.since) < now.getTime() - MAX_DAYS * DAY_MS) stop('since_too_old', `services.${i}.since`)
  })
}

/** A save may leave open what confirming asks for, but no impossible date is ever stored. @throws Refusal invalid naming the fields */
export function checkSave(content: NoticeContent, now: Date): void {
  const impossible = new Set(['past_expiry', 'expiry_too_far', 'since_too_old', 'next_after_expiry'])
  refuse(checksOf(content, now, undefined, LIVE).filter((check) => impossible.has(check.code)), 'body.content.')
}

/** @throws Refusal forbidden when it is not the body's own person, conflict, invalid. True when there is nothing left to do. */
export function decideConfirm(actor: Actor, known: Known, word: CaseWord, now: Date, version?: number): 'done' | 'confirm' {
  if (!speaksFor(actor, known.partyId)) throw new Refusal('forbidden', { reason: 'own_word' })
  refuseOld(known, version)
  if (known.state === 'published' || known.state === 'confirmed') return 'done'
  if (known.state === 'withdrawn') throw new Refusal('conflict', { reason: 'withdrawn' })
  refuse(checksOf(known.content, now, word, known.realm).filter((check) => check.level === 'stop'), 'content.')
  return 'confirm'
}

/**
 * The second word: another person of the body, or one of the centre.
 * @throws Refusal exercise, second_person, tlp (the case is not even for the bodies), conflict (no first word), invalid.
 */
export function decidePublish(actor: Actor, known: Known, word: CaseWord, now: Date, version?: number): 'done' | 'publish' {
  // In an exercise the second word holds inside it, and nowhere else.
  if (known.realm !== actor.realm) throw new Refusal('exercise')
  if (!speaksFor(actor, known.partyId) && !isCentre(actor)) throw new Refusal('forbidden')
  refuseOld(known, version)
  if (known.state === 'published') return 'done'
  if (known.state !== 'confirmed' || known.confirmedBy === null) throw new Refusal('conflict', { reason: 'not_confirmed' })
  if (known.confirmedBy === actor.id) throw new Refusal('second_person')
  if (!isHit(word.answer)) throw new Refusal('conflict', { reason: 'not_answered' })
  if (!mayReach(word.tlp, 'clients')) throw new Refusal('tlp')
  // Hours may lie between the two words: a date that was good then may be past now.
  refuse(checksOf(known.content, now, word, known.realm).filter((check) => check.level === 'stop'), 'content.')
  return 'publish'
}

export const isHit = (answer: Answer): boolean => answer === 'hit' || answer === 'data_lost'

function refuseOld(known: Known, version: number | undefined) {
  if (version !== undefined && version !== known.version) throw new Refusal('conflict', { version: known.version })
}

function refuse(checks: readonly NoticeCheck[], prefix: string) {
  if (checks.length === 0) return
  throw new Refusal('invalid', { fields: checks.map((check) => ({ path: `${prefix}${check.path}`.replace(/\.$/, ''), problem: problems[check.code] ?? check.code })) })
}

const problems: Partial<Record<NoticeCheck['code'], string>> = {
  past_expiry: 'the expiry is past', expiry_too_far: 'the expiry is more than a year away', past_next_update: 'the next update is past', next_after_expiry: 'the next update is after the expiry',
  since_in_future: 'in the future', since_too_old: 'more than a year ago', no_cause: 'say what happened', no_still_works: 'say what still works, and where',
  no_personal_data: 'say whether personal data are involved', not_answered: 'the body has not said that it is hit',
}
