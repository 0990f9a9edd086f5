/** All roads end here: the signal is sealed as it came, and what people work on is made from it. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { recordMany } from '#platform/audit/index.ts'
import { spokenCode } from '#platform/contract/spokenCode.ts'
import { openingHours } from '#platform/contract/openingHours.ts'
import { readableTlps, Refusal, system, type Actor, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { queue, type Outgoing } from '#platform/mail/outgoing.ts'
import type { Incoming, Receipt } from '../contract.ts'
import { hashOf } from '../core/code.ts'
import { urgencyOf, type Doubt } from '../core/judge.ts'
import { promiseAt } from '../core/promise.ts'
import { redact } from '#platform/contract/redact.ts'
import { signsOf, wordsOf } from '../core/signs.ts'
import { texts } from '../core/texts.data.ts'
import type { Context } from './context.ts'
import { countAgain, insertAttachments, insertEntries, insertReports, insertSignals, knownSignals, lockShapes, sameShapes, type NewEntry, type NewReport, type NewSignal } from './store.ts'

/** The same from the same person counts up for so long. */
const AGAIN_MS = 86_400_000
/** Originals hold what the copies leave out: they go first. */
export const ORIGINAL_DAYS = 180
const DAY_MS = 86_400_000
const SUBJECT = 120

