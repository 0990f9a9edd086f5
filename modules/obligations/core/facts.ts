/** The document the engine reads, made from what the territory and the case know. Unknown stays unknown. */
import type { Answer as Known, PartyKind as LegalKind } from '#engines/deadlines/facts.ts'
import type { CaseFacts } from '#modules/cases/contract.ts'
import type { Party, PartyKind } from '#modules/territory/contract.ts'

/** ISO strings inside: this is stored, and `factsFromJson` of the engine turns it into facts. */
export type FactsDocument = {
  party: Record<string, unknown>
  incident: Record<string, unknown>
  decisions: Record<string, unknown>
  clocks: Record<string, { at: string; by?: string; how?: string }>
  suggested: Record<string, { at: string; by?: string; how?: string }>
  /** What a person recorded of the incident in the dossier: it wins over what follows from the case. Not read by the engine. */
  own?: Record<string, unknown>
  filings: { regime: string; stage: string; sentAt: string; protocol: string; number?: number; partial?: boolean }[]
}

const legalKinds: Partial<Record<string, LegalKind>> = {
  municipality: 'municipality', province: 'province', region: 'region', union: 'union_of_municipalities',
  health_agency: 'health_agency', school: 'school', university: 'university', transport: 'transport_company',
  in_house: 'provider', provider: 'provider', firm: 'firm', responder: 'firm', metropolitan_city: 'metropolitan_city',
}

/** What the registry knows of the kind stands unless the territory's own facts say better. */
export const legalKindOf = (kind: PartyKind): LegalKind => legalKinds[kind.replaceAll('-', '_')] ?? 'other_public'

/** The party as the engine reads it. Whether it handles data for others is a fact of the territory, not one of the law's. */
export function partyDocument(party: Party): Record<string, unknown> {
  const { processor: _, ...legal } = party.facts
  return { country: party.country, kind: legalKindOf(party.kind), name: party.name, ...(party.population === null ? {} : { population: party.population }), ...legal }
}

export function firstDocument(one: CaseFacts, party: Party | undefined, now: Date): FactsDocument {
  return {
    party: party ? partyDocument(party) : { country: 'IT', kind: 'other_public', name: one.title },
    incident: incidentOf(one),
    decisions: {},
    clocks: {},
    // The centre's opening is when the body could have known at the earliest: proposed, never counted.
    suggested: { aware: { at: (one.answeredAt ?? now).toISOString(), how: 'centre' } },
    filings: [],
  }
}

/** The facts of the incident that follow from the case. */
export function incidentOf(one: CaseFacts): Record<string, unknown> {
  const down = one.services.filter((service) => service.availability === 'down' && service.at)
  const outageSince = down.map((service) => service.at!.getTime()).sort((a, b) => a - b)[0]
  const malicious = one.description['malicious']
  return {
    personalData: one.personalData,
    dataRole: one.kind === 'main' ? 'processor' : 'controller',
    malicious: isKnown(malicious) ? malicious : 'unknown',
    ongoing: one.closedAt ? 'no' : 'yes',
    occurredAt: one.occurredAt.toISOString(),
    ...(outageSince === undefined ? {} : { outageSince: new Date(outageSince).toISOString() }),
  }
}

const isKnown = (value: unknown): value is Known => value === 'yes' || value === 'no' || value === 'unknown'

/** What the engine is given: the person's word on top of what follows from the case. */
export function engineDocument({ own, ...document }: FactsDocument): Omit<FactsDocument, 'own'> {
  return own ? { ...document, incident: { ...document.incident, ...own } } : document
}
