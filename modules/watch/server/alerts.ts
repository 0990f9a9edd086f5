/** What people do with an alert. */
import { createHash, randomUUID } from 'node:crypto'
import { record, recordRead } from '#platform/audit/index.ts'
import { mayReach, Refusal, stricter, type Actor, type BodyOf, type QueryOf, type ResponseOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import { watchTold } from '../contract-told.ts'
import type * as door from '../contract.ts'
import type { Severity } from '../contract-shapes.ts'
import type { Context } from './context.ts'
import { found, named, partiesOf, toAlert, toSource, today, type Parties } from './dto.ts'
import { SHOWN_DAYS } from './sources.ts'
import { indicatorKey } from './indicators/saving.ts'
import * as store from './store/alerts-store.ts'
import { deletionsOf, keptOf } from './store/archive-store.ts'
import { rulesById } from './store/rules-store.ts'
import { daysOf, listSources, sourceById } from './store.ts'

const DAY_MS = 86_400_000
const DELETIONS_SHOWN = 100

export function createAlerts(context: Context) {
  const { ground: { db, clock }, needs } = context
  const byOf = (actor: Actor) => ({ id: actor.id, name: actor.name })

  const list = (actor: Actor, query: QueryOf<typeof door.listAlerts>): Promise<ResponseOf<typeof door.listAlerts>> => db.as(actor, async (tx) => {
    const { total, rows } = await store.listAlerts(tx, query)
    const parties = await partiesOf(context, tx, rows.map((row) => row.party_id))
    const waiting: Record<Severity, number> = { low: 0, medium: 0, high: 0, critical: 0 }
    for (const { severity, n } of await store.waitingCounts(tx)) waiting[severity] = n
    return { total, items: rows.map((row) => toAlert(row, parties)), waiting, ...(await store.standing(tx)) }
  })

  const read = (actor: Actor, id: string): Promise<ResponseOf<typeof door.readAlert>> => db.as(actor, async (tx) => {
    const row = found(await store.alertById(tx, id))
    const [parties, [rule], source, samples] = [await partiesOf(context, tx, [row.party_id]), await rulesById(tx, row.rule_id === null ? [] : [row.rule_id]), await sourceById(tx, row.source_id), await store.samplesOf(tx, id)]
    // The lines tell of people who work there.
    await recordRead(tx, actor, clock.now(), { action: 'watch.alert', partyId: row.party_id, object: `alert:${id}` })
    return {
      ...toAlert(row, parties), why: [...row.why], closeNote: row.close_note, closedAt: row.closed_at?.toISOString() ?? null, source: { id: row.source_id, label: source?.label ?? '' },
      rule: { yaml: rule?.yaml ?? '', description: rule?.description ?? '', author: rule?.author ?? '', licence: rule?.licence ?? '' },
      samples: samples.map((one) => ({ at: one.at.toISOString(), line: one.line, cut: one.cut, until: one.until.toISOString() })), suppressions: await silencesOf(tx, parties, { partyId: row.party_id, cause: causeOf(row) }),
    }
  })
  const silencesOf = async (tx: Tx, parties: Parties, of: { partyId: string; cause: store.Cause }) => (await store.standingSuppressions(tx, clock.now(), of)).map((one) => ({
    id: one.id, party: named(parties, one.party_id), ruleId: one.rule_id, ruleTitle: one.title, field: one.field, value: one.value, reason: one.reason, madeAt: one.made_at.toISOString(), madeBy: one.made_by_name, until: one.until.toISOString(), hits: Number(one.hits),
  }))

  const settle = (actor: Actor, id: string, action: string, version: number, to: Parameters<typeof store.change>[3], detail: Record<string, unknown> = {}): Promise<void> => db.as(actor, async (tx) => {
    const row = found(await store.alertById(tx, id, true))
    if (!await store.change(tx, id, version, to)) throw new Refusal('conflict')
    await tellOfSeen(tx, actor, row)
    await record(tx, actor, clock.now(), { action, partyId: row.party_id, object: `alert:${id}`, ...(to.note ? { reason: to.note } : {}), detail })
  })

  const suppress = (actor: Actor, id: string, { field, value, reason, days }: BodyOf<typeof door.suppressAlert>): Promise<{ id: string }> => db.as(actor, async (tx) => {
    const row = found(await store.alertById(tx, id))
    if (field !== '' && value === '') throw new Refusal('invalid', { fields: [{ path: 'body.value', problem: 'the value of the field is needed' }] })
    const [at, suppressionId] = [clock.now(), randomUUID()]
    const until = new Date(at.getTime() + days * DAY_MS)
    await store.insertSuppression(tx, { id: suppressionId, realm: actor.realm, partyId: row.party_id, cause: causeOf(row), field, value: field === '' ? '' : value, reason, at, until, by: byOf(actor) })
    await record(tx, actor, at, { action: 'watch.suppress', partyId: row.party_id, object: `suppression:${suppressionId}`, reason, detail: { ruleId: row.rule_id, ...(isTold(row) ? { field, value } : {}), until: until.toISOString() } })
    return { id: suppressionId }
  })
  const unsuppress = (actor: Actor, id: string): Promise<void> => db.as(actor, async (tx) => {
    const row = found(await store.endSuppression(tx, id, clock.now()))
    await record(tx, actor, clock.now(), { action: 'watch.end_suppression', partyId: row.party_id, object: `suppression:${id}`, detail: { ruleId: row.rule_id } })
  })

  /** The same alert again gives the same case: its id is the id of the request. What is hit is for people to say. */
  async function makeCase(actor: Actor, id: string): Promise<{ caseId: string; ref: string }> {
    const row = found(await db.as(actor, (tx) => store.alertById(tx, id)))
    if (row.case_id) return { caseId: row.case_id, ref: row.case_ref }
    if (row.state === 'closed') throw new Refusal('conflict', { reason: 'closed' })
    const { mainId, ref } = await needs.cases.open(actor, {
      providerId: row.party_id, title: titleOf(row).slice(0, 200), occurredAt: row.first_at, ...(row.indicator ? { tlp: stricter('amber', row.indicator.tlp) } : {}), effects: { unavailable: false, exposed: false, tampered: false }, description: {}, requestId: requestOf(id),
    })
    await needs.cases.note(actor, mainId, { key: `alert:${id}`, at: clock.now(), text: [titleOf(row), row.host, row.account, `${row.count} ×`, row.rule_id, row.indicator?.list_name].filter(Boolean).join(' · ') })
    await db.as(actor, async (tx) => {
      await store.linkCase(tx, id, { caseId: mainId, ref, by: byOf(actor) })
      await tellOfSeen(tx, actor, row)
      // Under the name of the case, whatever withholds that from the body withholds this too.
      const isOpen = isTold(row)
      await record(tx, actor, clock.now(), { action: 'watch.case', partyId: row.party_id, object: isOpen ? `alert:${id}` : `case:${mainId}`, detail: { caseId: mainId, ref, ...(isOpen ? {} : { alertId: id }) } })
    })
    return { caseId: mainId, ref }
  }

  const own = (actor: Actor, partyId: string): Promise<ResponseOf<typeof door.readOwn>> => db.as(actor, async (tx) => {
    if (actor.scope !== 'all' && !actor.parties.includes(partyId)) throw new Refusal('not_found')
    const parties = await partiesOf(context, tx, [partyId])
    if (!parties.has(partyId)) throw new Refusal('not_found')
    const now = clock.now()
    const [{ rows }, day] = [await listSources(tx, { partyId, limit: 500, offset: 0 }), await today(tx, now)]
    const days = await daysOf(tx, rows.map((row) => row.id), new Date(now.getTime() - SHOWN_DAYS * DAY_MS))
    const alerts = await store.ofBody(tx, partyId, new Date(now.getTime() - 30 * DAY_MS))
    const [kept, deletions, labels] = [await keptOf(tx, rows.map((row) => row.id)), await deletionsOf(tx, partyId, DELETIONS_SHOWN), new Map(rows.map((row) => [row.id, row.label]))]
    const keptHere = (id: string) => { const one = kept.get(id); return one ? { lines: one.lines, bytes: one.bytes, from: one.from, until: one.until.toISOString() } : null }
    return {
      sources: rows.map((row) => ({ ...toSource(row, parties, day), retentionDays: row.retention_days, days: days.get(row.id) ?? [], kept: keptHere(row.id) })),
      deletions: deletions.map((one) => ({ name: one.name, source: labels.get(one.sourceId) ?? '', day: one.day, lines: one.rows, sha256: one.sha256, why: one.why as 'term' | 'ended', until: one.until.toISOString(), at: one.at.toISOString(), goneAt: one.goneAt?.toISOString() ?? null })),
      alerts: alerts.map((row) => { const { id, title, indicator, ruleId, severity, host, state, firstAt, lastAt, count, caseRef, closeReason } = toAlert(row, parties); return { id, title, list: indicator?.list.name ?? null, restricted: ruleId === null && indicator === null, severity, host, state, firstAt, lastAt, count, caseRef, closeReason } }),
    }
  })

  return {
    list, read, suppress, unsuppress, makeCase, own,
    take: (actor: Actor, id: string, version: number) => settle(actor, id, 'watch.take', version, { state: 'taken', by: byOf(actor), at: clock.now() }),
    close: (actor: Actor, id: string, { version, reason, note }: BodyOf<typeof door.closeAlert>) => settle(actor, id, 'watch.close', version, { state: 'closed', by: byOf(actor), at: clock.now(), reason, note }, { reason }),
  }
}
export type Alerts = ReturnType<typeof createAlerts>

/** What a person says of an alert is what is told of an indicator as seen. */
const tellOfSeen = async (tx: Tx, actor: Actor, { indicator }: store.AlertRow): Promise<void> => { if (indicator) await emit(tx, actor, watchTold, { kind: 'sightings', id: indicator.list_id }) }
/** Whether the body may read by what it was found. A silence of it may name the value in its own field. */
const isTold = (row: store.AlertRow): boolean => !row.indicator || mayReach(row.indicator.tlp, 'clients')
const titleOf = (row: store.AlertRow): string => row.indicator?.value ?? row.title
function causeOf(row: store.AlertRow): store.Cause {
  if (row.rule_id !== null) return { ruleId: row.rule_id }
  const { tlp, ...one } = found(row.indicator ?? undefined)
  return { indicator: indicatorKey(one), tlp }
}
/** A UUID that follows from the alert's (version 8, RFC 9562). */
function requestOf(alertId: string): string {
  const hex = createHash('sha256').update(`watch.case ${alertId}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
