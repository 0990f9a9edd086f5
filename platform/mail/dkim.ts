/** The key with which the centre signs its mails. */
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Dkim } from './index.ts'

/** @throws Error in one sentence: no file, no key, a short one. */
export function readDkim({ domain, selector, keyFile }: { domain: string; selector: string; keyFile: string }): Dkim {
  let privateKey: string
  try { privateKey = readFileSync(keyFile, 'utf8') } catch (error) { throw new Error(`MAIL_DKIM_KEY: ${(error as Error).message}`, { cause: error }) }
  publicPart(privateKey)
  return { domain, selector, privateKey }
}

/** What stands after `p=` in the record. @throws Error when it is no RSA key of 2048 bits or more. */
export function publicPart(privateKey: string): string {
  let key
  try { key = createPrivateKey(privateKey) } catch { throw new Error('MAIL_DKIM_KEY: the file holds no private key in PEM without a passphrase') }
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) throw new Error('MAIL_DKIM_KEY: an RSA key of at least 2048 bits is needed; other kinds are not read by every receiver')
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')
}
