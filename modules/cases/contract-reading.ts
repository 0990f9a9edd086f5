/** What people read of cases. Rows that a caller may not see are refused by the database, not here. */
import * as z from 'zod'
import { can, channels, endpoint, instant, line, page, uuid } from '#platform/contract/index.ts'
import { answers, caseStates, inferences, observedStates } from './contract.ts'
import * as shape from './contract-shapes.ts'

const ofCentre = can('coordinator', 'analyst')
const ofCase = can('coordinator', 'analyst', 'liaison', 'member', 'admin', 'provider')
const caseParams = z.object({ caseId: uuid })
const listed = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), total: z.number().int() })

export const listCases = endpoint({
  id: 'cases.list',
  method: 'GET',
  path: '/api/cases',
  summary: 'Cases, newest first, with filters',
  access: ofCase,
  query: z.object({
    kind: z.enum(['main', 'tied']).optional(),
    state: z.enum(caseStates).optional(),
    answer: z.enum([...answers, 'unanswered']).optional(),
    inferred: z.enum(inferences).optional(),
    observed: z.enum(observedStates).optional(),
    partyId: uuid.optional(),
    mainId: uuid.optional(),
    province: line(60).optional(),
    partyKind: line(40).optional(),
    unled: z.stringbool().optional(),
    q: line(100).optional(),
    sort: z.enum(['opened', 'expected', 'people', 'name']).default('opened'),
    ...page,
  }),
  response: listed(shape.caseRow),
})

export const readCase = endpoint({
  id: 'cases.read',
  method: 'GET',
  path: '/api/cases/:caseId',
  summary: 'A case: header, situation, gate',
  access: ofCase,
  params: caseParams,
  response: shape.caseDetail,
})

export const readCascade = endpoint({
  id: 'cases.cascade',
  method: 'GET',
  path: '/api/cases/:caseId/cascade',
  summary: 'The cascade as a layered graph and as a table',
  access: ofCentre,
  params: caseParams,
  query: z.object({ all: z.stringbool().default(false) }),
  response: shape.cascadeView,
})
export const readPaths = endpoint({
  id: 'cases.paths',
  method: 'GET',
  path: '/api/cases/:caseId/services/:serviceId/paths',
  summary: 'Other ways by which a service may be reached, in the graph of today',
  access: ofCentre,
  params: caseParams.extend({ serviceId: uuid }),
  response: z.object({
    graphVersion: z.number().int(),
    paths: z.array(
      z.object({
        kind: z.string(),
        confidence: z.number(),
        at: instant,
        steps: z.array(
          z.object({
            dependencyId: z.string(),
            on: z.string(),
            dependent: z.string(),
            effect: z.string(),
            autonomyHours: z.number(),
          }),
        ),
      }),
    ),
  }),
})
export const listBodies = endpoint({
  id: 'cases.bodies',
  method: 'GET',
  path: '/api/cases/:caseId/bodies',
  summary: 'Tied cases with their answers',
  access: can('coordinator', 'analyst', 'liaison'),
  params: caseParams,
  query: z.object({
    answer: z.enum([...answers, 'unanswered']).optional(),
    inferred: z.enum(inferences).optional(),
    observed: z.enum(observedStates).optional(),
    suppliers: z.stringbool().optional(),
    q: line(100).optional(),
    sort: z.enum(['expected', 'people', 'name', 'answered']).default('expected'),
    ...page,
  }),
  response: listed(
    shape.caseRow.extend({
      services: z.array(z.string()),
      touched: z.number().int(),
      /** The way of the last question; `byHand`: a person calls or copies a text. */
      asked: z.enum(channels).nullable(),
      byHand: z.boolean(),
      delivery: z.string().nullable(),
    }),
  ).extend({ counts: shape.counts.nullable() }),
})
export const readRestoration = endpoint({
  id: 'cases.restoration',
  method: 'GET',
  path: '/api/cases/:caseId/restoration',
  summary: 'What to bring back first, and whom to help first',
  access: ofCentre,
  params: caseParams,
  response: z.object({
    optimal: z.boolean(),
    /** No order has less waiting than this one's divided by it; 1 when this one is proven the best. */
    within: z.number(),
    graphVersion: z.number().int(),
    steps: z.array(
      z.object({
        serviceId: uuid,
        name: z.string(),
        /** Hours of work until it is done, one a service where nobody said. */
        doneHours: z.number(),
        services: z.number().int(),
        people: z.number(),
        peopleStillDown: z.number(),
      }),
    ),
    bodies: z.array(
      shape.caseRow.pick({ id: true, ref: true, partyName: true, peopleServed: true, answer: true, observed: true }),
    ),
  }),
})
export const readOutcome = endpoint({
  id: 'cases.outcome',
  method: 'GET',
  path: '/api/cases/:caseId/outcome',
  summary: 'What is back, and what data was lost',
  access: ofCentre,
  params: caseParams,
  response: z.object({
    counts: shape.counts,
    people: z.object({ back: z.number(), waiting: z.number() }),
    lost: z.array(
      z.object({ caseId: uuid, ref: z.string(), partyName: z.string(), days: z.number().nullable(), what: z.string() }),
    ),
    lostTotal: z.number().int(),
  }),
})

