/** Whose token or certificate this is, and whether its source may send now. Remembered for some seconds: a shipper asks a hundred times in one. */
import { system } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Lack } from '../contract-shapes.ts'
import type { Context } from './context.ts'
import { lacksOfSource, partiesOf, today } from './dto.ts'
import { sourceByCertificate, sourceByToken, type SourceRow } from './store.ts'
import { hashOf, tokenIn } from './token.ts'

export type Entry = { readonly sourceId: string; readonly lacks: readonly Lack[] }
export type Gate = {
  /** Undefined: no source has this token. */
  entry(authorization: string | undefined): Promise<Entry | undefined>
  byToken(token: string): Promise<Entry | undefined>
  /** @param sha256 of a certificate whose key the other side has shown to hold. */
  byCertificate(sha256: Buffer): Promise<Entry | undefined>
  /** A source changed in this process. */
  forget(): void
}

/** So long a change that another process made is not seen by this one. */
export const REMEMBERED_MS = 5000
const MOST = 10_000

export function createGate(context: Context): Gate {
  const { ground: { db, clock } } = context
  const known = new Map<string, { readonly until: number; readonly entry: Entry | undefined }>()
  async function remembered(key: string, find: (tx: Tx) => Promise<SourceRow | undefined>): Promise<Entry | undefined> {
    const now = clock.elapsedMs()
    const before = known.get(key)
    if (before && before.until > now) return before.entry
    const entry = await db.as(system('watch.ingest'), async (tx) => {
      const row = await find(tx)
      if (!row) return undefined
      const country = (await partiesOf(context, tx, [row.party_id])).get(row.party_id)?.country ?? 'IT'
      return { sourceId: row.id, lacks: lacksOfSource(row, country, await today(tx, clock.now())) }
    })
    if (known.size >= MOST) known.clear()
    known.set(key, { until: now + REMEMBERED_MS, entry })
    return entry
  }
  const byToken = (token: string) => {
    const hash = hashOf(token)
    return remembered(`token ${hash.toString('base64')}`, (tx) => sourceByToken(tx, hash))
  }
  return {
    forget: () => known.clear(),
    byToken,
    byCertificate: (sha256) => remembered(`certificate ${sha256.toString('base64')}`, (tx) => sourceByCertificate(tx, sha256)),
    async entry(authorization) {
      const token = tokenIn(authorization)
      return token === undefined ? undefined : byToken(token)
    },
  }
}
