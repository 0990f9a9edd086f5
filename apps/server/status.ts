/** GET /status: public, says nothing about anybody. */
import * as z from 'zod'
import type { TerritoryService } from '#modules/territory/contract.ts'
import { anyone, endpoint, type ResponseOf } from '#platform/contract/index.ts'
import { route } from '#platform/http/index.ts'
import type { Stream } from '#platform/stream/index.ts'
import type { Opened } from './ground.ts'

export const readStatus = endpoint({
  id: 'server.status', method: 'GET', path: '/status', summary: 'Version, database, migrations, age of the graph', access: anyone,
  response: z.object({
    status: z.enum(['ok', 'degraded']),
    version: z.string(),
    startedAt: z.string(),
    database: z.object({ kind: z.enum(['embedded', 'external']), version: z.string(), reachable: z.boolean() }),
    migrations: z.object({ applied: z.number(), latest: z.string() }),
    graph: z.object({ version: z.number(), builtAt: z.string(), ageSeconds: z.number(), services: z.number(), dependencies: z.number() }).nullable(),
    mail: z.enum(['smtp', 'folder']),
    /** Whether certified mail and text messages leave by themselves, or are texts for a person to copy. */
    pec: z.enum(['smtp', 'by_hand']), sms: z.enum(['gateway', 'by_hand']),
    /** Where log lines wait: on this disk, or in a stream, which may be away; and how many servers keep each of them. */
    lines: z.object({ kind: z.enum(['spool', 'stream']), reachable: z.boolean(), copies: z.number().int().nullable() }),
    /** Nothing leaves this machine: a drill, or a copy to learn on. */
    silent: z.boolean(),
    /** How many processes were asked for, how many serve now, and which one says this; the first also works in the background. */
    processes: z.object({ configured: z.number().int(), serving: z.number().int(), answeredBy: z.number().int() }),
  }),
})

export type ProcessesNow = () => ResponseOf<typeof readStatus>['processes']
const alone: ProcessesNow = () => ({ configured: 1, serving: 1, answeredBy: 1 })

export function statusRoute(opened: Opened, version: string, territory: Pick<TerritoryService, 'graphStatus'>, { processes = alone, stream }: { readonly processes?: ProcessesNow; readonly stream?: Pick<Stream, 'state' | 'copies'> | undefined } = {}) {
  const { db, clock, mailer, certified, texter, silent = false } = opened.ground
  const startedAt = clock.now().toISOString()
  return route(readStatus, async ({ reply }) => {
    const reachable = await db.ping()
    const graph = territory.graphStatus()
    reply.header('cache-control', 'no-store')
    return {
      status: reachable ? 'ok' as const : 'degraded' as const,
      version, startedAt,
      database: { kind: opened.database, version: opened.ready.serverVersion, reachable },
      migrations: opened.ready.migrations,
      graph: graph ? { ...graph, ageSeconds: Math.round((clock.now().getTime() - new Date(graph.builtAt).getTime()) / 1000) } : null,
      mail: mailer.kind, pec: certified ? 'smtp' as const : 'by_hand' as const, sms: texter ? 'gateway' as const : 'by_hand' as const,
      lines: { kind: stream ? 'stream' as const : 'spool' as const, reachable: stream?.state() !== 'away', copies: stream?.copies() ?? null },
      silent,
      processes: processes(),
    }
  })
}
