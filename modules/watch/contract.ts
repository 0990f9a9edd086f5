/** Logs of bodies: who sends them under which record, which rules are asked of them, what was found. */
import * as z from 'zod'
import { can, centre, endpoint, instant, line, ofBody, page, prose, uuid, version } from '#platform/contract/index.ts'
import * as catalogue from './contract-catalogue.ts'
import * as shape from './contract-shapes.ts'

export * from './contract-catalogue.ts'
export * from './contract-lists.ts'
export * from './contract-shapes.ts'
export * from './contract-told.ts'

const desk = can(...centre)
const coordinating = can('coordinator')
const bySource = z.object({ sourceId: uuid })
const byAlert = z.object({ alertId: uuid })
const byRule = z.object({ ruleId: z.string().min(1).max(100) })

export const listSources = endpoint({
  id: 'watch.sources', method: 'GET', path: '/api/watch/sources', access: desk, summary: 'What sends logs, by body, and what its record lacks',
  query: z.object({ partyId: uuid.optional(), ...page }), response: z.object({ total: z.number().int(), items: z.array(shape.sourceItem), /** Whether the centre looks at a folder for files. */ folder: z.boolean() }),
})
export const addSource = endpoint({
  id: 'watch.add_source', method: 'POST', path: '/api/watch/sources', access: coordinating, status: 201, summary: 'Something of a body that will send logs, once its record is complete',
  body: z.object({ partyId: uuid, kind: z.enum(shape.sourceKinds), label: line(200), shows: z.array(z.enum(shape.shown)).min(1).max(shape.shown.length).transform((list) => [...new Set(list)]) }), response: z.object({ id: uuid }), refuses: ['not_found'],
})
export const readSource = endpoint({ id: 'watch.source', method: 'GET', path: '/api/watch/sources/:sourceId', access: desk, summary: 'One source: its record, what is missing, what came day by day', params: bySource, response: shape.sourceView })
export const saveRecord = endpoint({
  id: 'watch.record', method: 'PUT', path: '/api/watch/sources/:sourceId/record', access: coordinating, summary: 'The record of a source: contract, impact assessment, retention, step of labour law. Incomplete, it stops the intake',
  params: bySource, body: shape.sourceRecord.extend({ version }), response: z.object({ open: z.boolean(), lacks: z.array(z.enum(shape.lacks)) }), refuses: ['conflict'],
})
export const makeToken = endpoint({ id: 'watch.token', method: 'POST', path: '/api/watch/sources/:sourceId/token', access: coordinating, status: 201, summary: 'A token for a source, shown once; the one before ends', params: bySource, response: z.object({ token: z.string() }) })
export const endToken = endpoint({ id: 'watch.end_token', method: 'DELETE', path: '/api/watch/sources/:sourceId/token', access: coordinating, status: 204, summary: 'Ends the token of a source', params: bySource })
export const setCertificate = endpoint({
  id: 'watch.certificate', method: 'PUT', path: '/api/watch/sources/:sourceId/certificate', access: coordinating, summary: 'The certificate with which the shipper of a source comes; the one before ends', params: bySource,
  body: z.object({ pem: z.string().min(1).max(20_000) }), response: shape.sourceCertificate, refuses: ['conflict'],
})
export const endCertificate = endpoint({ id: 'watch.end_certificate', method: 'DELETE', path: '/api/watch/sources/:sourceId/certificate', access: coordinating, status: 204, summary: 'Ends the certificate of a source', params: bySource })
export const switchSource = endpoint({ id: 'watch.switch', method: 'PATCH', path: '/api/watch/sources/:sourceId', access: coordinating, status: 204, summary: 'Pauses a source, or lets it send again', params: bySource, body: z.object({ active: z.boolean() }) })

export const endKept = endpoint({
  id: 'watch.end_kept', method: 'POST', path: '/api/watch/sources/:sourceId/end', access: coordinating, summary: 'Takes away what is kept of a paused source, now: its contract is over. The proofs stay, and the body reads them', params: bySource,
  body: z.object({ reason: line(1000) }), response: z.object({ segments: z.number().int() }), refuses: ['conflict'],
})

/** A file goes up in pieces that end with a line. */
export const UPLOAD_MAX = 16 * 1_048_576
export const uploadLines = endpoint({
  id: 'watch.upload', method: 'POST', path: '/api/watch/sources/:sourceId/lines', access: coordinating, summary: 'Lines of a file that a person brings: JSON lines, a JSON list, or syslog; answered when they are on the disk', params: bySource,
  raw: true, bodyLimit: UPLOAD_MAX, accepts: ['application/octet-stream'], refuses: ['too_large', 'conflict', 'busy', 'no_space'], response: z.object({ taken: z.number().int(), tooLarge: z.number().int(), empty: z.number().int() }),
})

