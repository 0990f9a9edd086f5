/** A file of STIX objects into a collection: read as a stream, stored in whole batches. The same file again stores what is missing. */
import { setImmediate as turn } from 'node:timers/promises'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor } from '#platform/contract/index.ts'
import { createElements, type Element } from '#engines/stix/index.ts'
import type { ImportReport } from '../contract.ts'
import type { Context } from './context.ts'
import { readTexts, type Definition, type Given, type Read } from './reading.ts'
import { saveObjects } from './saving.ts'
import { findCollection } from './store.ts'
import { definitionsIn } from './store/objects-store.ts'

/** Of one object. What is longer is passed over, and said. */
export const OBJECT_BYTES = 8 * 1_048_576
const BATCH_OBJECTS = 8000
const BATCH_BYTES = 32 * 1_048_576
const REFUSED_TOLD = 1000
const problems = { too_large: `it is longer than ${OBJECT_BYTES / 1_048_576} MB`, not_an_object: 'it is no object' } as const

export type Stream = AsyncIterable<Uint8Array>
/** @throws Refusal not_found: no such collection · invalid: the document is cut off, or holds no list of objects; what came before is stored. */
export async function importBundle({ ground: { db, clock } }: Context, actor: Actor, name: string, stream: Stream, groupNo: number | null = null): Promise<ImportReport> {
  const from = clock.elapsedMs()
  const collection = await db.as(actor, (tx) => findCollection(tx, name))
  if (!collection) throw new Refusal('not_found')
  const refused: { index: number; id: string; problem: string }[] = []
  let [stored, same, conflicts, refusals, upgraded] = [0, 0, 0, 0, 0]
  const refuse = (index: number, id: string, problem: string) => { refusals += 1; if (refused.length < REFUSED_TOLD) refused.push({ index, id, problem }) }

  type Parsed = Given & { readonly place: number }
  let [batch, bytes]: [Parsed[], number] = [[], 0]
  const full: Parsed[][] = []
  const close = () => { if (batch.length > 0) full.push(batch); [batch, bytes] = [[], 0] }
  /** Marking definitions of this file. */
  const definitions = new Map<string, Definition>()
  const take = (element: Element) => {
    if ('problem' in element) { refuse(element.index, '', problems[element.problem]); return }
    const parsed = parse(element)
    if (!parsed) { refuse(element.index, '', 'it is no JSON'); return }
    batch.push({ ...parsed, place: element.index })
    bytes += element.bytes.length
    if (batch.length >= BATCH_OBJECTS || bytes >= BATCH_BYTES) close()
  }
  const read = (some: readonly Parsed[]) => readTexts(some, { known: definitions, whole: false, find: (ids) => db.as(actor, (tx) => definitionsIn(tx, collection.no, ids)) })
  const save = async (some: readonly Parsed[], { good, places, bad, upgraded: older }: Read) => {
    const saved = await db.as(actor, (tx) => saveObjects(tx, good, { collectionNo: collection.no, origin: null, groupNo: groupNo ?? collection.group_no, now: clock.now() }))
    stored += saved.stored
    same += saved.same
    conflicts += saved.conflicts
    upgraded += older
    for (const one of [...bad, ...saved.refused.map((one) => ({ ...one, at: places[one.at]! }))]) refuse(some[one.at]!.place, one.id, one.problem)
  }

  const elements = createElements(OBJECT_BYTES, take)
  // The next batch is read, to the last thing that needs no database, while the one before is being written.
  let writing: Promise<void> = Promise.resolve()
  const write = async () => {
    for (let some = full.shift(); some; some = full.shift()) {
      const [batch, known] = [some, await read(some)]
      await writing
      writing = save(batch, known)
      writing.catch(() => {})
    }
  }
  try {
    for await (const chunk of stream) {
      elements.push(chunk)
      await write()
      // A stream that is always ready would never let an answer of the database in.
      await turn()
    }
  } finally { await writing }
  const end = elements.end()
  close()
  await write()
  await writing
  const report = { read: end.elements, stored, same, conflicts, refusals, upgraded, refused, problem: end.problem, ms: Math.round(clock.elapsedMs() - from) }
  await db.as(actor, (tx) => record(tx, actor, clock.now(), { action: 'sharing.import', object: `collection:${collection.id}`, detail: { read: report.read, stored, same, conflicts, refused: refusals, upgraded, problem: end.problem } }))
  return report
}

function parse(element: Extract<Element, { bytes: Uint8Array }>): { object: unknown; text: string | undefined } | undefined {
  const text = Buffer.from(element.bytes.buffer, element.bytes.byteOffset, element.bytes.byteLength).toString('utf8')
  try { return { object: JSON.parse(text) as unknown, text: element.loose ? undefined : text } } catch { return undefined }
}
