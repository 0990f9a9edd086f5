import type { Ground, Module } from '#platform/module.ts'
import type { SealedThings } from '#platform/keys/renew.ts'
import type { RetentionService } from '../contract.ts'
import { periodic } from './jobs.ts'
import { createRequests, type RequestNeeds, type Requests } from './requests.ts'
import { routes } from './routes.ts'
import { createService, type RetentionNeeds } from './service.ts'
import { resealRequest, sealedRequests } from './store/requests-store.ts'

export { ownRules } from './retention.ts'

const sealed: readonly SealedThings[] = [{ kind: 'texts', id: 'retention.requests', list: sealedRequests, replace: resealRequest }]

export function createRetention(ground: Ground, needs: RetentionNeeds & RequestNeeds): Module<RetentionService> & { readonly requests: Requests } {
  const service = createService(ground, needs)
  const requests = createRequests(ground, needs)
  return { service, requests, routes: routes(service, requests), listeners: [], periodic: periodic(service, requests), sealed }
}
