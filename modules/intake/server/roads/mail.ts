/** A mail becomes a report, in one transaction with the word to whoever sent more than is kept. The moment of arrival is ours. */
import { createHash } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, system, type Actor } from '#platform/contract/index.ts'
import { localPathOf } from '#platform/http/site.ts'
import { queue } from '#platform/mail/outgoing.ts'
import { intakePaths } from '../../contract-pages.ts'
import type { Receipt } from '../../contract.ts'
import { incomingOf, MAIL_MAX_BYTES } from '../../core/roads/mail.ts'
import { momentIn } from '../../core/moment.ts'
import { tooLargeWords } from '../../core/roads/mail.data.ts'
import { texts } from '../../core/texts.data.ts'
import type { Context } from '../context.ts'
import { receive } from '../receiving.ts'
import { attachmentById, filedReport, mailsLately } from '../store/roads-store.ts'
import { attachmentsOf } from '../store/desk-store.ts'
import { markTold } from '../store/jobs-store.ts'
import { fileOfMail, readMail } from './read-mail.ts'

/** Two machines that answer each other without saying so are heard out this often in an hour, and no more. */
const LOOP_MOST = 5
const HOUR_MS = 3_600_000
/** Of a mail that is too large so much of its head is kept. */
export const HEAD_KEPT = 65_536

export type MailGiven = {
  /** The whole mail; of one that is too large its head is enough. */
  readonly bytes: Uint8Array
  /** As the server says it; else what was given. */
  readonly size?: number
  readonly found?: Readonly<Record<string, unknown>>
}

export function createMail(context: Context) {
  const { ground: { db, clock, publicUrl, ownAddresses = [] }, needs } = context

  /** The same Message-ID, or the same bytes, again: the report that it was. */
  async function file(actor: Actor, { bytes, size = bytes.byteLength, found }: MailGiven): Promise<Receipt> {
    const large = size > MAIL_MAX_BYTES
    const original = large ? headOf(bytes.subarray(0, HEAD_KEPT)) : bytes
    const info = await needs.centre()
    const read = incomingOf(await readMail(original), {
      original, sha256: createHash('sha256').update(original).digest('hex'), ours: ownAddresses, otherwise: info.languages[0] ?? 'it',
      ...(large ? { tooLarge: size } : {}), ...(found ? { found } : {}),
    })
    const { answer } = read
    const lately = answer ? await db.as(actor, (tx) => mailsLately(tx, answer.to, new Date(clock.now().getTime() - HOUR_MS))) : 0
    const looping = lately >= LOOP_MOST
    const incoming = looping ? { ...read.incoming, doubt: ['many'], contact: { ...read.incoming.contact, email: '' }, provenance: { ...read.incoming.provenance, unanswered: 'many from this address within an hour' } } : read.incoming
    const [receipt] = await receive(context, actor, [incoming], async (tx, [made]) => {
      if (!answer || looping || made!.was === 'known') return
      // By mail the code can reach nobody but the address that wrote; the receipt is its only road.
      if (!large) {
        const words = texts[answer.lang]
        await queue(tx, actor, clock.now(), [{
          key: `intake.receipt:${made!.reportId}:${made!.code}`, partyId: null, channel: 'mail', to: answer.to, about: `report:${made!.reportId}`, subject: words.subject(made!.ref),
          text: (info.demo ? words.demo : '') + words.receipt({ ref: made!.ref, code: made!.code, moment: made!.answerBy ? momentIn(answer.lang, info.timeZone)(made!.answerBy.toISOString()) : undefined, again: made!.was === 'again', link: publicUrl + localPathOf({ lang: answer.lang, info, path: '' }, intakePaths.follow), phone: String(info.contacts['phone'] ?? '112'), centre: info.name[answer.lang] ?? Object.values(info.name)[0] ?? '' }),
        }])
        if (made!.was === 'new') await markTold(tx, made!.reportId)
        return
      }
      const text = tooLargeWords[answer.lang]
      await queue(tx, actor, clock.now(), [{
        key: `intake.too_large:${made!.reportId}`, partyId: null, channel: 'mail', to: answer.to, about: `report:${made!.reportId}`, subject: text.subject(made!.ref),
        text: text.text({ ref: made!.ref, megabytes: Math.round(size / 1_048_576), most: MAIL_MAX_BYTES / 1_048_576, link: publicUrl + localPathOf({ lang: answer.lang, info, path: '' }, intakePaths.report), phone: String(info.contacts['phone'] ?? '112'), centre: info.name[answer.lang] ?? Object.values(info.name)[0] ?? '' }),
      }])
    })
    return receipt!
  }

  /** For whoever holds a mail as a file: what became of it. */
  async function fileOne(bytes: Uint8Array) {
    const actor = system('cli')
    const receipt = await file(actor, { bytes })
    return db.as(actor, async (tx) => {
      const report = (await filedReport(tx, receipt.reportId))!
      const attachments = (await attachmentsOf(tx, receipt.reportId)).toSorted((a, b) => a.part - b.part).map((one) => ({ fileName: one.file_name, mediaType: one.media_type, bytes: Number(one.bytes), sha256: one.sha256.toString('hex') }))
      return { id: report.id, ref: report.ref!, code: receipt.code, was: receipt.was, situation: report.situation, subject: report.subject, words: report.words, lang: report.lang, urgency: report.urgency, attachments, doubt: report.doubt }
    })
  }

  /** @throws Refusal not_found · expired when the original has gone · key_missing. */
  async function attachment(actor: Actor, id: string): Promise<{ bytes: Buffer; fileName: string }> {
    const row = await db.as(actor, (tx) => attachmentById(tx, id))
    if (!row) throw new Refusal('not_found')
    if (!row.sealed) throw new Refusal('expired')
    const original = await needs.dayKeys.open(`signal:${row.signal_id}`, { keyName: row.key_name, sealed: row.sealed })
    const bytes = row.road === 'mail' ? await fileOfMail(original, row.part) : undefined
    if (!bytes || !createHash('sha256').update(bytes).digest().equals(row.sha256)) throw new Refusal('failed')
    await db.as(actor, (tx) => record(tx, actor, clock.now(), { action: 'intake.attachment', partyId: row.party_id, object: `report:${row.report_id}`, detail: { attachment: id, sha256: row.sha256.toString('hex') } }))
    return { bytes, fileName: row.file_name }
  }

  return { file, fileOne, attachment }
}
/** Nothing of its body. */
function headOf(bytes: Uint8Array): Uint8Array {
  const all = Buffer.from(bytes)
  const ends = [all.indexOf('\r\n\r\n'), all.indexOf('\n\n')].filter((at) => at >= 0)
  return ends.length === 0 ? all : all.subarray(0, Math.min(...ends))
}
export type Mail = ReturnType<typeof createMail>
