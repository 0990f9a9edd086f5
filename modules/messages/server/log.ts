/** What left and what did not: read by the centre and by the admins of a body; a person decides on what failed. */
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf, type QueryOf } from '#platform/contract/index.ts'
import { PGP_EXPIRED, PGP_FAILED } from '#platform/contract/mailProblems.ts'
import type * as contract from '../contract.ts'
import { deliveryStates, type DeliveryItem } from '../contract.ts'
import { mayTell } from '../core/facts.ts'
import type { Context } from './context.ts'
import { listLog, loadLogRow, settleLogRow, type LogRow } from './store/log-store.ts'

export const list = ({ ground: { db }, needs }: Context, actor: Actor, query: QueryOf<typeof contract.listDeliveries>) => db.as(actor, async (tx) => {
  const { rows, total, counts, kinds } = await listLog(tx, { ...query, partyId: query.partyId })
  const names = new Map((await needs.territory.parties(tx, [...new Set(rows.flatMap((row) => row.party_id ?? []))])).map((one) => [one.id, one.name]))
  return { total, kinds, counts: Object.fromEntries(deliveryStates.map((state) => [state, counts[state] ?? 0])) as Record<DeliveryItem['state'], number>, items: rows.map((row) => toItem(row, names)) }
})

/** @throws Refusal not_found, conflict for what is neither failed nor uncertain, tlp for a case that may not leave the centre. */
export const settle = ({ ground: { db, clock }, needs }: Context, actor: Actor, id: number, { outcome, reason }: BodyOf<typeof contract.settleDelivery>) => db.as(actor, async (tx) => {
  const row = await loadLogRow(tx, id)
  if (!row) throw new Refusal('not_found')
  if (row.state !== 'failed' && row.state !== 'uncertain') throw new Refusal('conflict', { reason: 'state' })
  const now = clock.now()
  if (outcome === 'again') {
    // Emptied when its term was over: there is nothing left to send.
    if (row.recipient === '') throw new Refusal('conflict', { reason: 'emptied' })
    const [facts] = row.about.startsWith('case:') ? await needs.cases.facts(tx, [row.about.slice(5)]) : []
    if (facts && !mayTell(facts)) throw new Refusal('tlp', { tlp: facts.tlp })
  }
  await settleLogRow(tx, id, outcome, { name: actor.name, at: now, reason })
  await record(tx, actor, now, { action: 'messages.settle', partyId: row.party_id, object: row.about, reason, detail: { delivery: id, outcome, was: row.state } })
})

const known: Readonly<Record<string, NonNullable<DeliveryItem['problem']>>> = {
  [PGP_EXPIRED]: 'pgp_expired', [PGP_FAILED]: 'pgp_failed', stopped_by_tlp: 'tlp', 'the case may not leave the centre any more (TLP)': 'tlp', 'the process stopped while this was being sent': 'cut_off',
}
function toItem(row: LogRow, names: ReadonlyMap<string, string>): DeliveryItem {
  const isTrouble = row.state === 'failed' || row.state === 'uncertain' || row.state === 'queued'
  const problem = row.problem === '' || !isTrouble ? null : known[row.problem] ?? 'refused'
  return {
    id: row.id, kind: row.key.split(':')[0]!, channel: row.channel, byHand: row.by_hand, to: row.recipient, subject: row.subject, state: row.state, problem, answer: problem === 'refused' ? row.problem : '',
    party: row.party_id !== null && names.has(row.party_id) ? { id: row.party_id, name: names.get(row.party_id)! } : null, caseId: row.about.startsWith('case:') ? row.about.slice(5) : null,
    createdAt: row.created_at.toISOString(), sentAt: row.sent_at?.toISOString() ?? null,
    settled: row.settled_at ? { by: row.settled_by, at: row.settled_at.toISOString(), reason: row.settled_reason } : null,
  }
}
