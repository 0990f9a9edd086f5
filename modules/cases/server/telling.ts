/**
 * What people write about a case: changes, the crisis log, decisions, messages to the tied cases, situation reports.
 */
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import {
  LIVE,
  mayReach,
  Refusal,
  stricter,
  tlps,
  type Actor,
  type BodyOf,
  type Lang,
  type Tlp,
} from '#platform/contract/index.ts'
import { isByHand, queue, type Outgoing } from '#platform/mail/outgoing.ts'
import type { Contact } from '#modules/territory/contract.ts'
import type * as door from '../contract-endpoints.ts'
import { isOfCentre, readableTlps, speaksFor } from '../core/audience.ts'
import { waysToAsk } from '../core/contacts.ts'
import { fold } from '../core/reference.ts'
import { gsmLength, TEXT_MAX, toGsm } from '../core/textMessage.ts'
import { entryOf, seen, type Context } from './context.ts'
import { tell } from './gating.ts'
import { intoKept } from './keeping.ts'
import { centreName } from './asking.ts'
import { situationLines } from './situation.ts'
import { loadCentre, saveCase } from './store.ts'
import { listCases, type ListQuery } from './store/list-store.ts'
import { stopDeliveries } from './store/queue-store.ts'
import { hasNote, insertDecision, insertReport, nextReportNumber, sentMessage, writeTimeline, type Sent } from './store/log-store.ts'
import { moments, say } from './words.ts'

export async function change(
  { ground }: Context,
  actor: Actor,
  caseId: string,
  body: BodyOf<typeof door.changeCase>,
): Promise<{ version: number }> {
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId, { lock: true })
    if (row.state === 'closed') throw new Refusal('conflict', { reason: 'closed' })
    const now = ground.clock.now()
    const { version, rsit, lead, title, attack, people, veris, ...plain } = body
    const patch = {
      ...plain,
      ...(title === undefined
        ? {}
        : { title, search_text: fold(`${row.ref} ${title} ${row.party_name} ${row.provider_name} ${row.province}`) }),
      ...(rsit === undefined ? {} : { rsit_class: rsit?.class ?? null, rsit_type: rsit?.type ?? null }),
      ...(lead === undefined ? {} : { lead_id: lead?.id ?? null, lead_name: lead?.name ?? '' }),
      ...(attack === undefined ? {} : { attack: JSON.stringify(attack) }),
      ...(people === undefined ? {} : { people: JSON.stringify(people) }),
      ...(veris === undefined ? {} : { veris: JSON.stringify(veris) }),
    }
    const next = await saveCase(tx, row.id, now, patch, version)
    if (next === undefined) throw new Refusal('conflict')
    if (body.tlp !== undefined && !mayReach(body.tlp, 'clients')) await stopDeliveries(tx, row.id)
    const { version: _, ...fields } = body
    const named = Object.keys(fields).join(', ')
    const logged = {
      ...fields,
      ...(lead === undefined ? {} : { lead: lead?.id ?? null }),
      ...(people === undefined ? {} : { people: people.map((one) => one.id) }),
    }
    await tell(tx, actor, now, row, { kind: 'state', code: 'changed', params: { fields: named, to: fields } }, '', {
      fields: named,
      to: logged,
    })
    return { version: next }
  })
}

export async function describe(
  { ground }: Context,
  actor: Actor,
  caseId: string,
  body: BodyOf<typeof door.describeCase>,
): Promise<{ version: number }> {
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId, { lock: true })
    if (!isOfCentre(actor) && !speaksFor(actor, row.party_id)) throw new Refusal('forbidden')
    const now = ground.clock.now()
    const open = await intoKept(tx, row.id, body.description)
    const next = await saveCase(tx, row.id, now, { description: JSON.stringify(open) }, body.version)
    if (next === undefined) throw new Refusal('conflict')
    await tell(tx, actor, now, row, {
      kind: 'state',
      code: 'described',
      params: { fields: Object.keys(body.description).join(', ') },
    })
    return { version: next }
  })
}

