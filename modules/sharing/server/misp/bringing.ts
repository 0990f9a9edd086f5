/** A file of MISP events that a person brings: each event is stored whole or not at all. The same file again changes nothing. */
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor } from '#platform/contract/index.ts'
import type { ImportReport } from '../../contract.ts'
import { EVENTS_BYTES, type FileKind } from '../../contract-misp.ts'
import { isMisp } from '../../core/misp.ts'
import type { Context } from '../context.ts'
import { importBundle, type Stream } from '../importing.ts'
import { findCollection } from '../store.ts'
import { storeEvent } from './storing.ts'
import { createTaking } from './taking.ts'

/** As much of a file as says which kind it is. */
const HEAD_BYTES = 65_536
const TOLD = 1000

/** @throws Refusal not_found: no such collection. */
export async function importFile(context: Context, actor: Actor, collection: string, stream: Stream, kind?: FileKind): Promise<ImportReport> {
  const pieces: Uint8Array[] = [], rest = stream[Symbol.asyncIterator]()
  let bytes = 0, ended = false
  while (bytes < HEAD_BYTES && !ended) {
    const next = await rest.next()
    if (next.done) ended = true
    else { pieces.push(next.value); bytes += next.value.length }
  }
  const found = kind ?? (isMisp(Buffer.concat(pieces).toString('utf8').slice(0, HEAD_BYTES)) ? 'misp' : 'stix')
  const whole = (async function* () { yield* pieces; if (!ended) for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value })()
  return found === 'misp' ? importEvents(context, actor, collection, whole) : { ...await importBundle(context, actor, collection, whole), kind: 'stix' }
}

async function importEvents({ ground: { db, clock } }: Context, actor: Actor, name: string, stream: Stream): Promise<ImportReport> {
  const from = clock.elapsedMs()
  const collection = await db.as(actor, (tx) => findCollection(tx, name))
  if (!collection) throw new Refusal('not_found')
  const report = { kind: 'misp' as const, events: 0, read: 0, stored: 0, same: 0, conflicts: 0, refusals: 0, refused: [] as ImportReport['refused'][number][], notes: [] as ImportReport['refused'][number][], problem: null as ImportReport['problem'] }
  const refuse = (index: number, id: string, problem: string) => { report.refusals += 1; if (report.refused.length < TOLD) report.refused.push({ index, id, problem }) }
  const taking = createTaking()
  try {
    const bytes = await bytesOf(stream), found = bytes && await taking.read(bytes)
    const { events, problems } = found ?? { events: [], problems: [] }
    if (!found) report.problem = 'too_large'
    if (problems.some((one) => one.code === 'not-json')) report.problem = 'not_json'
    for (const { path, code, severity, text: said } of problems) {
      const [index, problem] = [Number(/^\[(\d+)\]/.exec(path)?.[1] ?? 0), [path, code, said].filter(Boolean).join(': ').slice(0, 300)]
      if (severity === 'error') { if (code !== 'not-json') refuse(index, '', problem) } else if (report.notes.length < TOLD) report.notes.push({ index, id: '', problem })
    }
    if (report.problem === null && events.length === 0) report.problem = 'no_events'
    for (const [at, uuid] of events.entries()) {
      const taken = await taking.take(at, false)
      if (!taken) { refuse(at, uuid, 'it is more than there is room for'); break }
      const stored = await db.as(actor, (tx) => storeEvent(tx, taken, { collection, origin: null, groupNo: null, floor: null, now: clock.now() }))
      report.events += 1
      for (const key of ['read', 'stored', 'same', 'conflicts'] as const) report[key] += stored[key]
      for (const one of stored.refused) refuse(at, one.id, one.problem)
      if (stored.older && report.notes.length < TOLD) report.notes.push({ index: at, id: uuid, problem: 'a newer version of this event is here' })
    }
  } finally { await taking.end() }
  await db.as(actor, (tx) => record(tx, actor, clock.now(), { action: 'sharing.import', object: `collection:${collection.id}`, detail: { kind: 'misp', events: report.events, read: report.read, stored: report.stored, same: report.same, conflicts: report.conflicts, refused: report.refusals, problem: report.problem } }))
  return { ...report, upgraded: 0, ms: Math.round(clock.elapsedMs() - from) }
}

/** Undefined where it is longer than a file of events may be. */
async function bytesOf(stream: Stream): Promise<Buffer | undefined> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of stream) {
    bytes += piece.length
    if (bytes > EVENTS_BYTES) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces, bytes)
}
