/** A file of lines, brought by a person. The record of the source counts as for a shipper; a token is not needed, since somebody is signed in. */
import { record } from '#platform/audit/index.ts'
import { Refusal } from '#platform/contract/index.ts'
import { rawRoute, type Route } from '#platform/http/index.ts'
import * as door from '../contract.ts'
import { LINE_MAX } from '../contract-ingest.ts'
import { linesOfFile } from '../core/file.ts'
import type { Append } from './append.ts'
import { bytesOf, type Reading } from './body.ts'
import type { Context } from './context.ts'
import { found, lacksOfSource, partiesOf, today } from './dto.ts'
import { sourceById } from './store.ts'

const limits = { lineMax: LINE_MAX, linesMax: Infinity }
const keys: readonly string[] = ['token', 'certificate']

export function uploadRoutes(context: Context, append: Append, reading: Reading): Route[] {
  const { ground: { db, clock } } = context
  return [rawRoute(door.uploadLines, async ({ actor, params: { sourceId }, request, reply }) => {
    const row = await db.as(actor, async (tx) => {
      const source = found(await sourceById(tx, sourceId))
      const country = (await partiesOf(context, tx, [source.party_id])).get(source.party_id)?.country ?? 'IT'
      if (lacksOfSource(source, country, await today(tx, clock.now())).some((lack) => !keys.includes(lack))) throw new Refusal('conflict')
      return source
    })
    const taken = await reading(async () => {
      const read = linesOfFile(await bytesOf(request), limits, clock.now())
      if (read === 'list') throw new Refusal('invalid', { fields: [{ path: 'body', problem: 'begins as a JSON list and is none' }] })
      if ('problem' in read) throw new Refusal('too_large')
      await append(sourceId, read)
      return read
    })
    await db.as(actor, (tx) => record(tx, actor, clock.now(), { action: 'watch.upload', partyId: row.party_id, object: `source:${sourceId}`, detail: { taken: taken.received, tooLarge: taken.tooLarge } }))
    return reply.header('content-type', 'application/json').send(JSON.stringify({ taken: taken.received, tooLarge: taken.tooLarge, empty: taken.empty }))
  })]
}