export async function log(
  { ground }: Context,
  actor: Actor,
  caseId: string,
  body: BodyOf<typeof door.writeLog>,
): Promise<{ id: number }> {
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId)
    refuseUnreadable(actor, body.tlp)
    const now = ground.clock.now()
    const at = body.at === undefined ? now : new Date(body.at)
    if (at.getTime() > now.getTime() + 300_000)
      throw new Refusal('invalid', { fields: [{ path: 'body.at', problem: 'in the future' }] })
    const [id] = await writeTimeline(tx, actor, now, [
      { ...entryOf(row), at, kind: 'crisis', code: 'log', text: body.text, tlp: body.tlp },
    ])
    await record(tx, actor, now, {
      action: 'cases.log',
      // A body reads the entries that name it: not of a line that may not reach it.
      partyId: mayReach(body.tlp, 'clients') ? row.party_id : null,
      object: `case:${row.id}`,
      detail: { entry: id },
    })
    return { id: id! }
  })
}

export async function note({ ground }: Context, actor: Actor, caseId: string, line: { key: string; at: Date; text: string }): Promise<void> {
  await ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId, { lock: true })
    if (await hasNote(tx, row.id, line.key)) return
    const now = ground.clock.now()
    const { language } = await loadCentre(tx)
    const text = `${row.realm === LIVE ? '' : say(language, 'exercise')}${line.text}`
    const [id] = await writeTimeline(tx, actor, now, [{ ...entryOf(row), at: line.at, kind: 'crisis', code: 'log', params: { key: line.key }, text, tlp: row.tlp }])
    await record(tx, actor, now, { action: 'cases.log', partyId: mayReach(row.tlp as Tlp, 'clients') ? row.party_id : null, object: `case:${row.id}`, detail: { entry: id, key: line.key } })
  })
}

export async function decide(
  { ground }: Context,
  actor: Actor,
  caseId: string,
  body: BodyOf<typeof door.decide>,
): Promise<{ id: string }> {
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId)
    const now = ground.clock.now()
    const id = randomUUID()
    await insertDecision(
      tx,
      {
        id,
        case_id: row.id,
        party_id: row.party_id,
        at: now,
        text: body.text,
        reasons: body.reasons,
        actor_id: actor.id,
        actor_name: actor.name,
        tlp: body.tlp,
      },
      row.realm,
    )
    await writeTimeline(tx, actor, now, [
      { ...entryOf(row), at: now, kind: 'decision', code: 'decision', text: body.text, tlp: body.tlp },
    ])
    // A body reads the entries that name it: not of a decision that may not reach it.
    const told = mayReach(body.tlp, 'clients')
    await record(tx, actor, now, {
      action: 'cases.decide',
      partyId: told ? row.party_id : null,
      object: `case:${row.id}`,
      reason: told ? body.reasons : '',
      detail: { decision: id },
    })
    return { id }
  })
}

const filters: Record<BodyOf<typeof door.sendMessage>['to'], Partial<ListQuery>> = {
  all: {},
  hit: { answer: 'hit' },
  unanswered: { answer: 'unanswered' },
  suppliers: { suppliers: true },
}

