/**
 * A new key of the centre in place of the present one. It may be killed anywhere and is given again: the old key opens until
 * the new one, alone, has opened everything. Only then does the old one leave the key file, for a file of its own.
 */
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { ReadableStream } from 'node:stream/web'
import { setTimeout as pause } from 'node:timers/promises'
import { armor, Decrypter, identityToRecipient } from 'age-encryption'
import { record } from '../audit/index.ts'
import type { Clock } from '../clock.ts'
import { LIVE, Refusal, system } from '../contract/index.ts'
import type { Database } from '../db/index.ts'
import { beginRotation, finishRotation, latestRotation, nameRotation, type Rotation } from '../db/keyRotation.ts'
import { rememberRecipient } from '../db/keys.ts'
import { readKeyFile, readRetired, writeKeyFile, writeRetired } from './file.ts'
import { addKey, openKeys, type Keys } from './index.ts'
import type { SealedThings } from './renew.ts'

export type RotateNeeds = {
  readonly db: Database; readonly clock: Clock; readonly dataFolder: string; readonly alsoFor?: string | undefined
  readonly things: readonly SealedThings[]
  /** Exercises that are still there, beside the live realm. */
  readonly realms?: () => Promise<readonly string[]>
  /** How far it has come. */
  readonly say?: (done: number) => void
}
export type Count = {
  /** Sealed anew by this command. */ readonly renewed: number
  /** Opened with the new key alone. */ readonly proven: number
  /** Still sealed to an old key, which opens it. */ readonly left: readonly string[]
  /** Opened by no key that is here. */ readonly unreadable: readonly string[]
}
export type RotationReport = { readonly state: 'none' | 'going' | 'done'; readonly recipient: string | null; readonly replaced: readonly string[]; readonly startedAt: string | null; readonly finishedAt: string | null; readonly retiredFile: string | null; readonly counts: Readonly<Record<string, Count>> }

const actor = system('keys')
/** A backup or an upload holds the files: it is waited for so many times. */
const [TRIES, WAIT_MS] = [40, 250]

/** Begins, or goes on with what was begun. @throws Refusal key_missing when nothing seals now. */
export async function rotateKeys(needs: RotateNeeds): Promise<RotationReport> {
  const { db, clock, dataFolder } = needs
  const rotation = await begun(needs)
  const keys = await openKeys(dataFolder, { known: [], now: clock.now(), alsoFor: needs.alsoFor })
  const counts = await walk(needs, keys, rotation)
  if (Object.values(counts).some((one) => one.left.length > 0)) return reportOf(rotation, 'going', null, counts)
  const [fresh, ...others] = readKeyFile(dataFolder)
  const recipients = new Map(await Promise.all(others.map(async (one) => [one, await identityToRecipient(one)] as const)))
  const [old, kept] = [others.filter((one) => rotation.replaced.includes(recipients.get(one)!)), others.filter((one) => !rotation.replaced.includes(recipients.get(one)!))]
  // The old key stands in its own file before it leaves this one.
  const retiredFile = old.length > 0 ? writeRetired(dataFolder, rotation.id, { identities: old, now: clock.now() }) : `keys/retired-${rotation.id}.key`
  writeKeyFile(dataFolder, { identities: [fresh!, ...kept], recipient: rotation.recipient!, now: clock.now() })
  const proven = Object.fromEntries(Object.entries(counts).map(([id, one]) => [id, one.proven]))
  const now = clock.now()
  await db.as(actor, async (tx) => {
    await finishRotation(tx, rotation, proven, now)
    await record(tx, actor, now, { action: 'keys.rotated', object: `key:${rotation.recipient}`, detail: { replaced: rotation.replaced, proven } })
  })
  return reportOf({ ...rotation, finished_at: now }, 'done', retiredFile, counts)
}

/** Reads everything that is sealed and changes nothing. */
export async function rotationStatus(needs: RotateNeeds): Promise<RotationReport> {
  const { db, clock, dataFolder } = needs
  const found = await db.as(actor, latestRotation)
  const keys = await openKeys(dataFolder, { known: ['-'], now: clock.now() }) // one that is known: no key is made here
  const counts = await walk({ ...needs, look: true }, keys, { recipient: keys.recipient ?? null })
  if (!found) return { state: 'none', recipient: keys.recipient ?? null, replaced: [], startedAt: null, finishedAt: null, retiredFile: null, counts }
  return reportOf(found, found.finished_at ? 'done' : 'going', readRetired(dataFolder).length > 0 ? `keys/retired-${found.id}.key` : null, counts)
}

