/** Many reports into one case in one step. The case is opened by its own module first, under an id that follows from the request: a kill between the two leaves a case that the second try finds. */
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { mergeReports } from '../contract-endpoints.ts'
import type { Context } from './context.ts'
import { loadReport, loadReports } from './store/desk-store.ts'
import { endMerge, insertMerge, loadMerge, mergeOfReport, mergeOfRequest, restore } from './store/merges-store.ts'

export function createMerging({ ground: { db, clock }, needs: { cases } }: Context) {
  type Asked = BodyOf<typeof mergeReports>

  async function caseOf(actor: Actor, { into, requestId }: Asked): Promise<{ id: string; ref: string }> {
    if ('caseId' in into) {
      const [found] = await db.as(actor, (tx) => cases.facts(tx, [into.caseId]))
      if (!found) throw new Refusal('not_found')
      if (found.state === 'closed') throw new Refusal('conflict', { reason: 'the case is closed' })
      return { id: found.id, ref: found.ref }
    }
    const { mainId, ref } = await cases.open(actor, { providerId: into.partyId, title: into.title, occurredAt: into.occurredAt ? new Date(into.occurredAt) : clock.now(), effects: into.effects, description: {}, requestId })
    return { id: mainId, ref }
  }

  async function merge(actor: Actor, asked: Asked) {
    const ids = [...new Set(asked.reportIds)]
    const before = await db.as(actor, async (tx) => {
      const done = await mergeOfRequest(tx, actor.realm, asked.requestId)
      if (!done) await mergeable(tx, ids)
      return done
    })
    if (before) return { mergeId: before.id, caseId: before.case_id, caseRef: before.case_ref, merged: ids.length }
    const into = await caseOf(actor, asked)
    return db.as(actor, async (tx) => {
      const now = clock.now()
      const rows = await mergeable(tx, ids, { lock: true })
      const mergeId = randomUUID()
      await insertMerge(tx, { id: mergeId, realm: actor.realm, requestId: asked.requestId, caseId: into.id, caseRef: into.ref, at: now, byId: actor.id, byName: actor.name }, ids)
      await record(tx, actor, now, { action: 'intake.merge', object: `case:${into.id}`, detail: { merge: mergeId, reports: rows.length } })
      return { mergeId, caseId: into.id, caseRef: into.ref, merged: rows.length }
    })
  }

  /** All of them are there and at the desk, or nothing happens. */
  async function mergeable(tx: Tx, ids: readonly string[], options: { lock?: boolean } = {}) {
    const rows = await loadReports(tx, ids, options)
    if (rows.length < ids.length) throw new Refusal('not_found')
    const elsewhere = rows.filter((row) => row.state === 'in_case').map((row) => row.ref!)
    if (elsewhere.length > 0) throw new Refusal('conflict', { reason: `already in a case: ${elsewhere.slice(0, 5).join(', ')}` })
    return rows
  }

  const undo = (actor: Actor, mergeId: string) => db.as(actor, async (tx) => {
    const now = clock.now()
    const found = await loadMerge(tx, mergeId)
    if (!found || found.realm !== actor.realm) throw new Refusal('not_found')
    if (found.undone_at) return { restored: 0 }
    const back = await restore(tx, mergeId, now, { id: actor.id, name: actor.name })
    await endMerge(tx, mergeId, now, actor.id)
    await record(tx, actor, now, { action: 'intake.undo', object: `case:${found.case_id}`, detail: { merge: mergeId, reports: back.length } })
    return { restored: back.length }
  })

  const detach = (actor: Actor, reportId: string) => db.as(actor, async (tx) => {
    const now = clock.now()
    const row = await loadReport(tx, reportId, { lock: true })
    if (!row) throw new Refusal('not_found')
    const held = await mergeOfReport(tx, reportId)
    const back = held ? await restore(tx, held.id, now, { id: actor.id, name: actor.name }, reportId) : []
    if (back.length === 0) throw new Refusal('conflict', { reason: 'the report is in no case' })
    await record(tx, actor, now, { action: 'intake.detach', partyId: row.party_id, object: `report:${reportId}` })
  })

  return { merge, undo, detach }
}
export type Merging = ReturnType<typeof createMerging>
