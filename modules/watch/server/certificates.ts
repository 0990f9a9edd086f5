/** The certificate of a source: with it a shipper over TLS needs no token. Only its hash, its name and its end are kept. */
import { createHash, X509Certificate } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type ResponseOf } from '#platform/contract/index.ts'
import type * as door from '../contract.ts'
import type { Context } from './context.ts'
import { found } from './dto.ts'
import type { Gate } from './gate.ts'
import * as store from './store.ts'

const NAME_MOST = 300
export const fingerprintOf = (certificate: X509Certificate): Buffer => createHash('sha256').update(certificate.raw).digest()

export function createCertificates({ ground: { db, clock } }: Context, gate: Gate) {
  /** @throws Refusal invalid for what is no certificate, is over, or holds a private key · conflict for the certificate of another source. */
  const set = async (actor: Actor, id: string, pem: string): Promise<ResponseOf<typeof door.setCertificate>> => {
    const certificate = readCertificate(pem, clock.now())
    const one = { sha256: fingerprintOf(certificate), of: certificate.subject.replaceAll('\n', ', ').slice(0, NAME_MOST), until: certificate.validToDate, at: clock.now() }
    await db.as(actor, async (tx) => {
      const row = found(await store.sourceById(tx, id, true))
      if (!await store.setCertificate(tx, id, one)) throw new Refusal('conflict')
      await record(tx, actor, clock.now(), { action: 'watch.certificate', partyId: row.party_id, object: `source:${id}`, detail: { before: row.certificate_sha256?.toString('hex') ?? null, after: one.sha256.toString('hex'), of: one.of, until: one.until } })
    })
    gate.forget()
    return { sha256: one.sha256.toString('hex'), of: one.of, until: one.until.toISOString() }
  }
  const end = async (actor: Actor, id: string): Promise<void> => {
    await db.as(actor, async (tx) => {
      const row = found(await store.sourceById(tx, id, true))
      await store.setCertificate(tx, id, null)
      await record(tx, actor, clock.now(), { action: 'watch.end_certificate', partyId: row.party_id, object: `source:${id}` })
    })
    gate.forget()
  }
  return { set, end }
}
export type Certificates = ReturnType<typeof createCertificates>

const wrong = (problem: string) => new Refusal('invalid', { fields: [{ path: 'body.pem', problem }] })
function readCertificate(pem: string, now: Date): X509Certificate {
  // Whoever pastes the private key has shown it to the centre: it must be made anew, and nothing is taken.
  if (pem.includes('PRIVATE KEY-----')) throw wrong('holds a private key, which must not leave its machine: make another, and give the certificate only')
  const text = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(pem)?.[0]
  if (text === undefined) throw wrong('no certificate in PEM')
  let certificate: X509Certificate
  try { certificate = new X509Certificate(text) } catch { throw wrong('cannot be read') }
  if (!(certificate.validToDate > now)) throw wrong('is over')
  return certificate
}
