/**
 * The centre's own key: an age identity (X25519) in one file of the data folder, never in the database. What it seals opens
 * with that file and the `age` tool too, without this program. Lost, nothing brings it back; so it is said, not replaced.
 */
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient, armor } from 'age-encryption'
import { Refusal } from '../contract/refused.ts'
import { keyFileMark, readKeyFile, readRetired, writeKeyFile } from './file.ts'

type Bytes = ReadableStream<Uint8Array>

export type Keys = {
  /** Public half of what seals from now on; undefined while a key that was used is missing and nobody has made another. */
  readonly recipient: string | undefined
  /** Public halves to which something was sealed and whose secret half is not in the file. */
  readonly missing: readonly string[]
  /** Text in, armoured age file out. @throws Refusal key_missing. */
  seal(text: string): Promise<string>
  /** @throws Refusal key_missing when it was sealed to a key that is not here. */
  open(sealed: string): Promise<string>
  /** Streams, for files of any size; opened by the centre's own additional recipient as well. @throws Refusal key_missing. */
  sealStream(plain: Bytes): Promise<Bytes>
  /** Resolves when the header has been read. @throws Refusal key_missing. */
  openStream(sealed: Bytes): Promise<Bytes>
}

export type KeyOptions = {
  /** Public halves that the database remembers. With none, and no file, this is the first start and a key is made. */
  readonly known: readonly string[]
  readonly now: Date
  /** An offline key of the centre that may open files too: age1… */
  readonly alsoFor?: string | undefined
}

/** @throws Error when the key file is there and holds no identity. */
export async function openKeys(dataFolder: string, { known, now, alsoFor }: KeyOptions): Promise<Keys> {
  if (readKeyFile(dataFolder).length === 0 && known.length === 0) await addKey(dataFolder, now)
  let present = await load(dataFolder)
  /** A command beside a running server may have put another key in the file: the server follows without a restart. A file that is gone while it runs changes nothing. */
  const fresh = async () => {
    const mark = keyFileMark(dataFolder)
    if (mark !== '' && mark !== present.mark) present = await load(dataFolder)
    return present
  }
  const sealer = async (more: readonly string[] = []) => {
    const { recipient } = await fresh()
    if (recipient === undefined) throw new Refusal('key_missing')
    const encrypter = new Encrypter()
    for (const one of new Set([recipient, ...more])) encrypter.addRecipient(one)
    return encrypter
  }
  const opener = async () => {
    const decrypter = new Decrypter()
    for (const identity of (await fresh()).identities) decrypter.addIdentity(identity)
    return decrypter
  }
  const missing = () => known.filter((one) => !present.recipients.includes(one))
  /** The library's own words: it has no code to ask for. With all keys here, what does not open was damaged. */
  const refuse = (error: unknown): never => {
    if (missing().length > 0 && /no identity/.test((error as Error).message)) throw new Refusal('key_missing')
    throw new Error('what was sealed does not open: it was damaged or changed', { cause: error })
  }
  return {
    get recipient() { return present.recipient },
    get missing() { return missing() },
    seal: async (text) => armor.encode(await (await sealer()).encrypt(text)),
    open: async (sealed) => (await opener()).decrypt(armor.decode(sealed), 'text').catch(refuse),
    sealStream: async (plain) => (await sealer(alsoFor === undefined ? [] : [alsoFor])).encrypt(plain),
    openStream: async (sealed) => (await opener()).decrypt(sealed).catch(refuse),
  }
}

/** The first one in the key file seals; those behind it, and those that were replaced, still open. */
async function load(dataFolder: string): Promise<{ mark: string; identities: readonly string[]; recipients: readonly string[]; recipient: string | undefined }> {
  const mark = keyFileMark(dataFolder)
  const sealing = readKeyFile(dataFolder)
  const identities = [...new Set([...sealing, ...(sealing.length > 0 ? readRetired(dataFolder) : [])])]
  const recipients = await Promise.all(identities.map((identity) => identityToRecipient(identity)))
  return { mark, identities, recipients, recipient: sealing.length > 0 ? recipients[0] : undefined }
}

/** Makes a key and puts it first in the file: it seals from now on, those before it still open. @returns its public half. */
export async function addKey(dataFolder: string, now: Date): Promise<string> {
  const [identity, others] = [await generateX25519Identity(), readKeyFile(dataFolder)]
  writeKeyFile(dataFolder, { identities: [identity, ...others], recipient: await identityToRecipient(identity), now }, { first: others.length === 0 })
  return identityToRecipient(readKeyFile(dataFolder)[0]!)
}

/** The keys of a backup come first, those that are already here stay behind them: none is lost. */
export async function putBackKeys(dataFolder: string, identities: readonly string[], now: Date): Promise<void> {
  const all = [...new Set([...identities, ...readKeyFile(dataFolder)])]
  if (all[0] !== undefined) writeKeyFile(dataFolder, { identities: all, recipient: await identityToRecipient(all[0]), now })
}

/** How a sealed text begins. */
export const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----'
/** Whether a stored text is sealed, or was written in plain by an earlier version. */
export const isSealed = (text: string): boolean => text.startsWith(SEALED)
