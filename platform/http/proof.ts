/** How a request proves who we are: the one rule for whatever the house asks of others. A secret is told to the origin it was given for, over https, and is kept sealed. */
import { proofProblems as said, type ProofWay } from '../contract/proof.ts'
import { Refusal } from '../contract/refused.ts'
import type { Keys } from '../keys/index.ts'

/** What is sent, and where: `origin` is the one it was given for. */
export type Proof = { readonly way: ProofWay; readonly secret: string; readonly origin: string }
/** As a store has it: the secret is sealed, or empty. */
export type KeptProof = { readonly url: string; readonly auth: ProofWay; readonly secret: string }
export type GivenProof = { readonly url: string; readonly auth: ProofWay; readonly secret?: string | undefined }

/** Nothing for another origin, whoever names it. */
export function proofHeaders({ way, secret, origin }: Proof, target: URL): Readonly<Record<string, string>> {
  if (way === 'none' || target.origin !== origin) return {}
  return { authorization: way === 'bearer' ? `Bearer ${secret}` : way === 'basic' ? `Basic ${Buffer.from(secret).toString('base64')}` : secret }
}

/** What another server says, without the secret that it may say back. */
export function withoutSecret({ way, secret }: Proof, text: string): string {
  const parts = way === 'basic' ? [secret, Buffer.from(secret).toString('base64'), secret.slice(secret.indexOf(':') + 1)] : [secret]
  return parts.reduce((rest, one) => (one === '' ? rest : rest.replaceAll(one, '…')), text)
}

/** What was sealed for one origin, and to be sent in one way, is not told to another nor in another. */
const stays = (kept: KeptProof | undefined, { url, auth }: GivenProof): boolean => kept !== undefined && kept.secret !== '' && kept.auth === auth && (kept.url === '' || (url !== '' && new URL(kept.url).origin === new URL(url).origin))

/** A secret over plain http would be anybody's who listens. @throws Refusal invalid, with the field to mend. */
export function checkProof(given: GivenProof, kept: KeptProof | undefined, local: boolean): void {
  const { url, auth, secret } = given
  const invalid = (field: string, problem: string) => new Refusal('invalid', { fields: [{ path: `body.${field}`, problem }] })
  const address = url === '' ? undefined : new URL(url)
  if (address && address.protocol !== 'https:' && !local) throw invalid('url', said.https)
  if (address && address.username + address.password !== '') throw invalid('url', said.inside)
  if (auth === 'none') { if (secret !== undefined) throw invalid('auth', said.way); return }
  if (secret === undefined) { if (!stays(kept, given)) throw invalid('secret', said.needed); return }
  if (/\p{Cc}/u.test(secret)) throw invalid('secret', said.control)
  if (auth === 'basic' ? !secret.includes(':') : !/^[\x21-\x7e]+$/.test(secret)) throw invalid('secret', auth === 'basic' ? said.pair : said.shape)
}

/** To be stored; undefined: what is there stays. @throws Refusal key_missing */
export async function sealProof(keys: Pick<Keys, 'seal'>, { auth, secret }: Pick<GivenProof, 'auth' | 'secret'>): Promise<string | undefined> {
  return auth === 'none' ? '' : secret === undefined ? undefined : keys.seal(secret)
}
/** @throws Refusal key_missing */
export async function openProof(keys: Pick<Keys, 'open'>, { url, auth, secret }: KeptProof): Promise<Proof> {
  return { way: auth, secret: secret === '' ? '' : await keys.open(secret), origin: new URL(url).origin }
}
