/** Study: figures of the catalogue with their doubts, studies that keep them, and the room in which researchers ask for rows. */
import * as z from 'zod'
import { can, centre, endpoint, instant, line, page, prose, uuid, version } from '#platform/contract/index.ts'
import { entryStates } from './contract-entries.ts'
import { sector, sizes, verisActions, victimKinds } from './contract-facts.ts'

const studying = can(...centre)
const year = z.coerce.number().int().min(1900).max(2199)

// ── Figures ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export const studyFilter = z.object({
  from: year.optional(), to: year.optional(), action: z.enum(verisActions).optional(), sector: sector.optional(), size: z.enum(sizes).optional(), kind: z.enum(victimKinds).optional(),
  province: line(120).optional(), region: line(120).optional(), state: z.enum(entryStates).optional(), q: z.string().trim().max(200).default(''), confidence: z.coerce.number().int().min(0).max(100).default(0),
  /** From when on those who match had something in common: before and after are compared. */
  since: z.iso.date().optional(),
  /** Who had it: users of what this provider gives, or bodies by code or name, a line each. Others of the same kinds are compared. */
  tool: uuid.optional(), had: z.string().trim().max(8000).optional(),
})
export type StudyFilter = z.output<typeof studyFilter>
const estimate = z.object({ value: z.number(), low: z.number(), high: z.number() })
/** `bodies`: how many there were in all years together, where known. `rate` is for a thousand of them and a year. */
const row = z.object({ key: z.string(), count: z.number().int(), /** What the count is compatible with. */ counted: z.object({ low: z.number(), high: z.number() }).optional(), bodies: z.number().nullable(), rate: estimate.nullable() })
const compared = z.object({ before: z.number().int(), after: z.number().int(), bodies: z.number().int().nullable() })
const season = z.object({ hits: z.number().int(), of: z.number().int(), expected: z.number(), ratio: estimate, p: z.number() })
export const breakdowns = ['year', 'kind', 'sector', 'size', 'province', 'action'] as const
export type Breakdown = (typeof breakdowns)[number]
export const caveats = ['no_control', 'few_events', 'short_after', 'before_was_high', 'reporting_may_change', 'others_at_once'] as const
export const figures = z.object({
  attacks: z.number().int(), victims: z.number(),
  /** Of how many that which is asked is known at all. */
  coverage: z.object({ day: z.number().int(), hour: z.number().int(), province: z.number().int(), sector: z.number().int(), size: z.number().int(), restored: z.number().int(), denominators: z.boolean() }),
  by: z.object({ year: z.array(row), kind: z.array(row), sector: z.array(row), size: z.array(row), province: z.array(row), action: z.array(row) }),
  trend: z.object({ change: estimate, p: z.number(), dispersion: z.number(), years: z.number().int(), withRates: z.boolean(), sen: z.number().nullable(), mannKendall: z.number().nullable() }).nullable(),
  change: z.object({ p: z.number(), segments: z.array(z.object({ from: z.string(), to: z.string(), mean: z.number() })) }).nullable(),
  season: z.object({ night: season.nullable(), weekend: season.nullable(), holiday: season.nullable() }),
  restore: z.object({ events: z.number().int(), censored: z.number().int(), median: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable(), steps: z.array(z.object({ days: z.number(), atRisk: z.number().int(), survival: z.number(), low: z.number(), high: z.number() })) }),
  effect: z.object({ since: z.string(), before: z.number().int(), after: z.number().int(), days: z.object({ before: z.number(), after: z.number() }), ratio: estimate, p: z.number(), caveats: z.array(z.enum(caveats)),
    /** Those who had it against others of the same kinds in the same time; `bodies`: how many of each there are; `aside`: attacks whose victim is in no registry. */
    control: z.object({ had: compared, others: compared, against: estimate.nullable(), p: z.number().nullable(), aside: z.number().int() }).nullable().optional() }).nullable(),
  providers: z.array(z.object({ partyId: uuid, name: z.string(), falls: z.number().int(), /** What stops if it falls now; nothing where the registry knows no service of it. */ ifDown: z.object({ services: z.number().int(), bodies: z.number().int(), people: z.number() }).nullable().optional() })),
}).meta({ id: 'StudyFigures' })
export type Figures = z.output<typeof figures>

