import type { Ground, Module } from '#platform/module.ts'
import type { SealedThings } from '#platform/keys/renew.ts'
import type { RetentionService } from '../contract.ts'
import { periodic } from './jobs.ts'
import { createPapers, type Papers } from './papers.ts'
import { createRequests, type RequestNeeds, type Requests } from './requests.ts'
import { routes } from './routes.ts'
import { createService, type RetentionNeeds } from './service.ts'
import { resealRequest, sealedRequests } from './store/requests-store.ts'

export { ownRules } from './retention.ts'

const sealed: readonly SealedThings[] = [{ kind: 'texts', id: 'retention.requests', list: sealedRequests, replace: resealRequest }]

export type Needs = RetentionNeeds & RequestNeeds & { /** Of the program: it stands on each paper. */ readonly version?: string }

export function createRetention(ground: Ground, needs: Needs): Module<RetentionService> & { readonly requests: Requests; readonly papers: Papers } {
  const service = createService(ground, needs)
  const requests = createRequests(ground, needs)
  const papers = createPapers(ground, needs)
  return {
    service, requests, papers, routes: routes(service, requests, papers),
    listeners: [], periodic: periodic(service, requests), sealed,
  }
}