/** `also`: what a road must keep in the same transaction, so that a kill leaves both or neither. */
export async function receive({ ground: { db, clock, publicUrl, texter }, needs }: Context, actor: Actor, incoming: readonly Incoming[], also?: (tx: Tx, receipts: readonly Receipt[]) => Promise<void>): Promise<Receipt[]> {
  if (incoming.length === 0) return []
  const now = clock.now()
  const info = await needs.centre()
  const hours = openingHours.safeParse(info.contacts['openingHours']).data
  const duty = incoming.some((one) => judged(one) === 0) ? await db.as(system('intake.duty', actor.realm), (tx) => needs.coordination.onCall(tx, now)) : undefined
  const made = await Promise.all(incoming.map((one) => prepare(one)))

  // A body files for itself and may not look for doubles among all: the door does, and the log says who came to it.
  const door = actor.scope === 'all' ? actor : system('intake.door', actor.realm)
  return db.as(door, async (tx) => {
    const { realm } = actor
    const named = [...new Set(made.flatMap(({ report }) => report.partyId ?? []))]
    if (named.length > 0 && (await needs.territory.parties(tx, named)).length < named.length) throw new Refusal('not_found')
    const keys = incoming.flatMap((one) => (one.externalKey === undefined ? [] : [one.externalKey]))
    await lockShapes(tx, made.map(({ report }) => report.shape))
    const known = await knownSignals(tx, realm, incoming[0]!.road, keys)
    const same = await sameShapes(tx, realm, made.map(({ report }) => report.shape), new Date(now.getTime() - AGAIN_MS))
    const [reports, signals, entries, again] = [[] as NewReport[], [] as NewSignal[], [] as NewEntry[], [] as { reportId: string; codeHash: Buffer }[]]
    const answers: (Omit<Receipt, 'ref'> & { ref?: string })[] = []
    for (const [i, { report, signal, code }] of made.entries()) {
      const { externalKey } = incoming[i]!
      const before = externalKey === undefined ? undefined : known.get(externalKey)
      if (before) {
        answers.push({ reportId: before.id, ...(before.ref ? { ref: before.ref } : {}), code: '', answerBy: before.promiseAt, was: 'known' })
        continue
      }
      const shape = report.shape.toString('hex')
      // What a program sends with keys of its own is as many things as it has keys; and alerts are one by one, each may be somebody's.
      const counts = report.kind === 'report' && (report.road === 'web' || report.road === 'mail' || externalKey === undefined)
      const earlier = counts ? same.get(shape) : undefined
      const at = { partyId: earlier?.partyId ?? report.partyId, at: now, byKind: report.road === 'web' ? 'reporter' : actor.kind === 'person' ? 'person' : 'system', byId: actor.id, byName: actor.name } as const
      const reportId = earlier?.id ?? report.id
      signals.push({ ...signal, reportId, partyId: at.partyId })
      if (externalKey !== undefined) known.set(externalKey, { id: reportId, ref: earlier?.ref ?? '', promiseAt: report.promiseAt, partyId: at.partyId })
      if (earlier) {
        again.push({ reportId, codeHash: report.codeHash })
        entries.push({ ...at, reportId, kind: 'again', params: { road: report.road } })
        answers.push({ reportId, ...(earlier.ref ? { ref: earlier.ref } : {}), code, answerBy: earlier.promiseAt, was: 'again' })
        continue
      }
      reports.push(report)
      same.set(shape, { id: report.id, ref: '', promiseAt: report.promiseAt, partyId: report.partyId })
      entries.push({ ...at, reportId, kind: 'received', params: { road: report.road }, told: true })
      entries.push({ ...at, reportId, byKind: 'system', byId: '', byName: '', kind: 'promised', params: { until: report.promiseAt.toISOString() }, told: true })
      if (report.assignedTo !== null) entries.push({ ...at, reportId, kind: 'taken', params: { name: report.assignedName }, told: true })
      answers.push({ reportId, code, answerBy: report.promiseAt, was: 'new' })
    }
    const refs = await insertReports(tx, realm, reports)
    await queue(tx, door, now, urgentNews(reports.filter((one) => one.urgency === 0 && one.road !== 'phone'), refs))
    await countAgain(tx, realm, again, now)
    await insertSignals(tx, realm, signals)
    await insertEntries(tx, realm, entries)
    await insertAttachments(tx, realm, made.flatMap(({ signal }, i) => {
      const stored = signals.find((one) => one.id === signal.id)
      return stored ? (incoming[i]!.attachments ?? []).map((file, part) => ({ id: randomUUID(), part, reportId: stored.reportId, partyId: stored.partyId, signalId: stored.id, ...file })) : []
    }))
    await recordMany(tx, actor, now, reports.map((report) => ({ action: 'intake.file', partyId: report.partyId, object: `report:${report.id}`, detail: { road: report.road } })))
    const receipts = answers.map((one) => ({ ...one, ref: one.ref ?? refs.get(one.reportId) ?? '' }))
    await also?.(tx, receipts)
    return receipts
  })

  /** To the centre, and to whoever is on call where messages reach a telephone: number and kind, and nothing that was written. One for all that came together. */
  function urgentNews(urgent: readonly NewReport[], refs: ReadonlyMap<string, string>): Outgoing[] {
    const address = info.contacts['emergencyEmail'] ?? info.contacts['email']
    const [first] = urgent
    if (!first) return []
    const words = texts[info.languages[0] ?? 'it']
    const all = urgent.map((one) => refs.get(one.id)!)
    const situation = words.situations[first.situation]
    const link = `${publicUrl}/console/reports${urgent.length === 1 ? `/${first.id}` : ''}`
    const common = { partyId: null, about: 'intake', subject: words.urgent.subject(all.join(', ')) } as const
    return [
      ...(typeof address === 'string' && address !== '' ? [{ ...common, key: `intake.urgent:${first.id}`, channel: 'mail' as const, to: address, text: (info.demo ? words.demo : '') + words.urgent.text(all.join(', '), situation, link, duty && `${duty.person}, ${duty.phone}`) }] : []),
      ...(duty && texter ? [{ ...common, key: `intake.urgent:${first.id}:call`, channel: 'sms' as const, to: duty.phone, text: words.urgent.call(all.length > 1 ? `${all[0]} +${all.length - 1}` : all[0]!, situation, `${publicUrl}/console/reports`) }] : []),
    ]
  }

  async function prepare(one: Incoming): Promise<{ report: NewReport; signal: NewSignal; code: string }> {
    const id = randomUUID()
    const words = redact(one.words.trim())
    const subject = redact(subjectOf(one)).text.slice(0, 300)
    const partyId = one.partyId ?? null
    const tlp: Tlp = one.tlp ?? 'amber'
    if (partyId === null && actor.scope === 'parties') throw new Refusal('forbidden')
    if (!readableTlps(actor).includes(tlp)) throw new Refusal('invalid', { fields: [{ path: 'body.tlp', problem: 'beyond what you may read yourself' }] })
    const code = one.code ?? spokenCode(randomBytes(5))
    const urgency = judged(one)
    const { signs } = signsOf({ subject, words: words.text }, one.contact)
    const signalId = randomUUID()
    return {
      code,
      report: {
        id, kind: one.kind ?? 'report', road: one.road, receivedAt: now, occurredAt: one.occurredAt ?? null, partyId, who: one.who, whoName: one.who === 'person' ? '' : one.whoName.slice(0, 300), situation: one.situation,
        subject, words: words.text, lang: one.lang, urgency, doubt: one.doubt ?? [], state: one.takenBy ? 'open' : 'new', assignedTo: one.takenBy?.id ?? null, assignedName: one.takenBy?.name ?? '',
        promiseAt: promiseAt(urgency, now, hours, info.timeZone, duty !== undefined), tlp, contact: one.contact, codeHash: hashOf(code), signs,
        shape: hashOf(JSON.stringify([one.situation, one.who, wordsOf(one.whoName), partyId, one.contact.email.toLowerCase(), one.contact.phone.replaceAll(/\D/g, ''), `${subject} ${words.text}`.toLowerCase().replaceAll(/\s+/g, ' ')])),
      },
      signal: {
        id: signalId, reportId: id, partyId, road: one.road, receivedAt: now, externalKey: one.externalKey ?? null, provenance: one.provenance, bytes: one.original.byteLength,
        sha256: createHash('sha256').update(one.original).digest(), keepUntil: new Date(now.getTime() + ORIGINAL_DAYS * DAY_MS), ...(await needs.dayKeys.seal(now, `signal:${signalId}`, one.original)),
      },
    }
  }
}

const judged = ({ situation, danger = false, doubt = [] }: Incoming) => urgencyOf({ situation, danger, doubt: doubt as Doubt[] })

/** A title somebody finds again in a list: what was written as one, else the first words. */
function subjectOf({ subject, words, whoName }: Incoming): string {
  const given = subject?.trim()
  if (given) return given
  const first = words.trim().split(/\n/, 1)[0]!
  return first.length > SUBJECT ? `${first.slice(0, SUBJECT).replace(/\s+\S*$/, '')}…` : first || whoName
}
