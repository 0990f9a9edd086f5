/** The catalogue of rules: what an import proposes, how noisy a rule would be, what it does at one body, who wrote it, and the week of a body. */
import * as z from 'zod'
import { can, centre, endpoint, event, instant, line, noControls, ofBody, page, prose, uuid, version } from '#platform/contract/index.ts'
import { levels, ruleChoices, ruleForms, ruleStates, shown } from './contract-shapes.ts'

const desk = can(...centre)
const coordinating = can('coordinator')
const byImport = z.object({ importId: uuid })
const ruleId = z.string().min(1).max(100)
const byRule = z.object({ ruleId })
const byParty = z.object({ partyId: uuid })
const count = z.number().int()
const productName = z.string().trim().max(100).regex(noControls)
const party = z.object({ id: uuid, name: z.string() })

/**
 * What a new version of a rule means; `text` when it is asked the same. Of correlations: window, group, parts, and whether these alert
 * by themselves (`loud`, `quiet`). `reach`: the rules that a filter changes; `silent`, `alone`: it becomes a part, or stands by itself
 * again; `under`: correlations that stand on what goes.
 */
export const changeKinds = ['title', 'level', 'status', 'condition', 'window', 'group', 'parts', 'loud', 'quiet', 'reach', 'logsource', 'selections', 'silent', 'alone', 'under', 'text'] as const
export type ChangeKind = (typeof changeKinds)[number]
/** From too early to say, to nobody would look any more. */
export const verdicts = ['unknown', 'quiet', 'chatty', 'noisy'] as const
export type Verdict = (typeof verdicts)[number]

export const importKinds = ['files', 'folder', 'git'] as const
export const importStates = ['waiting', 'applied', 'dropped'] as const
export const proposalKinds = ['new', 'changed', 'gone'] as const
export type ProposalKind = (typeof proposalKinds)[number]
export const testResults = ['', 'passed', 'failed'] as const
const counts = { added: count, changed: count, gone: count, same: count, refusedCount: count }
export const refusedFile = z.object({ path: z.string(), document: count, title: z.string(), problems: z.array(z.object({ code: z.string(), message: z.string(), line: count.nullable() })) })
export const importItem = z.object({ id: uuid, kind: z.enum(importKinds), origin: z.string(), ref: z.string(), state: z.enum(importStates), files: count, ...counts, /** Not applied yet. */ waiting: count, madeAt: instant, madeBy: z.string() }).meta({ id: 'RuleImport' })
export type ImportItem = z.output<typeof importItem>
export const proposalItem = z.object({
  ruleId: z.string(), kind: z.enum(proposalKinds), reason: z.enum(['', 'deprecated', 'removed']), title: z.string(), form: z.enum(ruleForms), level: z.enum(levels), product: z.string(), author: z.string(), licence: z.string(),
  changes: z.array(z.object({ what: z.enum(changeKinds), before: z.string(), after: z.string() })), tested: z.enum(testResults), /** What it does now; null for a new one. */ state: z.enum(ruleStates).nullable(), appliedAt: instant.nullable(),
}).meta({ id: 'RuleProposal' })
export type ProposalItem = z.output<typeof proposalItem>

