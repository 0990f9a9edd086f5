/** Who can read what of a case, and why: said from the same rules that the database holds, and compared with it by a test. */
import { audienceOf, marksOf, mayReach, mayReadMark, type Actor, type Mark, type Tlp } from '#platform/contract/index.ts'
import type { ReaderGroup, ReaderWhy } from '../contract-sharing.ts'

export type Verdict = { readonly yes: boolean; readonly why: ReaderWhy }
export type Part = { readonly tlp: Tlp; readonly mark?: Mark | undefined }
export type OfCase = { readonly kind: 'main' | 'tied'; readonly partyId: string }

const ELSEWHERE = '00000000-0000-0000-0000-000000000000'

/** A person of the group, as the platform would know them. */
export function readerOf(group: ReaderGroup, { kind, partyId }: OfCase): Actor {
  const person = (roles: Actor['roles'], scope: Actor['scope'], parties: readonly string[] = []): Actor => ({ kind: 'person', id: group, name: '', roles, scope, parties, realm: 'live' })
  switch (group) {
    case 'coordinator': case 'analyst': return person([group], 'all')
    case 'admin': case 'member': return person([group], 'parties', [partyId])
    // A provider has a contact where the case is at the provider; a tied case is a body's own.
    case 'provider': return person(['provider'], 'parties', kind === 'main' ? [partyId] : [ELSEWHERE])
    case 'liaison': return person(['liaison'], 'parties', [partyId])
    case 'otherBody': return person(['admin'], 'parties', [ELSEWHERE])
    case 'researcher': return person(['researcher'], 'none')
    case 'public': return { ...person([], 'none'), kind: 'anonymous' }
  }
}

export function mayRead(reader: Actor, of: OfCase, { tlp, mark }: Part): Verdict {
  const no = (why: ReaderWhy): Verdict => ({ yes: false, why })
  if (reader.kind === 'anonymous') return no('closed')
  const holds = (...some: readonly string[]) => reader.roles.some((role) => some.includes(role))
  const centre = reader.scope === 'all' && holds('coordinator', 'analyst')
  if (!centre && !reader.parties.includes(of.partyId)) return no(holds('researcher') ? 'names' : 'other')
  if (!mayReach(tlp, audienceOf(reader))) return no('tlp')
  if (mark !== undefined && !mayReadMark(mark, marksOf(reader), of.partyId)) return no(mark)
  return { yes: true, why: centre ? 'centre' : holds('member', 'admin') ? 'own' : holds('provider') ? 'provider' : 'district' }
}
