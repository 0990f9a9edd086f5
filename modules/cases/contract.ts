/** One main case at the provider, one tied case at each body, which may diverge. */
import * as z from 'zod'
import { event, instant, uuid, type Actor, type Tlp, type Trilingual } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'

export { isRsit, rsit, rsitClasses, type RsitClass } from './contract-rsit.ts'

export const caseStates = ['open', 'contained', 'recovering', 'closed'] as const
/**
 * The view `cases.on_hold` (case_id, hold_until) is open to the modules below: before they take away what belongs to a case
 * they look whether somebody holds it, on its own or by its main case. The view `cases.settled` (case_id, at) says since when
 * a case and its main case are closed; `cases.helped` (realm, opened_at, party_id) which bodies had one, for the figures of a year.
 */

/** What the body itself said. `unknown` until it answers, and when it says "I don't know". */
export const answers = ['unknown', 'hit', 'not_hit', 'data_lost'] as const
export type Answer = (typeof answers)[number]
/** What the model inferred: stays in the console. */
export const inferences = ['hit', 'degraded', 'data_at_risk', 'none'] as const
export type Inference = (typeof inferences)[number]
/** What is observed of the services, always told truthfully, whatever the gate says. */
export const observedStates = ['unknown', 'down', 'degraded', 'working'] as const
export const conditionKinds = ['clean_rebuild', 'csirt', 'dpa', 'prosecutor', 'other'] as const
export const answerChannels = ['mail', 'message', 'phone', 'web', 'exercise'] as const

/** A main case and its tied cases are stored; those below write obligations and drafts. */
export const caseOpened = event('cases.opened', z.object({ mainId: uuid }))
/** More bodies were tied to a main case after it was opened. */
export const casesTied = event('cases.tied', z.object({ mainId: uuid, caseIds: z.array(uuid) }))
/** A body answered its one question, or changed its answer. `awareAt`: when the body says it knew. */
export const caseAnswered = event(
  'cases.answered',
  z.object({
    caseId: uuid,
    partyId: uuid,
    answer: z.enum(answers),
    awareAt: instant.nullable(),
    personalData: z.enum(['yes', 'no', 'unknown']),
  }),
)
/** The observed state, the gate or the closing of a case changed. */
export const caseMoved = event('cases.moved', z.object({ caseId: uuid, partyId: uuid }))

/** A tied (or main) case as modules below see it. */
export type CaseFacts = {
  readonly id: string
  readonly ref: string
  readonly realm: string
  readonly kind: 'main' | 'tied'
  readonly mainId: string | null
  readonly partyId: string
  readonly title: string
  readonly state: (typeof caseStates)[number]
  readonly answer: Answer
  readonly answeredAt: Date | null
  readonly inferred: Inference
  readonly confidence: number
  /** When the body's first service stops or degrades, as inferred. */
  readonly expectedAt: Date | null
  readonly occurredAt: Date
  readonly openedAt: Date
  readonly providerId: string
  readonly providerName: string
  readonly partyName: string
  /** The body's own word on when it knew; null until it says. */
  readonly awareAt: Date | null
  readonly observed: (typeof observedStates)[number]
  readonly reopenedSafeAt: Date | null
  readonly closedAt: Date | null
  readonly personalData: 'yes' | 'no' | 'unknown'
  /** Days of data that did not come back, as said at closing. */
  readonly dataLostDays: number | null
  readonly tlp: Tlp
  /** The one description that fills every draft: the main case's, with what the body added over it. */
  readonly description: Readonly<Record<string, unknown>>
  /** Services touched: name, category, availability, moment. */
  readonly services: readonly {
    readonly id: string
    readonly name: string
    readonly category: string
    readonly availability: 'down' | 'degraded' | 'none'
    readonly at: Date | null
    readonly exposed: boolean
    readonly tampered: boolean
  }[]
}

export type OpenCase = {
  readonly providerId: string
  readonly title: string
  /** When it happened at the provider, as far as known. */
  readonly occurredAt: Date
  readonly effects: { readonly unavailable: boolean; readonly exposed: boolean; readonly tampered: boolean }
  /** Only these services of the provider; all when absent. */
  readonly serviceIds?: readonly string[]
  readonly description: Readonly<Record<string, unknown>>
  /** Made by the caller: the same request again opens no second case. */
  readonly requestId?: string
  readonly tlp?: Tlp
  /** Authorities that have already asked to agree before services reopen; a clean rebuild is always required. */
  readonly conditions?: readonly { readonly kind: 'csirt' | 'dpa' | 'prosecutor' | 'other'; readonly askedBy: string }[]
}

