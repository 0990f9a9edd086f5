/** What the console and the body's space read: each page needs one call. */
import * as z from 'zod'
import { instant, tlps, trilingual, uuid } from '#platform/contract/index.ts'
import { answerChannels, answers, caseStates, conditionKinds, inferences, observedStates } from './contract.ts'

export const tlp = z.enum(tlps)
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
})

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
})

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
})
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
})

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
})

/** One of the five lines: words in three languages and where they come from. */
export const situationLine = z.object({
  key: z.enum(['what', 'who', 'data', 'doing', 'missing']),
  text: trilingual,
  source: z.string(),
})
export const situation = z.object({
  lines: z.array(situationLine),
  report: z.object({ number: z.number().int(), at: instant, authorName: z.string() }).nullable(),
})

/** What a tied body knows of the main case, and nothing more. */
export const mainFacts = z.object({
  id: uuid,
  ref: z.string(),
  title: z.string(),
  providerName: z.string(),
  state: z.enum(caseStates),
  observed: z.enum(observedStates),
  occurredAt: instant,
})

export const caseDetail = caseRow.extend({
  providerId: uuid,
  answeredBy: z.string(),
  answerNote: z.string(),
  awareAt: instant.nullable(),
  description: z.record(z.string(), z.unknown()),
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
})

/** Layered graph: nodes in columns, edges between them, and the same facts as rows of a table. */
export const cascadeNode = z.object({
  id: z.string(),
  layer: z.number().int(),
  kind: z.enum(['provider', 'service', 'group', 'rest']),
  name: z.string(),
  owner: z.string(),
  category: z.string(),
  state: z.enum(['down', 'degraded', 'at_risk', 'none']),
  at: instant.nullable(),
  bodies: z.number().int(),
  people: z.number(),
  /** Of a group: how its bodies stand. */
  tally: z.object({
    hit: z.number().int(),
    degraded: z.number().int(),
    atRisk: z.number().int(),
    restored: z.number().int(),
    notHit: z.number().int(),
    unknown: z.number().int(),
  }),
})
export const cascadeEdge = z.object({
  from: z.string(),
  to: z.string(),
  effect: z.enum(['hard', 'degraded', 'group', 'none', 'data']),
  bodies: z.number().int(),
})
export const cascadeRow = z.object({
  nodeId: z.string(),
  name: z.string(),
  owner: z.string(),
  state: cascadeNode.shape.state,
  at: instant.nullable(),
  confidence: z.number(),
  bodies: z.number().int(),
  /** Worded by the page: a code with its parameters, names included. */
  why: z.object({
    code: z.enum(['source', 'runs_on', 'helped_by', 'one_of', 'reads_data', 'writes_data']),
    on: z.string(),
    autonomyHours: z.number(),
    confirmed: z.number().int(),
    waiting: z.number().int(),
    denied: z.number().int(),
  }),
})
export const cascadeView = z.object({
  nodes: z.array(cascadeNode),
  edges: z.array(cascadeEdge),
  rows: z.array(cascadeRow),
  total: z.number().int(),
  shown: z.number().int(),
  /** Bodies by the hour, counted from the event, at which their first service stops or slows. */
  hours: z.array(z.object({ hour: z.number().int(), confirmed: z.number().int(), inferred: z.number().int() })),
  graphVersion: z.number().int().nullable(),
  occurredAt: instant,
})

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
})
export const decision = z.object({
  id: uuid,
  at: instant,
  text: z.string(),
  reasons: z.string(),
  actorName: z.string(),
  tlp,
})

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
})

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
})

export const delivery = z.object({
  id: z.number().int(),
  partyId: uuid.nullable(),
  channel: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  state: z.string(),
  problem: z.string(),
  createdAt: instant,
  sentAt: instant.nullable(),
})

export const report = z.object({
  id: uuid,
  number: z.number().int(),
  at: instant,
  authorName: z.string(),
  tlp,
  text: trilingual,
})
