/**
 * Takes away what is a person's. One transaction a place, the lowest module first: what hangs on something goes before it, so
 * that a kill leaves nothing that could not be found again. Each has its proof and its entry, like a rule of retention.
 */
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { system } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Ground as House } from '#platform/module.ts'
import type { SubjectPlace } from '#platform/db/subject.ts'
import { digestOf, leavesOf, spanOf } from '../core/proof.ts'
import { goes, staysOf, subjectOf, type Held, type Sealed } from './found.ts'
import { finishRun, insertProof, insertRun } from './store.ts'
import { changeRow, goneByRule, readRow, unfinishedErasures, holdRequest, type RequestDbRow } from './store/requests-store.ts'

type Needs = { readonly places: readonly SubjectPlace[]; findAll(sealed: Sealed): Promise<Held[]>; opened(row: RequestDbRow): Promise<Sealed> }

export function createErasing({ db, clock, log }: Pick<House, 'db' | 'clock' | 'log'>, { places, findAll, opened }: Needs) {
  const keeper = system('retention')

  /** Begins, or goes on where it was cut off. The lock ends with the process that holds it. */
  const carryOut = (id: string) => db.as(keeper, async (lock) => {
    await holdRequest(lock, id)
    const row = await db.as(keeper, (tx) => readRow(tx, id))
    if (row?.state !== 'erasing') return (row?.result ?? []) as Awaited<ReturnType<typeof outcome>>
    const runId = row.run_id ?? (await begin(row))
    const sealed = await opened(row)
    const held = await findAll(sealed)
    const before = new Set(held.flatMap((one) => one.sure.map((found) => found.id)))
    for (const place of places.toReversed()) if (place.erase && held.some((one) => one.place === place && one.sure.length > 0)) await eraseIn(place, sealed, before, { runId, request: id })
    const result = await outcome(runId, sealed)
    await db.as(keeper, async (tx) => {
      await finishRun(tx, runId, clock.now(), [])
      await changeRow(tx, id, { state: 'open', erased_at: clock.now(), result: JSON.stringify(result) })
      await record(tx, keeper, clock.now(), { action: 'retention.erased', object: `request:${id}`, detail: { run: runId, gone: result.reduce((n, one) => n + one.gone, 0), stays: result.reduce((n, one) => n + one.stays.reduce((m, ground) => m + ground.count, 0), 0) } })
    })
    return result
  })

  const begin = (row: RequestDbRow) => db.as(keeper, async (tx: Tx) => {
    const runId = randomUUID()
    await insertRun(tx, { id: runId, startedAt: clock.now(), by: 'request' })
    await changeRow(tx, row.id, { run_id: runId })
    return runId
  })

  async function eraseIn(place: SubjectPlace, { sought, confirmed }: Sealed, before: ReadonlySet<string>, { runId, request }: { runId: string; request: string }): Promise<void> {
    const now = clock.now()
    const known = new Set(confirmed)
    await (place.db ?? db).as(keeper, async (tx) => {
      const due = (await place.find(tx, subjectOf(sought, before), { now, before })).filter((one) => (one.by !== 'name' || known.has(one.id)) && goes(place, one))
      if (due.length === 0) return
      await place.erase!(tx, due, { now })
      const leaves = leavesOf(due.map((one) => one.id))
      const proof = { id: randomUUID(), run_id: runId, rule: `subject.${place.id}`, at: now, removed: due.length, ...spanOf(due), digest: digestOf(leaves), leaves }
      await insertProof(tx, proof)
      await record(tx, keeper, now, { action: 'retention.purge', object: `purge:${proof.id}`, detail: { rule: proof.rule, run: runId, request, fate: place.fate, removed: due.length, digest: proof.digest.toString('hex') } })
    })
  }

  /** What went, by its proofs; what is still there, and on which ground. */
  async function outcome(runId: string, sealed: Sealed) {
    const gone = await db.as(keeper, (tx) => goneByRule(tx, runId))
    return (await findAll(sealed)).map(({ place, sure, unsure }) => ({ place: place.id, gone: gone.get(`subject.${place.id}`) ?? 0, stays: staysOf(place, sure), unsure: unsure.length })).filter((one) => one.gone + one.unsure + one.stays.length > 0)
  }

  /** What a stopped server left half done. */
  async function resume(): Promise<void> {
    for (const id of await db.as(keeper, unfinishedErasures)) {
      try { await carryOut(id) } catch (error) { log.error('an erasure could not go on, it is tried again', { request: id, error }) }
    }
  }

  return { carryOut, resume }
}