export const readFigures = endpoint({
  id: 'observatory.figures', method: 'GET', path: '/api/observatory/study', summary: 'Figures of the attacks that match: rates with intervals, trend, season, days to restore', access: studying,
  query: studyFilter, response: z.object({ figures, dataAt: instant }),
})

// ── How many there are ────────────────────────────────────────────────────────────────────────────────────────────────

export const denominator = z.object({ kind: z.enum(victimKinds), sector: sector.optional(), size: z.enum(sizes).optional(), province: line(120).optional(), year: z.number().int().min(1900).max(2199), count: z.number().int().min(0).max(8_000_000_000), source: line(300) })
export type Denominator = z.output<typeof denominator>
export const listDenominators = endpoint({
  id: 'observatory.denominators', method: 'GET', path: '/api/observatory/denominators', summary: 'How many there are of what is hit, where no registry says it', access: studying, query: z.object(page),
  response: z.object({ total: z.number().int(), items: z.array(denominator.extend({ id: uuid, enteredAt: instant, enteredBy: z.string() })) }),
})
export const saveDenominators = endpoint({
  id: 'observatory.save_denominators', method: 'PUT', path: '/api/observatory/denominators', summary: 'Enter how many there are; the same kind, sector, size, province and year again is corrected', access: studying,
  body: z.object({ items: z.array(denominator).min(1).max(2000) }), response: z.object({ saved: z.number().int() }),
})
export const removeDenominator = endpoint({ id: 'observatory.remove_denominator', method: 'DELETE', path: '/api/observatory/denominators/:denominatorId', summary: 'It was wrong', access: studying, params: z.object({ denominatorId: uuid }), status: 204 })

// ── Saved studies ─────────────────────────────────────────────────────────────────────────────────────────────────────

export const charts = [...breakdowns, 'trend', 'season', 'restore', 'effect', 'providers'] as const
export const block = z.discriminatedUnion('kind', [z.object({ kind: z.literal('text'), text: prose(20_000) }), z.object({ kind: z.literal('chart'), chart: z.enum(charts), title: z.string().trim().max(300).default(''), filter: studyFilter })])
export type Block = z.output<typeof block>
const written = { title: line(300), blocks: z.array(block).max(50) }
const studyRow = z.object({ id: uuid, title: z.string(), last: z.number().int(), updatedAt: instant })
export const listStudies = endpoint({ id: 'observatory.studies', method: 'GET', path: '/api/observatory/studies', summary: 'Saved studies, the latest first', access: studying, query: z.object(page), response: z.object({ total: z.number().int(), items: z.array(studyRow) }) })
export const createStudy = endpoint({ id: 'observatory.create_study', method: 'POST', path: '/api/observatory/studies', summary: 'A new study, with its first version', access: studying, status: 201, body: z.object(written), response: z.object({ id: uuid, number: z.number().int() }) })
export const saveStudy = endpoint({
  id: 'observatory.save_study', method: 'POST', path: '/api/observatory/studies/:studyId/versions', summary: 'A new version, with the figures of this moment; those before stay as they were', access: studying, status: 201,
  params: z.object({ studyId: uuid }), body: z.object({ last: version, ...written }), response: z.object({ number: z.number().int() }),
})
export const readStudy = endpoint({
  id: 'observatory.study', method: 'GET', path: '/api/observatory/studies/:studyId/versions/:number', summary: 'A version of a study, with the figures of its day', access: studying,
  params: z.object({ studyId: uuid, number: z.coerce.number().int().min(1).max(100_000) }),
  response: z.object({ id: uuid, number: z.number().int(), last: z.number().int(), title: z.string(), dataAt: instant, savedBy: z.string(), blocks: z.array(block), figures: z.array(figures.nullable()) }),
})
/** What another version says of a chart: `key` names a row of a breakdown, or a value of its own. */
export const change = z.object({ block: z.number().int(), chart: z.enum(charts), key: z.string(), before: z.number().nullable(), after: z.number().nullable() })
export type Change = z.output<typeof change>
export const studyChanges = endpoint({
  id: 'observatory.study_changes', method: 'GET', path: '/api/observatory/studies/:studyId/versions/:number/changes', summary: 'Which figures are others than in the version before, chart by chart', access: studying,
  params: z.object({ studyId: uuid, number: z.coerce.number().int().min(1).max(100_000) }),
  /** `fresh`: charts that the version before has not, by their place. `total`: of all changes; the first 200 are told. */
  response: z.object({ before: z.number().int().nullable(), fresh: z.array(z.number().int()), total: z.number().int(), changes: z.array(change) }),
})

