/** What people do with a case: open, change, answer, decide, declare, close. */
import * as z from 'zod'
import { anyone, can, endpoint, instant, lang, line, prose, tlps, trilingual, uuid, version } from '#platform/contract/index.ts'
import { answers, conditionKinds, observedStates } from './contract.ts'
import { isRsit } from './contract-rsit.ts'
import * as shape from './contract-shapes.ts'

const ofCentre = can('coordinator', 'analyst')
const ofParty = can('coordinator', 'analyst', 'member', 'admin', 'provider')
const caseParams = z.object({ caseId: uuid })
const done = z.object({ version: z.number().int() })

export const openCaseBody = z.object({
  /** Made by the page when the form is shown: sending it twice opens one case. */
  requestId: uuid,
  providerId: uuid,
  title: line(160),
  occurredAt: instant,
  effects: z
    .object({ unavailable: z.boolean(), exposed: z.boolean(), tampered: z.boolean() })
    .refine((effects) => effects.unavailable || effects.exposed || effects.tampered, {
      error: 'at least one effect is needed',
    }),
  serviceIds: z.array(uuid).min(1).max(1000).optional(),
  description: z
    .record(z.string().max(60), z.unknown())
    .default({})
    .refine((value) => JSON.stringify(value).length <= 100_000, { error: 'too long' }),
  tlp: z.enum(tlps).default('amber'),
  conditions: z
    .array(z.object({ kind: z.enum(['csirt', 'dpa', 'prosecutor', 'other']), askedBy: line(120) }))
    .max(10)
    .default([]),
})
export const openCase = endpoint({
  id: 'cases.open',
  method: 'POST',
  path: '/api/cases',
  summary: 'Open a main case at a provider, and the tied cases',
  access: ofCentre,
  body: openCaseBody,
  response: z.object({ id: uuid, ref: z.string(), tied: z.number().int() }),
  status: 201,
})
export const previewCase = endpoint({
  id: 'cases.preview',
  method: 'POST',
  path: '/api/cases/preview',
  summary: 'Who would be tied, without opening anything',
  access: ofCentre,
  body: openCaseBody.pick({ providerId: true, effects: true, serviceIds: true }),
  response: z.object({
    hit: z.number().int(),
    degraded: z.number().int(),
    dataAtRisk: z.number().int(),
    people: z.number(),
    firstHours: z.array(z.object({ hour: z.number().int(), bodies: z.number().int() })),
  }),
})
export const extendCase = endpoint({
  id: 'cases.extend',
  method: 'POST',
  path: '/api/cases/:caseId/extend',
  summary: 'Ask the model again and tie who it reaches by now',
  access: ofCentre,
  params: caseParams,
  response: z.object({ tied: z.number().int() }),
})

const technique = z.string().regex(/^T\d{4}(\.\d{3})?$/)
export const changeCase = endpoint({
  id: 'cases.change',
  method: 'PATCH',
  path: '/api/cases/:caseId',
  summary: 'Change what a person decides about a case',
  access: ofCentre,
  params: caseParams,
  body: z.object({
    version,
    title: line(160).optional(),
    state: z.enum(['open', 'contained', 'recovering']).optional(),
    tlp: z.enum(tlps).optional(),
    rsit: z
      .object({ class: z.string().max(60), type: z.string().max(60).nullable() })
      .refine((one) => isRsit(one.class, one.type), { error: 'not in the taxonomy' })
      .nullable()
      .optional(),
    veris: z
      .object({
        actor: z.array(line(60)).max(10),
        action: z.array(line(60)).max(20),
        asset: z.array(line(60)).max(20),
        attribute: z.array(line(60)).max(10),
        extortion: z.enum(['yes', 'no', 'unknown']),
      })
      .partial()
      .optional(),
    attack: z.array(technique).max(50).optional(),
    lead: z
      .object({ id: line(100), name: line(120) })
      .nullable()
      .optional(),
    people: z
      .array(z.object({ id: line(100), name: line(120) }))
      .max(30)
      .optional(),
  }),
  response: done,
})
export const describeCase = endpoint({
  id: 'cases.describe',
  method: 'PATCH',
  path: '/api/cases/:caseId/description',
  summary: 'The one description that fills every draft',
  access: ofParty,
  params: caseParams,
  body: z.object({ version, description: openCaseBody.shape.description }),
  response: done,
})

export const writeLog = endpoint({
  id: 'cases.log',
  method: 'POST',
  path: '/api/cases/:caseId/timeline',
  summary: 'A line in the crisis log',
  access: ofParty,
  params: caseParams,
  body: z.object({ at: instant.optional(), text: prose(4000).min(1), tlp: z.enum(tlps).default('amber') }),
  response: z.object({ id: z.number().int() }),
  status: 201,
})
export const decide = endpoint({
  id: 'cases.decide',
  method: 'POST',
  path: '/api/cases/:caseId/decisions',
  summary: 'Record a decision with its reasons',
  access: ofCentre,
  params: caseParams,
  body: z.object({ text: prose(4000).min(1), reasons: prose(4000).min(1), tlp: z.enum(tlps).default('amber') }),
  response: z.object({ id: uuid }),
  status: 201,
})

