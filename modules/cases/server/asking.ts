/** The one question to a body: its words by each way, and asking it again by another. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { channels, LIVE, mayReach, Refusal, type Actor, type Channel, type Lang, type Tlp } from '#platform/contract/index.ts'
import { isByHand, queue, type Outgoing } from '#platform/mail/outgoing.ts'
import type { Ground } from '#platform/module.ts'
import { askAgainAt, waysToAsk, type Way } from '../core/contacts.ts'
import { fitText } from '../core/textMessage.ts'
import { entryOf, seen, type Context } from './context.ts'
import { impactsOf, loadCentre, type Centre } from './store.ts'
import { askedBefore, textOfDelivery } from './store/asking-store.ts'
import { writeTimeline } from './store/log-store.ts'
import { insertQuestions, type NewQuestion } from './store/opening-store.ts'
import { locales, moments, say } from './words.ts'

export type Subject = { readonly realm: string; readonly providerName: string; readonly occurredAt: Date; readonly tlp: Tlp }
export type AskedBody = { readonly id: string; readonly ref: string; readonly party_id: string; readonly party_name: string }

/** A question may wait over a holiday fortnight. */
const QUESTION_DAYS = 30
export const questionTerm = (askedAt: Date) => ({ at: askedAt, expiresAt: new Date(askedAt.getTime() + QUESTION_DAYS * 86_400_000) })
export const hashToken = (token: string) => createHash('sha256').update(token).digest()

/** What is the same for 1,300 questions is worked out once. `services`: names, the one that most people use first. */
export function questioner(subject: Subject, centre: Centre, ground: Ground) {
  const at = Object.fromEntries(Object.entries(moments(centre.timeZone)).map(([lang, format]) => [lang, format(subject.occurredAt)])) as Record<Lang, string>
  const watermark = (lang: Lang) => (subject.realm === LIVE ? '' : say(lang, 'exercise'))
  const lists = Object.fromEntries((['it', 'fr', 'en'] as const).map((lang) => [lang, new Intl.ListFormat(locales[lang], { type: 'unit' })])) as Record<Lang, Intl.ListFormat>

  return (row: AskedBody, services: readonly string[], ways: readonly Way[], again = ''): { question: NewQuestion; message: Outgoing } => {
    const shared = (lang: Lang) => ({
      ref: row.ref, provider: subject.providerName, body: row.party_name, at: at[lang], services: firstNames(lang, services, lists[lang]),
      centre: centreName(centre, lang), tlp: subject.tlp.toUpperCase(), phone: centre.phone === '' ? '' : say(lang, 'question.phone', { phone: centre.phone }),
    })
    const letter = (lang: Lang, token: string) =>
      `${watermark(lang)}${say(lang, 'question.text', { ...shared(lang), link: linkOf(token) })}\n\n${say(lang, 'question.foot', shared(lang))}\n`
    const write: Readonly<Record<Channel, (lang: Lang, token: string) => string | undefined>> = {
      mail: letter, pec: letter,
      sms: (lang, token) => fitText((provider, name) => watermark(lang) + say(lang, 'question.sms', { provider: provider!, centre: name!, phone: centre.phone === '' ? '' : say(lang, 'question.smsPhone', { phone: centre.phone }), link: linkOf(token) }), [subject.providerName, centreName(centre, lang)]),
      phone: (lang) => watermark(lang) + say(lang, 'question.script', shared(lang)),
    }
    const linkOf = (token: string) => `${ground.publicUrl}/r/${token}`
    const written = ways.flatMap((way) => {
      const token = tokenFor(way.channel)
      const text = write[way.channel](way.language, token)
      return text === undefined ? [] : [{ way, token, text }]
    })[0]
    const lang = written?.way.language ?? centre.language
    const channel = written?.way.channel ?? 'phone'
    const to = written?.way.to ?? ''
    return {
      question: { id: randomUUID(), case_id: row.id, party_id: row.party_id, token_hash: hashToken(written?.token ?? tokenFor('phone')).toString('hex'), contact_name: written?.way.role ?? '', channel, language: lang },
      message: {
        key: `cases.question:${row.id}:${to}${again}`, partyId: row.party_id, channel, byHand: isByHand(channel, ground), to, about: `case:${row.id}`,
        subject: watermark(lang) + say(lang, 'question.subject', { ref: row.ref, provider: subject.providerName }),
        text: written?.text ?? `${say(lang, 'question.noContact', { body: row.party_name })}\n${write.phone(lang, '')}`,
      },
    }
  }
}

/** 24 random bytes; 16 where each letter counts. */
const tokenFor = (channel: Channel) => randomBytes(channel === 'sms' ? 16 : 24).toString('base64url')

