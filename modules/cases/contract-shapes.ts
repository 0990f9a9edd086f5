/** What the console and the body's space read: each page needs one call. */
import * as z from 'zod'
import { pictureShape } from '#modules/territory/contract.ts'
import { channels, instant, tlps, trilingual, uuid } from '#platform/contract/index.ts'
import { keptField } from './contract-sharing.ts'
import { answerChannels, answers, caseStates, conditionKinds, inferences, observedStates } from './contract.ts'

export const tlp = z.enum(tlps).meta({ id: 'Tlp' })
export const personalData = z.enum(['yes', 'no', 'unknown'])
export const confirmedStates = ['down', 'degraded', 'working'] as const
export const taskStates = ['open', 'done', 'skipped'] as const
export const situations = ['provider_down', 'ransomware', 'data_leak', 'tampering', 'account_compromise'] as const
export const timelineKinds = [
  'event',
  'answer',
  'state',
  'gate',
  'decision',
  'message',
  'crisis',
  'evidence',
  'task',
  'report',
] as const

/** A row of any list of cases. */
export const caseRow = z.object({
  id: uuid,
  ref: z.string(),
  kind: z.enum(['main', 'tied']),
  mainId: uuid.nullable(),
  title: z.string(),
  tlp,
  partyId: uuid,
  partyName: z.string(),
  partyKind: z.string(),
  province: z.string(),
  providerName: z.string(),
  state: z.enum(caseStates),
  answer: z.enum(answers),
  answeredAt: instant.nullable(),
  answerChannel: z.enum(answerChannels).nullable(),
  inferred: z.enum(inferences),
  confidence: z.number(),
  expectedAt: instant.nullable(),
  peopleServed: z.number(),
  occurredAt: instant,
  openedAt: instant,
  observed: z.enum(observedStates),
  reopenedSafeAt: instant.nullable(),
  closedAt: instant.nullable(),
  personalData,
  leadName: z.string(),
  version: z.number().int(),
}).meta({ id: 'CaseRow' })

export const serviceImpact = z.object({
  serviceId: uuid,
  name: z.string(),
  category: z.string(),
  availability: z.enum(['down', 'degraded', 'none']),
  at: instant.nullable(),
  degradedAt: instant.nullable(),
  exposed: z.boolean(),
  tampered: z.boolean(),
  dataClasses: z.array(z.string()),
  people: z.number(),
  confidence: z.number(),
  confirmed: z.enum(confirmedStates).nullable(),
  confirmedAt: instant.nullable(),
  path: z.array(
    z.object({
      dependencyId: z.string(),
      on: uuid,
      onName: z.string().nullable(),
      onParty: z.string().nullable(),
      dependent: uuid,
      dependentName: z.string().nullable(),
      effect: z.enum(['hard', 'degraded', 'group', 'none']),
      autonomyHours: z.number(),
      at: instant.nullable(),
      confidence: z.number(),
    }),
  ),
}).meta({ id: 'ServiceImpact' })

export const condition = z.object({
  id: uuid,
  caseId: uuid,
  ofMain: z.boolean(),
  kind: z.enum(conditionKinds),
  required: z.boolean(),
  title: z.string(),
  askedBy: z.string(),
  askedAt: instant,
  metAt: instant.nullable(),
  metBy: z.string(),
  /** Document number or what was done; empty to whoever may not read it. */
  evidence: z.string(),
  evidenceId: uuid.nullable(),
  mayMeet: z.boolean(),
}).meta({ id: 'Condition' })
export const gate = z.object({
  open: z.boolean(),
  required: z.number().int(),
  met: z.number().int(),
  /** Always told, whatever was declared. */
  observed: z.enum(observedStates),
  observedAt: instant.nullable(),
  reopenedSafeAt: instant.nullable(),
  safeBy: z.string(),
  override: z.string(),
}).meta({ id: 'Gate' })

export const counts = z.object({
  tied: z.number().int(),
  bodies: z.number().int(),
  suppliers: z.number().int(),
  confirmedHit: z.number().int(),
  dataLost: z.number().int(),
  notHit: z.number().int(),
  dontKnow: z.number().int(),
  unanswered: z.number().int(),
  probableHit: z.number().int(),
  probableDegraded: z.number().int(),
  probableAtRisk: z.number().int(),
  observedDown: z.number().int(),
  observedDegraded: z.number().int(),
  observedWorking: z.number().int(),
  safe: z.number().int(),
  closed: z.number().int(),
  personalData: z.number().int(),
  people: z.number(),
}).meta({ id: 'Counts' })

/** One of the five lines: words in three languages and where they come from. */
export const situationLine = z.object({
  key: z.enum(['what', 'who', 'data', 'doing', 'missing']),
  text: trilingual,
  source: z.string(),
}).meta({ id: 'SituationLine' })
export const situation = z.object({
  lines: z.array(situationLine),
  report: z.object({ number: z.number().int(), at: instant, authorName: z.string() }).nullable(),
}).meta({ id: 'Situation' })

