/** A release of ATT&CK out of a stream of bytes, plain or gzip: read object by object, stored as a whole or not at all. */
import { createHash, randomUUID } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import { pipeline, Readable } from 'node:stream'
import { createElements, type Element } from '#engines/stix/index.ts'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor } from '#platform/contract/index.ts'
import { createReleaseReader, type Release } from '../../core/attack/read.ts'
import type { Context } from '../context.ts'
import { deleteRelease, holdAttack, insertRelease, releaseById, releaseOf, type ReleaseLine } from '../store/attack-store.ts'

/** Of one object, and of the whole file once unpacked. */
const OBJECT_BYTES = 4 * 1_048_576
const PLAIN_BYTES = 1024 * 1_048_576

export type Bringing = { readonly fileName: string; readonly version?: string | undefined; readonly stream: AsyncIterable<Uint8Array> }
/**
 * The same version again takes the place of the one before, unless that is in use: then only the same file changes nothing.
 * @throws Refusal unsupported: no bundle of ATT&CK, or no version · too_large · conflict: another file of the version in use.
 */
export async function importRelease({ ground: { db, clock } }: Context, actor: Actor, { fileName, version: given, stream }: Bringing): Promise<ReleaseLine> {
  const { release, sha256 } = await readRelease(stream)
  // What the file is called is asked last: `enterprise-attack-v18.1.json`.
  const version = release.version ?? given ?? /(?:^|[^\d.])v?(\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)(?=[^\d]|$)/.exec(fileName)?.[1]
  if (version === undefined) throw new Refusal('unsupported', { reason: 'no_version' })
  if (release.version !== undefined && given !== undefined && given !== release.version) throw new Refusal('unsupported', { reason: 'other_version', version: release.version })
  return db.as(actor, async (tx) => {
    await holdAttack(tx)
    const had = await releaseOf(tx, release.domain, version)
    if (had?.sha256 === sha256) return had
    if (had?.inUse) throw new Refusal('conflict', { reason: 'in_use' })
    if (had) await deleteRelease(tx, had.id)
    const id = randomUUID()
    await insertRelease(tx, { id, version, fileName, sha256, release }, { id: actor.id, name: actor.name, at: clock.now() })
    await record(tx, actor, clock.now(), { action: 'observatory.attack_import', object: `attack:${id}`, detail: { domain: release.domain, version, sha256, techniques: release.techniques.length, replaced: had !== undefined } })
    return (await releaseById(tx, id))!
  })
}

async function readRelease(stream: AsyncIterable<Uint8Array>): Promise<{ readonly release: Release; readonly sha256: string }> {
  const reader = createReleaseReader()
  const elements = createElements(OBJECT_BYTES, (element: Element) => { if ('bytes' in element) { const value = parsed(element.bytes); if (value !== undefined) reader.take(value) } })
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of plainOf(stream)) {
      if ((bytes += chunk.length) > PLAIN_BYTES) throw new Refusal('too_large', { maxMegabytes: PLAIN_BYTES / 1_048_576 })
      // Of the text and not of its packing: the same release is the same.
      hash.update(chunk)
      elements.push(chunk)
      await turn()
    }
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('Z_')) throw new Refusal('unsupported', { reason: 'no_gzip' })
    throw error
  }
  if (elements.end().problem !== null) throw new Refusal('unsupported', { reason: 'no_bundle' })
  const release = reader.end()
  if ('problem' in release) throw new Refusal('unsupported', { reason: release.problem })
  return { release, sha256: hash.digest('hex') }
}

async function* plainOf(stream: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const all = stream[Symbol.asyncIterator]()
  const first = await all.next()
  if (first.done) return
  const whole = (async function* () { yield first.value; for (let next = await all.next(); !next.done; next = await all.next()) yield next.value })()
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) { yield* whole; return }
  const plain = createGunzip()
  // What goes wrong on the way is thrown where it is read.
  pipeline(Readable.from(whole), plain, () => {})
  yield* plain as AsyncIterable<Uint8Array>
}

/** What the database cannot hold is taken out: a NUL, half of a pair. */
const storable = (_: string, value: unknown): unknown => (typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value)
function parsed(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  try { return JSON.parse(text, /\\u(0000|d[89a-f])/i.test(text) ? storable : undefined) as unknown } catch { return undefined }
}
