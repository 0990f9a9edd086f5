/** A file of STIX objects into a collection: read as a stream, stored in whole batches. The same file again stores what is missing. */
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor } from '#platform/contract/index.ts'
import { createElements, type Element } from '../core/elements.ts'
import { factsOf, type Facts } from '../core/facts.ts'
import type { ImportReport } from '../contract.ts'
import type { Context } from './context.ts'
import { saveObjects } from './saving.ts'
import { findCollection } from './store.ts'

/** Of one object. What is longer is passed over, and said. */
export const OBJECT_BYTES = 8 * 1_048_576
const BATCH_OBJECTS = 2000
const BATCH_BYTES = 8 * 1_048_576
const REFUSED_TOLD = 1000
const problems = { too_large: `it is longer than ${OBJECT_BYTES / 1_048_576} MB`, not_an_object: 'it is no object' } as const

export type Stream = AsyncIterable<Uint8Array>
/** @throws Refusal not_found: no such collection · invalid: the document is cut off, or holds no list of objects; what came before is stored. */
export async function importBundle({ ground: { db, clock } }: Context, actor: Actor, name: string, stream: Stream, groupNo: number | null = null): Promise<ImportReport> {
  const from = clock.elapsedMs()
  const collection = await db.as(actor, (tx) => findCollection(tx, name))
  if (!collection) throw new Refusal('not_found')
  const refused: { index: number; id: string; problem: string }[] = []
  let [stored, same, conflicts, refusals] = [0, 0, 0, 0]
  const refuse = (index: number, id: string, problem: string) => { refusals += 1; if (refused.length < REFUSED_TOLD) refused.push({ index, id, problem }) }

  let [batch, places, bytes]: [Facts[], number[], number] = [[], [], 0]
  const full: { facts: Facts[]; places: number[] }[] = []
  const close = () => { if (batch.length > 0) full.push({ facts: batch, places }); [batch, places, bytes] = [[], [], 0] }
  const take = (element: Element) => {
    if ('problem' in element) { refuse(element.index, '', problems[element.problem]); return }
    const facts = read(element)
    if ('problem' in facts) { refuse(element.index, facts.id, facts.problem); return }
    batch.push(facts)
    places.push(element.index)
    bytes += element.bytes.length
    if (batch.length >= BATCH_OBJECTS || bytes >= BATCH_BYTES) close()
  }
  const save = async ({ facts, places: at }: { facts: Facts[]; places: number[] }) => {
    const saved = await db.as(actor, (tx) => saveObjects(tx, facts, { collectionNo: collection.no, origin: null, groupNo: groupNo ?? collection.group_no, now: clock.now() }))
    stored += saved.stored
    same += saved.same
    conflicts += saved.conflicts
    for (const one of saved.refused) refuse(at[one.at]!, one.id, one.problem)
  }

  const elements = createElements(OBJECT_BYTES, take)
  // The next batch is read while the one before is being written.
  let writing: Promise<void> = Promise.resolve()
  try {
    for await (const chunk of stream) {
      elements.push(chunk)
      while (full.length > 0) { await writing; writing = save(full.shift()!); writing.catch(() => {}) }
    }
  } finally { await writing }
  const end = elements.end()
  close()
  while (full.length > 0) await save(full.shift()!)
  const report = { read: end.elements, stored, same, conflicts, refusals, refused, problem: end.problem, ms: Math.round(clock.elapsedMs() - from) }
  await db.as(actor, (tx) => record(tx, actor, clock.now(), { action: 'sharing.import', object: `collection:${collection.id}`, detail: { read: report.read, stored, same, conflicts, refused: refusals, problem: end.problem } }))
  return report
}

function read(element: Extract<Element, { bytes: Uint8Array }>): ReturnType<typeof factsOf> {
  const text = Buffer.from(element.bytes.buffer, element.bytes.byteOffset, element.bytes.byteLength).toString('utf8')
  try { return factsOf(JSON.parse(text), element.loose ? undefined : text) } catch { return { id: '', problem: 'it is no JSON' } }
}
