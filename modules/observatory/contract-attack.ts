/** ATT&CK as a reference by version: which releases are here, which is in use, what a newer one changes and what of ours it touches. */
import * as z from 'zod'
import { can, centre, endpoint, instant, line, uuid, version } from '#platform/contract/index.ts'

const desk = can(...centre)
const coordinating = can('coordinator')

export const attackDomains = ['enterprise', 'mobile', 'ics'] as const
export type AttackDomain = (typeof attackDomains)[number]
export const attackVersion = z.string().regex(/^\d{1,4}(\.\d{1,4}){0,2}$/)
export const techniqueCode = z.string().regex(/^T\d{4}(\.\d{3})?$/)
export const techniqueStates = ['active', 'deprecated', 'revoked'] as const

export const tactic = z.object({ code: z.string(), /** As Sigma and STIX write it: `credential-access`. */ short: z.string(), name: z.string() })
export type Tactic = z.output<typeof tactic>
export const technique = z.object({
  code: techniqueCode, name: z.string(), about: z.string(), /** Short names. */ tactics: z.array(z.string()), state: z.enum(techniqueStates), /** Of a revoked one, the code that took its place. */ now: z.string().nullable(), version: z.string(), modified: z.string(),
})
export type Technique = z.output<typeof technique>
export const namedKinds = ['software', 'group', 'campaign'] as const
export const named = z.object({ code: z.string(), kind: z.enum(namedKinds), name: z.string(), aliases: z.array(z.string()), state: z.enum(techniqueStates), version: z.string() })
export type Named = z.output<typeof named>

/** A code as somebody wrote it, and what the release in use says of it. `unknown`: no release in use has it. `none`: there is no release. */
export const spoken = z.object({ code: z.string(), name: z.string(), state: z.enum([...techniqueStates, 'unknown', 'none']), now: z.object({ code: z.string(), name: z.string() }).nullable() }).meta({ id: 'SpokenTechnique' })
export type Spoken = z.output<typeof spoken>

export const attackRelease = z.object({
  id: uuid, domain: z.enum(attackDomains), version: attackVersion, releasedOn: z.iso.date().nullable(), fileName: z.string(), notice: z.string(), inUse: z.boolean(),
  techniques: z.number().int(), subtechniques: z.number().int(), tactics: z.number().int(), software: z.number().int(), groups: z.number().int(), campaigns: z.number().int(),
  importedAt: instant, importedBy: z.string(), usedAt: instant.nullable(), usedBy: z.string().nullable(),
}).meta({ id: 'AttackRelease' })
export type AttackRelease = z.output<typeof attackRelease>

export const changeKinds = ['added', 'removed', 'revoked', 'deprecated', 'back', 'renamed', 'moved', 'major', 'minor', 'patch'] as const
export type ChangeKind = (typeof changeKinds)[number]
/** Those after which what carries the code deserves a look. */
export const telling = ['removed', 'revoked', 'deprecated', 'renamed', 'moved', 'major'] as const satisfies readonly ChangeKind[]
/** What the licence of ATT&CK asks of whoever shows it. */
export const ATTACK_TERMS = 'https://attack.mitre.org/resources/legal-and-branding/terms-of-use/'
export const attackCopyright = ({ releasedOn }: { readonly releasedOn: string | null }): string => `© ${releasedOn?.slice(0, 4) ?? ''} The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.`.replace('©  ', '© ')
const change = z.object({ kind: z.enum(changeKinds), from: z.string().optional(), to: z.string().optional() })
export const changed = z.object({ code: z.string(), name: z.string(), changes: z.array(change) })
export type Changed = z.output<typeof changed>
const thing = z.object({ id: z.string(), label: z.string() })
/** What of ours carries a code, the first of each; `n` counts all. */
const carried = z.object({ n: z.number().int(), items: z.array(thing) })
export const touched = changed.extend({ entries: carried, cases: carried, rules: carried })
export type Touched = z.output<typeof touched>
const counts = z.array(z.object({ kind: z.enum(changeKinds), n: z.number().int() }))

