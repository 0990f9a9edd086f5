/** A case that closes fills the catalogue: its entry waits for a person. */
import { caseMoved } from '#modules/cases/contract.ts'
import { system } from '#platform/contract/index.ts'
import { on, type Listener } from '#platform/events/index.ts'
import { statementOfCase } from '../core/of-case.ts'
import { recordStatements } from './recording.ts'
import type { Context } from './context.ts'

export const observatoryListeners = ({ ground: { db, clock }, needs: { cases, territory } }: Context): Listener[] => [
  on(caseMoved, 'observatory.case_moved', async ({ payload: { caseId }, realm }) => {
    const actor = system('observatory.case_moved', realm)
    await db.as(actor, async (tx) => {
      const [one] = await cases.facts(tx, [caseId])
      const mainId = one?.kind === 'tied' ? one.mainId : one?.id
      const [main] = mainId ? await cases.facts(tx, [mainId]) : []
      // Tied cases may end after their main one: what they say then is a newer edition.
      if (!main || main.state !== 'closed') return
      const tied = await cases.tiedOf(tx, main.id)
      const coding = await cases.coding(tx, main.id)
      if (!coding) return
      const parties = new Map((await territory.parties(tx, [...new Set([main, ...tied].map((it) => it.partyId))])).map((party) => [party.id, party]))
      await recordStatements(tx, actor, clock.now(), [statementOfCase(main, tied, parties, coding)], { state: 'draft', origin: 'case', tlp: main.tlp, caseId: main.id })
    })
  }),
]
