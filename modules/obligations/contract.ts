/** What each party owes, to whom, by when and why: or that nothing is owed, and why. */
import * as z from 'zod'
import { anyone, can, centre, endpoint, event, instant, lang, line, ofBody, prose, uuid, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { head, obligationView } from './contract-shapes.ts'

export * from './contract-board.ts'
export * from './contract-shapes.ts'

export const obligationsComputed = event('obligations.computed', z.object({ caseIds: z.array(uuid) }))

export type NextObligation = { readonly caseId: string; readonly partyId: string; readonly regime: string; readonly stage: string; readonly strictAt: Date | null; readonly state: string }

export type ObligationsService = {
  /** The party's own moment of awareness: recorded by it, never inferred. Every clock of the case is recomputed. */
  recordAwareness(actor: Actor, caseId: string, aware: { at: Date; how: string }): Promise<void>
  /** Recomputes and stores what changed, with the change logged. */
  recompute(actor: Actor, caseIds: readonly string[]): Promise<{ changed: number }>
  /** "Sent" is a person's word and needs the protocol number that came back. */
  recordSent(actor: Actor, obligationId: string, sent: { at: Date; protocol: string }): Promise<void>
  /** GDPR 33: the recorded risk decision. */
  decideRisk(actor: Actor, caseId: string, decision: { risk: 'unlikely' | 'risk' | 'high'; reasons: string }): Promise<void>
  /** Ids of the obligations of one regime that still wait for a filing. */
  openOf(tx: Tx, caseId: string, regime: string): Promise<string[]>
  /** How the obligations of a main case and of those tied to it stand. */
  statesOf(tx: Tx, mainId: string): Promise<{ total: number; exceeded: number; due: number; sent: number; awaiting: number }>
  nearest(tx: Tx, caseIds: readonly string[]): Promise<NextObligation[]>
}

// ---- the wire ----
const asked = { lang: lang.default('it') }
const reader = can(...centre, ...ofBody, 'liaison', 'provider')
const writer = can(...centre, ...ofBody)

const known = z.enum(['yes', 'no', 'unknown'])
export const isTypes = ['IS-1', 'IS-2', 'IS-3', 'IS-4'] as const
export const knownIncident = z.object({
  personalData: known.optional(), dataRole: z.enum(['controller', 'processor', 'both', 'unknown']).optional(), malicious: known.optional(), ongoing: known.optional(),
  isTypes: z.partialRecord(z.enum(isTypes), known).optional(),
  art25: z.object({ a: known.optional(), b: known.optional() }).optional(),
  trustServiceImpact: known.optional(), psncTable: z.enum(['table_1', 'table_2', 'outside_assets', 'none', 'unknown']).optional(),
  onSiiv: known.optional(), exploitedVulnerability: known.optional(), severeProductIncident: known.optional(),
}).meta({ id: 'KnownIncident' })
export type KnownIncident = z.output<typeof knownIncident>

export const readDossier = endpoint({
  id: 'obligations.dossier', method: 'GET', path: '/api/obligations/cases/:caseId', access: reader,
  summary: 'All that a body owes in a case, each with its reason, and what is still asked',
  params: z.object({ caseId: uuid }), query: z.object(asked),
  response: z.object({
    ...head, now: z.string(), version: z.number(), country: z.enum(['IT', 'FR']),
    obligations: z.array(obligationView),
    missing: z.array(z.object({ fact: z.string(), question: z.string() })),
    clocks: z.array(z.object({ clock: z.string(), label: z.string(), at: z.string(), recorded: z.boolean(), by: z.string(), how: z.string() })),
    decisions: z.array(z.object({ decision: z.string(), value: z.string(), reasoning: z.string(), by: z.string(), at: z.string().nullable() })),
    drafts: z.array(z.object({ authority: z.string(), label: z.string(), filled: z.number(), missing: z.number(), asked: z.number() })),
    /** What is known of the incident here, the body's own word on top of what follows from the case. */
    incident: knownIncident,
    /** Italy: both tests side by side. What they point at is never a decision. */
    significance: z.object({
      types: z.array(z.object({ type: z.enum(isTypes), answer: known, countsForNis2: z.boolean().nullable(), countsForLaw90: z.boolean() })),
      art25: z.object({ a: known, b: known }), pointsAt: z.enum(['yes', 'no', 'undecided']),
    }).nullable(),
    /** `by` is empty where no person did it. */
    changes: z.array(z.object({ at: z.string(), by: z.string(), cause: z.string(), lines: z.array(z.string()) })),
  }),
})

export const recordedClocks = ['aware', 'breach_aware', 'told_by_processor', 'attack_known', 'classified_major', 'corrective_measure_available', 'handling_ended', 'intermediate_requested'] as const
export const recordClock = endpoint({
  id: 'obligations.recordClock', method: 'POST', path: '/api/obligations/cases/:caseId/clocks', access: writer,
  summary: "A moment that the body itself records; its terms run from it",
  params: z.object({ caseId: uuid }), body: z.object({ clock: z.enum(recordedClocks).default('aware'), at: instant, how: prose(500).default('') }),
  response: z.object({ changed: z.number() }),
})

export const decisionNames = ['significant', 'gdprRisk', 'art34Exception', 'doraMajor', 'healthSignificant'] as const
const decisionValue = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('significant'), value: z.enum(['yes', 'no', 'undecided']) }),
  z.object({ decision: z.literal('gdprRisk'), value: z.enum(['undecided', 'unlikely', 'risk', 'high']) }),
  z.object({ decision: z.literal('art34Exception'), value: z.enum(['none', 'a', 'b', 'c']) }),
  z.object({ decision: z.literal('doraMajor'), value: z.enum(['yes', 'no', 'undecided']) }),
  z.object({ decision: z.literal('healthSignificant'), value: z.enum(['yes', 'no', 'undecided']) }),
])
/** One person may act for forty bodies: the same reasoned decision on several cases; each filing stays one by one. */
export const decide = endpoint({
  id: 'obligations.decide', method: 'POST', path: '/api/obligations/decisions', access: writer,
  summary: "A person's reasoned decision on one case or on several",
  body: z.object({ caseIds: z.array(uuid).min(1).max(100), choice: decisionValue, reasoning: prose(4000).min(10) }),
  response: z.object({ cases: z.number(), changed: z.number() }), refuses: ['not_found'],
})

