/** Reads a facts document (ISO 8601 in, `Date` out). The format is described in DESIGN.md. */

import {
  financialKinds, inHouseActivities, isTypes, partyKinds, psncTables,
  type Decisions, type Facts, type Filing, type IncidentFacts, type Moment, type PartyFacts,
} from './facts.ts'
import { allRegimes, regimesOf } from './regimes/index.ts'
import { stageLabels } from './messages/labels.data.ts'
import type { RecordedClock, RegimeId, StageId } from './types.ts'
import { choice, day, flag, instant, integer, list, record, refuse, text, type Check, type Problem } from './validate.ts'

export interface FactsResult {
  /** Null when there is any problem: nothing is half-read. */
  readonly facts: Facts | null
  readonly problems: readonly Problem[]
}

export function factsFromJson(document: unknown): FactsResult {
  const problems: Problem[] = []
  const read = documentCheck(document, '$', problems)
  if (read?.party) checkFilings(read, problems)
  if (problems.length > 0 || !read?.party) return { facts: null, problems }
  const { party, incident = {}, decisions = {}, clocks = {}, suggested = {}, filings = [] } = read
  return { facts: { party, incident, decisions, clocks, suggested, filings }, problems }
}

type Document = Partial<Facts> & { readonly $schema?: string; readonly note?: string }

const answer = choice(['yes', 'no', 'unknown'])
const yesNoUndecided = choice(['yes', 'no', 'undecided'])

const partyCheck: Check<PartyFacts> = record<PartyFacts>({
  country: choice(['IT', 'FR']), kind: choice(partyKinds), name: text(), population: integer(0, 100_000_000),
  regionalCapital: answer, asl: answer,
  transport: record<NonNullable<PartyFacts['transport']>>({
    scope: choice(['urban', 'extra_urban']), catchment: integer(0, 100_000_000), inMetropolitanCity: answer,
  }, ['scope']),
  inHouse: record<NonNullable<PartyFacts['inHouse']>>({ ofLaw90Body: answer, activity: choice(inHouseActivities) }, ['ofLaw90Body', 'activity']),
  acn: record<NonNullable<PartyFacts['acn']>>({
    status: choice(['essential', 'important', 'not_listed', 'unknown']), noticeReceivedOn: day(), firstListedYear: integer(2025, 2099),
  }, ['status']),
  psnc: answer, trustService: choice(['qualified', 'non_qualified', 'no', 'unknown']), financial: choice(financialKinds),
  manufacturer: answer, accreditedLab: answer, healthActor: answer, cyberInsured: answer, oiv: answer, ose: answer,
}, ['country', 'kind'])

const incidentCheck: Check<IncidentFacts> = record<IncidentFacts>({
  personalData: answer, dataRole: choice(['controller', 'processor', 'both', 'unknown']), malicious: answer, ongoing: answer,
  isTypes: record<NonNullable<IncidentFacts['isTypes']>>(everyKey(isTypes, answer)),
  art25: record<NonNullable<IncidentFacts['art25']>>({ a: answer, b: answer }),
  trustServiceImpact: answer, psncTable: choice(psncTables), onSiiv: answer, exploitedVulnerability: answer,
  severeProductIncident: answer, occurredAt: instant(), outageSince: instant(), processorContractHours: integer(0, 720),
})

const decisionsCheck: Check<Decisions> = record<Decisions>({
  significant: decision(yesNoUndecided), gdprRisk: decision(choice(['undecided', 'unlikely', 'risk', 'high'])),
  art34Exception: decision(choice(['none', 'a', 'b', 'c'])), doraMajor: decision(yesNoUndecided), healthSignificant: decision(yesNoUndecided),
})

const recordedClocks = [
  'aware', 'breach_aware', 'told_by_processor', 'attack_known', 'classified_major', 'corrective_measure_available',
  'handling_ended', 'intermediate_requested',
] as const satisfies readonly RecordedClock[]
const momentCheck = record<Moment>({ at: instant(), by: text(), how: text(), signal: text() }, ['at'])
const clocksCheck = record<Facts['clocks']>(everyKey(recordedClocks, momentCheck))

const regimeIds = allRegimes.map(({ id }) => id)
const stageIds = Object.keys(stageLabels).filter((stage) => stage !== 'all') as StageId[]
const filingCheck: Check<Filing> = record<Filing>({
  regime: choice(regimeIds as readonly RegimeId[]), stage: choice(stageIds), sentAt: instant(), protocol: text(),
  number: integer(1, 120), partial: flag(),
}, ['regime', 'stage', 'sentAt', 'protocol'])

const documentCheck: Check<Document> = record<Document>({
  party: partyCheck, incident: incidentCheck, decisions: decisionsCheck, clocks: clocksCheck, suggested: clocksCheck,
  filings: list(filingCheck), $schema: text(), note: text(),
}, ['party'])

/** A filing under another country's regime is a mistake of the caller that would vanish silently. */
function checkFilings({ party, filings = [] }: Document, problems: Problem[]): void {
  if (!party?.country) return
  const known = new Set<RegimeId>(regimesOf[party.country].map(({ id }) => id))
  filings.forEach((filing, index) => {
    if (filing.regime && !known.has(filing.regime)) refuse(problems, `$.filings[${index}].regime`, 'problem_kind_country')
  })
}

function decision<Value extends string>(value: Check<Value>): Check<{ value: Value; reasoning?: string; by?: string; at?: Date }> {
  return record<{ value: Value; reasoning?: string; by?: string; at?: Date }>(
    { value: value as Check<NonNullable<Value>>, reasoning: text(), by: text(), at: instant() }, ['value'],
  )
}

function everyKey<Key extends string, Value>(keys: readonly Key[], check: Check<Value>): { readonly [K in Key]: Check<NonNullable<Value>> } {
  return Object.fromEntries(keys.map((key) => [key, check])) as { [K in Key]: Check<NonNullable<Value>> }
}
