/**
 * The mailbox of the centre is read, message by message: received in its own transaction, and only then marked as read. A kill
 * between the two leaves it unread, and its Message-ID makes no second report. What is wrong with one stops no other.
 */
import { ImapFlow } from 'imapflow'
import type { Actor } from '#platform/contract/index.ts'
import { troubleOf } from '#platform/db/trouble.ts'
import type { Log } from '#platform/log/index.ts'
import { MAIL_MAX_BYTES } from '../../core/roads/mail.ts'
import { HEAD_KEPT, type Mail } from './mail.ts'

export type Mailbox = { readonly url: string; readonly done: string | undefined }
export type Limits = { readonly connectMs: number; readonly silentMs: number; readonly runMs: number; readonly messages: number }
const usual: Limits = { connectMs: 15_000, silentMs: 30_000, runMs: 120_000, messages: 500 }

export type Fetched = { readonly filed: number; /** Left unread: what failed with each. */ readonly left: ReadonlyMap<number, unknown>; /** Why the server could not be read to the end: away, refuses us, silent. */ readonly away?: unknown }
/** @throws what `file` throws when the database or the disk is away. */
export async function fetchMail(mailbox: Mailbox, file: Mail['file'], actor: Actor, log: Log, limits: Limits = usual): Promise<Fetched> {
  const left = new Map<number, unknown>()
  const so = { filed: 0 }
  const { url, folder } = placeOf(mailbox.url)
  const client = new ImapFlow({
    host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || (url.protocol === 'imaps:' ? 993 : 143), secure: url.protocol === 'imaps:',
    // Without TLS only to this machine: a password does not cross a network in the open.
    ...(url.protocol === 'imap:' && !isHere(url.hostname) ? { doSTARTTLS: true } : {}),
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false, disableAutoIdle: true, connectionTimeout: limits.connectMs, greetingTimeout: limits.connectMs, socketTimeout: limits.silentMs,
  })
  client.on('error', () => {}) // it also comes out of the call that waits
  let late = false
  const timer = setTimeout(() => { late = true; client.close() }, limits.runMs)
  try {
    await client.connect()
    const lock = await client.getMailboxLock(folder)
    try { await readAll(client, mailbox, folder, file, actor, log, limits, so, left) } finally { lock.release() }
    return { filed: so.filed, left }
  } catch (error) {
    if (error instanceof OwnTrouble) throw error.cause
    return { filed: so.filed, left, away: late ? new Error('the mailbox did not answer in time') : error }
  } finally {
    clearTimeout(timer)
    client.close()
  }
}

/** The database or the disk is away: the rest waits as well. Told apart from a mailbox that is. */
class OwnTrouble extends Error {}

async function readAll(client: ImapFlow, { done }: Mailbox, folder: string, file: Mail['file'], actor: Actor, log: Log, limits: Limits, so: { filed: number }, left: Map<number, unknown>): Promise<void> {
  const unseen = (await client.search({ seen: false }, { uid: true })) || []
  for (const uid of unseen.slice(0, limits.messages)) {
    const one = String(uid)
    try {
      const about = await client.fetchOne(one, { uid: true, size: true }, { uid: true })
      if (!about) continue // somebody took it away meanwhile
      const size = about.size ?? 0
      const got = await client.fetchOne(one, { uid: true, source: size > MAIL_MAX_BYTES ? { start: 0, maxLength: HEAD_KEPT } : true }, { uid: true })
      if (!got || !got.source) continue
      await file(actor, { bytes: got.source, size: Math.max(size, got.source.byteLength), found: { folder, uid } })
    } catch (error) {
      if (!client.usable) throw error
      if (troubleOf(error) !== undefined) throw new OwnTrouble('own', { cause: error })
      left.set(uid, error)
      continue
    }
    so.filed += 1
    await client.messageFlagsAdd(one, ['\\Seen'], { uid: true })
    if (done !== undefined) await putAway(client, one, done, log)
  }
}

/** The report is there already: a folder that cannot be written to is only said. */
async function putAway(client: ImapFlow, uid: string, done: string, log: Log): Promise<void> {
  try {
    if (await client.messageMove(uid, done, { uid: true })) return
    await client.mailboxCreate(done)
    if (!await client.messageMove(uid, done, { uid: true })) log.warn('a message could not be moved to the folder of those that are done', { folder: done, uid })
  } catch (error) {
    if (!client.usable) throw error
    log.warn('a message could not be moved to the folder of those that are done', { folder: done, uid, error })
  }
}

function placeOf(text: string): { url: URL; folder: string } {
  const url = new URL(text)
  return { url, folder: decodeURIComponent(url.pathname.replace(/^\//, '')) || 'INBOX' }
}
const isHere = (host: string) => host === 'localhost' || host === '[::1]' || /^127\./.test(host)
