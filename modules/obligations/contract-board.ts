/** The board: bodies and what each owes, as light as a cell is; the words that many rows share are said once. */
import * as z from 'zod'
import { can, centre, endpoint, lang, ofBody, page, uuid } from '#platform/contract/index.ts'
import { boardHead, head, obligationStates, obligationView } from './contract-shapes.ts'

const reader = can(...centre, ...ofBody, 'liaison', 'provider')
const asked = { lang: lang.default('it') }
/** Up to a hundred cases, their ids with commas between: one person may act for forty bodies. */
const cases = z.string().max(3_700).regex(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?:,[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}){0,99}$/)

/** The first thing that a term waits for. */
export const askedFacts = ['aware', 'risk', 'significant', 'personalData', 'major', 'notification', 'earlier', 'party', 'fact'] as const

/** One obligation as a line shows it. What is not there is not said; `why` is a place in `words.reasons`. */
export const obligationItem = z.object({
  /** Regime and stage, unique in a case: with the case it opens the whole answer. */
  key: z.string(), regime: z.string(), stage: z.string(), recipient: z.string(), state: z.enum(obligationStates),
  strictAt: z.string().optional(),
  /** Only where the legal bound is another moment than the strict one. */
  legalAt: z.string().optional(),
  sentAt: z.string().optional(), protocol: z.string().optional(), late: z.literal(true).optional(),
  ask: z.enum(askedFacts).optional(), why: z.number().int().optional(), draft: z.string().optional(),
})
export type ObligationItem = z.output<typeof obligationItem>

/** What codes of these rows are called in the language asked for. */
export const boardWords = z.object({ regimes: z.record(z.string(), z.string()), stages: z.record(z.string(), z.string()), recipients: z.record(z.string(), z.string()), reasons: z.array(z.string()) })
export type BoardWords = z.output<typeof boardWords>

export const stageColumns = ['first', 'notification', 'final', 'authority', 'people', 'other'] as const
export type StageColumn = (typeof stageColumns)[number]

/** Neighbouring columns with the same answer are one cell. Without an obligation: the law has no such stage for this body. */
export const boardCell = z.object({
  column: z.enum(stageColumns), span: z.number().int().optional(),
  /** In front: the most pressing. */
  ...obligationItem.omit({ regime: true, stage: true, recipient: true }).partial().shape,
  /** Others behind it, to be read in the dossier. */
  more: z.number().int().optional(),
  /** Nothing is owed, but the body may notify of its own will. */
  voluntary: z.literal(true).optional(),
})
export type BoardCell = z.output<typeof boardCell>

export const readBoard = endpoint({
  id: 'obligations.board', method: 'GET', path: '/api/obligations', access: reader,
  summary: 'Rows are bodies, cells are obligations; the next moment first',
  query: z.object({
    ...asked, ...page, mainId: uuid.optional(), partyId: uuid.optional(), state: z.enum(obligationStates).optional(), q: z.string().trim().max(100).optional(),
    /** Bodies that this regime reaches; with `state`, those whose row of this regime is in that state. */
    regime: z.string().max(40).optional(),
    /** `owed` leaves out what is not due: cells, and bodies that owe nothing. */
    show: z.enum(['all', 'owed']).default('all'),
    sort: z.enum(['next', 'name']).default('next'),
  }),
  response: z.object({
    now: z.string(), total: z.number(),
    /** The main case that the board is about, where the reader may see it. */
    main: z.object({ caseId: uuid, caseRef: z.string(), partyName: z.string() }).nullable(),
    /** Regimes that reach somebody here, for the filter. */
    regimes: z.array(z.object({ regime: z.string(), title: z.string() })),
    counts: z.object({ exceeded: z.number(), soon: z.number(), due: z.number(), sent: z.number(), awaiting: z.number() }),
    /** The next moment that runs for sure, whatever the filters. */
    nearest: z.object({ caseId: uuid, partyName: z.string(), at: z.string(), regime: z.string(), regimeTitle: z.string(), stageLabel: z.string() }).nullable(),
    /** Oldest day on which a person compared a rule of these rows with the law. */
    verifiedOn: z.string().nullable(),
    reasons: z.array(z.string()),
    rows: z.array(z.object({
      ...boardHead,
      /** Title of the regime of the first thing owed to an authority. */
      regime: z.string().optional(),
      cells: z.array(boardCell),
    })),
  }),
})

export const readOwed = endpoint({
  id: 'obligations.owed', method: 'GET', path: '/api/obligations/owed', access: reader,
  summary: 'All that some bodies owe or have sent, one line each: of given cases, or of one body',
  query: z.object({ ...asked, cases: cases.optional(), partyId: uuid.optional(), limit: z.coerce.number().int().min(1).max(100).default(100) }),
  response: z.object({ now: z.string(), words: boardWords, rows: z.array(z.object({ ...head, items: z.array(obligationItem.extend({ id: uuid, article: z.string(), question: z.string().optional() })) })) }),
})

export const readOne = endpoint({
  id: 'obligations.one', method: 'GET', path: '/api/obligations/cases/:caseId/one', access: reader,
  summary: 'One obligation with its reasons, article and moments',
  params: z.object({ caseId: uuid }), query: z.object({ ...asked, key: z.string().max(80) }),
  response: obligationView,
})