export const listRules = endpoint({
  id: 'watch.rules', method: 'GET', path: '/api/watch/rules', access: desk, summary: 'The catalogue of rules, with how often each was met',
  query: z.object({ q: z.string().trim().max(200).default(''), form: z.enum(shape.ruleForms).optional(), state: z.enum(shape.ruleStates).optional(), product: z.string().trim().max(100).optional(), level: z.enum(shape.levels).optional(), ...page }), response: z.object({ total: z.number().int(), /** Filters are not switched with others. */ switchable: z.number().int(), items: z.array(shape.ruleItem), products: z.array(z.string()) }),
})
export const readRule = endpoint({
  id: 'watch.rule', method: 'GET', path: '/api/watch/rules/:ruleId', access: desk, summary: 'One rule as it is written, and at which bodies it was met', params: byRule,
  response: shape.ruleItem.extend({ ...shape.ruleLinks.shape, yaml: z.string(), description: z.string(), /** Of its collection, and what its author points at. */ origin: z.string(), link: z.string(), gone: z.enum(['', 'deprecated', 'removed']), /** Since when it is set aside, and at which pattern it stood. */ stuckAt: instant.nullable(), stuckPattern: z.string(), seen: z.array(z.object({ party: z.object({ id: uuid, name: z.string() }), hits: z.number() })) }),
})
export const changeRule = endpoint({
  id: 'watch.change_rule', method: 'PATCH', path: '/api/watch/rules/:ruleId', access: coordinating, status: 204, summary: 'Whether a rule observes, alerts or is off; one whose events fail alerts only for a reason', params: byRule, body: z.object({ state: z.enum(shape.ruleChoices), version, overrule: prose(1000).default('') }), refuses: ['conflict'],
})
export const IMPORT_FILES = 500
export const importRules = endpoint({
  id: 'watch.import', method: 'POST', path: '/api/watch/rules', access: coordinating, summary: 'Rules from Sigma files, several documents in each; what comes of it is a proposal', bodyLimit: 8 * 1_048_576,
  body: z.object({ files: z.array(z.object({ path: line(300), text: z.string().min(1).max(1_000_000) })).min(1).max(IMPORT_FILES), licence: z.string().trim().max(100).default('') }),
  response: z.object({ importId: uuid, added: z.number().int(), changed: z.number().int(), gone: z.number().int(), same: z.number().int(), failing: z.number().int(), refused: z.array(catalogue.refusedFile) }),
})

export const listAlerts = endpoint({
  id: 'watch.alerts', method: 'GET', path: '/api/watch/alerts', access: desk, summary: 'What rules and indicators have found, the most serious first',
  query: z.object({ state: z.enum(['waiting', ...shape.alertStates]).default('waiting'), severity: z.enum(shape.severities).optional(), partyId: uuid.optional(), ...page }),
  response: z.object({ total: z.number().int(), items: z.array(shape.alertItem), waiting: z.record(z.enum(shape.severities), z.number()), sources: z.number().int(), alerting: z.number().int() }),
})
export const readAlert = endpoint({
  id: 'watch.alert', method: 'GET', path: '/api/watch/alerts/:alertId', access: desk, summary: 'One alert: why it is serious, the lines and the rule; the reading is recorded', params: byAlert,
  response: shape.alertItem.extend({
    why: z.array(shape.why), closeNote: z.string(), closedAt: instant.nullable(), source: z.object({ id: uuid, label: z.string() }), rule: z.object({ yaml: z.string(), description: z.string(), author: z.string(), licence: z.string() }),
    samples: z.array(z.object({ at: instant, line: z.string(), cut: z.boolean(), until: instant })), suppressions: z.array(shape.suppressionItem),
  }),
})
export const takeAlert = endpoint({ id: 'watch.take', method: 'POST', path: '/api/watch/alerts/:alertId/take', access: desk, status: 204, summary: 'I look at this alert', params: byAlert, body: z.object({ version }), refuses: ['conflict'] })
export const closeAlert = endpoint({ id: 'watch.close', method: 'POST', path: '/api/watch/alerts/:alertId/close', access: desk, status: 204, summary: 'Closes an alert with its reason', params: byAlert, body: z.object({ version, reason: z.enum(shape.closeReasons), note: prose(1000).default('') }), refuses: ['conflict'] })
export const suppressAlert = endpoint({ id: 'watch.suppress', method: 'POST', path: '/api/watch/alerts/:alertId/suppress', access: desk, status: 201, summary: 'Silences the rule or indicator at this body for some days, wholly or for one value of a field', params: byAlert, body: shape.suppressIn, response: z.object({ id: uuid }) })
export const endSuppression = endpoint({ id: 'watch.end_suppression', method: 'DELETE', path: '/api/watch/suppressions/:suppressionId', access: desk, status: 204, summary: 'Lets the rule alert again', params: z.object({ suppressionId: uuid }) })
export const makeCase = endpoint({ id: 'watch.case', method: 'POST', path: '/api/watch/alerts/:alertId/case', access: desk, status: 201, summary: 'A case at the body of the alert; the same alert again gives the same case', params: byAlert, response: z.object({ caseId: uuid, ref: z.string() }), refuses: ['conflict'] })

export const readOwn = endpoint({
  id: 'watch.own', method: 'GET', path: '/api/watch/bodies/:partyId', access: can(...centre, ...ofBody), summary: 'Which logs of a body arrive, how many, and what was found, for the body itself', params: z.object({ partyId: uuid }),
  response: z.object({
    sources: z.array(shape.sourceItem.extend({ retentionDays: z.number().nullable(), days: z.array(shape.dayTally), /** What is kept of it; null: nothing. */ kept: shape.keptLines.nullable() })),
    deletions: z.array(shape.deletion),
    alerts: z.array(z.object({ id: uuid, /** Of the rule, or the value of the indicator; empty where its TLP keeps it from whoever asks. */ title: z.string(), list: z.string().nullable(), restricted: z.boolean(), severity: z.enum(shape.severities), host: z.string(), state: z.enum(shape.alertStates), firstAt: instant, lastAt: instant, count: z.number(), caseRef: z.string(), closeReason: z.string().nullable() })),
  }),
})
