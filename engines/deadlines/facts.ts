/** The facts that the engine reads. An absent answer is an unknown one: it is asked for, never guessed. */

import type { Country, IsoDay, RecordedClock, RegimeId, StageId } from './base.ts'

export type Answer = 'yes' | 'no' | 'unknown'

export const partyKinds = [
  'central_administration', 'region', 'autonomous_province', 'metropolitan_city', 'province', 'municipality',
  'union_of_municipalities', 'health_agency', 'hospital', 'school', 'university', 'transport_company', 'provider',
  'firm', 'other_public',
] as const
export type PartyKind = (typeof partyKinds)[number]

export const isTypes = ['IS-1', 'IS-2', 'IS-3', 'IS-4'] as const
export type IsType = (typeof isTypes)[number]

export const inHouseActivities = ['it_services', 'transport', 'waste_water', 'waste', 'other', 'unknown'] as const
export const financialKinds = ['credit_institution', 'ccp', 'trading_venue', 'other', 'no', 'unknown'] as const
export const psncTables = ['table_1', 'table_2', 'outside_assets', 'none', 'unknown'] as const

export interface PartyFacts {
  readonly country: Country
  readonly kind: PartyKind
  readonly name?: string
  /** Inhabitants. Law 90 art. 1 asks for more than 100,000. */
  readonly population?: number
  readonly regionalCapital?: Answer
  /** Azienda sanitaria locale (USL): Law 90 names these, not every hospital. */
  readonly asl?: Answer
  readonly transport?: {
    readonly scope: 'urban' | 'extra_urban'
    /** People in the catchment area; asked for urban companies. */
    readonly catchment?: number
    /** Asked for extra-urban companies. */
    readonly inMetropolitanCity?: Answer
  }
  /** In-house company of a body that Law 90 itself names. */
  readonly inHouse?: { readonly ofLaw90Body: Answer; readonly activity: (typeof inHouseActivities)[number] }
  readonly acn?: {
    readonly status: 'essential' | 'important' | 'not_listed' | 'unknown'
    /** Day on which the first listing notice was received; a later re-listing does not restart the term. */
    readonly noticeReceivedOn?: IsoDay
    readonly firstListedYear?: number
  }
  readonly psnc?: Answer
  readonly trustService?: 'qualified' | 'non_qualified' | 'no' | 'unknown'
  readonly financial?: (typeof financialKinds)[number]
  /** Manufacturer of products with digital elements (CRA). */
  readonly manufacturer?: Answer
  /** National evaluation centre, evaluation centre or accredited laboratory (CVCN, CV, LAP). */
  readonly accreditedLab?: Answer
  /** One of the bodies of art. L. 1111-8-2 CSP. */
  readonly healthActor?: Answer
  /** Insured against losses from attacks on its information systems (LOPMI). */
  readonly cyberInsured?: Answer
  readonly oiv?: Answer
  readonly ose?: Answer
}

export interface IncidentFacts {
  readonly personalData?: Answer
  readonly dataRole?: 'controller' | 'processor' | 'both' | 'unknown'
  readonly malicious?: Answer
  /** Still being handled. */
  readonly ongoing?: Answer
  readonly isTypes?: Readonly<Partial<Record<IsType, Answer>>>
  /** D.Lgs. 138/2024 art. 25(4)(a) and (b). */
  readonly art25?: { readonly a?: Answer; readonly b?: Answer }
  readonly trustServiceImpact?: Answer
  readonly psncTable?: (typeof psncTables)[number]
  /** On an information system of vital importance (SIIV). */
  readonly onSiiv?: Answer
  readonly exploitedVulnerability?: Answer
  readonly severeProductIncident?: Answer
  /** Known to the centre, kept for the record: neither starts a clock. */
  readonly occurredAt?: Date
  readonly outageSince?: Date
  /** Hours agreed in the processing contract for telling the controller. */
  readonly processorContractHours?: number
}

export interface Decision<Value extends string> {
  readonly value: Value
  readonly reasoning?: string
  readonly by?: string
  readonly at?: Date
}
export type YesNoUndecided = 'yes' | 'no' | 'undecided'

export interface Decisions {
  /** D.Lgs. 138/2024 art. 25; also the French OSE test. A human's. */
  readonly significant?: Decision<YesNoUndecided>
  /** GDPR art. 33-34. */
  readonly gdprRisk?: Decision<'undecided' | 'unlikely' | 'risk' | 'high'>
  readonly art34Exception?: Decision<'none' | 'a' | 'b' | 'c'>
  readonly doraMajor?: Decision<YesNoUndecided>
  readonly healthSignificant?: Decision<YesNoUndecided>
}

export interface Moment {
  readonly at: Date
  readonly by?: string
  readonly how?: string
  readonly signal?: string
}

/** A filing made by a person. Without the number that came back it is not "sent". */
export interface Filing {
  readonly regime: RegimeId
  readonly stage: StageId
  readonly sentAt: Date
  readonly protocol: string
  /** Monthly progress reports: 1, 2, 3 … */
  readonly number?: number
  /** GDPR art. 33(4): first phase of several. */
  readonly partial?: boolean
}

export interface Facts {
  readonly party: PartyFacts
  readonly incident: IncidentFacts
  readonly decisions: Decisions
  /** Recorded by the party itself. */
  readonly clocks: Readonly<Partial<Record<RecordedClock, Moment>>>
  /** Proposed by the centre, waiting for the party's word: starts nothing. */
  readonly suggested: Readonly<Partial<Record<RecordedClock, Moment>>>
  readonly filings: readonly Filing[]
}
