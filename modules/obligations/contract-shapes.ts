/** What the pages of obligations are made of. Texts are in the language asked for. */
import * as z from 'zod'
import { uuid } from '#platform/contract/index.ts'

export const obligationStates = ['not_applicable', 'displaced', 'not_in_force', 'awaiting_input', 'due', 'due_without_hours', 'sent', 'exceeded', 'registered', 'voluntary'] as const
export type ObligationState = (typeof obligationStates)[number]

/** One obligation with its words. Texts are in the language asked for. */
export const obligationView = z.object({
  id: uuid, regime: z.string(), regimeTitle: z.string(), stage: z.string(), stageLabel: z.string(),
  state: z.enum(obligationStates), stateLabel: z.string(),
  article: z.string(), source: z.string(), certainty: z.string(), certaintyLabel: z.string(), verifiedOn: z.string().nullable(),
  recipient: z.string(), recipientLabel: z.string(), channelLabel: z.string(),
  strictAt: z.string().nullable(), legalAt: z.string().nullable(), outerAt: z.string().nullable(),
  fromClock: z.string().nullable(), fromMoment: z.string().nullable(),
  sentAt: z.string().nullable(), protocol: z.string().nullable(), late: z.boolean(),
  missing: z.array(z.object({ fact: z.string(), question: z.string() })), reasons: z.array(z.string()),
  /** The first of `missing`, in a word. */
  ask: z.string().nullable(),
  /** Name of the authority whose draft can be filled for it. */
  draft: z.string().nullable(),
}).meta({ id: 'ObligationView' })
export type ObligationView = z.output<typeof obligationView>

/** States in which a regime asks nothing of the body. */
export const closedStates = ['not_applicable', 'displaced', 'not_in_force'] as const satisfies readonly ObligationState[]

export const boardHead = {
  caseId: uuid, caseRef: z.string(), partyName: z.string(), isMain: z.boolean(),
  aware: z.object({ at: z.string(), recorded: z.boolean() }).nullable(),
}
export const head = { ...boardHead, mainId: uuid, partyId: uuid }