export type GivenAnswer = {
  readonly answer: Answer
  readonly awareAt: Date | null
  readonly personalData: 'yes' | 'no' | 'unknown'
  readonly channel: (typeof answerChannels)[number]
  readonly note: string
  /** Name of who answered. */
  readonly by: string
  /** What the body says of single services. */
  readonly services?: readonly { readonly id: string; readonly state: 'down' | 'degraded' | 'working' }[]
}

export type CloseCase = {
  readonly dataLost: string
  readonly lessons: string
  readonly dataLostDays?: number
  /** Needed to close a main case while tied ones are open. */
  readonly reason?: string
}

/** A task that another module lays on a case, under its own code. */
export type OwnTask = { readonly code: string; readonly position: number; readonly text: Trilingual; readonly why: Trilingual }
export type TaskState = {
  readonly id: string
  readonly code: string
  readonly state: 'open' | 'done' | 'skipped'
  readonly note: string
  readonly decidedAt: Date | null
  readonly decidedBy: string
  readonly version: number
}

/** How a case is coded, and what was said when it closed. */
export type CaseCoding = {
  readonly rsit: { readonly class: string; readonly type: string | null } | null
  readonly veris: { readonly actor?: string[]; readonly action?: string[]; readonly asset?: string[]; readonly attribute?: string[]; readonly extortion?: 'yes' | 'no' | 'unknown' }
  readonly attack: string[]
}

export type CasesService = {
  /** Undefined: not there, or not for the transaction's actor. */
  coding(tx: Tx, caseId: string): Promise<CaseCoding | undefined>
  /** Cases that name one of these techniques of ATT&CK, the latest first, at most 10,000. */
  carrying(tx: Tx, techniques: readonly string[]): Promise<readonly { readonly id: string; readonly label: string; readonly codes: readonly string[] }[]>
  /** Idempotent by `requestId`. Main and tied cases, impacts, questions and messages are one transaction. */
  open(actor: Actor, input: OpenCase): Promise<{ mainId: string; ref: string; tied: number }>
  /**
   * Asks the model again: ties parties that it reaches by now. Never unties, never changes what was already inferred.
   */
  extend(actor: Actor, mainId: string): Promise<{ tied: number }>
  /** The tied cases of a main one (visible to the transaction's actor). */
  tiedOf(tx: Tx, mainId: string): Promise<CaseFacts[]>
  facts(tx: Tx, caseIds: readonly string[]): Promise<CaseFacts[]>
  /** The body's word. Idempotent: the same answer again changes nothing. */
  answer(actor: Actor, caseId: string, answer: GivenAnswer): Promise<void>
  observe(actor: Actor, caseId: string, observed: (typeof observedStates)[number]): Promise<void>
  /** A line of the crisis log under the caller's own key: the same key again writes nothing. */
  note(actor: Actor, caseId: string, line: { key: string; at: Date; text: string }): Promise<void>
  /** Records a condition of the reopening gate as met, with its evidence. */
  meetCondition(actor: Actor, conditionId: string, evidence: string): Promise<void>
  /** Conditions of this case alone, oldest first. */
  conditions(
    tx: Tx,
    caseId: string,
  ): Promise<{ id: string; kind: (typeof conditionKinds)[number]; required: boolean; metAt: Date | null }[]>
  addCondition(
    actor: Actor,
    caseId: string,
    condition: { kind: (typeof conditionKinds)[number]; askedBy: string; title: string; required: boolean },
  ): Promise<{ id: string }>
  /**
   * Tasks with words of their own, in the caller's transaction; a code that is there already stays as it is. `name` is what is
   * being done, for the timeline. @throws Refusal not_found, forbidden, conflict when the case is closed.
   */
  layTasks(tx: Tx, actor: Actor, caseId: string, laid: { readonly situation: string; readonly name: Trilingual; readonly tasks: readonly OwnTask[] }): Promise<{ added: number }>
  /** Tasks of this case whose code begins so. */
  tasks(tx: Tx, caseId: string, codePrefix: string): Promise<TaskState[]>
  /** As the door of the sheet does it. @throws Refusal not_found, forbidden, conflict when the version is not the stored one. */
  decideTask(tx: Tx, actor: Actor, task: { readonly caseId: string; readonly code: string }, decision: { readonly version: number; readonly state: TaskState['state']; readonly note: string }): Promise<{ version: number }>
  /** Takes back those that nobody has decided. @throws Refusal not_found, forbidden. */
  takeBackTasks(tx: Tx, actor: Actor, caseId: string, codes: readonly string[]): Promise<{ taken: number }>
  /** @throws Refusal gate_closed with the missing conditions, unless the body gives its reasons. */
  declareSafe(actor: Actor, caseId: string, override?: string): Promise<void>
  /** @throws Refusal conflict with `openTied` when a main case still has open tied cases and no reason is given. */
  close(actor: Actor, caseId: string, outcome: CloseCase): Promise<void>
}
