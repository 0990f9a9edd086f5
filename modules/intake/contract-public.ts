/** What the public documents of this module are drawn from. Plain data: moments are ISO 8601 in UTC, texts in the language of the page. */
import type { Situation, State, Who } from './contract.ts'
import type { Step } from './contract-pages.ts'

/** The eight that have gestures of their own; `other` and `unknown` lead to the emergency page. */
export const guided = ['ransomware', 'account', 'fraud', 'phishing', 'website', 'data', 'provider', 'espionage'] as const satisfies readonly Situation[]
export type Guided = (typeof guided)[number]

export type Helper = { readonly name: string; readonly what: string; readonly phone?: string; readonly href?: string }
export type SituationView = { readonly situation: Guided; /** Whom to call, the first first. */ readonly call: readonly Helper[] }

export type ReportValues = {
  readonly situation?: string; readonly words?: string; readonly danger?: string
  readonly who?: string; readonly whoName?: string
  readonly name?: string; readonly phone?: string; readonly email?: string
}
export type ReportField = keyof ReportValues
export type ReportView = {
  readonly step: Step
  /** Absent before the first answer was kept. */
  readonly token?: string
  readonly values: ReportValues
  readonly errors: readonly { readonly field: ReportField; readonly code: 'missing' | 'too-long' | 'not-an-address' | 'not-a-number' }[]
  /** When the first page was drawn, signed; sent back with it. */
  readonly stamp: string
  /** Full address under which somebody goes on elsewhere. */
  readonly resume?: string
  readonly expiresAt?: string
  /** The form was filled as a machine fills it: one button more, and it is sent. */
  readonly sure?: boolean
}
export type ReceiptView = { readonly ref: string; readonly code: string; readonly receivedAt: string; readonly answerBy?: string; readonly situation: Situation; readonly who: Who; readonly mailed: boolean; readonly again: boolean }
export type FollowView = {
  readonly ref?: string
  readonly problem?: 'wrong' | 'wait'
  readonly report?: {
    readonly ref: string; readonly code: string; readonly state: State; readonly receivedAt: string; readonly promiseAt?: string; readonly late: boolean; readonly situation: Situation; readonly subject: string
    readonly entries: readonly { readonly at: string; readonly kind: string; readonly text: string; readonly by: 'centre' | 'reporter' | 'system'; readonly params: Readonly<Record<string, unknown>> }[]
    readonly canWrite: boolean; readonly kept: boolean
  }
}

export type IntakeViews = { readonly situation: SituationView; readonly report: ReportView; readonly receipt: ReceiptView; readonly follow: FollowView }
