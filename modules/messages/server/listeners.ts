import { caseAnswered, caseMoved, caseOpened, casesTied } from '#modules/cases/contract.ts'
import { publicChanged } from '#modules/notices/contract.ts'
import { obligationsComputed } from '#modules/obligations/contract.ts'
import { weekWritten } from '#modules/watch/contract.ts'
import type { EventType, PayloadOf } from '#platform/contract/index.ts'
import { LIVE } from '#platform/contract/index.ts'
import { on, type Listener } from '#platform/events/index.ts'
import type { Collecting } from './collect.ts'

/** Each may run twice and in any order: facts are read from the case, and a line is stored once. An exercise writes to nobody. */
export function listeners(collecting: Collecting): Listener[] {
  const live = <E extends EventType>(event: E, name: string, work: (payload: PayloadOf<E>, id: number) => Promise<void>) => on(event, name, async ({ payload, realm, id }) => { if (realm === LIVE) await work(payload, id) })
  return [
    live(caseOpened, 'messages.opened', ({ mainId }) => collecting.casesOpened(mainId)),
    live(casesTied, 'messages.tied', ({ mainId, caseIds }) => collecting.casesOpened(mainId, caseIds)),
    live(caseAnswered, 'messages.answered', ({ caseId }) => collecting.caseAnswered(caseId)),
    live(caseMoved, 'messages.moved', ({ caseId }) => collecting.caseMoved(caseId)),
    live(obligationsComputed, 'messages.computed', ({ caseIds }) => collecting.obligationsComputed(caseIds)),
    live(weekWritten, 'messages.week', (payload) => collecting.weekWritten(payload)),
    live(publicChanged, 'messages.public', ({ partyId }, id) => collecting.publicChanged(partyId, id)),
  ]
}
