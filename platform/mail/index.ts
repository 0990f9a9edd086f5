/**
 * Mail cannot be exactly once: SMTP leaves a window between the server's 250 and our commit.
 * So every message has a stable Message-ID and the caller records `sending` before, `sent` after; what stays `sending`
 * after a crash is shown as uncertain and never repeated by itself.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { encryptedMime } from './pgp.ts'

export type Mail = {
  /** Key of the delivery: the same key gives the same Message-ID. */
  readonly key: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Adds what mail programs need for their own button (RFC 2369, RFC 8058). The address must be https, and act on POST alone. */
  readonly unsubscribeUrl?: string
  /** Public key (armored) of the address: the mail leaves encrypted to it, or not at all. */
  readonly encryptTo?: string
}
/** Signature of the sending domain (RFC 6376): what a receiver needs to know that the mail is the centre's. */
export type Dkim = { readonly domain: string; readonly selector: string; /** PEM. */ readonly privateKey: string }
export type Mailer = {
  /** `folder`: nothing leaves, the message is a file. */
  readonly kind: 'smtp' | 'folder'
  /** Resolves when the server has taken the message. @throws Error of the transport. */
  send(mail: Mail): Promise<{ messageId: string }>
  close(): void
}

export function createMailer(options: { smtpUrl: string | undefined; from: string; folder: string; dkim?: Dkim | undefined; now?: () => Date }): Mailer {
  const domain = options.from.split('@')[1]!
  const idOf = (key: string) => `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${domain}>`
  const { dkim, now = () => undefined } = options
  const signing = dkim ? { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey, headerFieldNames: signed.join(':') } } : {}
  const messageOf = async (mail: Mail, messageId: string) => {
    const letter = { from: options.from, to: mail.to, subject: mail.subject, text: mail.text, messageId, headers: headersOf(mail) }
    if (mail.encryptTo === undefined) return letter
    return { envelope: { from: options.from, to: mail.to }, raw: await encryptedMime(letter, mail.encryptTo, now()) }
  }
  if (options.smtpUrl === undefined) return folderMailer(messageOf, options.folder, idOf, signing)
  const transport = createTransport({ url: options.smtpUrl, pool: true, maxConnections: 4, connectionTimeout: 15_000, socketTimeout: 30_000, ...signing })
  return {
    kind: 'smtp',
    close: () => transport.close(),
    async send(mail) {
      const messageId = idOf(mail.key)
      await transport.sendMail(await messageOf(mail, messageId))
      return { messageId }
    },
  }
}

/** One click counts only where the signature covers both of its headers (RFC 8058, section 4). */
const signed = ['From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding', 'Auto-Submitted', 'List-Unsubscribe', 'List-Unsubscribe-Post']

const headersOf = ({ unsubscribeUrl }: Mail): Record<string, string> => ({
  'Auto-Submitted': 'auto-generated',
  ...(unsubscribeUrl ? { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
})

function folderMailer(messageOf: (mail: Mail, messageId: string) => Promise<SendMailOptions>, folder: string, idOf: (key: string) => string, signing: object): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows', ...signing })
  return {
    kind: 'folder',
    close: () => {},
    async send(mail) {
      const messageId = idOf(mail.key)
      const made = await transport.sendMail(await messageOf(mail, messageId))
      mkdirSync(folder, { recursive: true })
      const file = join(folder, `${messageId.slice(1, 33)}.eml`)
      writeFileSync(`${file}.tmp`, made.message as Buffer)
      renameSync(`${file}.tmp`, file)
      return { messageId }
    },
  }
}