export const recordIncident = endpoint({
  id: 'obligations.recordIncident', method: 'POST', path: '/api/obligations/cases/:caseId/incident', access: writer,
  summary: 'What is known of the incident at this body, as far as the law asks',
  params: z.object({ caseId: uuid }),
  body: knownIncident,
  response: z.object({ changed: z.number() }),
})

export const recordFiling = endpoint({
  id: 'obligations.recordFiling', method: 'POST', path: '/api/obligations/:obligationId/filing', access: writer,
  summary: 'Sent by a person: with the protocol number that came back',
  params: z.object({ obligationId: uuid }), body: z.object({ at: instant, protocol: line(120), partial: z.boolean().default(false) }),
  response: z.object({ changed: z.number() }),
})

export const draftAuthorities = ['edpb', 'garante', 'cnil', 'csirt_italia', 'anssi', 'cert_sante'] as const
export const readDraft = endpoint({
  id: 'obligations.draft', method: 'GET', path: '/api/obligations/cases/:caseId/drafts/:authority', access: reader,
  summary: "The fields of an authority's own form, filled from the one description; gaps marked; never sent by the machine",
  params: z.object({ caseId: uuid, authority: z.enum(draftAuthorities) }), query: z.object(asked),
  response: z.object({
    ...head, authority: z.string(), label: z.string(), portal: z.string(),
    progress: z.object({ filled: z.number(), missing: z.number(), asked: z.number() }),
    fields: z.array(z.object({ fieldId: z.string(), section: z.string(), label: z.string(), mandatory: z.string(), certainty: z.string(), value: z.string().nullable(), gap: z.enum(['missing', 'optional', 'undecided', 'not_asked']).nullable(), lacking: z.array(z.string()), overBy: z.number() })),
  }),
})

export const createCalendar = endpoint({
  id: 'obligations.createCalendar', method: 'POST', path: '/api/obligations/calendar', access: reader, status: 201,
  summary: 'A private address for a calendar program; a new one closes the old one', response: z.object({ url: z.string() }),
})
export const readCalendar = endpoint({
  id: 'obligations.calendar', method: 'GET', path: '/calendar/:token', access: anyone, raw: true, answers: ['text/calendar'],
  summary: 'The deadlines of the page as iCalendar; the token in the address is the key',
  params: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{32,64}(\.ics)?$/) }), query: z.object(asked),
})