// ── The research room ─────────────────────────────────────────────────────────────────────────────────────────────────

/** What may be asked for. The first five are told only as finely as keeps everybody among others. */
export const roomFields = ['when', 'kind', 'sector', 'size', 'place', 'action', 'rsit', 'techniques', 'night', 'weekend', 'holiday', 'daysToRestore', 'stillDown', 'extortion', 'disclosed'] as const
export type RoomField = (typeof roomFields)[number]
const roomFilter = studyFilter.pick({ from: true, to: true, action: true, kind: true, region: true })
export type RoomFilter = Partial<z.output<typeof roomFilter>>
const asking = can('coordinator', 'researcher')
export const roomStates = ['asked', 'granted', 'refused'] as const
const roomRow = z.object({
  id: uuid, version, askedAt: instant, askedBy: z.string(), university: z.string(), purpose: z.string(), people: z.array(z.string()), fields: z.array(z.enum(roomFields)), filters: roomFilter, until: z.iso.date(),
  state: z.enum(roomStates), decidedAt: instant.nullable(), decidedBy: z.string().nullable(), reason: z.string(),
  /** Nothing before it is granted, and after its end. */
  extract: z.object({ madeAt: instant, rows: z.number().int(), dropped: z.number().int(), smallest: z.number().int(), grain: z.array(z.string().nullable()), /** In thousandths, of counts with noise; null: it is rows. */ epsilon: z.number().int().nullable() }).nullable(),
  downloads: z.array(z.object({ at: instant, by: z.string(), format: z.enum(['csv', 'json']) })),
}).meta({ id: 'RoomRequest' })
export type RoomRequest = z.output<typeof roomRow>
const byRequest = z.object({ roomRequestId: uuid })
export const listRoom = endpoint({ id: 'observatory.room', method: 'GET', path: '/api/observatory/room', summary: 'Requests of researchers: all for a coordinator, one’s own for a researcher', access: asking, query: z.object(page), response: z.object({ total: z.number().int(), items: z.array(roomRow), /** Those of the registry, to choose from. */ universities: z.array(z.string()), /** For a coordinator: ε of this year in thousandths. */ noise: z.object({ year: z.number().int(), most: z.number().int(), spent: z.number().int() }).nullable() }) })
export const askRoom = endpoint({
  id: 'observatory.ask_room', method: 'POST', path: '/api/observatory/room', summary: 'Ask for rows: what for, which fields, until when, who will see them', access: can('researcher'), status: 201,
  body: z.object({ university: line(200), purpose: prose(4000).min(20), people: z.array(line(200)).min(1).max(50), fields: z.array(z.enum(roomFields)).min(1).max(roomFields.length), filters: roomFilter.prefault({}), until: z.iso.date() }), response: z.object({ id: uuid }),
})
export const decideRoom = endpoint({
  id: 'observatory.decide_room', method: 'POST', path: '/api/observatory/room/:roomRequestId/decision', summary: 'Grant rows, or counts with noise out of the budget of the year, which makes the extract; or refuse, with the reason', access: can('coordinator'), params: byRequest,
  body: z.object({ version, decision: z.enum(['grant', 'counts', 'refuse']), reason: z.string().trim().min(3).max(2000) }), response: z.object({ state: z.enum(roomStates) }),
})
export const takeRoom = endpoint({
  id: 'observatory.take_room', method: 'GET', path: '/api/observatory/room/:roomRequestId/extract', summary: 'The rows that were made for a grant, as CSV or JSON; each download is written down', access: asking, params: byRequest, raw: true,
  query: z.object({ format: z.enum(['csv', 'json']).default('csv') }), answers: ['text/csv', 'application/json'],
})
