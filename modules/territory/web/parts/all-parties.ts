import type { QueryOf } from '#platform/contract/index.ts'
import { readParties } from '../../contract.ts'
import { api } from '../api.ts'

const AT_ONCE = 500
/** A list to choose from that is longer is no list: whoever has so many providers finds them by their page. */
const MOST = 5000

/** Every party of these kinds, page after page: one that a choice leaves out cannot be chosen. */
export async function allParties(kind: QueryOf<typeof readParties>['kind'], signal: AbortSignal) {
  const pageAt = (offset: number) => api(readParties, { query: { kind, limit: AT_ONCE, offset }, signal })
  const first = await pageAt(0)
  const offsets = Array.from({ length: Math.ceil(Math.min(first.total, MOST) / AT_ONCE) - 1 }, (_, n) => (n + 1) * AT_ONCE)
  return [first, ...(await Promise.all(offsets.map(pageAt)))].flatMap((page) => page.items)
}
