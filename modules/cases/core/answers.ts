/** What a body's word changes. Inferred and confirmed stay apart: nothing here touches what the model said. */
import { Refusal } from '#platform/contract/index.ts'
import type { Answer, GivenAnswer, observedStates } from '../contract.ts'

type Observed = (typeof observedStates)[number]
export type Answered = {
  readonly state: string
  readonly answer: Answer
  readonly answeredAt: Date | null
  readonly awareAt: Date | null
  readonly personalData: 'yes' | 'no' | 'unknown'
  readonly note: string
  readonly observed: Observed
  readonly occurredAt: Date
  readonly confirmed: ReadonlyMap<string, string | null>
}
export type AnswerChange = {
  readonly answer: Answer
  readonly awareAt: Date | null
  readonly observed: Observed
  readonly services: readonly { readonly id: string; readonly state: 'down' | 'degraded' | 'working' }[]
  /** The body needs help to find out. */
  readonly asksHelp: boolean
}

const DAY_MS = 86_400_000

/**
 * @returns undefined when nothing changes. @throws Refusal expired on a closed case, invalid on an impossible moment or
 * a service that is not the body's.
 */
export function decideAnswer(current: Answered, given: GivenAnswer, now: Date): AnswerChange | undefined {
  if (current.state === 'closed') throw new Refusal('expired')
  if (given.awareAt !== null) checkMoment(given.awareAt, current.occurredAt, now)
  const services = given.services ?? []
  const foreign = services.findIndex((service) => !current.confirmed.has(service.id))
  if (foreign >= 0)
    throw new Refusal('invalid', {
      fields: [{ path: `body.services.${foreign}.id`, problem: 'not a service of this case' }],
    })
  // Once known it is not unlearned by leaving the field empty.
  const awareAt = given.answer === 'not_hit' ? null : (given.awareAt ?? current.awareAt)
  const changed = services.filter((service) => current.confirmed.get(service.id) !== service.state)
  const same =
    current.answeredAt !== null &&
    current.answer === given.answer &&
    current.personalData === given.personalData &&
    current.note === given.note &&
    current.awareAt?.getTime() === awareAt?.getTime() &&
    changed.length === 0
  if (same) return undefined
  return {
    answer: given.answer,
    awareAt,
    observed: observedFrom(current, services),
    services: changed,
    asksHelp: given.answer === 'unknown',
  }
}

/** A clock a few minutes ahead is forgiven; a month before the event is a slip of the keyboard. */
function checkMoment(at: Date, occurredAt: Date, now: Date) {
  const problem =
    at.getTime() > now.getTime() + 5 * 60_000
      ? 'in the future'
      : at.getTime() < occurredAt.getTime() - 30 * DAY_MS
        ? 'long before the event'
        : undefined
  if (problem) throw new Refusal('invalid', { fields: [{ path: 'body.awareAt', problem }] })
}

/** The worst that the body says of its services; without a word on services what was observed stands. */
function observedFrom(current: Answered, services: AnswerChange['services']): Observed {
  if (services.length === 0) return current.observed
  const states = new Set(
    new Map([...current.confirmed, ...services.map((service) => [service.id, service.state] as const)]).values(),
  )
  return states.has('down') ? 'down' : states.has('degraded') ? 'degraded' : 'working'
}
