import type { ResponseOf } from '#platform/contract/index.ts'
import type { lookUpNames } from '../../contract.ts'
import type { Outcome, Refused } from '../api.ts'
import type { LoadedNumbers } from './loaded-report.tsx'

export type Step = ResponseOf<typeof lookUpNames>
/** `on`: still asking; `stopped`: by a person, before the end. */
export type So = { readonly looked: number; readonly named: number; readonly unnamed: number; readonly silent: number; readonly report: LoadedNumbers | null; readonly state: 'on' | 'stopped' | 'over' }
export const nothing: So = { looked: 0, named: 0, unnamed: 0, silent: 0, report: null, state: 'on' }

/** Asks step by step until all were asked, one is refused or somebody stops it. What was found so far is told after each step, and at the end. */
export async function lookUpAll(ask: (after: string | undefined) => Promise<Outcome<Step>>, stop: AbortSignal, tell: (so: So) => void): Promise<Refused | undefined> {
  let now = nothing
  for (let after: string | undefined; !stop.aborted;) {
    const outcome = await ask(after)
    if (!outcome.done) { tell({ ...now, state: 'over' }); return outcome.refused }
    const step = outcome.data
    now = { ...now, looked: step.looked, named: step.named, unnamed: step.unnamed, silent: now.silent + step.silent, report: added(now.report, step.report) }
    if (step.next === null) { tell({ ...now, state: 'over' }); return undefined }
    tell(now)
    after = step.next
  }
  tell({ ...now, state: 'stopped' })
  return undefined
}

function added(before: LoadedNumbers | null, more: Step['report']): LoadedNumbers | null {
  if (!before || !more) return more ?? before
  const skipped = [...Map.groupBy([...before.skipped, ...more.skipped], (one) => one.code)].map(([code, rows]) => ({ code, rows: rows.reduce((sum, one) => sum + one.rows, 0) }))
  return {
    found: before.found + more.found, stored: before.stored + more.stored, unchanged: before.unchanged + more.unchanged, known: before.known + more.known, providersAdded: before.providersAdded + more.providersAdded,
    unmatched: [...before.unmatched, ...more.unmatched].slice(0, 100), unmatchedTotal: before.unmatchedTotal + more.unmatchedTotal, skipped,
  }
}
