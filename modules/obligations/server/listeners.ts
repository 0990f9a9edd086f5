import { caseAnswered, caseMoved, caseOpened, casesTied } from '#modules/cases/contract.ts'
import { territoryChanged } from '#modules/territory/contract.ts'
import { system } from '#platform/contract/index.ts'
import { on, type Listener } from '#platform/events/index.ts'
import type { Service } from './service.ts'

/** Each may run twice: opening stores only what is missing, following computes the same answer again. */
export function listeners(service: Service): Listener[] {
  return [
    on(caseOpened, 'obligations.open', async ({ payload, realm }) => { await service.open(system('obligations.open', realm), payload.mainId) }),
    on(casesTied, 'obligations.tie', async ({ payload, realm }) => { await service.open(system('obligations.open', realm), payload.mainId) }),
    on(caseAnswered, 'obligations.answered', async ({ payload, realm }) => { await service.follow(system('obligations.follow', realm), [payload.caseId], { awareAt: payload.awareAt }) }),
    on(territoryChanged, 'obligations.party', async ({ realm }) => { await service.refreshParties(system('obligations.party', realm)) }),
    on(caseMoved, 'obligations.moved', async ({ payload, realm }) => { await service.follow(system('obligations.follow', realm), [payload.caseId]) }),
  ]
}
