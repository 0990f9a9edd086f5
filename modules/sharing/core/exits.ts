/** Why an object may reach a peer, or not, in the order in which it is decided. The database decides again, by itself (migration 0270). */
import type { Tlp } from '#platform/contract/tlp.ts'
import type { ExitWord } from '../contract.ts'
import type { Origin } from './decide.ts'

type Shared = { readonly tlp: Tlp; readonly groupNo: number | null; readonly origin: Origin }
type Through = { readonly audience: 'public' | 'partners' | 'group'; readonly group_no: number | null }
/** `reached`: of each collection of theirs to which this one is sent, whether it has come so far. */
type To = { readonly no: number; readonly active: boolean; readonly groups: readonly number[]; readonly reached: readonly boolean[] }

export function exitTo({ tlp, groupNo, origin }: Shared, { audience, group_no }: Through, peer: To): ExitWord {
  if (tlp === 'red') return 'red'
  if (!peer.active) return 'paused'
  if (audience === 'group' && !peer.groups.includes(group_no!)) return 'audience'
  if (groupNo !== null && !peer.groups.includes(groupNo)) return 'group'
  if ((tlp === 'amber' || tlp === 'amber+strict') && groupNo === null) return 'amber'
  if (origin === peer.no) return 'echo'
  if (peer.reached.length === 0) return 'may_read'
  return peer.reached.every(Boolean) ? 'sent' : 'waits'
}