export const readAttack = endpoint({
  id: 'observatory.attack', method: 'GET', path: '/api/observatory/attack', access: desk, summary: 'Releases of ATT&CK that are here, the newest first, and which is in use',
  response: z.object({ releases: z.array(attackRelease) }),
})
export const ATTACK_MAX_BYTES = 256 * 1_048_576
export const importAttack = endpoint({
  id: 'observatory.attack_import', method: 'POST', path: '/api/observatory/attack/releases', access: coordinating, status: 201, raw: true, bodyLimit: ATTACK_MAX_BYTES, accepts: ['application/octet-stream'], refuses: ['too_large', 'unsupported', 'conflict'],
  summary: 'A release of ATT&CK as its STIX bundle, plain or gzip; it is stored, and used when somebody says so',
  query: z.object({ fileName: line(200).default('attack.json'), /** Where the bundle does not say it. */ version: attackVersion.optional() }), response: attackRelease,
})
const byRelease = z.object({ attackReleaseId: uuid })
export const readAttackChanges = endpoint({
  id: 'observatory.attack_changes', method: 'GET', path: '/api/observatory/attack/releases/:attackReleaseId/changes', access: desk, params: byRelease,
  summary: 'What this release changes against the one in use, or another of its domain, and what of ours it touches', query: z.object({ against: uuid.optional() }),
  response: z.object({
    to: attackRelease, from: attackRelease.nullable(), counts: z.object({ techniques: counts, software: counts, groups: counts, campaigns: counts }),
    touched: z.array(touched), /** Rules and their tags of tactics that are there no more. */ tactics: z.array(changed.extend({ rules: carried })), techniques: z.array(changed), named: z.array(changed.extend({ kind: z.enum(namedKinds) })),
  }).meta({ id: 'AttackChanges' }),
})
export type AttackChanges = z.output<typeof readAttackChanges.response>
export const useAttack = endpoint({
  id: 'observatory.attack_use', method: 'POST', path: '/api/observatory/attack/releases/:attackReleaseId/use', access: coordinating, status: 204, params: byRelease, refuses: ['conflict'],
  summary: 'Takes a release in use; what carries a code stays as it is written', body: z.object({ /** Which one was in use when its changes were read. */ instead: uuid.nullable() }),
})
export const removeAttack = endpoint({
  id: 'observatory.attack_remove', method: 'DELETE', path: '/api/observatory/attack/releases/:attackReleaseId', access: coordinating, status: 204, params: byRelease, refuses: ['conflict'], summary: 'Removes a release that is not in use',
})
export const SEARCHED_MOST = 20
export const searchAttack = endpoint({
  id: 'observatory.attack_search', method: 'GET', path: '/api/observatory/attack/search', access: desk, summary: 'Techniques of the releases in use by code or words; software, groups and campaigns by name',
  query: z.object({ q: z.string().trim().min(1).max(100) }), response: z.object({ techniques: z.array(technique.extend({ domain: z.enum(attackDomains), parentName: z.string() })), named: z.array(named) }),
})
export const speakAttack = endpoint({
  id: 'observatory.attack_names', method: 'GET', path: '/api/observatory/attack/names', access: desk, summary: 'What codes are called, and whether the releases in use know them',
  query: z.object({ codes: z.string().trim().max(4000).default('').transform((all) => [...new Set(all.toUpperCase().split(/[\s,;]+/).filter((code) => /^T\d{4}(\.\d{3})?$/.test(code)))].slice(0, 200)) }), response: z.object({ items: z.array(spoken) }),
})
const cell = z.object({ code: z.string(), name: z.string(), n: z.number().int(), sub: z.array(z.object({ code: z.string(), name: z.string(), n: z.number().int() })) })
export const readMatrix = endpoint({
  id: 'observatory.attack_matrix', method: 'GET', path: '/api/observatory/attack/matrix', access: desk, summary: 'In how many attacks of the catalogue each technique was met, by tactic', query: z.object({ domain: z.enum(attackDomains).default('enterprise') }),
  response: z.object({
    release: attackRelease.nullable(), /** Attacks that name a technique at all, and all attacks. */ attacks: z.number().int(), of: z.number().int(),
    tactics: z.array(tactic.extend({ n: z.number().int(), /** Techniques of this tactic. */ all: z.number().int(), cells: z.array(cell) })), /** Codes of no tactic of this release. */ others: z.array(z.object({ code: z.string(), n: z.number().int() })),
  }).meta({ id: 'AttackMatrix' }),
})
export type AttackMatrix = z.output<typeof readMatrix.response>
export const renewTechniques = endpoint({
  id: 'observatory.attack_renew', method: 'POST', path: '/api/observatory/entries/:entryId/techniques', access: desk, status: 201, params: z.object({ entryId: uuid }), refuses: ['conflict'],
  summary: 'A person’s own statement: the techniques under the codes of the release in use. What sources said stays', body: z.object({ version }), response: z.object({ version }),
})
