/** From lines to mails: one recipient, one transaction, so that a kill in between loses nothing and sends nothing twice. */
import { LIVE, system } from '#platform/contract/index.ts'
import { localPathOf, type CentreInfo } from '#platform/http/site.ts'
import { queue } from '#platform/mail/outgoing.ts'
import type { Tx } from '#platform/db/index.ts'
import { messagesPath } from '../contract-pages.ts'
import { plan, type Line } from '../core/budget.ts'
import { fateOf } from '../core/facts.ts'
import { letterOf } from '../core/letter.ts'
import { zoneMoment } from '../core/moment.ts'
import { inLang, type Context } from './context.ts'
import { hurriedSince, mutesOf, nowKey, recipientsDue, saveWeek, settleItems, takeRecipient, waitingOf, type ItemRow, type Recipient } from './store.ts'
import { tokenOf } from './token.ts'

const PART = 200
const NOBODY = '00000000-0000-0000-0000-000000000000'
const actor = system('messages.send')
type Waiting = ItemRow & Line

export function createSending(context: Context) {
  const { ground: { db, clock, publicUrl }, needs } = context

  /** @returns how many mails were queued. */
  async function sendDue(): Promise<number> {
    const info = await needs.centre()
    let mails = 0
    for (let after = NOBODY; ;) {
      const ids = await db.as(actor, (tx) => recipientsDue(tx, LIVE, clock.now(), after, PART))
      for (const id of ids) mails += await db.as(actor, (tx) => sendTo(tx, id, info))
      if (ids.length < PART) return mails
      after = ids.at(-1)!
    }
  }

  async function sendTo(tx: Tx, id: string, info: CentreInfo): Promise<number> {
    const recipient = await takeRecipient(tx, id)
    if (!recipient) return 0
    const now = clock.now()
    const waiting = (await waitingOf(tx, id)).map((row): Waiting => ({ ...row, firstAt: row.first_at, changedAt: row.changed_at, dueAt: row.due_at }))
    const planned = plan(waiting, { muted: await mutesOf(tx, id), sentAt: await hurriedSince(tx, id, new Date(now.getTime() - 3_600_000)), weekAt: recipient.week_at, timeZone: info.timeZone }, now)
    await settleItems(tx, planned.muted.map((one) => one.id), 'muted', now)
    const hurried = await write(tx, recipient, planned.atOnce, info, now, false)
    const weekly = await write(tx, recipient, planned.weekly, info, now, true)
    if (weekly > 0) await saveWeek(tx, id, planned.slot)
    return hurried + weekly
  }

  /** What is true no more, or may not reach a body any more, goes before the mail is written. */
  async function write(tx: Tx, recipient: Recipient, lines: readonly Waiting[], info: CentreInfo, now: Date, week: boolean): Promise<number> {
    if (lines.length === 0) return 0
    const caseIds = [...new Set(lines.flatMap((line) => (line.object.startsWith('case:') ? [line.object.slice(5)] : [])))]
    const facts = new Map((await needs.cases.facts(tx, caseIds)).map((one) => [`case:${one.id}`, one]))
    const nearest = new Map((await needs.obligations.nearest(tx, caseIds)).map((one) => [`case:${one.caseId}`, one]))
    const ending = lines.some((line) => line.kind === 'consent_ending') ? new Set((await needs.coordination.ending(tx, now, new Date(now.getTime() + 62 * 86_400_000))).map((one) => `consent:${one.id}`)) : new Set<string>()
    const fates = Map.groupBy(lines, (line) => line.object.startsWith('case:') ? fateOf({ kind: line.kind, once: line.detail['once'] ?? '' }, facts.get(line.object), nearest.get(line.object), now)
      : line.kind === 'consent_ending' && !ending.has(line.object) ? 'over' : 'tell')
    for (const fate of ['over', 'withheld'] as const) await settleItems(tx, (fates.get(fate) ?? []).map((one) => one.id), fate, now)
    const told = fates.get('tell') ?? []
    if (told.length === 0) return 0
    const lang = info.languages.includes(recipient.lang) ? recipient.lang : info.languages[0] ?? 'it'
    const token = tokenOf(needs.secret, recipient.id)
    const at = (step: string) => publicUrl + localPathOf({ lang, path: '', info }, messagesPath(token, step))
    const { subject, text, oneClick } = letterOf(
      told.map((line) => ({ kind: line.kind, partyId: line.party_id, partyName: line.party_name, role: line.role, changes: line.changes, detail: line.detail, facts: facts.get(line.object) })),
      { lang, centre: inLang(info.name, lang), demo: info.demo, week, publicUrl, choices: at('all'), moment: zoneMoment(lang, info.timeZone) })
    const parties = [...new Set(told.map((line) => line.party_id))]
    const objects = [...new Set(told.map((line) => line.object))]
    await queue(tx, actor, now, [{
      // The last line makes it one of a kind: a line is told once.
      key: `${week ? `messages.week:${recipient.id}:${planKey(now)}:` : nowKey(recipient.id)}${told.at(-1)!.id}`,
      partyId: parties.length === 1 ? parties[0]! : null, channel: 'mail', to: recipient.address, about: objects.length === 1 && objects[0]!.startsWith('case:') ? objects[0]! : 'messages', subject, text,
      ...(oneClick ? { unsubscribeUrl: at(oneClick) } : {}),
    }])
    await settleItems(tx, told.map((line) => line.id), 'told', now)
    return 1
  }

  return { sendDue }
}
const planKey = (now: Date) => now.toISOString().slice(0, 10)
export type Sending = ReturnType<typeof createSending>