/** What a tied body knows of the main case, and nothing more. */
export const mainFacts = z.object({
  id: uuid,
  ref: z.string(),
  title: z.string(),
  providerName: z.string(),
  state: z.enum(caseStates),
  observed: z.enum(observedStates),
  occurredAt: instant,
}).meta({ id: 'MainFacts' })

export const caseDetail = caseRow.extend({
  providerId: uuid,
  answeredBy: z.string(),
  answerNote: z.string(),
  awareAt: instant.nullable(),
  description: z.record(z.string(), z.unknown()),
  /** Fields that are kept: named to all who read the case, read by those whom their mark reaches. */
  kept: z.array(keptField),
  rsitClass: z.string().nullable(),
  rsitType: z.string().nullable(),
  veris: z.record(z.string(), z.unknown()),
  attack: z.array(z.string()),
  leadId: z.string().nullable(),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  dataLost: z.string(),
  dataLostDays: z.number().nullable(),
  lessons: z.string(),
  closeReason: z.string(),
  effects: z.object({ unavailable: z.boolean(), exposed: z.boolean(), tampered: z.boolean() }).nullable(),
  main: mainFacts.nullable(),
  gate,
  counts: counts.nullable(),
  situation: situation.nullable(),
  tabs: z.object({
    bodies: z.number().int(),
    timeline: z.number().int(),
    evidence: z.number().int(),
    conditionsMet: z.number().int(),
    conditions: z.number().int(),
    tasksOpen: z.number().int(),
    reports: z.number().int(),
  }),
  /** Of a tied case: its services. Empty for a main one, whose services stand in the cascade. */
  services: z.array(serviceImpact),
  /** Why data are kept past their terms, told to the centre only; `ofMain`: by the hold on the main case. */
  hold: z
    .object({ reason: z.string(), until: instant.nullable(), by: z.string(), at: instant, ofMain: z.boolean() })
    .nullable(),
  may: z.object({ manage: z.boolean(), answer: z.boolean(), override: z.boolean(), hold: z.boolean() }),
}).meta({ id: 'CaseDetail' })

export const cascadeView = z.object({
  ...pictureShape(instant.nullable()),
  /** Bodies by the hour, counted from the event, at which their first service stops or slows. */
  hours: z.array(z.object({ hour: z.number().int(), confirmed: z.number().int(), inferred: z.number().int() })),
  graphVersion: z.number().int().nullable(),
  occurredAt: instant,
}).meta({ id: 'CascadeView' })

export const timelineEntry = z.object({
  id: z.number().int(),
  at: instant,
  kind: z.enum(timelineKinds),
  code: z.string(),
  params: z.record(z.string(), z.unknown()),
  text: z.string(),
  actorKind: z.enum(['person', 'system', 'anonymous']),
  actorName: z.string(),
  tlp,
  caseId: uuid,
  partyName: z.string(),
}).meta({ id: 'TimelineEntry' })
export const decision = z.object({
  id: uuid,
  at: instant,
  text: z.string(),
  reasons: z.string(),
  actorName: z.string(),
  tlp,
}).meta({ id: 'Decision' })

export const evidenceItem = z.object({
  id: uuid,
  fileName: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  note: z.string(),
  tlp,
  /** `gone`: taken away when its term was over; `locked`: the key that opens it is missing. Hash and custody stay. */
  file: z.enum(['here', 'gone', 'locked']),
  receivedAt: instant,
  receivedBy: z.string(),
  custody: z.array(z.object({ at: instant, action: z.string(), actorName: z.string(), note: z.string() })),
}).meta({ id: 'EvidenceItem' })

export const task = z.object({
  id: uuid,
  code: z.string(),
  situation: z.string(),
  position: z.number().int(),
  text: trilingual,
  why: trilingual,
  params: z.record(z.string(), z.unknown()),
  state: z.enum(taskStates),
  note: z.string(),
  decidedAt: instant.nullable(),
  decidedBy: z.string(),
  version: z.number().int(),
}).meta({ id: 'Task' })

/** Why a message did not leave: the case may not go out any more, the sending was cut off, or the carrier refused. */
export const deliveryProblems = ['tlp', 'cut_off', 'key', 'refused'] as const
export type DeliveryProblem = (typeof deliveryProblems)[number]

export const delivery = z.object({
  id: z.number().int(),
  partyId: uuid.nullable(),
  channel: z.enum(channels),
  byHand: z.boolean(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  state: z.string(),
  problem: z.enum(deliveryProblems).nullable(),
  /** The carrier's own words, where it refused. */
  answer: z.string(),
  createdAt: instant,
  sentAt: instant.nullable(),
}).meta({ id: 'Delivery' })

export const report = z.object({
  id: uuid,
  number: z.number().int(),
  at: instant,
  authorName: z.string(),
  tlp,
  text: trilingual,
}).meta({ id: 'Report' })
