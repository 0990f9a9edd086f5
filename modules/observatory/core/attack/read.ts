/**
 * A bundle of ATT&CK (STIX 2.0 or 2.1), object by object → what the reference keeps of it. What is none of its kinds, or has no code, is passed over.
 * A technique that was revoked says by which code; chains are followed to their end.
 */
import type { AttackDomain, Named, Tactic, Technique } from '../../contract-attack.ts'

export type Release = {
  readonly domain: AttackDomain; /** As its collection says; none in bundles of STIX 2.0. */ readonly version: string | undefined; readonly releasedOn: string | null; readonly notice: string
  readonly techniques: readonly Technique[]; readonly tactics: readonly Tactic[]; readonly named: readonly Named[]
}
export type ReleaseProblem = 'no_techniques' | 'too_many' | 'several_domains'

export const [TECHNIQUES_MOST, NAMED_MOST, TACTICS_MOST] = [5000, 20_000, 200]
const [NAME_MOST, ABOUT_MOST] = [300, 2000]
const kindOf: Readonly<Record<string, Named['kind']>> = { malware: 'software', tool: 'software', 'intrusion-set': 'group', campaign: 'campaign' }
const codeForm: Readonly<Record<string, RegExp>> = { 'attack-pattern': /^T\d{4}(\.\d{3})?$/, 'x-mitre-tactic': /^TA\d{4}$/, malware: /^S\d{4}$/, tool: /^S\d{4}$/, 'intrusion-set': /^G\d{4}$/, campaign: /^C\d{4}$/ }
export const ATTACK_VERSION = /^\d{1,4}(\.\d{1,4}){0,2}$/

type Json = Readonly<Record<string, unknown>>
type State = Technique['state']

export function createReleaseReader(): { take(value: unknown): void; end(): Release | { readonly problem: ReleaseProblem } } {
  const techniques = new Map<string, Technique & { readonly id: string }>()
  const tactics = new Map<string, Tactic & { readonly id: string }>()
  const named = new Map<string, Named>()
  const codes = new Map<string, string>()
  const followed = new Map<string, string>()
  const domains = new Set<AttackDomain>()
  let [order, version, releasedOn, latest, notice, tooMany]: [readonly string[], string | undefined, string | null, string, string, boolean] = [[], undefined, null, '', '', false]

  function take(value: unknown): void {
    const one = json(value)
    const [type, id] = [text(one['type']), text(one['id'])]
    if (id === '') return
    if (type === 'relationship') { if (one['relationship_type'] === 'revoked-by' && followed.size < 50_000) followed.set(text(one['source_ref']), text(one['target_ref'])); return }
    if (type === 'x-mitre-matrix') { order = [...order, ...texts(one['tactic_refs'])].slice(0, TACTICS_MOST); return }
    if (type === 'x-mitre-collection') { version = ATTACK_VERSION.test(text(one['x_mitre_version'])) ? text(one['x_mitre_version']) : version; releasedOn = dayOf(one['modified']) ?? releasedOn; return }
    if (type === 'marking-definition') { notice ||= line(text(json(one['definition'])['statement']), 1000); return }
    const code = codeOf(one, type)
    if (code === undefined) return
    const name = line(text(one['name']), NAME_MOST)
    if (name === '') return
    const [state, modified] = [stateOf(one), text(one['modified']).slice(0, 40)]
    if (modified > latest) latest = modified
    const about = { code, name, state, version: text(one['x_mitre_version']).slice(0, 20) }
    if (type === 'x-mitre-tactic') { if (tactics.size < TACTICS_MOST) tactics.set(code, { id, code, name, short: text(one['x_mitre_shortname']).slice(0, 100) }); return }
    const kind = kindOf[type]
    if (kind) {
      if (named.size >= NAMED_MOST) { tooMany = true; return }
      if (better(state, named.get(code)?.state)) named.set(code, { ...about, kind, aliases: [...new Set([...texts(one['aliases']), ...texts(one['x_mitre_aliases'])].map((alias) => line(alias, NAME_MOST)))].filter((alias) => alias !== '' && alias !== name).slice(0, 60) })
      return
    }
    if (techniques.size >= TECHNIQUES_MOST) { tooMany = true; return }
    codes.set(id, code)
    for (const domain of texts(one['x_mitre_domains'])) { const known = domainOf(domain); if (known) domains.add(known) }
    for (const { chain } of phases(one)) { const known = domainOf(chain); if (known && texts(one['x_mitre_domains']).length === 0) domains.add(known) }
    if (better(state, techniques.get(code)?.state)) techniques.set(code, { id, ...about, about: plainAbout(text(one['description'])), tactics: [...new Set(phases(one).map((phase) => phase.name))], now: null, modified })
  }

  function end(): Release | { readonly problem: ReleaseProblem } {
    if (tooMany) return { problem: 'too_many' }
    if (techniques.size === 0) return { problem: 'no_techniques' }
    if (domains.size > 1) return { problem: 'several_domains' }
    const nowOf = (id: string): string | null => {
      let at = id
      for (let steps = 0; steps < 20; steps += 1) { const next = followed.get(at); if (next === undefined) break; at = next }
      return at === id ? null : codes.get(at) ?? null
    }
    const places = new Map(order.map((id, place) => [id, place]))
    return {
      domain: [...domains][0] ?? 'enterprise', version, releasedOn: releasedOn ?? dayOf(latest), notice,
      techniques: [...techniques.values()].map(({ id, ...one }) => (one.state === 'revoked' ? { ...one, now: nowOf(id) } : one)).sort(byCode),
      tactics: [...tactics.values()].sort((a, b) => (places.get(a.id) ?? order.length) - (places.get(b.id) ?? order.length) || byCode(a, b)).map(({ code, short, name }) => ({ code, short, name })),
      named: [...named.values()].sort(byCode),
    }
  }
  return { take, end }
}

