/** A report in three answers: each is kept when it is given, so that nothing typed is lost, and the last one sends it. */
import { randomBytes } from 'node:crypto'
import { Refusal, system, type Actor, type Lang } from '#platform/contract/index.ts'
import { spokenCode } from '#platform/contract/spokenCode.ts'
import { steps, type Step } from '../../contract-pages.ts'
import type { ReceiptView, ReportValues } from '../../contract-public.ts'
import type { Incoming, Receipt, Situation, Who } from '../../contract.ts'
import { hashOf } from '../../core/code.ts'
import { answersOf, problemsOf } from '../../core/form.ts'
import { doubtsOf } from '../../core/judge.ts'
import type { Context } from '../context.ts'
import { readDraft, saveDraft, settleDraft } from '../store/drafts-store.ts'

/** Kept for a week while it is written; the receipt can be read again for a day. */
const DRAFT_MS = 7 * 86_400_000
const RECEIPT_MS = 86_400_000
const LATELY_MS = 600_000

/** The code is made before anything is sent: a receipt that was lost on its way can be made again. */
type Kept = { readonly values: ReportValues; readonly trap: string; readonly startedAt: string; readonly stamped: boolean; readonly code: string }
export type Draft = { readonly values: ReportValues; readonly expiresAt: Date; readonly sent: boolean }
type Stored = Omit<ReceiptView, 'answerBy'> & { readonly answerBy?: string }

export function createReporting(context: Context, batch: (actor: Actor, incoming: Incoming) => Promise<Receipt>) {
  const { ground: { db, clock }, needs: { dayKeys } } = context
  const door = system('intake.door')
  /** Network addresses that reported lately, in this process alone: a hint, nothing is refused for it. */
  const lately = new Map<string, number[]>()

  function countLately(address: string, now: number): number {
    const recent = (lately.get(address) ?? []).filter((at) => at > now - LATELY_MS)
    recent.push(now)
    lately.delete(address)
    lately.set(address, recent.slice(-200))
    if (lately.size > 10_000) lately.delete(lately.keys().next().value!)
    return recent.length - 1
  }

  const about = (hash: Buffer, what: string) => `draft ${what}:${hash.toString('hex')}`
  async function load(token: string): Promise<{ hash: Buffer; kept?: Kept; receipt?: Stored; expiresAt: Date }> {
    const hash = hashOf(token)
    const row = await db.as(door, (tx) => readDraft(tx, hash, clock.now()))
    if (!row) throw new Refusal('expired')
    if (row.receipt) return { hash, expiresAt: row.expiresAt, receipt: JSON.parse((await dayKeys.open(about(hash, 'receipt'), { keyName: row.keyName, sealed: row.receipt })).toString()) as Stored }
    return { hash, expiresAt: row.expiresAt, kept: JSON.parse((await dayKeys.open(about(hash, 'answers'), { keyName: row.keyName, sealed: row.sealed! })).toString()) as Kept }
  }

  async function keep(hash: Buffer, kept: Kept): Promise<void> {
    const now = clock.now()
    const { keyName, sealed } = await dayKeys.seal(now, about(hash, 'answers'), Buffer.from(JSON.stringify(kept)))
    await db.as(door, (tx) => saveDraft(tx, hash, { keyName, sealed, now, expiresAt: new Date(now.getTime() + DRAFT_MS) }))
  }

  async function begin(values: ReportValues, form: { trap: string; startedAt: Date | undefined }): Promise<string> {
    const token = randomBytes(24).toString('base64url')
    await keep(hashOf(token), { values, trap: form.trap, startedAt: (form.startedAt ?? clock.now()).toISOString(), stamped: form.startedAt !== undefined, code: spokenCode(randomBytes(5)) })
    return token
  }

  /** @throws Refusal expired. */
  async function read(token: string): Promise<Draft> {
    const { kept, expiresAt } = await load(token)
    return { values: kept?.values ?? {}, expiresAt, sent: kept === undefined }
  }

  /** @throws Refusal expired. A report that was sent already stays as it was sent. */
  async function save(token: string, values: ReportValues, trap: string): Promise<Draft> {
    const { hash, kept, expiresAt } = await load(token)
    if (!kept) return { values: {}, expiresAt, sent: true }
    const all = { ...kept.values, ...values }
    await keep(hash, { ...kept, values: all, trap: kept.trap || trap })
    return { values: all, expiresAt, sent: false }
  }

  /** Sent twice, it is one report. @throws Refusal expired. */
  async function send(token: string, from: { address: string; lang: Lang; sure: boolean }): Promise<'sent' | 'sure' | Step> {
    const { hash, kept } = await load(token)
    if (!kept) return 'sent'
    const open = steps.find((step) => problemsOf(step, kept.values).length > 0)
    if (open) return open
    const now = clock.now()
    const answers = answersOf(kept.values)
    const doubt = doubtsOf({ trap: kept.trap, startedAt: kept.stamped ? new Date(kept.startedAt) : now, sentAt: now, lately: countLately(from.address, now.getTime()), words: answers.words })
    // Whoever is a person presses once more; nobody is asked to read a picture.
    if (doubt.length > 0 && !from.sure) return 'sure'
    // The key is the draft: a second press, or a second try after a lost answer, is the same signal.
    const receipt = await batch(door, {
      road: 'web', externalKey: hash.toString('hex'), provenance: { form: 'public', startedAt: kept.startedAt }, original: Buffer.from(JSON.stringify(kept.values)),
      who: answers.who, whoName: answers.whoName, situation: answers.situation, words: answers.words, danger: answers.danger, lang: from.lang, contact: answers.contact, doubt, code: kept.code,
    })
    const view: Stored = { ref: receipt.ref, code: kept.code, receivedAt: now.toISOString(), ...(receipt.answerBy ? { answerBy: receipt.answerBy.toISOString() } : {}), situation: answers.situation as Situation, who: answers.who as Who, mailed: answers.contact.email !== '', again: receipt.was === 'again' }
    const sealed = await dayKeys.seal(now, about(hash, 'receipt'), Buffer.from(JSON.stringify(view)))
    await db.as(door, (tx) => settleDraft(tx, hash, { reportId: receipt.reportId, keyName: sealed.keyName, receipt: sealed.sealed, expiresAt: new Date(now.getTime() + RECEIPT_MS) }))
    return 'sent'
  }

  /** @throws Refusal expired · not_found while it was not sent. */
  async function receipt(token: string): Promise<ReceiptView> {
    const { receipt: stored } = await load(token)
    if (!stored) throw new Refusal('not_found')
    return stored
  }

  return { begin, read, save, send, receipt }
}
export type Reporting = ReturnType<typeof createReporting>
