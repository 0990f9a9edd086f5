import { useRouteLoaderData } from 'react-router'
import type { CaseData } from '../loaders.ts'

export type CaseHere = CaseData & { /** Address of the case, without its tab. */ readonly base: string }

/** The head that the address's case layout has loaded: every tab stands in it. */
export const useCase = (): CaseHere => useHead('case', '/console')
export const useSpaceCase = (): CaseHere => useHead('space-case', '/space')

function useHead(id: string, place: string): CaseHere {
  const found = useRouteLoaderData(id) as CaseData | undefined
  if (!found) throw new Error('a tab of a case stands outside it')
  return { ...found, base: `${place}/cases/${found.one.id}` }
}
