/** A mail that was read becomes what the centre receives. Nothing in it is believed: its date, its sender and its names are words. */
import type { Lang } from '#platform/contract/index.ts'
import type { Incoming } from '../../contract.ts'
import { langOf, situationOf } from './guess.ts'
import { tooLargeWords } from './mail.data.ts'

export const MAIL_MAX_BYTES = 30 * 1_048_576
export const ATTACHMENTS_MAX = 100
export const HEADERS_MAX = 200
/** Mails within mails that are read; one that lies deeper stays an attachment. */
export const NESTED_MAX = 3

export type MailFile = { readonly fileName: string; readonly mediaType: string; readonly bytes: number; readonly sha256: Buffer }
export type MailAddress = { readonly name: string; readonly address: string }
export type ReadMail = {
  /** Names in small letters; values decoded, in their order. At most HEADERS_MAX. */
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  /** How many there were. */
  readonly headerCount: number
  readonly subject: string
  readonly from: MailAddress | undefined
  readonly text: string
  readonly files: readonly MailFile[]
  /** Mails forwarded as attachments, outermost first. */
  readonly nested: readonly { readonly subject: string; readonly from: string; readonly date: string; readonly text: string }[]
  /** What could not be read of it. */
  readonly broken: readonly string[]
}
export type MailAt = {
  readonly sha256: string
  readonly original: Uint8Array
  /** Addresses that the centre itself writes from: what they send comes from a machine. */
  readonly ours: readonly string[]
  /** Of the whole mail, when it is more than what is kept. */
  readonly tooLarge?: number
  readonly otherwise: Lang
  /** Where it was found: folder and number. */
  readonly found?: Readonly<Record<string, unknown>>
}
export type MailIncoming = { readonly incoming: Incoming; /** Where its sender could be answered; absent: never answer. */ readonly answer: { readonly to: string; readonly lang: Lang } | undefined }

const WORDS = 19_500
const header = (mail: ReadMail, name: string) => mail.headers.find((one) => one.name === name)?.value ?? ''

export function incomingOf(mail: ReadMail, at: MailAt): MailIncoming {
  const auto = isAutomatic(mail, at.ours)
  const text = wordsOf(mail)
  const lang = langOf(`${mail.subject} ${text}`, at.otherwise)
  const tooLarge = at.tooLarge === undefined ? '' : tooLargeWords[lang].words(Math.round(at.tooLarge / 1_048_576))
  // Of bytes that say nothing a report is made all the same: somebody sent them.
  const subject = oneLine(mail.subject, 300) || (text || tooLarge ? '' : '—')
  const email = mail.from && isAddress(mail.from.address) ? mail.from.address : ''
  const name = oneLine(mail.from?.name || mail.from?.address || '', 200)
  const id = oneLine(header(mail, 'message-id').replaceAll(/^<|>$/g, ''), 400)
  return {
    answer: auto || email === '' ? undefined : { to: email, lang },
    incoming: {
      road: 'mail', externalKey: id || at.sha256, original: at.original, who: 'unknown', whoName: '', lang,
      situation: situationOf(`${mail.subject} ${text}`),
      ...(subject ? { subject } : {}), words: clean([tooLarge, text].filter(Boolean).join('\n\n'), WORDS),
      // Without an address nothing is ever written back: two machines must not answer each other.
      contact: { name, phone: '', email: auto ? '' : email },
      doubt: auto ? ['auto'] : [], attachments: at.tooLarge === undefined ? mail.files.slice(0, ATTACHMENTS_MAX) : [],
      provenance: provenanceOf(mail, { ...at.found, ...(at.tooLarge === undefined ? {} : { tooLarge: at.tooLarge }), ...(id ? { messageId: id } : {}), from: oneLine(mail.from?.address ?? '', 254) }),
    },
  }
}

/** Answers of machines, bounces, lists (RFC 3834, RFC 2076): kept, and never answered. */
export function isAutomatic(mail: ReadMail, ours: readonly string[] = []): boolean {
  const auto = header(mail, 'auto-submitted').trim().toLowerCase()
  const path = mail.headers.find((one) => one.name === 'return-path')?.value.trim()
  const from = mail.from?.address.toLowerCase() ?? ''
  return (auto !== '' && !/^no\b/.test(auto)) || path === '<>' || path === '' || /^(?:bulk|list|junk|auto_reply)$/i.test(header(mail, 'precedence').trim())
    || ['list-id', 'list-unsubscribe', 'x-autoreply', 'x-autorespond', 'x-auto-response-suppress'].some((name) => header(mail, name) !== '')
    || /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply)@/i.test(from) || ours.some((one) => one.toLowerCase() === from)
    || /^multipart\/report\b/i.test(header(mail, 'content-type').trim())
}

function wordsOf({ text, nested }: ReadMail): string {
  const parts = nested.map((one) => [`— ${[one.from, one.date, one.subject].filter(Boolean).map((part) => oneLine(part, 200)).join(' · ')}`, one.text].join('\n'))
  return clean([text, ...parts].map((part) => part.trim()).filter(Boolean).join('\n\n'), WORDS)
}

function provenanceOf(mail: ReadMail, more: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const all = (name: string, most: number) => mail.headers.filter((one) => one.name === name).slice(0, most).map((one) => oneLine(one.value, 500))
  const one = (name: string) => { const value = oneLine(header(mail, name), 500); return value ? value : undefined }
  return Object.fromEntries(Object.entries({
    ...more, date: one('date'), replyTo: one('reply-to'), returnPath: one('return-path'), autoSubmitted: one('auto-submitted'), precedence: one('precedence'), inReplyTo: one('in-reply-to'),
    received: all('received', 20), authenticationResults: all('authentication-results', 10), headers: mail.headerCount,
    ...(mail.broken.length > 0 ? { broken: mail.broken.slice(0, 10).map((text) => oneLine(text, 200)) } : {}),
  }).filter(([, value]) => value !== undefined))
}

const isAddress = (text: string) => text.length <= 254 && /^[^\s@<>",;:\p{Cc}]+@[^\s@<>",;:\p{Cc}]+\.[^\s@<>",;:\p{Cc}]{2,}$/u.test(text)
export const oneLine = (text: string, max: number): string => clean(text.replaceAll(/\s+/g, ' '), max).trim()
/** What the database and a page can hold: no control characters, no half of a pair, and an end. */
export function clean(text: string, max: number): string {
  const whole = text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '').replaceAll(/\n{4,}/g, '\n\n\n')
  return (whole.length > max ? `${whole.slice(0, max - 1)}…` : whole).toWellFormed()
}
