import { caseMoved } from '#modules/cases/contract.ts'
import { record } from '#platform/audit/index.ts'
import { system } from '#platform/contract/index.ts'
import { on, type Listener } from '#platform/events/index.ts'
import type { Context } from './context.ts'
import { closeWithCase } from './store/merges-store.ts'

/** Reports end with the case that they are part of, and their writers are told. Twice is once: what is closed is left alone. */
export const listeners = ({ ground: { db, clock }, needs }: Context): Listener[] => [
  on(caseMoved, 'intake.case_moved', ({ payload: { caseId }, realm }) => {
    const actor = system('intake.case_moved', realm)
    return db.as(actor, async (tx) => {
      const [facts] = await needs.cases.facts(tx, [caseId])
      if (facts?.state !== 'closed') return
      const now = clock.now()
      const closed = await closeWithCase(tx, caseId, now)
      if (closed > 0) await record(tx, actor, now, { action: 'intake.close', object: `case:${caseId}`, detail: { reports: closed } })
    })
  }),
]
