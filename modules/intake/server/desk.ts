/** The desk: reading the queue and one report, taking it, writing, closing. Each change is one transaction with its entry. */
import { record, recordRead } from '#platform/audit/index.ts'
import { mayAct, readableTlps, Refusal, system, type Actor, type BodyOf, type QueryOf, type Pap } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as door from '../contract-endpoints.ts'
import { alike } from '../core/alike.ts'
import { redact } from '#platform/contract/redact.ts'
import type { Context } from './context.ts'
import { comparedOf, toDetail, toRow } from './dto.ts'
import { insertEntries, type NewEntry } from './store.ts'
import { attachmentsOf, candidatesOf, contactOf, countReports, entriesOf, indicatorsOf, lastShift, listReports, loadReport, loadReports, shiftOf, signalOf, signalsOf, touch, type Change, type ReportDbRow } from './store/desk-store.ts'
import { mergeOfReport } from './store/merges-store.ts'
import { addWords } from './words.ts'

/** Words and numbers, as many as a person looks for: signs that the search would take for its own are left out. */
export const searchWords = (q = ''): string | undefined => q.match(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}._@-]*/gu)?.slice(0, 12).join(' ')
const isOfCentre = (actor: Actor) => actor.scope === 'all'

export function createDesk({ ground: { db, clock }, needs }: Context) {
  async function list(actor: Actor, { q, ...query }: QueryOf<typeof door.listReports>) {
    const now = clock.now()
    return db.as(actor, async (tx) => {
      const { rows, total } = await listReports(tx, { ...query, of: isOfCentre(actor) ? query.of : query.of === 'waiting' ? 'all' : query.of, me: actor.id, now, words: searchWords(q) })
      return { items: rows.map(toRow), total, counts: await countReports(tx, actor.id, now) }
    })
  }

  async function seen(tx: Tx, id: string, lock = false): Promise<ReportDbRow> {
    const row = await loadReport(tx, id, { lock })
    if (!row) throw new Refusal('not_found')
    return row
  }

  const read = (actor: Actor, id: string) => db.as(actor, async (tx) => {
    const row = await seen(tx, id)
    if (row.party_id) await recordRead(tx, actor, clock.now(), { action: 'intake.report', partyId: row.party_id, object: `report:${id}` })
    const centre = isOfCentre(actor)
    return toDetail(row, {
      contact: await contactOf(tx, id), entries: await entriesOf(tx, id), attachments: await attachmentsOf(tx, id), signals: centre ? await signalsOf(tx, id) : [],
      // A program may block what it reads before anybody has looked: it gets only what may be acted upon.
      indicators: centre && (actor.tokenId === undefined || mayAct(row.pap as Pap, 'act')) ? await indicatorsOf(tx, id) : [], mergeId: centre ? (await mergeOfReport(tx, id))?.id ?? null : null,
    })
  })

  const similar = (actor: Actor, id: string) => db.as(actor, async (tx) => {
    const row = await seen(tx, id)
    const found = await candidatesOf(tx, row)
    const others = new Map((await loadReports(tx, found.map((one) => one.id))).map((one) => [one.id, one]))
    const items = found.flatMap(({ id: other, shared }) => {
      const report = others.get(other)
      if (!report || report.state === 'closed' && report.outcome === 'no_incident') return []
      const judged = alike(comparedOf(row), comparedOf(report), shared.map((one) => ({ kind: one.kind, value: one.value.toString() })))
      return judged ? [{ report: toRow(report), ...judged }] : []
    })
    return { items: items.sort((a, b) => b.score - a.score).slice(0, 20) }
  })

  /** What arrived, byte for byte. The reading stands in the report and in the log, with its reason. */
  async function original(actor: Actor, signalId: string, reason: string): Promise<{ bytes: Buffer; sha256: string }> {
    const signal = await db.as(actor, async (tx) => {
      const found = await signalOf(tx, signalId)
      if (!found) throw new Refusal('not_found')
      if (!found.sealed) throw new Refusal('expired')
      return found
    })
    const bytes = await needs.dayKeys.open(`signal:${signalId}`, { keyName: signal.key_name, sealed: signal.sealed! })
    await db.as(actor, async (tx) => {
      const now = clock.now()
      await insertEntries(tx, actor.realm, [{ reportId: signal.report_id, partyId: signal.party_id, at: now, kind: 'read_original', text: reason, byKind: 'person', byId: actor.id, byName: actor.name }])
      await record(tx, actor, now, { action: 'intake.original', partyId: signal.party_id, object: `report:${signal.report_id}`, reason, detail: { signal: signalId } })
    })
    return { bytes, sha256: signal.sha256.toString('hex') }
  }

  /** `tell`: its reporter is told of it. */
  const act = (actor: Actor, id: string, action: string, decide: (row: ReportDbRow, now: Date) => { change: Omit<Change, 'now'>; entries: Omit<NewEntry, 'reportId' | 'partyId' | 'at' | 'byKind'>[]; tell: boolean; detail?: Record<string, unknown> } | undefined): Promise<void> =>
    db.as(actor, async (tx) => {
      const now = clock.now()
      const row = await seen(tx, id, true)
      const decided = decide(row, now)
      if (!decided) return
      await touch(tx, id, { now, ...decided.change, ...(decided.tell ? { tell: true } : {}) })
      const partyId = decided.change.partyId === undefined ? row.party_id : decided.change.partyId
      await insertEntries(tx, actor.realm, decided.entries.map((one) => ({ ...one, reportId: id, partyId, at: now, byKind: 'person' as const, byId: actor.id, byName: actor.name })))
      await record(tx, actor, now, { action, partyId, object: `report:${id}`, ...(decided.detail ? { detail: decided.detail } : {}) })
    })

  const take = (actor: Actor, id: string, { to }: BodyOf<typeof door.takeReport>) => act(actor, id, 'intake.take', (row) => {
    const whom = to === 'me' ? { id: actor.id, name: actor.name } : to === 'nobody' ? { id: null, name: '' } : to
    if (row.state === 'closed' || row.state === 'in_case') throw new Refusal('conflict', { reason: 'the report is not at the desk any more' })
    if (row.assigned_to === whom.id) return undefined
    const state = whom.id === null && row.state === 'open' ? 'new' as const : row.state === 'new' && whom.id !== null ? 'open' as const : undefined
    return { change: { assigned: whom, ...(state ? { state } : {}) }, entries: [{ kind: row.assigned_to === null ? 'taken' : 'handed', params: { name: whom.name }, told: whom.id !== null && row.assigned_to === null }], tell: whom.id !== null && row.assigned_to === null }
  })

  /** A word to the reporter keeps the promise that stood; with another hour it makes the next one. */
  const write = (actor: Actor, id: string, { text, told, promiseAt }: BodyOf<typeof door.writeToReporter>) => act(actor, id, 'intake.write', (row, now) => {
    const until = promiseAt === undefined ? undefined : new Date(promiseAt)
    if (until && until <= now) throw new Refusal('invalid', { fields: [{ path: 'body.promiseAt', problem: 'is not ahead' }] })
    const waits = row.state === 'new' || row.state === 'open' || row.state === 'waiting'
    return {
      change: {
        ...(told ? { answered: true } : {}), ...(told && waits ? { promiseAt: until ?? null } : until ? { promiseAt: until } : {}),
        ...(row.state === 'new' && told ? { state: 'open' as const, assigned: { id: actor.id, name: actor.name } } : {}),
      },
      entries: [{ kind: told ? 'message' : 'note', text, told }, ...(until ? [{ kind: 'promised', params: { until: until.toISOString() }, told }] : [])], tell: told, detail: { told },
    }
  })

  const move = (actor: Actor, id: string, { state, outcome, text }: BodyOf<typeof door.moveReport>) => act(actor, id, 'intake.move', (row) => {
    if (state === 'closed' && outcome === undefined) throw new Refusal('invalid', { fields: [{ path: 'body.outcome', problem: 'how it ended is needed' }] })
    if (row.state === 'in_case' && state !== 'closed') throw new Refusal('conflict', { reason: 'the report is part of a case: detach it first' })
    if (row.state === state) return undefined
    return {
      change: { state, outcome: state === 'closed' ? outcome! : null, answered: true, ...(state === 'closed' || state === 'waiting' ? { promiseAt: null } : {}), ...(row.assigned_to === null ? { assigned: { id: actor.id, name: actor.name } } : {}) },
      entries: [{ kind: 'state', params: { state, ...(outcome ? { outcome } : {}) }, text, told: true }], tell: true, detail: { state, ...(outcome ? { outcome } : {}) },
    }
  })

  /** The body sees that the report is its own; the door writes, as it does for whoever comes with number and code. */
  async function reply(actor: Actor, id: string, text: string): Promise<void> {
    await db.as(actor, (tx) => seen(tx, id))
    await db.as(system('intake.door', actor.realm), async (tx) => addWords(tx, actor, await seen(tx, id, true), { text, now: clock.now(), by: actor }))
  }

  async function change(actor: Actor, id: string, { version, partyId, ...body }: BodyOf<typeof door.changeReport>): Promise<void> {
    if (partyId) await db.as(actor, async (tx) => { if ((await needs.territory.parties(tx, [partyId])).length === 0) throw new Refusal('invalid', { fields: [{ path: 'body.partyId', problem: 'not in the territory' }] }) })
    if (body.tlp && !readableTlps(actor).includes(body.tlp)) throw new Refusal('invalid', { fields: [{ path: 'body.tlp', problem: 'beyond what you may read yourself' }] })
    await act(actor, id, 'intake.change', (row) => {
      if (row.version !== version) throw new Refusal('conflict')
      const text = { ...(body.subject === undefined ? {} : { subject: redact(body.subject).text }), ...(body.words === undefined ? {} : { words: redact(body.words).text }) }
      const plain = { ...(body.situation === undefined ? {} : { situation: body.situation }), ...(body.urgency === undefined ? {} : { urgency: body.urgency }), ...(body.tlp === undefined ? {} : { tlp: body.tlp }), ...(body.pap === undefined ? {} : { pap: body.pap }), ...(partyId === undefined ? {} : { partyId }) }
      const fields = Object.keys({ ...text, ...plain })
      return fields.length === 0 ? undefined : { change: { ...text, ...plain }, entries: [{ kind: 'changed', params: { fields } }], tell: false, detail: { fields } }
    })
  }

  const shift = (actor: Actor, since?: string) => db.as(actor, async (tx) => {
    const now = clock.now()
    const from = since ? new Date(since) : await lastShift(tx, actor.id, now) ?? new Date(now.getTime() - 43_200_000)
    const part = async (of: 'waiting' | 'mine' | 'late') => (await listReports(tx, { of, me: actor.id, now, limit: 10, offset: 0 })).rows.map(toRow)
    return { since: from.toISOString(), ...(await shiftOf(tx, from)), waiting: await part('waiting'), handed: await part('mine'), overdue: await part('late') }
  })

  return { list, read, similar, original, take, write, reply, move, change, shift }
}
export type Desk = ReturnType<typeof createDesk>
