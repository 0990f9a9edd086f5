/** The one description of an incident, from which every authority's draft is filled. */

import { choices } from './choices.data.ts'

const instants = ['startedAt', 'endedAt', 'detectedAt', 'awareAt', 'toldAt'] as const
const days = ['subjectsInformedOn', 'subjectsInformPlannedOn'] as const
const numbers = ['subjectCount', 'recordCount', 'subjectsInformedCount'] as const
const texts = [
  'withdrawalReason', 'previousId', 'ownReference', 'identifier', 'organisationName', 'organisationContact',
  'organisationAddress', 'taxCode', 'ipaCode', 'acnId', 'siren', 'finess', 'organisationDetail', 'activityCode',
  'nisSector', 'eeaRepresentativeName', 'eeaRepresentativeContact', 'reporterName', 'reporterContact',
  'reporterFunctionDetail', 'reporterNationalId', 'dpoName', 'dpoContact', 'dpoRegistration', 'contactPointName',
  'contactPointFunction', 'contactPointContact', 'csirtContact', 'otherPartyName', 'otherPartyContact', 'title',
  'summary', 'lateReasons', 'discoveryDetail', 'timelineComments', 'natureDetail', 'systems', 'subjectDetail',
  'dataDetail', 'measuresBeforeDetail', 'consequencesConfidentialityDetail', 'consequencesIntegrityDetail',
  'consequencesAvailabilityDetail', 'impactDetail', 'riskDetail', 'measuresTaken', 'measuresPlannedDetail',
  'art34Detail', 'subjectsNotInformedWhy', 'informMeansDetail', 'informContent', 'otherAuthoritiesDetail',
  'leadAuthority', 'eeaEstablishments', 'subjectCountries', 'subjectsPerCountry', 'eeaAuthorities', 'attachments',
  'otherAttachments', 'significanceReasoning', 'evidenceHow', 'crossBorderStates', 'servicesAffected',
  'usersAffected', 'supplierChain', 'attackType', 'impactText', 'indicators', 'vulnerabilities', 'containment',
  'recoveryEstimate', 'externalSupport', 'helpRequested', 'rootCause', 'lessons', 'careImpact', 'degradedMode',
  'complaintStatus', 'incidentOrigin',
] as const

export type ChoiceKey = keyof typeof choices
export type DescriptionKey =
  | ChoiceKey | (typeof instants)[number] | (typeof days)[number] | (typeof numbers)[number] | (typeof texts)[number]

/** Instants are `Date` or ISO 8601 strings; choices are codes of choices.data.ts, one or several. */
export type DescriptionValue = string | number | Date | readonly string[]
export type IncidentDescription = Readonly<Partial<Record<DescriptionKey, DescriptionValue>>>

export type DescriptionKind = 'choice' | 'instant' | 'day' | 'number' | 'text'

const kinds: ReadonlyMap<string, DescriptionKind> = new Map<string, DescriptionKind>([
  ...Object.keys(choices).map((key) => [key, 'choice'] as const),
  ...instants.map((key) => [key, 'instant'] as const),
  ...days.map((key) => [key, 'day'] as const),
  ...numbers.map((key) => [key, 'number'] as const),
  ...texts.map((key) => [key, 'text'] as const),
])

export function kindOfKey(key: DescriptionKey): DescriptionKind {
  return kinds.get(key)!
}

export const descriptionKeys = [...kinds.keys()] as readonly DescriptionKey[]