/** One message to many: each in its contact's language, each with its own key, so that a retry sends nothing twice. */
export async function sendMessage(
  { ground, territory }: Context,
  actor: Actor,
  mainId: string,
  body: BodyOf<typeof door.sendMessage>,
): Promise<Sent> {
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, mainId, { main: true, lock: true })
    const before = await sentMessage(tx, row.id, body.requestId)
    if (before) return before
    const tlp = stricter(row.tlp as Tlp, body.tlp)
    if (!mayReach(tlp, 'clients')) throw new Refusal('tlp', { tlp })
    const now = ground.clock.now()
    // A tied case may be stricter than its main one: its body is not written to.
    const { rows } = await listCases(tx, {
      mainId,
      tlps: tlps.filter((one) => mayReach(one, 'clients')),
      sort: 'name',
      openOnly: true,
      ...filters[body.to],
      limit: 1_000_000,
      offset: 0,
    })
    const contacts = Map.groupBy<string, Contact>(
      await territory.contacts(
        tx,
        rows.map((one) => one.party_id),
      ),
      (contact) => contact.partyId,
    )
    const centre = await loadCentre(tx)
    const foot = (lang: Lang, ref: string) =>
      say(lang, 'message.foot', { centre: centreName(centre, lang), ref, tlp: tlp.toUpperCase() })
    const messages = rows.map((one): Outgoing => {
      const ways = waysToAsk(contacts.get(one.party_id) ?? [])
      const lang: Lang = ways[0]?.language ?? centre.language
      const watermark = row.realm === LIVE ? '' : say(lang, 'exercise')
      const subject = `${watermark}${one.ref} · ${body.subject[lang] ?? body.subject.it}`
      const text = `${watermark}${body.text[lang] ?? body.text.it}\n\n${foot(lang, one.ref)}\n`
      // What does not fit one text message is read on the phone.
      const short = toGsm(`${subject}. ${body.text[lang] ?? body.text.it}`)
      const way = ways.find((one) => one.channel !== 'sms' || gsmLength(short) <= TEXT_MAX)
      const channel = way?.channel ?? 'phone'
      return {
        key: `cases.message:${body.requestId}:${one.id}`, partyId: one.party_id, channel, byHand: isByHand(channel, ground), to: way?.to ?? '', about: `case:${one.id}`,
        subject, text: channel === 'sms' ? short : text,
      }
    })
    await queue(tx, actor, now, messages)
    const sent = {
      cases: rows.length,
      mails: messages.filter((one) => one.channel === 'mail').length,
      certified: messages.filter((one) => one.channel === 'pec').length,
      texts: messages.filter((one) => one.channel === 'sms').length,
      calls: messages.filter((one) => one.channel === 'phone').length,
      byHand: messages.filter((one) => one.byHand).length,
    }
    await writeTimeline(tx, actor, now, [
      {
        ...entryOf(row),
        at: now,
        kind: 'message',
        code: 'message',
        params: { ...sent, to: body.to, subject: body.subject.it, requestId: body.requestId },
        text: body.text.it,
        tlp,
      },
      ...rows.map((one) => ({
        case_id: one.id,
        main_id: row.id,
        party_id: one.party_id,
        at: now,
        kind: 'message',
        code: 'message_received',
        params: { subject: body.subject.it },
        text: body.text.it,
        tlp,
      })),
    ])
    await record(tx, actor, now, {
      action: 'cases.message',
      partyId: row.party_id,
      object: `case:${row.id}`,
      detail: { to: body.to, cases: rows.length, requestId: body.requestId },
    })
    return sent
  })
}

/** The five lines, worded in three languages and kept as they were said. */
export async function writeReport(
  { ground }: Context,
  actor: Actor,
  caseId: string,
  body: BodyOf<typeof door.writeReport>,
) {
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId, { lock: true, main: true })
    const now = ground.clock.now()
    const centre = await loadCentre(tx)
    const lines = await situationLines(tx, row, centre.timeZone)
    const tlp = stricter(row.tlp as Tlp, body.tlp)
    const number = await nextReportNumber(tx, row.id)
    const watermark = (lang: Lang) => (row.realm === LIVE ? '' : say(lang, 'exercise'))
    const text = (lang: Lang) =>
      [
        watermark(lang) + say(lang, 'report.title', { number, ref: row.ref, title: row.title }),
        say(lang, 'report.head', {
          at: moments(centre.timeZone)[lang](now),
          author: actor.name,
          tlp: tlp.toUpperCase(),
        }),
        '',
        ...lines.map((one) => `${say(lang, `line.${one.key}`)}\n${one.text[lang]}\n`),
      ].join('\n')
    const report = {
      id: randomUUID(),
      realm: row.realm,
      case_id: row.id,
      party_id: row.party_id,
      number,
      at: now,
      author_id: actor.id,
      author_name: actor.name,
      tlp,
      lines,
      it: text('it'),
      fr: text('fr'),
      en: text('en'),
    }
    await insertReport(tx, report)
    await writeTimeline(tx, actor, now, [
      { ...entryOf(row), at: now, kind: 'report', code: 'report', params: { number }, tlp },
    ])
    await record(tx, actor, now, {
      action: 'cases.report',
      partyId: row.party_id,
      object: `case:${row.id}`,
      detail: { number },
    })
    return {
      id: report.id,
      number,
      at: now.toISOString(),
      authorName: actor.name,
      tlp,
      text: { it: report.it, fr: report.fr, en: report.en },
    }
  })
}

/** Nobody writes what they could not read back. */
function refuseUnreadable(actor: Actor, tlp: Tlp) {
  if (!readableTlps(actor).includes(tlp)) throw new Refusal('tlp', { tlp })
}
