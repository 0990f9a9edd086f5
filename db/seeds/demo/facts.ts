import type { PartyFacts, PartyKind as LegalKind } from '#engines/deadlines/facts.ts'
import type { PartyKind, PartyRow } from '#modules/territory/core/registry/types.ts'
import { providers } from './names.data.ts'
import type { Random } from './random.ts'
import type { DemoFacts } from './types.ts'

// D.Lgs. 138/2024: the first list was notified from 12 April 2025; who is listed first in 2026 notifies from 1 January 2027.
const firstList = { noticeReceivedOn: '2025-04-12', firstListedYear: 2025 } as const
const secondList = { noticeReceivedOn: '2026-04-10', firstListedYear: 2026 } as const

/** Facts of each party as the deadlines engine asks them; invented like the parties. */
export function makeFacts(random: Random, parties: readonly PartyRow[]): DemoFacts[] {
  const capital = parties[0]!
  return parties
    .filter((party) => party.partyKind !== 'district' && party.partyKind !== 'centre')
    .map((party) => ({
      party: party.key,
      facts: {
        country: 'IT',
        kind: legalKinds[party.partyKind] ?? 'other_public',
        name: party.name,
        ...(party.population === undefined ? {} : { population: party.population }),
        regionalCapital: answer(party === capital),
        asl: answer(party.partyKind === 'health-agency'),
        ...(party.partyKind === 'transport' ? { transport: { scope: 'urban', catchment: 420_000 } as const } : {}),
        ...(party.partyKind === 'in-house'
          ? { inHouse: { ofLaw90Body: 'yes', activity: 'it_services' } as const }
          : {}),
        acn: acnOf(party),
        psnc: 'no',
        trustService: party.key.code === 'chiavistella' ? 'qualified' : 'no',
        financial: 'no',
        manufacturer: 'no',
        accreditedLab: 'no',
        cyberInsured: answer(
          random.next() < (party.partyKind === 'firm' ? 0.4 : party.partyKind === 'municipality' ? 0.2 : 0.5),
        ),
      } satisfies PartyFacts,
      processor: party.partyKind === 'provider' || party.partyKind === 'in-house' || party.partyKind === 'union',
    }))
}

const legalKinds: Partial<Record<PartyKind, LegalKind>> = {
  municipality: 'municipality',
  union: 'union_of_municipalities',
  province: 'province',
  region: 'region',
  school: 'school',
  university: 'university',
  'health-agency': 'health_agency',
  transport: 'transport_company',
  provider: 'provider',
  firm: 'firm',
  responder: 'firm',
  'in-house': 'provider',
}

function acnOf(party: PartyRow): NonNullable<PartyFacts['acn']> {
  if (party.partyKind === 'health-agency' || party.partyKind === 'region') return { status: 'essential', ...firstList }
  if (party.partyKind === 'in-house' || party.partyKind === 'transport') return { status: 'important', ...firstList }
  const provider = providers.find((one) => one.code === party.key.code)
  if (provider?.acn === 'essential') return { status: 'essential', ...firstList }
  // Software houses were found later: the one of the story owes nothing under NIS2 before 2027, and the engine must say why.
  return provider?.acn === 'important' ? { status: 'important', ...secondList } : { status: 'not_listed' }
}

function answer(yes: boolean): 'yes' | 'no' {
  return yes ? 'yes' : 'no'
}