export const addCondition = endpoint({
  id: 'cases.addCondition',
  method: 'POST',
  path: '/api/cases/:caseId/conditions',
  summary: 'An authority asks to agree before services reopen',
  access: ofCentre,
  params: caseParams,
  body: z.object({
    kind: z.enum(conditionKinds),
    askedBy: line(120),
    title: z.string().trim().max(200).default(''),
    required: z.boolean().default(true),
  }),
  response: z.object({ id: uuid }),
  status: 201,
})
export const meetCondition = endpoint({
  id: 'cases.meetCondition',
  method: 'POST',
  path: '/api/cases/conditions/:conditionId/met',
  summary: 'Record a condition as met, with its document',
  access: ofParty,
  params: z.object({ conditionId: uuid }),
  body: z.object({ evidence: line(500) }),
  status: 204,
})
export const observe = endpoint({
  id: 'cases.observe',
  method: 'POST',
  path: '/api/cases/:caseId/observed',
  summary: 'How the services are observed to be',
  access: ofParty,
  params: caseParams,
  body: z.object({
    observed: z.enum(observedStates),
    services: z
      .array(z.object({ id: uuid, state: z.enum(shape.confirmedStates) }))
      .max(1000)
      .default([]),
  }),
  status: 204,
})
export const declareSafe = endpoint({
  id: 'cases.declareSafe',
  method: 'POST',
  path: '/api/cases/:caseId/safe',
  summary: 'Declare reopened and safe, through the gate or with the body’s reasons',
  access: ofParty,
  params: caseParams,
  body: z.object({ override: prose(4000).optional() }),
  response: shape.gate,
})
export const closeCase = endpoint({
  id: 'cases.close',
  method: 'POST',
  path: '/api/cases/:caseId/close',
  summary: 'Close with what was lost and what was learned',
  access: ofCentre,
  params: caseParams,
  body: z.object({
    dataLost: prose(4000).default(''),
    dataLostDays: z.number().min(0).max(36_500).optional(),
    lessons: prose(10_000).default(''),
    reason: prose(2000).optional(),
  }),
  status: 204,
})
export const sendMessage = endpoint({
  id: 'cases.message',
  method: 'POST',
  path: '/api/cases/:caseId/messages',
  summary: 'One message to the tied cases',
  access: ofCentre,
  params: caseParams,
  body: z.object({
    requestId: uuid,
    to: z.enum(['all', 'hit', 'unanswered', 'suppliers']).default('all'),
    tlp: z.enum(tlps).default('amber'),
    subject: z.object({ it: line(160), fr: line(160).optional(), en: line(160).optional() }),
    text: z.object({ it: prose(8000).min(1), fr: prose(8000).optional(), en: prose(8000).optional() }),
  }),
  response: z.object({
    cases: z.number().int(),
    mails: z.number().int(),
    certified: z.number().int(),
    texts: z.number().int(),
    calls: z.number().int(),
    /** How many of them a person calls or copies. */
    byHand: z.number().int(),
  }),
  status: 202,
})

export const answerCase = endpoint({
  id: 'cases.answer',
  method: 'POST',
  path: '/api/cases/:caseId/answer',
  summary: 'The body’s word, by phone to the centre or by its signed-in member',
  access: can('coordinator', 'analyst', 'member', 'admin'),
  params: caseParams,
  body: z.object({
    answer: z.enum(answers),
    awareAt: instant.nullable().default(null),
    personalData: shape.personalData.default('unknown'),
    note: prose(4000).default(''),
    /** Needed when the centre writes down what somebody said on the phone. */
    callerName: line(120).optional(),
    services: z
      .array(z.object({ id: uuid, state: z.enum(shape.confirmedStates) }))
      .max(500)
      .default([]),
  }),
  status: 204,
})

const token = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{20,64}$/) })
const replyForm = z.object({
  ref: z.string(),
  centre: trilingual,
  phone: z.string(),
  providerName: z.string(),
  title: z.string(),
  bodyName: z.string(),
  language: lang,
  exercise: z.boolean(),
  occurredAt: instant,
  expiresAt: instant,
  services: z.array(z.object({ id: uuid, name: z.string(), state: z.enum(shape.confirmedStates).nullable() })),
  given: z
    .object({
      answer: z.enum(answers),
      at: instant,
      by: z.string(),
      awareAt: instant.nullable(),
      personalData: shape.personalData,
      note: z.string(),
    })
    .nullable(),
  /** Said on the form and on the receipt: an answer to the centre replaces no notification to an authority. */
  notANotification: trilingual,
})
export const readReply = endpoint({
  id: 'cases.readReply',
  method: 'GET',
  path: '/api/cases/reply/:token',
  summary: 'Who asks what, behind the link of a mail',
  access: anyone,
  params: token,
  response: replyForm,
  refuses: ['expired'],
})
export const writeReply = endpoint({
  id: 'cases.writeReply',
  method: 'POST',
  path: '/api/cases/reply/:token',
  summary: 'Answer by the link of a mail, and correct it until the case is closed',
  access: anyone,
  params: token,
  body: z.object({
    answer: z.enum(['hit', 'not_hit', 'unknown']),
    awareAt: instant.nullable().default(null),
    personalData: shape.personalData.default('unknown'),
    note: prose(2000).default(''),
    contactName: line(120),
    services: z
      .array(z.object({ id: uuid, state: z.enum(shape.confirmedStates) }))
      .max(500)
      .default([]),
  }),
  response: z.object({
    ref: z.string(),
    at: instant,
    answer: z.enum(answers),
    notANotification: trilingual,
    whatNow: trilingual,
  }),
  refuses: ['expired'],
})
