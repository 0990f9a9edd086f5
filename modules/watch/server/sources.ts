/** Sources: their record decides whether a line is taken in. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { record, recordMany } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf, type QueryOf, type ResponseOf } from '#platform/contract/index.ts'
import type * as door from '../contract.ts'
import type { Tuning } from './catalogue/tuning.ts'
import type { Context } from './context.ts'
import { certificateOf, found, lacksOfSource, partiesOf, recordOf, today, toSource } from './dto.ts'
import type { Gate } from './gate.ts'
import type { Tx } from '#platform/db/index.ts'
import { refusedFiles } from './store/files-store.ts'
import { endSegments, retime } from './store/archive-store.ts'
import * as store from './store.ts'
import { hashOf, newToken } from './token.ts'

const DAY_MS = 86_400_000
export const SHOWN_DAYS = 14
const SHOWN_FILES = 10

export function createSources(context: Context, gate: Gate, tuning: Pick<Tuning, 'welcome'>) {
  const { ground: { db, clock, publicUrl, logs }, needs } = context

  const list = (actor: Actor, query: QueryOf<typeof door.listSources>): Promise<ResponseOf<typeof door.listSources>> => db.as(actor, async (tx) => {
    const { total, rows } = await store.listSources(tx, query)
    const [parties, day] = [await partiesOf(context, tx, rows.map((row) => row.party_id)), await today(tx, clock.now())]
    return { total, items: rows.map((row) => toSource(row, parties, day)), folder: logs !== undefined }
  })

  /** @throws Refusal not_found for a body that is not in the territory. */
  const add = (actor: Actor, { partyId, kind, label, shows }: BodyOf<typeof door.addSource>): Promise<{ id: string }> => db.as(actor, async (tx) => {
    if (!(await partiesOf(context, tx, [partyId])).has(partyId)) throw new Refusal('not_found')
    if (kind === 'folder' && !logs) throw new Refusal('invalid', { fields: [{ path: 'body.kind', problem: 'the centre looks at no folder: LOGS_FOLDER' }] })
    const id = randomUUID()
    await store.insertSource(tx, { id, realm: actor.realm, partyId, kind, label, shows, at: clock.now(), byId: actor.id, byName: actor.name })
    await record(tx, actor, clock.now(), { action: 'watch.add_source', partyId, object: `source:${id}`, detail: { kind, label, shows } })
    await tuning.welcome(tx, actor, partyId)
    return { id }
  })

  async function filesOf(tx: Tx, row: store.SourceRow) {
    if (row.kind !== 'folder') return null
    const { total, rows } = await refusedFiles(tx, row.id, SHOWN_FILES)
    return { path: logs ? join(logs.folder, row.id) : null, refused: total, newest: rows.map((one) => ({ ...one, at: one.at.toISOString() })) }
  }

  const read = (actor: Actor, id: string): Promise<ResponseOf<typeof door.readSource>> => db.as(actor, async (tx) => {
    const row = found(await store.sourceById(tx, id))
    const now = clock.now()
    const parties = await partiesOf(context, tx, [row.party_id])
    const days = await store.daysOf(tx, [id], new Date(now.getTime() - SHOWN_DAYS * DAY_MS))
    return {
      ...toSource(row, parties, await today(tx, now)), country: parties.get(row.party_id)?.country ?? 'IT', record: recordOf(row), active: row.active, tokenMadeAt: row.token_made_at?.toISOString() ?? null,
      version: row.version, days: days.get(id) ?? [], address: `${publicUrl}/ingest`, certificate: certificateOf(row), syslog: { tls: needs.syslog?.tls ?? null, plain: needs.syslog?.plain ?? null }, files: await filesOf(tx, row),
    }
  })

  const saveRecord = async (actor: Actor, id: string, { version, ...given }: BodyOf<typeof door.saveRecord>): Promise<ResponseOf<typeof door.saveRecord>> => {
    const saved = await db.as(actor, async (tx) => {
      const row = found(await store.sourceById(tx, id, true))
      if (!await store.updateRecord(tx, id, version, given)) throw new Refusal('conflict')
      if (given.retentionDays !== null && given.retentionDays !== row.retention_days) await retime(tx, id, given.retentionDays)
      const country = (await partiesOf(context, tx, [row.party_id])).get(row.party_id)?.country ?? 'IT'
      const lacks = lacksOfSource(found(await store.sourceById(tx, id)), country, await today(tx, clock.now()))
      await record(tx, actor, clock.now(), { action: 'watch.record', partyId: row.party_id, object: `source:${id}`, detail: { before: recordOf(row), after: given, lacks } })
      return { open: lacks.length === 0, lacks }
    })
    gate.forget()
    return saved
  }

  /** Shown once: what is kept is its hash. */
  const makeToken = async (actor: Actor, id: string): Promise<{ token: string }> => {
    const token = newToken()
    await db.as(actor, async (tx) => {
      const row = found(await store.sourceById(tx, id, true))
      await store.setToken(tx, id, hashOf(token), clock.now())
      await record(tx, actor, clock.now(), { action: 'watch.token', partyId: row.party_id, object: `source:${id}`, detail: { again: row.token_hash !== null } })
    })
    gate.forget()
    return { token }
  }
  const endToken = async (actor: Actor, id: string): Promise<void> => {
    await db.as(actor, async (tx) => {
      const row = found(await store.sourceById(tx, id, true))
      await store.setToken(tx, id, null, null)
      await record(tx, actor, clock.now(), { action: 'watch.end_token', partyId: row.party_id, object: `source:${id}` })
    })
    gate.forget()
  }
  const pause = async (actor: Actor, id: string, active: boolean): Promise<void> => {
    await db.as(actor, async (tx) => {
      const row = found(await store.sourceById(tx, id, true))
      await store.setActive(tx, id, active)
      await record(tx, actor, clock.now(), { action: 'watch.switch', partyId: row.party_id, object: `source:${id}`, detail: { active } })
    })
    gate.forget()
  }
  /** Of a source that is paused, so that nothing comes in behind it. What waits in the queue still comes out, and has its term. */
  const endKept = (actor: Actor, id: string, reason: string): Promise<{ segments: number }> => db.as(actor, async (tx) => {
    const row = found(await store.sourceById(tx, id, true))
    if (row.active) throw new Refusal('conflict')
    const now = clock.now()
    const gone = await endSegments(tx, id, now)
    await recordMany(tx, actor, now, gone.map((one) => ({ action: 'watch.segment_deleted', partyId: one.partyId, object: `segment:${one.name}`, detail: { sha256: one.sha256, lines: one.rows, day: one.day, until: one.until } })))
    await record(tx, actor, now, { action: 'watch.end_kept', partyId: row.party_id, object: `source:${id}`, detail: { reason, segments: gone.length } })
    return { segments: gone.length }
  })
  return { list, add, read, saveRecord, makeToken, endToken, pause, endKept }
}
export type Sources = ReturnType<typeof createSources>
