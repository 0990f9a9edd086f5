/** Nobody has to think of it: reporters are told what changed, promises that were missed are owned up to and go up. */
import { record } from '#platform/audit/index.ts'
import { openingHours } from '#platform/contract/openingHours.ts'
import { system, type Lang } from '#platform/contract/index.ts'
import type { Periodic } from '#platform/jobs/index.ts'
import { localPathOf } from '#platform/http/site.ts'
import { queue, type Outgoing } from '#platform/mail/outgoing.ts'
import { intakePaths } from '../contract-pages.ts'
import { promiseAt, type Urgency } from '../core/promise.ts'
import { momentIn } from '../core/moment.ts'
import { linesOf } from '../core/telling.ts'
import { texts } from '../core/texts.data.ts'
import type { Context } from './context.ts'
import { insertEntries } from './store.ts'
import { deleteExpiredDrafts } from './store/drafts-store.ts'
import { escalate, takeMissed, takeToTell, untoldEntries } from './store/jobs-store.ts'

const PART = 200

export function createJobs({ ground: { db, clock, publicUrl }, needs }: Context) {
  /** One mail a report, however much has changed since the last. @returns how many. */
  async function tell(): Promise<number> {
    const info = await needs.centre()
    const actor = system('intake.tell')
    for (let mails = 0; ; ) {
      const taken = await db.as(actor, async (tx) => {
        const now = clock.now()
        const reports = await takeToTell(tx, now, PART)
        const entries = Map.groupBy(await untoldEntries(tx, reports.filter((one) => one.email)), (one) => one.report_id)
        const messages = reports.flatMap((report): Outgoing[] => {
          const lang = report.lang as Lang
          const all = entries.get(report.id) ?? []
          const lines = linesOf(all, lang, momentIn(lang, info.timeZone))
          if (lines.length === 0) return []
          const text = texts[lang]
          return [{
            key: `intake.told:${report.id}:${all.at(-1)!.id}`, partyId: report.party_id, channel: 'mail', to: report.email, about: `report:${report.id}`, subject: text.subject(report.ref),
            text: (info.demo ? text.demo : '') + text.mail({ ref: report.ref, lines, link: publicUrl + localPathOf({ lang, info, path: '' }, intakePaths.follow), phone: String(info.contacts['phone'] ?? '112'), centre: info.name[lang] ?? Object.values(info.name)[0] ?? '' }),
          }]
        })
        await queue(tx, actor, now, messages)
        return { reports: reports.length, mails: messages.length }
      })
      mails += taken.mails
      if (taken.reports < PART) return mails
    }
  }

  /** @returns how many promises were missed and made anew. */
  async function keepPromises(): Promise<number> {
    const info = await needs.centre()
    const actor = system('intake.promises')
    const hours = openingHours.safeParse(info.contacts['openingHours']).data
    for (let all = 0; ; ) {
      const missed = await db.as(actor, async (tx) => {
        const now = clock.now()
        const reports = await takeMissed(tx, now, PART)
        const onDuty = (await needs.coordination.onCall(tx, now)) !== undefined
        for (const report of reports) {
          const urgency = Math.max(0, report.urgency - 1) as Urgency
          const until = promiseAt(urgency, now, hours, info.timeZone, onDuty)
          await escalate(tx, report.id, { urgency, promiseAt: until, now })
          await insertEntries(tx, actor.realm, [{ reportId: report.id, partyId: report.party_id, at: now, kind: 'missed', params: { until: until.toISOString() }, told: true, byKind: 'system' }])
          await record(tx, actor, now, { action: 'intake.missed', partyId: report.party_id, object: `report:${report.id}`, detail: { urgency } })
        }
        const [lang = 'it'] = info.languages
        const address = info.contacts['emergencyEmail'] ?? info.contacts['email']
        if (reports.length > 0 && typeof address === 'string' && address) {
          const text = texts[lang]
          await queue(tx, actor, now, [{ key: `intake.missed:${reports[0]!.id}:${reports[0]!.promises_missed}`, partyId: null, channel: 'mail', to: address, about: 'intake', subject: text.missedMail.subject(reports.length), text: (info.demo ? text.demo : '') + text.missedMail.text(reports.map((one) => one.ref).join(', '), `${publicUrl}/console/reports?of=late`) }])
        }
        return reports.length
      })
      all += missed
      if (missed < PART) return all
    }
  }

  const periodic: Periodic[] = [
    { name: 'intake.tell', everyMs: 10_000, run: async () => { await tell() } },
    { name: 'intake.promises', everyMs: 30_000, run: async () => { await keepPromises() } },
    { name: 'intake.drafts', everyMs: 3_600_000, run: async () => { await db.as(system('intake.drafts'), (tx) => deleteExpiredDrafts(tx, clock.now())) } },
  ]
  return { tell, keepPromises, periodic }
}
