/** Answer to "does this regime reach this party, this incident?", always with its reason. */

import { partyKinds, type Answer, type Facts, type PartyKind } from '../facts.ts'
import type { FactPath } from '../messages/facts.data.ts'
import { message } from '../messages/message.ts'
import { messageCodes, type MessageCode } from '../messages/reasons.data.ts'
import type { Message } from '../types.ts'

export type Verdict =
  /** `asks`: decisions still wanted although the term already runs. */
  | { readonly is: 'yes'; readonly reasons: readonly Message[]; readonly asks?: readonly FactPath[] }
  | { readonly is: 'no'; readonly reasons: readonly Message[] }
  | { readonly is: 'unknown'; readonly reasons: readonly Message[]; readonly missing: readonly FactPath[] }
  /** Reaches the party from a later day on. */
  | { readonly is: 'later'; readonly reasons: readonly Message[] }
  /** A valid end without a filing: GDPR art. 33(5). */
  | { readonly is: 'registered'; readonly reasons: readonly Message[] }

/** The two commonest verdicts are the same for every party: made once for each code and shared. */
const yesOf = new Map(messageCodes.map((code) => [code, { is: 'yes', reasons: [message(code)] } as const]))
const noOf = new Map(messageCodes.map((code) => [code, { is: 'no', reasons: [message(code)] } as const]))
const plainYes: Verdict = { is: 'yes', reasons: [] }

export function yes(...codes: readonly MessageCode[]): Verdict {
  if (codes.length === 0) return plainYes
  return codes.length === 1 ? yesOf.get(codes[0]!)! : { is: 'yes', reasons: codes.map((code) => message(code)) }
}

export function no(code: MessageCode): Verdict {
  return noOf.get(code)!
}

export function ask(missing: FactPath, code: MessageCode = 'fact_unknown'): Verdict {
  return { is: 'unknown', reasons: [message(code)], missing: [missing] }
}

export function settledByKind(kind: PartyKind, code: MessageCode): Verdict {
  return { is: 'no', reasons: [message(code), kindReasons.get(kind)!] }
}

const kindReasons = new Map(partyKinds.map((kind) => [kind, message('settled_by_kind', { kind })]))

/** A yes/no fact of the party; where nobody recorded it, the kind of party may settle it (see kinds.data.ts). */
export function fromPartyFact(
  facts: Facts, answer: Answer | undefined, mayBe: ReadonlySet<PartyKind>, path: FactPath,
  codes: { readonly yes: MessageCode; readonly no: MessageCode },
): Verdict {
  if (answer === 'yes') return yes(codes.yes)
  if (answer === 'no') return no(codes.no)
  return mayBe.has(facts.party.kind) ? ask(path) : settledByKind(facts.party.kind, codes.no)
}

/** A fact of the incident: unknown keeps the provisional moment on screen. */
export function fromIncidentFact(
  answer: Answer | undefined, path: FactPath, codes: { readonly yes: MessageCode; readonly no: MessageCode },
): Verdict {
  if (answer === 'yes') return yes(codes.yes)
  return answer === 'no' ? no(codes.no) : ask(path, 'incident_fact_unknown')
}

/** A human's decision. A "no" without reasoning closes nothing: the reasoning is what the authority will ask for. */
export function fromDecision(
  decision: { readonly value: string; readonly reasoning?: string } | undefined,
  path: 'decisions.significant' | 'decisions.doraMajor' | 'decisions.healthSignificant',
  codes: { readonly yes: MessageCode; readonly no: MessageCode; readonly undecided: MessageCode },
): Verdict {
  if (decision?.value === 'yes') return yes(codes.yes)
  if (decision?.value !== 'no') return ask(path, codes.undecided)
  return decision.reasoning ? no(codes.no) : ask(`${path}.reasoning`, 'reasoning_missing')
}
