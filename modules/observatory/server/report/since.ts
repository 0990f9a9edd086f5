/** What became of the cases that a public edition tells: an edition stays as it was, and says so where they did not. */
import { lastDone } from '#platform/audit/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { SinceSaid } from '../../contract-report.ts'
import { changedCases } from '../store/report-store.ts'

export type Since = SinceSaid & { readonly gone: readonly string[] }
/** As somebody who reads the catalogue whole: the day of a withdrawal stands in the audit log alone. */
export async function sinceEdition(tx: Tx, year: number): Promise<Since> {
  const changed = await changedCases(tx, year)
  const gone = changed.filter((one) => one.gone)
  const withdrawn = await lastDone(tx, 'observatory.withdraw', gone.flatMap(({ entryId }) => (entryId === null ? [] : [`entry:${entryId}`])))
  const corrected = changed.flatMap(({ ref, gone: isGone, at }) => (isGone || at === null ? [] : [{ ref, at: at.toISOString() }]))
  const days = [...corrected.map((one) => one.at), ...[...withdrawn.values()].map((at) => at.toISOString())].toSorted()
  return { corrected, withdrawn: gone.length, at: days.at(-1) ?? null, gone: gone.map((one) => one.ref) }
}
