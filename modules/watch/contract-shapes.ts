/** Shapes that doors and pages of the watch share. */
import * as z from 'zod'
import { instant, line, prose, uuid, version } from '#platform/contract/index.ts'
import { indicatorOfAlert } from './contract-lists.ts'

export const sourceKinds = ['elasticsearch', 'syslog', 'upload', 'folder'] as const
/** Why a file of a folder was not read. */
export const fileProblems = ['too_large', 'list', 'line', 'packed', 'unreadable'] as const
export type FileProblem = (typeof fileProblems)[number]
/** What a source lets one see; where people work is where labour law asks for a step. */
export const shown = ['servers', 'workstations', 'database', 'firewall', 'web'] as const
export type Shown = (typeof shown)[number]
/** Of a rule, as Sigma says it. */
export const levels = ['informational', 'low', 'medium', 'high', 'critical'] as const
export type RuleLevel = (typeof levels)[number]
export const severities = ['low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof severities)[number]
/** A rule looks at one line; a correlation at what rules find together; a filter takes away from what rules find. */
export const ruleForms = ['rule', 'correlation', 'filter'] as const
export type RuleForm = (typeof ruleForms)[number]
/** What people may choose. */
export const ruleChoices = ['observe', 'alert', 'off'] as const
/** `quarantined`: set aside by the watch, since a pattern did not come to an end over lines. */
export const ruleStates = [...ruleChoices, 'quarantined'] as const
export type RuleState = (typeof ruleStates)[number]
export const alertStates = ['open', 'taken', 'closed'] as const
export const closeReasons = ['false_positive', 'benign', 'duplicate'] as const
export const impacts = ['', 'done', 'not_needed'] as const
/** `unseen`: activity of employees cannot be seen. `agreement`, `authorisation`: Statuto dei lavoratori art. 4. `consultation`: of the CSE or the workers' body in France. */
export const labourSteps = ['', 'unseen', 'agreement', 'authorisation', 'consultation'] as const
export const RETENTION_DAYS = { least: 7, most: 730 } as const
export const SUPPRESS_DAYS = 90

const day = z.iso.date().nullable()
/** The record of a source; it may be kept incomplete, and then nothing is taken in. */
export const sourceRecord = z.object({
  contractOn: day, contractRef: prose(300),
  impact: z.enum(impacts), impactOn: day, impactWhy: prose(1000),
  retentionDays: z.number().int().min(RETENTION_DAYS.least).max(RETENTION_DAYS.most).nullable(),
  labour: z.enum(labourSteps), labourOn: day, labourRef: prose(1000),
}).meta({ id: 'SourceRecord' })
export type SourceRecord = z.output<typeof sourceRecord>

/** What is missing in a record. The pages say each in plain words. */
export const lacks = ['contract_on', 'contract_ref', 'contract_ahead', 'impact', 'impact_on', 'impact_why', 'retention', 'labour', 'labour_country', 'labour_on', 'labour_ref', 'token', 'certificate', 'paused'] as const
export type Lack = (typeof lacks)[number]

export const dayTally = z.object({ day: z.iso.date(), received: z.number(), bytes: z.number(), broken: z.number(), noZone: z.number(), duplicates: z.number(), tooLarge: z.number(), empty: z.number() }).meta({ id: 'DayTally' })
export type DayTally = z.output<typeof dayTally>

const party = z.object({ id: uuid, name: z.string() })
export const sourceItem = z.object({
  id: uuid, party, kind: z.enum(sourceKinds), label: z.string(), shows: z.array(z.enum(shown)),
  /** Whether lines are taken in now, and what stands in the way. */
  open: z.boolean(), lacks: z.array(z.enum(lacks)), lastAt: instant.nullable(),
}).meta({ id: 'LogSource' })
export type SourceItem = z.output<typeof sourceItem>
/** By which a shipper over TLS is known: SHA-256 of it in hexadecimal, whose it says it is, and until when it holds. */
export const sourceCertificate = z.object({ sha256: z.string(), of: z.string(), until: instant }).meta({ id: 'SourceCertificate' })
export const sourceView = sourceItem.extend({ country: z.enum(['IT', 'FR']), record: sourceRecord, active: z.boolean(), tokenMadeAt: instant.nullable(), version, days: z.array(dayTally), address: z.string(), certificate: sourceCertificate.nullable(), /** Ports of syslog, where the centre listens. */ syslog: z.object({ tls: z.number().nullable(), plain: z.number().nullable() }), /** Of a source whose shipper drops files: where, and the newest of those that could not be read. */ files: z.object({ path: z.string().nullable(), refused: z.number().int(), newest: z.array(z.object({ name: z.string(), why: z.enum(fileProblems).or(z.literal('')), at: instant, lines: z.number() })) }).nullable() })

export const ruleItem = z.object({
  id: z.string(), title: z.string(), form: z.enum(ruleForms), /** There for correlations alone: it does not alert by itself. */ silent: z.boolean(), level: z.enum(levels), product: z.string(), category: z.string(), service: z.string(), tags: z.array(z.string()), author: z.string(), licence: z.string(),
  state: z.enum(ruleStates), version, /** Hits and bodies of the last 30 days. */ hits: z.number(), bodies: z.number(),
}).meta({ id: 'WatchRule' })
export type RuleItem = z.output<typeof ruleItem>
const ruleLink = z.object({ id: z.string(), title: z.string(), form: z.enum(ruleForms), state: z.enum(ruleStates) })
export const correlationKinds = ['event_count', 'value_count', 'value_sum', 'value_avg', 'value_percentile', 'value_median', 'temporal', 'temporal_ordered'] as const
export const ruleLinks = z.object({
  correlation: z.object({
    type: z.enum(correlationKinds), field: z.string(), percentile: z.number().nullable(), bounds: z.array(z.object({ op: z.enum(['lt', 'lte', 'gt', 'gte', 'eq', 'neq']), value: z.number() })), expression: z.string(),
    groupBy: z.array(z.string()), windowS: z.number(), generate: z.boolean(), aliases: z.array(z.object({ alias: z.string(), fields: z.array(z.string()) })), parts: z.array(ruleLink),
  }).nullable(),
  /** Correlations that it is part of, and filters that take away from it. */
  under: z.array(ruleLink), filters: z.array(ruleLink),
  /** Of a filter: the rules that it takes away from. */
  reaches: z.object({ total: z.number().int(), items: z.array(z.object({ id: z.string(), title: z.string() })) }).nullable(),
  /** Of the last 30 days: events that came too late, without a field of the group, without what is counted; groups that were one too many; hits that were. */
  missed: z.object({ late: z.number(), ungrouped: z.number(), unvalued: z.number(), evicted: z.number(), cut: z.number() }),
})
export type RuleLinks = z.output<typeof ruleLinks>

export const whyCodes = ['rule', 'indicator', 'asset', 'data', 'case'] as const
export const why = z.object({ code: z.enum(whyCodes), what: z.string(), weight: z.number() })
export type Why = z.output<typeof why>
export const alertItem = z.object({
  id: uuid, party, /** The cause is a rule, or an indicator: then the title is its value. */ ruleId: z.string().nullable(), indicator: indicatorOfAlert.nullable(), title: z.string(), level: z.enum(levels), severity: z.enum(severities), tags: z.array(z.string()), host: z.string(), account: z.string(),
  state: z.enum(alertStates), firstAt: instant, lastAt: instant, count: z.number(), takenBy: z.string(), closeReason: z.string().nullable(), caseId: uuid.nullable(), caseRef: z.string(), version,
}).meta({ id: 'WatchAlert' })
export type AlertItem = z.output<typeof alertItem>

export const suppressionItem = z.object({ id: uuid, party, ruleId: z.string().nullable(), /** Of the rule, or the indicator. */ ruleTitle: z.string(), field: z.string(), value: z.string(), reason: z.string(), madeAt: instant, madeBy: z.string(), until: instant, hits: z.number() }).meta({ id: 'WatchSuppression' })

export const suppressIn = z.object({ field: z.union([z.literal(''), line(200)]).default(''), value: prose(500).default(''), reason: line(1000), days: z.number().int().min(1).max(SUPPRESS_DAYS) })

/** What is kept of a source: since which day, and when the oldest of it goes. */
export const keptLines = z.object({ lines: z.number(), bytes: z.number(), from: z.iso.date(), until: instant }).meta({ id: 'KeptLines' })
/** The proof that a file of lines went: its hash, how many lines of which day, why, since when it is gone. */
export const deletion = z.object({ name: z.string(), source: z.string(), day: z.iso.date(), lines: z.number(), sha256: z.string(), why: z.enum(['term', 'ended']), until: instant, at: instant, goneAt: instant.nullable() }).meta({ id: 'LogDeletion' })
