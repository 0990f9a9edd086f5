/**
 * Seals many small things at little cost: AES-256-GCM with a key of the day, which is itself sealed to the centre's own key
 * (age) and kept in the database. Without the key file nothing opens; a new key of the centre needs only the day keys sealed anew.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { system } from '../contract/index.ts'
import { allDayKeys, insertDayKey, readDayKey, replaceDayKey } from '../db/dayKeys.ts'
import type { Database } from '../db/index.ts'
import type { Keys } from './index.ts'

export type DaySealed = { readonly keyName: string; readonly sealed: Buffer }
export type DayKeys = {
  /** `about` is bound in: what was sealed about one thing does not open as another. @throws Refusal key_missing. */
  seal(at: Date, about: string, plain: Uint8Array): Promise<DaySealed>
  /** @throws Refusal key_missing · Error when it was changed, or is about something else. */
  open(about: string, sealed: DaySealed): Promise<Buffer>
  /** Seals every day key to the centre's present key. Idempotent; @returns how many. */
  renew(): Promise<number>
}

const [IV, TAG] = [12, 16]

export function createDayKeys(db: Database, keys: Pick<Keys, 'seal' | 'open'>): DayKeys {
  const actor = system('keys')
  /** A promise, so that a hundred who come at once wait for one opening. */
  const opened = new Map<string, Promise<Buffer>>()

  function keyOf(name: string, make: Date | undefined): Promise<Buffer> {
    const known = opened.get(name)
    if (known) return known
    const loading = load(name, make).catch((error: unknown) => { opened.delete(name); throw error })
    opened.set(name, loading)
    // A day that is over is rarely asked for again.
    if (opened.size > 40) opened.delete(opened.keys().next().value!)
    return loading
  }

  /** In a transaction of its own: a key must outlive the failure of whatever was to be sealed with it. */
  async function load(name: string, make: Date | undefined): Promise<Buffer> {
    const read = () => db.as(actor, (tx) => readDayKey(tx, name))
    let sealed = await read()
    if (sealed === undefined && make) {
      const fresh = await keys.seal(randomBytes(32).toString('base64'))
      await db.as(actor, (tx) => insertDayKey(tx, name, fresh, make))
      sealed = await read()
    }
    if (sealed === undefined) throw new Error(`the key ${name} is not there any more: what it sealed is gone`)
    return Buffer.from(await keys.open(sealed), 'base64')
  }

  return {
    async seal(at, about, plain) {
      const keyName = at.toISOString().slice(0, 10)
      const iv = randomBytes(IV)
      const cipher = createCipheriv('aes-256-gcm', await keyOf(keyName, at), iv).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return { keyName, sealed: Buffer.concat([iv, cipher.getAuthTag(), body]) }
    },
    async open(about, { keyName, sealed }) {
      const decipher = createDecipheriv('aes-256-gcm', await keyOf(keyName, undefined), sealed.subarray(0, IV), { authTagLength: TAG }).setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(IV, IV + TAG))
      return Buffer.concat([decipher.update(sealed.subarray(IV + TAG)), decipher.final()])
    },
    async renew() {
      const names = await db.as(actor, allDayKeys)
      for (const one of names) {
        const fresh = await keys.seal(await keys.open(one.sealed))
        await db.as(actor, (tx) => replaceDayKey(tx, one, fresh))
      }
      return names.length
    },
  }
}