export const listImports = endpoint({ id: 'watch.imports', method: 'GET', path: '/api/watch/imports', access: desk, summary: 'What was brought to the catalogue, the newest first', query: z.object(page), response: z.object({ total: count, items: z.array(importItem) }) })
const narrowed = { kind: z.enum(proposalKinds).optional(), product: productName.optional(), level: z.enum(levels).optional() }
export const readImport = endpoint({
  id: 'watch.import_one', method: 'GET', path: '/api/watch/imports/:importId', access: desk, summary: 'One proposal: what is new, changed or gone, and what was refused', params: byImport, query: z.object({ ...narrowed, ...page }),
  response: importItem.extend({ refused: z.array(refusedFile), products: z.array(z.string()), total: count, /** Of these: what "apply" would do now; those whose events fail are left out. */ ready: count, failing: count, items: z.array(proposalItem) }),
})
export const diffLine = z.object({ op: z.enum(['same', 'out', 'in', 'skip']), text: z.string(), line: count })
export const readProposal = endpoint({
  id: 'watch.import_rule', method: 'GET', path: '/api/watch/imports/:importId/rules/:ruleId', access: desk, summary: 'One rule of a proposal, line by line against what is in force', params: byImport.extend({ ruleId }),
  response: proposalItem.extend({ lines: z.array(diffLine) }),
})
export const applyImport = endpoint({
  id: 'watch.apply', method: 'POST', path: '/api/watch/imports/:importId/apply', access: coordinating, summary: 'Puts a proposal in force, whole or in part; what people chose for a rule stays', params: byImport, refuses: ['conflict'],
  body: z.object({ ...narrowed, rules: z.array(ruleId).min(1).max(500).optional(), /** How many the asker saw: another number is refused. */ expected: count.min(1) }), response: z.object({ applied: count }),
})
export const dropImport = endpoint({ id: 'watch.drop_import', method: 'DELETE', path: '/api/watch/imports/:importId', access: coordinating, status: 204, summary: 'Lays a proposal aside; what was applied of it stays', params: byImport, refuses: ['conflict'] })

export const switchRules = endpoint({
  id: 'watch.switch_rules', method: 'POST', path: '/api/watch/rules/switch', access: coordinating, summary: 'Switches many rules at once, by product and level', refuses: ['conflict'],
  body: z.object({ product: productName.optional(), level: z.enum(levels).optional(), from: z.enum(ruleChoices), to: z.enum(ruleChoices), expected: count.min(1), overrule: prose(1000).default('') }),
  response: z.object({ switched: count, /** Their events fail. */ left: count }),
})

export const forecast = z.object({ days: count, lines: z.number(), hits: z.number(), perDay: z.number(), verdict: z.enum(verdicts) })
const tuned = z.object({ state: z.enum(ruleChoices), reason: z.string(), pack: z.boolean(), by: z.string(), at: instant, version }).nullable()
export const readForecast = endpoint({
  id: 'watch.forecast', method: 'GET', path: '/api/watch/rules/:ruleId/forecast', access: desk, summary: 'How often a rule would have alerted in the last 14 days, body by body, and what it does at each', params: byRule,
  response: z.object({ together: z.object({ perDay: z.number(), bodies: count, watched: count, verdict: z.enum(verdicts) }), items: z.array(z.object({ party, forecast, tuned })) }),
})
export const tuneRule = endpoint({
  id: 'watch.tune', method: 'PUT', path: '/api/watch/rules/:ruleId/bodies/:partyId', access: coordinating, status: 204, summary: 'What a rule does at one body, with the reason; nothing: as everywhere', params: byRule.extend({ partyId: uuid }), refuses: ['conflict'],
  body: z.object({ state: z.enum(ruleChoices).nullable(), reason: line(1000), /** 0: there is none yet. */ version, overrule: prose(1000).default('') }),
})
export const adviceKinds = ['wait', 'alert', 'keep'] as const
export const readBodyRules = endpoint({
  id: 'watch.body_rules', method: 'GET', path: '/api/watch/bodies/:partyId/rules', access: desk, summary: 'The rules of one body: with which it began, what they found, which could alert now', params: byParty, query: z.object({ early: z.stringbool().default(false) }),
  response: z.object({
    party, shows: z.array(z.enum(shown)), begunAt: instant.nullable(), /** When advice is given without being asked. */ dueAt: instant.nullable(),
    items: z.array(z.object({ id: z.string(), title: z.string(), level: z.enum(levels), product: z.string(), state: z.enum(ruleStates), tuned, forecast, advice: z.enum(adviceKinds).nullable() })),
  }),
})
export const beginBody = endpoint({ id: 'watch.begin_body', method: 'POST', path: '/api/watch/bodies/:partyId/pack', access: coordinating, summary: 'Begins anew at a body with rules that only observe', params: byParty, response: z.object({ rules: count }) })
export const acceptQuiet = endpoint({
  id: 'watch.accept_quiet', method: 'POST', path: '/api/watch/bodies/:partyId/quiet', access: coordinating, summary: 'Lets the quiet rules of a body alert there', params: byParty, refuses: ['conflict'],
  body: z.object({ rules: z.array(ruleId).min(1).max(2000), reason: line(1000) }), response: z.object({ alerting: count, left: count }),
})

