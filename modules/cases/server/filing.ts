/** Evidence: bytes come in as a stream, are hashed while they are written, and are never opened. */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type QueryOf, type Tlp } from '#platform/contract/index.ts'
import { evidenceMaxBytes, type uploadEvidence } from '../contract-endpoints.ts'
import { isOfCentre, readableTlps, speaksFor } from '../core/audience.ts'
import { entryOf, seen, type Context } from './context.ts'
import {
  addCustody,
  custodyOf,
  evidenceOf,
  insertEvidence,
  loadEvidence,
  writeTimeline,
  type CustodyRow,
  type EvidenceRow,
} from './store/log-store.ts'

/** Bytes first, row after: a crash between the two leaves a file that no row names, never a row without its file. */
export async function upload(
  { ground }: Context,
  actor: Actor,
  caseId: string,
  about: QueryOf<typeof uploadEvidence>,
  body: unknown,
) {
  const before = await ground.db.as(actor, (tx) => seen(tx, actor, caseId))
  if (!isOfCentre(actor) && !speaksFor(actor, before.party_id)) throw new Refusal('forbidden')
  if (!readableTlps(actor).includes(about.tlp)) throw new Refusal('tlp', { tlp: about.tlp })
  if (!(body instanceof Readable)) throw new Refusal('unsupported', { expected: 'application/octet-stream' })
  const { sha256, bytes } = await receive(ground.dataFolder, body)
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId)
    const now = ground.clock.now()
    const evidence: EvidenceRow = {
      id: randomUUID(),
      realm: row.realm,
      case_id: row.id,
      party_id: row.party_id,
      file_name: about.fileName,
      media_type: about.mediaType,
      bytes,
      sha256,
      note: about.note,
      tlp: about.tlp,
      received_at: now,
      received_by: actor.name,
    }
    await insertEvidence(tx, evidence, actor)
    const params = { fileName: about.fileName, bytes, sha256: sha256.toString('hex') }
    await writeTimeline(tx, actor, now, [
      { ...entryOf(row), at: now, kind: 'evidence', code: 'evidence', params, tlp: about.tlp },
    ])
    await record(tx, actor, now, {
      action: 'cases.evidence',
      partyId: row.party_id,
      object: `evidence:${evidence.id}`,
      detail: params,
    })
    return evidenceItem(evidence, await custodyOf(tx, [evidence.id]))
  })
}

async function receive(dataFolder: string, body: Readable): Promise<{ sha256: Buffer; bytes: number }> {
  const incoming = join(dataFolder, 'evidence', 'incoming', randomUUID())
  await mkdir(dirname(incoming), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(incoming, 'wx', 0o600)
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      bytes += piece.length
      if (bytes > evidenceMaxBytes) throw new Refusal('too_large', { maxBytes: evidenceMaxBytes })
      hash.update(piece)
      await file.writeFile(piece)
    }
    if (bytes === 0) throw new Refusal('invalid', { fields: [{ path: 'body', problem: 'empty file' }] })
    await file.sync() // acknowledged means on the disk
    await file.close()
    const sha256 = hash.digest()
    await mkdir(dirname(pathOf(dataFolder, sha256)), { recursive: true, mode: 0o700 })
    await rename(incoming, pathOf(dataFolder, sha256))
    return { sha256, bytes }
  } catch (error) {
    await file.close().catch(() => {})
    await rm(incoming, { force: true })
    throw error
  }
}

const pathOf = (dataFolder: string, sha256: Buffer) =>
  join(dataFolder, 'evidence', sha256.toString('hex').slice(0, 2), sha256.toString('hex'))

/**
 * Each download is a link of the chain of custody. The bytes leave as an attachment of no type that a browser would
 * open.
 */
export async function download({ ground }: Context, actor: Actor, evidenceId: string) {
  const evidence = await ground.db.as(actor, async (tx) => {
    const row = await loadEvidence(tx, evidenceId, readableTlps(actor))
    if (!row) throw new Refusal('not_found')
    await seen(tx, actor, row.case_id)
    const now = ground.clock.now()
    await addCustody(tx, actor, now, row, 'downloaded', '')
    await record(tx, actor, now, {
      action: 'cases.downloadEvidence',
      partyId: row.party_id,
      object: `evidence:${row.id}`,
      detail: { sha256: row.sha256.toString('hex') },
    })
    return row
  })
  const path = pathOf(ground.dataFolder, evidence.sha256)
  const size = await stat(path).then(
    (found) => found.size,
    () => undefined,
  )
  if (size !== evidence.bytes) throw new Refusal('unavailable', { reason: 'the stored file is missing or was cut' })
  return {
    stream: createReadStream(path),
    bytes: evidence.bytes,
    fileName: evidence.file_name,
    sha256: evidence.sha256.toString('hex'),
  }
}

export async function hand(
  { ground }: Context,
  actor: Actor,
  evidenceId: string,
  body: { action: 'handed_over' | 'returned' | 'verified'; note: string },
) {
  return ground.db.as(actor, async (tx) => {
    const row = await loadEvidence(tx, evidenceId, readableTlps(actor))
    if (!row) throw new Refusal('not_found')
    const now = ground.clock.now()
    await addCustody(tx, actor, now, row, body.action, body.note)
    await record(tx, actor, now, {
      action: 'cases.handEvidence',
      partyId: row.party_id,
      object: `evidence:${row.id}`,
      detail: { action: body.action, note: body.note },
    })
    return evidenceItem(row, await custodyOf(tx, [row.id]))
  })
}

export async function listEvidence(
  { ground }: Context,
  actor: Actor,
  caseId: string,
  query: { limit: number; offset: number },
) {
  return ground.db.as(actor, async (tx) => {
    await seen(tx, actor, caseId)
    const { rows, total } = await evidenceOf(tx, caseId, { tlps: readableTlps(actor), ...query })
    const custody = Map.groupBy(
      await custodyOf(
        tx,
        rows.map((row) => row.id),
      ),
      (one) => one.evidence_id,
    )
    return { items: rows.map((row) => evidenceItem(row, custody.get(row.id) ?? [])), total }
  })
}

const evidenceItem = (row: EvidenceRow, custody: readonly CustodyRow[]) => ({
  id: row.id,
  fileName: row.file_name,
  mediaType: row.media_type,
  bytes: row.bytes,
  sha256: row.sha256.toString('hex'),
  note: row.note,
  tlp: row.tlp as Tlp,
  receivedAt: row.received_at.toISOString(),
  receivedBy: row.received_by,
  custody: custody.map((one) => ({
    at: one.at.toISOString(),
    action: one.action,
    actorName: one.actor_name,
    note: one.note,
  })),
})
