/** GET /api/openapi.json: the document that follows from what this server has mounted. */
import { anyone, endpoint, type Endpoint } from '#platform/contract/index.ts'
import { scopeOf } from '#modules/identity/server/index.ts'
import { openApi } from '#platform/contract/openapi.ts'
import { rawRoute, type Route } from '#platform/http/index.ts'

export const readOpenApi = endpoint({
  id: 'server.openapi', method: 'GET', path: '/api/openapi.json', summary: 'This document: every endpoint, who may call it, what goes in and what comes out', access: anyone,
  raw: true, answers: ['application/json'],
})

const DESCRIPTION = 'The interface of a regional cybersecurity centre. How to call it: docs/api/README.md. `x-access` names the roles that may call an endpoint; what they then see is decided by the database: an object of another body answers 404, as one that never existed.'

/** The text of openapi.json. The same endpoints give the same text. */
export const documentOf = (endpoints: readonly Endpoint[], version: string): string =>
  `${JSON.stringify(openApi(endpoints, { title: 'Bastida', version, description: DESCRIPTION, licence: 'EUPL-1.2 OR AGPL-3.0-or-later', scopeOf }), null, 1)}\n`

/** `endpoints`: what is mounted, this one included. Drawn when it is first asked for, then kept: it cannot change while the server runs. */
export function openApiRoute(endpoints: () => readonly Endpoint[], version: string): Route {
  let text: string | undefined
  return rawRoute(readOpenApi, async ({ reply }) => {
    reply.header('content-type', 'application/json; charset=utf-8').header('cache-control', 'public, max-age=3600')
    return (text ??= documentOf(endpoints(), version))
  })
}
