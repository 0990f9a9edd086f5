import { caseAnswered, caseMoved, caseOpened, casesTied } from '#modules/cases/contract.ts'
import { centreChanged } from '#modules/identity/contract.ts'
import { territoryChanged } from '#modules/territory/contract.ts'
import { LIVE, system } from '#platform/contract/index.ts'
import { on, type Listener } from '#platform/events/index.ts'
import type { Context } from './context.ts'
import { draft, followAnswer, followMove } from './drafts.ts'
import { announceAll, announceOverviews } from './store.ts'

/** Each may run twice and in any order: a draft is stored once a case, an answer is read from the case and not from the event. */
export function listeners(context: Context): Listener[] {
  return [
    // The centre's telephone stands on every page.
    on(centreChanged, 'notices.centre', async () => {
      await context.ground.db.as(system('notices.centre'), announceAll)
      context.needs.pages.clear()
    }),
    // The map of the region is drawn from its borders; an exercise adds no land.
    on(territoryChanged, 'notices.territory', async ({ realm }) => {
      if (realm !== LIVE) return
      await context.ground.db.as(system('notices.territory'), announceOverviews)
      context.needs.pages.drop(['territory'])
    }),
    on(caseOpened, 'notices.draft', async ({ payload, realm }) => { await draft(context, system('notices.draft', realm), payload.mainId) }),
    on(casesTied, 'notices.draft_tied', async ({ payload, realm }) => { await draft(context, system('notices.draft', realm), payload.mainId) }),
    on(caseAnswered, 'notices.answered', async ({ payload, realm }) => { await followAnswer(context, system('notices.follow', realm), payload.caseId) }),
    on(caseMoved, 'notices.moved', async ({ payload, realm }) => { await followMove(context, system('notices.follow', realm), payload.caseId) }),
  ]
}
