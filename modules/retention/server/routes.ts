import { route, type Route } from '#platform/http/index.ts'
import { proveGone, readRetention } from '../contract.ts'
import type { Service } from './service.ts'

export const routes = (service: Service): Route[] => [
  route(readRetention, ({ query }) => service.read(query)),
  route(proveGone, async ({ query }) => ({ items: await service.prove(query.id) })),
]
