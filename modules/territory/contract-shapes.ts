/** Words and small shapes that the whole contract of the territory uses. */
import * as z from 'zod'
import { can, centre, ofBody, uuid } from '#platform/contract/index.ts'

export const partyKinds = ['municipality', 'province', 'metropolitan_city', 'region', 'union', 'health_agency', 'school', 'in_house', 'transport', 'university', 'firm', 'provider', 'authority', 'responder', 'centre', 'district', 'other_body'] as const
export const partyKind = z.enum(partyKinds)
export type PartyKind = z.output<typeof partyKind>

export const dependencyKinds = ['hosting', 'software', 'network', 'identity', 'data', 'support'] as const
export const dependencyStates = ['proposed', 'declared', 'confirmed', 'denied'] as const
export const availabilityEffects = ['none', 'degraded', 'hard', 'group'] as const
export const dataClasses = ['common', 'identity-document', 'financial', 'health', 'minors', 'judicial', 'biometric', 'credentials'] as const
export type DependencyState = (typeof dependencyStates)[number]

export const partyRef = z.object({ id: uuid, name: z.string(), kind: partyKind }).meta({ id: 'PartyRef' })
export const byParty = z.object({ partyId: uuid })

export const reading = can(...centre, 'liaison', ...ofBody, 'provider')
/** A body for itself, the centre for anybody. */
export const telling = can(...centre, ...ofBody)
export const coordinating = can('coordinator')
export const analysing = can(...centre)

const pictureState = z.enum(['down', 'degraded', 'at_risk', 'none'])
/**
 * A cascade as a layered graph: nodes in columns, edges between them, and the same facts as rows of a table. `at` is the
 * caller's: a moment of a case, minutes of a what-if.
 */
export const pictureShape = <At extends z.ZodType>(at: At) => ({
  nodes: z.array(z.object({
    id: z.string(), layer: z.number().int(), kind: z.enum(['provider', 'service', 'group', 'rest']), name: z.string(), owner: z.string(), category: z.string(), state: pictureState, at, bodies: z.number().int(), people: z.number(),
    /** Of a group: how its bodies stand. */
    tally: z.object({ hit: z.number().int(), degraded: z.number().int(), atRisk: z.number().int(), restored: z.number().int(), notHit: z.number().int(), unknown: z.number().int() }),
  })),
  edges: z.array(z.object({ from: z.string(), to: z.string(), effect: z.enum(['hard', 'degraded', 'group', 'none', 'data']), bodies: z.number().int() })),
  rows: z.array(z.object({
    nodeId: z.string(), name: z.string(), owner: z.string(), state: pictureState, at, confidence: z.number(), bodies: z.number().int(),
    /** Worded by the page: a code with its parameters, names included. */
    why: z.object({
      code: z.enum(['source', 'runs_on', 'helped_by', 'one_of', 'reads_data']), on: z.string(), autonomyHours: z.number(),
      confirmed: z.number().int(), waiting: z.number().int(), denied: z.number().int(),
    }),
  })),
  total: z.number().int(), shown: z.number().int(),
})