/** A revoked object may have left its code to another. */
const better = (state: State, had: State | undefined): boolean => had === undefined || rank[state] < rank[had]
const rank = { active: 0, deprecated: 1, revoked: 2 } as const
const stateOf = (one: Json): State => (one['revoked'] === true ? 'revoked' : one['x_mitre_deprecated'] === true ? 'deprecated' : 'active')

function codeOf(one: Json, type: string): string | undefined {
  const form = codeForm[type]
  return form && list(one['external_references']).map(json).filter((ref) => /^mitre-((mobile|ics)-)?attack$/.test(text(ref['source_name']))).map((ref) => text(ref['external_id'])).find((code) => form.test(code))
}
const phases = (one: Json) => list(one['kill_chain_phases']).map(json).map((phase) => ({ chain: text(phase['kill_chain_name']), name: text(phase['phase_name']).slice(0, 100) })).filter((phase) => phase.name !== '' && /^mitre-((mobile|ics)-)?attack$/.test(phase.chain))
const domainOf = (said: string): AttackDomain | undefined => (/mobile/.test(said) ? 'mobile' : /ics/.test(said) ? 'ics' : /^(enterprise|mitre)-attack$/.test(said) ? 'enterprise' : undefined)

/** The first paragraph, without citations and addresses. */
function plainAbout(markdown: string): string {
  const first = markdown.split(/\n\s*\n/, 1)[0] ?? ''
  return line(first.replaceAll(/\(Citation: [^)]*\)/g, '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/<\/?code>/g, ''), ABOUT_MOST)
}

const byCode = (a: { readonly code: string }, b: { readonly code: string }): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
const dayOf = (value: unknown): string | null => /^\d{4}-\d\d-\d\d/.exec(text(value))?.[0] ?? null
const json = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]).slice(0, 500) : [])
const texts = (value: unknown): string[] => list(value).filter((one): one is string => typeof one === 'string')
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const line = (said: string, most: number): string => said.replaceAll(/\p{Cc}+/gu, ' ').replaceAll(/ {2,}/g, ' ').trim().slice(0, most).toWellFormed()
