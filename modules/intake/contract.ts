/**
 * Everything that arrives, by whatever road, becomes a Signal kept as it came and a Report that people work on. The view
 * `intake.answer_time` (realm, received_at, answered_at) is open to the modules below, for the figures of a year.
 */
import type { Actor, Lang, Tlp } from '#platform/contract/index.ts'

export const roads = ['web', 'phone', 'mail', 'api', 'csv', 'webhook', 'space'] as const
export type Road = (typeof roads)[number]
/** What somebody sees, in the words of who is not of the trade. */
export const situations = ['ransomware', 'account', 'fraud', 'phishing', 'website', 'data', 'provider', 'espionage', 'other', 'unknown'] as const
export type Situation = (typeof situations)[number]
export const whos = ['body', 'firm', 'school', 'person', 'unknown'] as const
export type Who = (typeof whos)[number]
export const kinds = ['report', 'alert', 'exposure'] as const
export type Kind = (typeof kinds)[number]
/** new: nobody has taken it · open: somebody works on it · waiting: for the reporter · in_case: part of a case · closed */
export const states = ['new', 'open', 'waiting', 'in_case', 'closed'] as const
export type State = (typeof states)[number]
export const outcomes = ['handled', 'advised', 'no_incident', 'referred', 'no_answer', 'not_ours'] as const
export type Outcome = (typeof outcomes)[number]

export type Contact = { readonly name: string; readonly phone: string; readonly email: string }

/** What a road hands over. `original`: the bytes as they came, sealed and kept apart. */
export type Incoming = {
  readonly road: Road
  /** Of the sender's own (Message-ID, line of a file): the same twice is one signal. */
  readonly externalKey?: string
  readonly provenance: Readonly<Record<string, unknown>>
  readonly original: Uint8Array
  readonly kind?: Kind
  readonly who: Who
  readonly whoName: string
  readonly partyId?: string | null
  readonly situation: Situation
  /** Made from the first words when absent. */
  readonly subject?: string
  readonly words: string
  readonly occurredAt?: Date | null
  readonly lang: Lang
  readonly contact: Contact
  /** Somebody may be hurt, or it spreads now. */
  readonly danger?: boolean
  readonly doubt?: readonly string[]
  readonly tlp?: Tlp
  /** Files in the original, in their order there; never opened. */
  readonly attachments?: readonly { readonly fileName: string; readonly mediaType: string; readonly bytes: number; readonly sha256: Buffer }[]
  /** Made by a road that can show it again; else here. */
  readonly code?: string
  /** Of an operator who answers while typing: it is in hand at once. */
  readonly takenBy?: { readonly id: string; readonly name: string }
}

export type Receipt = {
  readonly reportId: string
  readonly ref: string
  /** Opens the reporter's page together with the number. Empty when the signal was known: its code was given then. */
  readonly code: string
  readonly answerBy: Date | null
  /** `new`; `again`: the same from the same person within a day; `known`: this very signal had arrived before. */
  readonly was: 'new' | 'again' | 'known'
}

export type IntakeService = {
  /** All in one transaction, in order. @throws Refusal invalid for what no report can hold, key_missing. */
  receive(actor: Actor, incoming: readonly Incoming[]): Promise<Receipt[]>
}