async function begun({ db, clock, dataFolder }: RotateNeeds): Promise<Rotation & { recipient: string }> {
  let rotation = await db.as(actor, latestRotation)
  if (!rotation || rotation.finished_at) {
    const replaced = await Promise.all(readKeyFile(dataFolder).map((one) => identityToRecipient(one)))
    if (replaced.length === 0) throw new Refusal('key_missing')
    const row = { id: randomUUID(), replaced, now: clock.now() }
    await db.as(actor, async (tx) => {
      await beginRotation(tx, row)
      await record(tx, actor, row.now, { action: 'keys.rotate', object: `key:${replaced[0]}` })
    })
    rotation = { id: row.id, replaced, recipient: null, started_at: row.now, finished_at: null }
  }
  if (rotation.recipient) return rotation as Rotation & { recipient: string }
  // Killed between the file and this: the key that is first and was not replaced is the new one.
  const [first] = readKeyFile(dataFolder)
  const there = first === undefined ? undefined : await identityToRecipient(first)
  const recipient = there !== undefined && !rotation.replaced.includes(there) ? there : await addKey(dataFolder, clock.now())
  await db.as(actor, async (tx) => {
    await rememberRecipient(tx, recipient, clock.now())
    await nameRotation(tx, rotation.id, recipient)
  })
  return { ...rotation, recipient }
}

async function walk({ db, dataFolder, things, realms, say, look }: RotateNeeds & { look?: boolean }, keys: Keys, { recipient }: { recipient: string | null }): Promise<Record<string, Count>> {
  const fresh = await secretOf(dataFolder, recipient)
  const opensNew = (work: (with_: Decrypter) => Promise<unknown>): Promise<boolean> => {
    if (fresh === undefined) return Promise.resolve(false)
    const decrypter = new Decrypter()
    decrypter.addIdentity(fresh)
    return work(decrypter).then(() => true, () => false)
  }
  const textOpens = (sealed: string) => opensNew((one) => one.decrypt(armor.decode(sealed), 'text'))
  const fileOpens = (path: string) => opensNew((one) => header(path, (stream) => one.decrypt(stream)))
  const counts: Record<string, Count> = {}
  let done = 0
  for (const thing of things) {
    const count = { renewed: 0, proven: 0, left: [] as string[], unreadable: [] as string[] }
    const note = async (name: string, isNew: () => Promise<boolean>, opens: () => Promise<unknown>, renew: () => Promise<boolean>) => {
      if (await isNew()) count.proven += 1
      else if (!(await opens().then(() => true, () => false))) count.unreadable.push(name)
      else if (look || !(await renew().catch(() => false))) count.left.push(name)
      else { count.renewed += 1; count.proven += 1 }
      say?.(done += 1)
    }
    if (thing.kind === 'files') {
      for await (const paths of thing.list()) for (const path of paths) await note(basename(path), () => fileOpens(path), () => header(path, (stream) => keys.openStream(stream)), () => renewFile(thing, path, keys, fileOpens))
    } else for (const realm of thing.byRealm ? [LIVE, ...(await realms?.() ?? [])] : [LIVE]) {
      for (const one of await db.as(system('keys', realm), (tx) => thing.list(tx))) {
        await note(one.name, () => textOpens(one.sealed), () => keys.open(one.sealed), async () => {
          const again = await keys.seal(await keys.open(one.sealed))
          if (!(await textOpens(again))) return false
          await db.as(system('keys', realm), (tx) => thing.replace(tx, one, again))
          return true
        })
      }
    }
    counts[thing.id] = count
  }
  return counts
}

/** Written beside, flushed, opened with the new key alone, and only then in the place of the old one. */
async function renewFile(thing: Extract<SealedThings, { kind: 'files' }>, path: string, keys: Keys, opens: (path: string) => Promise<boolean>): Promise<boolean> {
  const beside = await thing.beside()
  try {
    const stored = createReadStream(path)
    const sealed = await keys.sealStream(await keys.openStream(ReadableStream.from(stored) as never) as never)
    const file = await open(beside, 'wx', 0o600)
    try {
      for await (const piece of sealed as never as AsyncIterable<Uint8Array>) await file.writeFile(piece)
      await file.sync()
    } finally { await file.close() }
    if (!(await opens(beside))) return false
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (await thing.replace(path, beside)) return true
      await pause(WAIT_MS)
    }
    return false
  } finally { await rm(beside, { force: true }) }
}

/** Opens the head of a file and reads no further. */
async function header(path: string, work: (stream: never) => Promise<unknown>): Promise<void> {
  const stored = createReadStream(path)
  try { await work(ReadableStream.from(stored) as never) } finally { stored.destroy() }
}

async function secretOf(dataFolder: string, recipient: string | null): Promise<string | undefined> {
  for (const one of readKeyFile(dataFolder)) if ((await identityToRecipient(one)) === recipient) return one
  return undefined
}
const reportOf = (one: Pick<Rotation, 'recipient' | 'replaced' | 'started_at' | 'finished_at'>, state: 'going' | 'done', retiredFile: string | null, counts: Record<string, Count>): RotationReport =>
  ({ state, recipient: one.recipient, replaced: one.replaced, startedAt: one.started_at.toISOString(), finishedAt: one.finished_at?.toISOString() ?? null, retiredFile, counts })