export const TRIALS_MOST = 20
export const trial = z.object({ id: uuid, name: z.string(), least: count, lines: z.string(), own: z.boolean() })
export const readTrials = endpoint({ id: 'watch.trials', method: 'GET', path: '/api/watch/rules/:ruleId/trials', access: desk, summary: 'The events by which a rule is tried', params: byRule, response: z.object({ items: z.array(trial) }) })
export const runTrials = endpoint({
  id: 'watch.run_trials', method: 'POST', path: '/api/watch/rules/:ruleId/trials/run', access: desk, summary: 'Tries a rule now, with the matcher that reads the logs', params: byRule, response: z.object({ items: z.array(z.object({ id: uuid, met: count, ok: z.boolean() })) }),
})
export const addTrial = endpoint({
  id: 'watch.add_trial', method: 'POST', path: '/api/watch/rules/:ruleId/trials', access: coordinating, status: 201, summary: 'Events that a rule must meet, or must not', params: byRule, refuses: ['conflict'],
  body: z.object({ name: line(200), least: count.min(0).max(1000), lines: z.string().min(2).max(262_144) }), response: z.object({ id: uuid }),
})
export const removeTrial = endpoint({ id: 'watch.remove_trial', method: 'DELETE', path: '/api/watch/trials/:trialId', access: coordinating, status: 204, summary: 'Takes events of the centre away from a rule', params: z.object({ trialId: uuid }) })

export const listAuthors = endpoint({
  id: 'watch.authors', method: 'GET', path: '/api/watch/authors', access: desk, summary: 'Who wrote the rules that work here, under which licence', query: z.object(page),
  response: z.object({ total: count, rules: count, items: z.array(z.object({ author: z.string(), licences: z.array(z.string()), rules: count, links: z.array(z.string()) })) }),
})

export const weekName = z.string().regex(/^\d{4}-W\d{2}$/)
export const weekFacts = z.object({
  from: z.iso.date(), to: z.iso.date(),
  sources: z.array(z.object({ label: z.string(), lines: z.number(), before: z.number(), /** Days of the week on which nothing came, though it could send. */ silent: z.array(z.iso.date()), broken: z.number(), incomplete: z.boolean() })),
  found: count, foundBefore: count, open: count, taken: count, closed: count, cases: z.array(z.string()), worst: z.enum(['', 'low', 'medium', 'high', 'critical']),
}).meta({ id: 'WatchWeek' })
export type WeekFacts = z.output<typeof weekFacts>
const lines = z.array(z.string())
export const askKinds = ['silent', 'incomplete', 'never', 'case', 'broken', 'nothing'] as const
/** The same in plain words. */
export const weekText = z.object({ headline: z.string(), ask: z.object({ kind: z.enum(askKinds), text: z.string() }), looked: lines, silent: lines, found: lines, compared: lines }).meta({ id: 'WatchWeekText' })
export type WeekText = z.output<typeof weekText>
const reading = can(...centre, ...ofBody)
export const listWeeks = endpoint({ id: 'watch.weeks', method: 'GET', path: '/api/watch/bodies/:partyId/weeks', access: reading, summary: 'The weeks of a body, the newest first', params: byParty, response: z.object({ party, items: z.array(z.object({ week: weekName, madeAt: instant })) }) })
export const readWeek = endpoint({ id: 'watch.week', method: 'GET', path: '/api/watch/bodies/:partyId/weeks/:week', access: reading, summary: 'One week of a body: what was looked at, what was found, what is asked', params: byParty.extend({ week: weekName }), response: z.object({ party, week: weekName, facts: weekFacts, text: z.object({ it: weekText, fr: weekText, en: weekText }) }) })

/** The week of a body is written; who at the body wants it by mail is told. */
export const weekWritten = event('watch.week_written', z.object({ partyId: uuid, week: weekName, /** In short. */ said: z.object({ it: z.string(), fr: z.string(), en: z.string() }) }))
