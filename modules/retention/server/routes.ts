import { Refusal } from '#platform/contract/index.ts'
import { rawRoute, route, type Route } from '#platform/http/index.ts'
import { proveGone, readRetention } from '../contract.ts'
import * as papersDoor from '../contract-papers.ts'
import * as door from '../contract-requests.ts'
import type { Papers } from './papers.ts'
import type { Requests } from './requests.ts'
import type { Service } from './service.ts'

const silent = async (work: Promise<unknown>): Promise<undefined> => { await work; return undefined }

export const routes = (service: Service, requests: Requests, papers: Papers): Route[] => [
  route(readRetention, ({ query }) => service.read(query)),
  route(proveGone, async ({ query }) => ({ items: await service.prove(query.id) })),
  route(door.listRequests, ({ actor, query }) => requests.list(actor, query)),
  route(door.addRequest, ({ actor, body }) => requests.add(actor, body)),
  route(door.readRequest, ({ actor, params }) => requests.read(actor, params.requestId)),
  route(door.changeRequest, ({ actor, params, body }) => silent(requests.change(actor, params.requestId, body))),
  route(door.extendRequest, ({ actor, params, body }) => silent(requests.extend(actor, params.requestId, body))),
  route(door.lookRequest, ({ actor, params }) => requests.look(actor, params.requestId)),
  route(door.eraseRequest, ({ actor, params, body }) => requests.erase(actor, params.requestId, body)),
  route(door.closeRequest, ({ actor, params, body }) => silent(requests.close(actor, params.requestId, body))),
  route(papersDoor.listPapers, ({ actor }) => papers.list(actor)),
  route(papersDoor.publishNotice, ({ actor, body }) => silent(papers.publish(actor, body))),
  rawRoute(papersDoor.readPaper, async ({ params, query, reply }) =>
    reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'").header('cache-control', 'no-store').send(await papers.read(params.paper, query.lang))),
  rawRoute(door.exportRequest, async ({ actor, params, body, reply }) => {
    const given = door.exportRequest.body.safeParse(body)
    if (!given.success) throw new Refusal('invalid', { fields: given.error.issues.map(({ path, message }) => ({ path: ['body', ...path].join('.'), problem: message })) })
    const { bytes, name } = await requests.copy(actor, params.requestId, given.data)
    return reply.header('content-type', name.endsWith('.zip') ? 'application/zip' : 'application/octet-stream').header('content-disposition', `attachment; filename="${name}"`).header('cache-control', 'no-store').send(bytes)
  }),
]
