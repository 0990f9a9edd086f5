/**
 * "Reopened and safe" is a word that others rely on: it waits for the conditions, or for the body's written reasons.
 */
import { Refusal, type Actor } from '#platform/contract/index.ts'
import type { conditionKinds } from '../contract.ts'
import { isOfCentre, speaksFor } from './audience.ts'

export type ConditionFacts = {
  readonly id: string
  readonly kind: (typeof conditionKinds)[number]
  readonly required: boolean
  readonly askedBy: string
  readonly title: string
  readonly metAt: Date | null
}
export const OVERRIDE_MIN_CHARACTERS = 20

export function gateOf(conditions: readonly ConditionFacts[]) {
  const required = conditions.filter((one) => one.required)
  const missing = required.filter((one) => one.metAt === null)
  return { required: required.length, met: required.length - missing.length, missing, open: missing.length === 0 }
}

/**
 * Whether the case may be called safe, and with which reasons. An open gate needs none, and reasons given are not kept.
 * @throws Refusal gate_closed with what is missing; invalid for reasons too short; forbidden when somebody else than
 * the body overrides.
 */
export function decideSafe(
  actor: Actor,
  caseFacts: { partyId: string; state: string },
  conditions: readonly ConditionFacts[],
  override: string | undefined,
): { override: string } {
  if (caseFacts.state === 'closed') throw new Refusal('conflict', { reason: 'closed' })
  const gate = gateOf(conditions)
  if (gate.open) return { override: '' }
  const missing = gate.missing.map(({ id, kind, askedBy, title }) => ({ id, kind, askedBy, title }))
  if (override === undefined) throw new Refusal('gate_closed', { missing })
  if (!mayOverride(actor, caseFacts.partyId)) throw new Refusal('forbidden', { missing })
  const reasons = override.trim()
  if (reasons.length < OVERRIDE_MIN_CHARACTERS)
    throw new Refusal('invalid', {
      fields: [{ path: 'body.override', problem: `at least ${OVERRIDE_MIN_CHARACTERS} characters of reasons` }],
    })
  return { override: reasons }
}

/**
 * The body answers for its own reopening; the centre does not override in its place. A system actor plays an exercise.
 */
export const mayOverride = (actor: Actor, partyId: string) => speaksFor(actor, partyId) || actor.kind === 'system'

/** An authority's word on the main case binds everybody, so only the centre writes it down there. */
export function mayMeet(
  actor: Actor,
  condition: Pick<ConditionFacts, 'kind'>,
  caseFacts: { kind: 'main' | 'tied'; partyId: string },
): boolean {
  if (isOfCentre(actor)) return true
  if (!speaksFor(actor, caseFacts.partyId)) return false
  return caseFacts.kind === 'tied' || condition.kind === 'clean_rebuild'
}