/** Three names tell a clerk what is meant; the form behind the link has them all. */
function firstNames(lang: Lang, names: readonly string[], list: Intl.ListFormat): string {
  if (names.length === 0) return say(lang, 'question.services.none')
  return list.format([...names.slice(0, 3), ...(names.length > 3 ? [say(lang, 'question.services.more', { n: names.length - 3 })] : [])])
}

export const centreName = (centre: Centre, lang: Lang) => centre.name[lang] ?? centre.name['it'] ?? Object.values(centre.name)[0] ?? 'Bastida'

/** How a body was asked so far, and how it may be asked now. */
export async function readWays({ ground, territory }: Context, actor: Actor, caseId: string) {
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId)
    const asked = row.kind === 'tied' ? await askedBefore(tx, row.id) : []
    const ways = row.kind === 'tied' ? waysToAsk(await territory.contacts(tx, [row.party_id])) : []
    return {
      asked: asked.map((one) => ({ channel: one.channel, role: one.role, to: one.recipient, at: one.asked_at.toISOString(), state: one.state, byHand: one.by_hand })),
      ways: ways.map((way) => ({ channel: way.channel, to: way.to, role: way.role, byHand: isByHand(way.channel, ground), againAt: askAgainAt(lastBy(asked, way.channel), ground.clock.now())?.toISOString() ?? null })),
    }
  })
}

/**
 * The same question by another way. Without a channel: the best one that was not the last. Each way has its pause.
 * @throws Refusal conflict (`closed`, `answered`, `asked_recently` with its `again`, `no_way`), tlp.
 */
export async function askAgain({ ground, territory }: Context, actor: Actor, caseId: string, wanted: Channel | undefined) {
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId, { lock: true })
    if (row.kind !== 'tied') throw new Refusal('not_found')
    if (row.state === 'closed') throw new Refusal('conflict', { reason: 'closed' })
    if (row.answered_at !== null && row.answer !== 'unknown') throw new Refusal('conflict', { reason: 'answered' })
    if (!mayReach(row.tlp as Tlp, 'clients')) throw new Refusal('tlp', { tlp: row.tlp })
    const now = ground.clock.now()
    const asked = await askedBefore(tx, row.id)
    const ways = waysToAsk(await territory.contacts(tx, [row.party_id])).filter((way) => wanted === undefined || way.channel === wanted)
    if (ways.length === 0) throw new Refusal('conflict', { reason: 'no_way' })
    const free = ways.filter((way) => askAgainAt(lastBy(asked, way.channel), now) === null)
    if (free.length === 0) throw new Refusal('conflict', { reason: 'asked_recently', again: ways.map((way) => askAgainAt(lastBy(asked, way.channel), now)!.toISOString()).sort()[0] })
    const impacts = (await impactsOf(tx, [row.id])).toSorted((a, b) => b.people - a.people)
    const { question, message } = questioner({ realm: row.realm, providerName: row.provider_name, occurredAt: row.occurred_at, tlp: row.tlp as Tlp }, await loadCentre(tx), ground)(
      row, impacts.map((one) => one.name), free.toSorted((a, b) => Number(a.channel === asked[0]?.channel) - Number(b.channel === asked[0]?.channel)), `:${now.toISOString()}`)
    await insertQuestions(tx, row.realm, questionTerm(now), [question])
    await queue(tx, actor, now, [message])
    const params = { channel: question.channel, role: question.contact_name }
    await writeTimeline(tx, actor, now, [{ ...entryOf(row), at: now, kind: 'message', code: 'asked_again', params }])
    await record(tx, actor, now, { action: 'cases.ask', partyId: row.party_id, object: `case:${row.id}`, detail: params })
    return { channel: message.channel, to: message.to, byHand: message.byHand!, at: now.toISOString() }
  })
}

/** The whole text of a message that a person sends. It may hold the body's own link: who looked at it is recorded. */
export async function readText({ ground }: Context, actor: Actor, deliveryId: number) {
  return ground.db.as(actor, async (tx) => {
    const found = await textOfDelivery(tx, deliveryId)
    if (!found) throw new Refusal('not_found')
    await record(tx, actor, ground.clock.now(), { action: 'cases.copyText', partyId: found.party_id, object: found.about, detail: { delivery: deliveryId, channel: found.channel } })
    return { to: found.recipient, subject: found.subject, text: found.body }
  })
}

const lastBy = (asked: readonly { channel: string; asked_at: Date }[], channel: Channel): Date | undefined => asked.find((one) => one.channel === channel)?.asked_at

/** A link that answers for a body is for that body: it is not shown in the console unless somebody has to send it. */
export const withoutLinks = (text: string) => text.replaceAll(/\/r\/[A-Za-z0-9_-]{20,64}/g, '/r/…')

export const isChannel = (text: string): text is Channel => (channels as readonly string[]).includes(text)
