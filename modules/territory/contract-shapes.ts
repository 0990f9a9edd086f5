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

export const partyRef = z.object({ id: uuid, name: z.string(), kind: partyKind })
export const byParty = z.object({ partyId: uuid })

export const reading = can(...centre, 'liaison', ...ofBody, 'provider')
/** A body for itself, the centre for anybody. */
export const telling = can(...centre, ...ofBody)
export const coordinating = can('coordinator')
export const analysing = can(...centre)
