/**
 * Mail to whoever has given a public key: PGP/MIME (RFC 3156) with a subject that says nothing. What was promised encrypted
 * leaves encrypted or does not leave.
 */
import MimeNode from 'nodemailer/lib/mime-node'
import { createMessage, encrypt, readKeys, type Key } from 'openpgp'

export const keyProblems = ['not_a_key', 'private', 'several', 'revoked', 'expired', 'weak', 'no_encryption'] as const
export type KeyProblem = (typeof keyProblems)[number]
/** `expiresAt`: when mail can no longer be encrypted to it; null where it does not end. */
export type PublicKey = { readonly armored: string; readonly fingerprint: string; readonly expiresAt: Date | null; readonly users: readonly string[] }

/** What ANSSI and AgID still accept in 2026; shorter ones are not offered by any program any more. */
const LEAST_RSA_BITS = 2048
const weakAlgorithms: ReadonlySet<string> = new Set(['elgamal', 'dsa'])

/** Reads a public key as people paste it. The first thing that is wrong with it is said. */
export async function readPublicKey(text: string, now: Date): Promise<PublicKey | { readonly problem: KeyProblem }> {
  if (/-----BEGIN PGP PRIVATE KEY BLOCK-----/.test(text)) return { problem: 'private' }
  // The library reads the first block and passes over the rest.
  if (text.split('-----BEGIN PGP PUBLIC KEY BLOCK-----').length > 2) return { problem: 'several' }
  const keys = await readKeys({ armoredKeys: text.trim() }).catch(() => [])
  const [key, ...more] = keys
  if (!key) return { problem: 'not_a_key' }
  if (keys.some((one) => one.isPrivate())) return { problem: 'private' }
  if (more.length > 0) return { problem: 'several' }
  if (await key.isRevoked(undefined, undefined, now).catch(() => true)) return { problem: 'revoked' }
  const primaryEnds = await key.getExpirationTime()
  if (primaryEnds === null || (primaryEnds instanceof Date && primaryEnds <= now)) return { problem: 'expired' }
  const part = await key.getEncryptionKey(undefined, now).catch(() => null)
  if (!part) return { problem: await wasOnceGood(key) ? 'expired' : [key, ...key.getSubkeys()].some(isWeak) ? 'weak' : 'no_encryption' }
  if ([key, part].some(isWeak)) return { problem: 'weak' }
  const partEnds = await part.getExpirationTime()
  const ends = [primaryEnds, partEnds].filter((one): one is Date => one instanceof Date).toSorted((a, b) => a.getTime() - b.getTime())
  return { armored: key.armor(), fingerprint: key.getFingerprint().toUpperCase(), expiresAt: ends[0] ?? null, users: key.getUserIDs().map((one) => one.replaceAll(/\p{Cc}/gu, ' ').slice(0, 200)).slice(0, 5) }
}

/** An encryption part that held when it was made, and no longer does. */
const wasOnceGood = (key: Key) => key.getEncryptionKey(undefined, new Date(key.getCreationTime().getTime() + 1000)).then(Boolean, () => false)
function isWeak(part: Pick<Key, 'getAlgorithmInfo'>): boolean {
  const { algorithm, bits } = part.getAlgorithmInfo()
  return weakAlgorithms.has(algorithm) || (bits !== undefined && bits < LEAST_RSA_BITS)
}

export type Letter = { readonly from: string; readonly to: string; readonly subject: string; readonly text: string; readonly messageId: string; readonly headers: Readonly<Record<string, string>> }
/** Says that something came and not what. In three languages, since whoever sees it is not known here. */
export const NEUTRAL_SUBJECT = 'Messaggio cifrato · Message chiffré · Encrypted message'

/** Nothing was sent. Made by a function and told by its name: this house has no classes. */
export type NotEncrypted = Error & { readonly notEncrypted: true }
export const isNotEncrypted = (error: Error): error is NotEncrypted => 'notEncrypted' in error

/** The whole message as bytes. @throws NotEncrypted when the key does not take it. */
export async function encryptedMime(letter: Letter, armored: string, now: Date | undefined): Promise<Buffer> {
  try { return await wrap(letter, armored, now) } catch (error) { throw Object.assign(new Error((error as Error).message), { notEncrypted: true as const }) }
}

async function wrap(letter: Letter, armored: string, now: Date | undefined): Promise<Buffer> {
  const encryptionKeys = await readKeys({ armoredKeys: armored })
  if (encryptionKeys.length !== 1 || encryptionKeys[0]!.isPrivate()) throw new Error('the stored key is not one public key')
  // The real subject travels inside, where programs that know it show it (protected headers).
  const inner = new MimeNode('text/plain; charset=utf-8; protected-headers=v1', { newline: 'windows' })
  inner.setHeader('Subject', letter.subject)
  inner.setContent(letter.text)
  const bytes = await encrypt({ message: await createMessage({ binary: withoutEnvelope(await inner.build()) }), encryptionKeys, ...(now ? { date: now } : {}), format: 'armored' })
  const outer = new MimeNode('multipart/encrypted; protocol="application/pgp-encrypted"', { newline: 'windows', disableFileAccess: true, disableUrlAccess: true })
  outer.setHeader([{ key: 'From', value: letter.from }, { key: 'To', value: letter.to }, { key: 'Subject', value: NEUTRAL_SUBJECT }, { key: 'Message-ID', value: letter.messageId }, ...Object.entries(letter.headers).map(([key, value]) => ({ key, value }))])
  outer.createChild('application/pgp-encrypted').setContent('Version: 1\r\n')
  outer.createChild('application/octet-stream', { filename: 'encrypted.asc' }).setHeader('Content-Disposition', 'inline; filename="encrypted.asc"').setContent(bytes)
  return outer.build()
}

/** What stands around a whole message has no place in a part of one. */
function withoutEnvelope(message: Buffer): Buffer {
  const at = message.indexOf('\r\n\r\n')
  const head = message.subarray(0, at).toString('utf8').split(/\r\n(?![ \t])/).filter((line) => !/^(Message-ID|Date|MIME-Version):/i.test(line))
  return Buffer.concat([Buffer.from(head.join('\r\n')), message.subarray(at)])
}