export const readTimeline = endpoint({
  id: 'cases.timeline',
  method: 'GET',
  path: '/api/cases/:caseId/timeline',
  summary: 'What happened, newest first, with the decisions',
  access: ofCase,
  params: caseParams,
  query: z.object({ kind: z.enum(shape.timelineKinds).optional(), withTied: z.stringbool().default(false), ...page }),
  response: listed(shape.timelineEntry).extend({ decisions: z.array(shape.decision) }),
})
export const readConditions = endpoint({
  id: 'cases.conditions',
  method: 'GET',
  path: '/api/cases/:caseId/conditions',
  summary: 'Conditions of the reopening gate',
  access: ofCase,
  params: caseParams,
  response: z.object({ items: z.array(shape.condition), total: z.number().int(), gate: shape.gate }),
})
export const readQueue = endpoint({
  id: 'cases.queue',
  method: 'GET',
  path: '/api/cases/queue',
  summary: 'What waits for a person',
  access: ofCentre,
  query: z.object({
    of: z.enum(['unanswered', 'dont_know', 'uncertain', 'unled', 'calls']).default('unanswered'),
    ...page,
  }),
  response: z.object({
    counts: z.object({
      unanswered: z.number().int(),
      dontKnow: z.number().int(),
      uncertain: z.number().int(),
      unled: z.number().int(),
      calls: z.number().int(),
    }),
    items: z.array(
      z.object({
        id: z.string(),
        caseId: uuid.nullable(),
        ref: z.string(),
        subject: z.string(),
        partyName: z.string(),
        since: instant,
        expectedAt: instant.nullable(),
        inferred: z.enum(inferences).nullable(),
        confidence: z.number().nullable(),
        people: z.number(),
        detail: z.string(),
        /** Of a message that may not have left: in which state it is and why; `detail` is then the carrier's own words. */
        state: z.string().nullable(),
        problem: z.enum(shape.deliveryProblems).nullable(),
        /** Of a message: its way and its address. */
        channel: z.enum(channels).nullable(),
        to: z.string(),
      }),
    ),
    total: z.number().int(),
  }),
})
export const readMine = endpoint({
  id: 'cases.mine',
  method: 'GET',
  path: '/api/cases/mine',
  summary: 'My body’s open cases, with what is asked of us',
  access: can('member', 'admin', 'provider', 'liaison'),
  query: z.object(page),
  response: listed(
    shape.caseRow.extend({
      services: z.array(z.string()),
      asksAnswer: z.boolean(),
      tasksOpen: z.number().int(),
      gateOpen: z.boolean(),
    }),
  ),
})
