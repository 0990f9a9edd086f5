/** Evidence: bytes come in as a stream, are hashed and sealed while they are written, and are never looked into. */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type QueryOf, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { holdFiles } from '#platform/db/filesLock.ts'
import type { uploadEvidence } from '../contract-endpoints.ts'
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
import { forget, keep, openFile, opens, receive, type Received } from './vault.ts'

/** Bytes first, row after: a crash between the two leaves a file that no row names, never a row without its file. */
export async function upload(
  { ground, keys }: Context,
  actor: Actor,
  caseId: string,
  about: QueryOf<typeof uploadEvidence>,
  body: unknown,
) {
  const before = await ground.db.as(actor, (tx) => seen(tx, actor, caseId))
  if (!isOfCentre(actor) && !speaksFor(actor, before.party_id)) throw new Refusal('forbidden')
  if (!readableTlps(actor).includes(about.tlp)) throw new Refusal('tlp', { tlp: about.tlp })
  if (!(body instanceof Readable)) throw new Refusal('unsupported', { expected: 'application/octet-stream' })
  const received = await receive(ground.dataFolder, keys, body)
  try {
    return await accept(ground, actor, caseId, about, received)
  } finally {
    await forget(received.incoming) // by then it has its name, or nobody will ask for it
  }
}

async function accept(
  ground: Context['ground'],
  actor: Actor,
  caseId: string,
  about: QueryOf<typeof uploadEvidence>,
  received: Received,
) {
  const { sha256, bytes } = received
  return ground.db.as(actor, async (tx) => {
    const row = await seen(tx, actor, caseId)
    await holdFiles(tx)
    await keep(ground.dataFolder, received)
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
      gone_at: null,
    }
    await insertEvidence(tx, evidence, actor)
    const print = { bytes, sha256: sha256.toString('hex') }
    await writeTimeline(tx, actor, now, [
      {
        ...entryOf(row),
        at: now,
        kind: 'evidence',
        code: 'evidence',
        params: { fileName: about.fileName, ...print },
        tlp: about.tlp,
      },
    ])
    // The name of a file may name somebody, and the log is kept for ever: the hash tells which one it was.
    await record(tx, actor, now, {
      action: 'cases.evidence',
      partyId: row.party_id,
      object: `evidence:${evidence.id}`,
      detail: print,
    })
    return evidenceItem(evidence, await custodyOf(tx, [evidence.id]))
  })
}

/**
 * Each download is a link of the chain of custody, written when the file has been opened: what could not be read was not
 * handed out. The bytes leave as an attachment of no type that a browser would open.
 */
export async function download({ ground, keys }: Context, actor: Actor, evidenceId: string) {
  const found = await ground.db.as(actor, async (tx) => {
    const row = await present(tx, actor, evidenceId)
    await seen(tx, actor, row.case_id)
    return row
  })
  const stream = await openFile(ground.dataFolder, keys, found.sha256)
  try {
    await ground.db.as(actor, async (tx) => {
      await present(tx, actor, evidenceId, { lock: true })
      const now = ground.clock.now()
      await addCustody(tx, actor, now, found, 'downloaded', '')
      await record(tx, actor, now, {
        action: 'cases.downloadEvidence',
        partyId: found.party_id,
        object: `evidence:${found.id}`,
        detail: { sha256: found.sha256.toString('hex') },
      })
    })
  } catch (error) {
    stream.destroy()
    throw error
  }
  return {
    stream,
    bytes: found.bytes,
    fileName: found.file_name,
    sha256: found.sha256.toString('hex'),
  }
}

export async function hand(
  { ground }: Context,
  actor: Actor,
  evidenceId: string,
  body: { action: 'handed_over' | 'returned' | 'verified'; note: string },
) {
  return ground.db.as(actor, async (tx) => {
    const row = await present(tx, actor, evidenceId, { lock: true })
    const now = ground.clock.now()
    await addCustody(tx, actor, now, row, body.action, body.note)
    await record(tx, actor, now, {
      action: 'cases.handEvidence',
      partyId: row.party_id,
      object: `evidence:${row.id}`,
      detail: { action: body.action },
    })
    return evidenceItem(row, await custodyOf(tx, [row.id]))
  })
}

/**
 * `lock`: before a link of custody is written, so that none can follow the one that says how the file ended.
 * @throws Refusal not_found, expired when the file is gone.
 */
async function present(tx: Tx, actor: Actor, evidenceId: string, options: { lock?: boolean } = {}): Promise<EvidenceRow> {
  const row = await loadEvidence(tx, evidenceId, readableTlps(actor), options)
  if (!row) throw new Refusal('not_found')
  if (row.gone_at !== null) throw new Refusal('expired', { reason: 'evidence_gone' })
  return row
}

export async function listEvidence(
  { ground, keys }: Context,
  actor: Actor,
  caseId: string,
  query: { limit: number; offset: number },
) {
  const { rows, total, custody } = await ground.db.as(actor, async (tx) => {
    await seen(tx, actor, caseId)
    const found = await evidenceOf(tx, caseId, { tlps: readableTlps(actor), ...query })
    const links = await custodyOf(
      tx,
      found.rows.map((row) => row.id),
    )
    return { ...found, custody: Map.groupBy(links, (one) => one.evidence_id) }
  })
  // Each file is tried only while a key is missing: else all of them open.
  const locked = keys.missing.length === 0 ? [] : await lockedOf(ground.dataFolder, keys, rows)
  return { items: rows.map((row) => evidenceItem(row, custody.get(row.id) ?? [], locked.includes(row.id))), total }
}

async function lockedOf(dataFolder: string, keys: Context['keys'], rows: readonly EvidenceRow[]): Promise<string[]> {
  const tried = rows.filter((row) => row.gone_at === null)
  const open = await Promise.all(tried.map((row) => opens(dataFolder, keys, row.sha256)))
  return tried.flatMap((row, i) => (open[i] ? [] : [row.id]))
}

const evidenceItem = (row: EvidenceRow, custody: readonly CustodyRow[], isLocked = false) => ({
  id: row.id,
  fileName: row.file_name,
  mediaType: row.media_type,
  bytes: row.bytes,
  sha256: row.sha256.toString('hex'),
  note: row.note,
  tlp: row.tlp as Tlp,
  file: row.gone_at !== null ? ('gone' as const) : isLocked ? ('locked' as const) : ('here' as const),
  receivedAt: row.received_at.toISOString(),
  receivedBy: row.received_by,
  custody: custody.map((one) => ({
    at: one.at.toISOString(),
    action: one.action,
    actorName: one.actor_name,
    note: one.note,
  })),
})
