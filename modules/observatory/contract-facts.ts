/**
 * What may be said of one attack. Every field may be absent: a source says what it knows. Codes are VERIS (current names), RSIT 1003,
 * ATT&CK and NACE; words of sources stay in `summary` and `rest`.
 */
import * as z from 'zod'
import { isRsit } from '#modules/cases/contract.ts'
import { partyKinds } from '#modules/territory/contract.ts'
import { anyJson, isUsable, line, prose, uuid } from '#platform/contract/index.ts'

/** As much of a moment as is known: `2023`, `2023-12`, `2023-12-08`, or an instant with its offset. */
export const partMoment = z.union([
  z.string().regex(/^(19|20|21)\d\d$/), z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/), z.iso.date().refine((text) => isUsable(text)), z.iso.datetime({ offset: true }).refine((text) => isUsable(text)),
])
export const precisions = ['year', 'month', 'day', 'hour'] as const
export type Precision = (typeof precisions)[number]

/** A private person is never a party of the territory: counted, never named. */
export const victimKinds = [...partyKinds, 'person', 'unknown'] as const
export type VictimKind = (typeof victimKinds)[number]
/** Firms by people employed (EU: 9, 49, 249), municipalities by inhabitants (5,000, 20,000, 100,000). */
export const sizes = ['micro', 'small', 'medium', 'large', 'pop_5k', 'pop_20k', 'pop_100k', 'pop_more', 'unknown'] as const
export type Size = (typeof sizes)[number]
/** NACE: a section, with its division and class where known: `O`, `O84`, `O84.11`. */
export const sector = z.string().regex(/^[A-V](\d\d(\.\d{1,2})?)?$/)
/** Who may name it: nobody; we, inside, as others wrote of it; everybody, since the victim published the fact itself. */
export const namings = ['no', 'inside', 'self'] as const

export const victim = z.object({
  kind: z.enum(victimKinds),
  /** How many alike this row stands for: 1,000 bodies, 33 million persons. */
  count: z.number().int().min(1).max(8_000_000_000).default(1),
  name: line(300).optional(), naming: z.enum(namings).default('no'),
  /** Where the victim itself said so. */
  namingUrl: z.url({ protocol: /^https?$/ }).max(2000).optional(),
  partyId: uuid.optional(), sector: sector.optional(), size: z.enum(sizes).default('unknown'),
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/).optional(), region: line(120).optional(), province: line(120).optional(), place: line(120).optional(),
})
export type Victim = z.output<typeof victim>

export const verisActions = ['malware', 'hacking', 'social', 'misuse', 'physical', 'error', 'environmental', 'unknown'] as const
export type VerisAction = (typeof verisActions)[number]
const terms = z.array(line(120)).max(60)
const links = z.array(z.object({
  /** Its place in the chain, from the victim's side: who served it, and how. */
  role: z.enum(['hosting', 'software', 'network', 'identity', 'data', 'support', 'entry', 'other']), name: line(300).optional(), partyId: uuid.optional(),
})).max(20)

export const factShape = {
  title: line(300), summary: prose(8000),
  started: partMoment, discovered: partMoment, contained: partMoment, restored: partMoment,
  certainty: z.enum(['confirmed', 'suspected', 'near_miss', 'false_positive']),
  /** `class` or `class/type` of RSIT. */
  rsit: z.string().max(80).refine((text) => isRsit(...(text.split('/', 2) as [string, string?])), { error: 'a class of RSIT, or class/type' }),
  actions: z.array(z.object({ action: z.enum(verisActions), varieties: terms.default([]), vectors: terms.default([]) })).max(8),
  actors: z.array(z.object({ actor: z.enum(['external', 'internal', 'partner', 'unknown']), varieties: terms.default([]), motives: terms.default([]), countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(20).default([]) })).max(8),
  /** VERIS varieties of assets: `S - Database`. */
  assets: terms,
  confidentiality: z.object({ disclosed: z.enum(['yes', 'no', 'potentially', 'unknown']), classes: terms.default([]) }),
  /** Of VERIS `attribute.integrity.variety` and `attribute.availability.variety`. */
  integrity: terms, availability: terms,
  techniques: z.array(z.string().regex(/^T\d{4}(\.\d{3})?$/)).max(200),
  /** Who says that he did it, and where the loot lies: inside only. */
  claims: z.array(z.object({ by: line(200), at: partMoment.optional(), url: line(2000).optional(), proven: z.boolean().default(false) })).max(50),
  campaign: line(200),
  extortion: z.enum(['yes', 'no', 'unknown']), ransomAsked: z.number().min(0).max(1e12), ransomPaid: z.enum(['yes', 'no', 'unknown']),
  victims: z.array(victim).max(2000),
  /** Inside only. */
  providers: links,
  /** People whose data it touched, records and gigabytes that went. */
  people: z.number().int().min(0).max(8_000_000_000), records: z.number().int().min(0).max(1e15), gigabytes: z.number().min(0).max(1e9),
  costEur: z.number().min(0).max(1e12), daysToRestore: z.number().min(0).max(36_500),
  services: terms,
  /** What a format says and this list has no place for, as it came; bounded by its reader. */
  rest: z.record(z.string().max(200), anyJson),
}
export const facts = z.object(factShape).partial()
export type Facts = z.output<typeof facts>
export type Field = keyof Facts
export const fields = Object.keys(factShape) as readonly Field[]
/** Never in a publication, nor in any exit without a group: actors' words, leak addresses, who served whom, what we did not look into. */
export const insideOnly = ['claims', 'providers', 'rest', 'ransomAsked', 'ransomPaid', 'campaign'] as const satisfies readonly Field[]

export const sourceKinds = ['person', 'case', 'victim', 'authority', 'press', 'dataset', 'actor'] as const
/** One source's word on one attack. */
export const statement = z.object({
  source: z.object({
    kind: z.enum(sourceKinds), title: line(300), url: z.url({ protocol: /^https?$/ }).max(2000).optional(), publisher: line(200).optional(), publishedOn: z.iso.date().optional(),
    licence: line(120).optional(),
  }),
  /** The same key again is the same statement, perhaps in a newer edition: `eurepoc:1234`. */
  key: line(300).optional(),
  facts,
  /** 0 to 100, of all fields but those named. */
  confidence: z.number().int().min(0).max(100).default(50),
  confidences: z.partialRecord(z.enum(fields as [Field, ...Field[]]), z.number().int().min(0).max(100)).default({}),
})
export type Statement = z.output<typeof statement>
