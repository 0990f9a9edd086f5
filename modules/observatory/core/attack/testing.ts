/** Two small releases as ATT&CK writes them, invented: for tests. */
const uuidOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const MAKER = `identity--${uuidOf(1)}`
const MARK = `marking-definition--${uuidOf(2)}`
const SINCE = '2020-01-01T00:00:00.000Z'
const made = (type: string, n: number, more: object) => ({ type, id: `${type}--${uuidOf(n)}`, spec_version: '2.1', created: SINCE, modified: SINCE, created_by_ref: MAKER, object_marking_refs: [MARK], ...more })
const named = (code: string, name: string, url: string) => ({ name, external_references: [{ source_name: 'mitre-attack', external_id: code, url: `https://attack.mitre.org/${url}` }] })
const tactic = (n: number, code: string, name: string, short: string) => made('x-mitre-tactic', n, { ...named(code, name, 'tactics'), x_mitre_shortname: short })
export function madeTechnique(n: number, code: string, name: string, tactics: readonly string[], more: object = {}) {
  return made('attack-pattern', n, { ...named(code, name, 'techniques'), description: `What ${name} is.(Citation: Nobody 2020) See [elsewhere](https://attack.mitre.org/x).\n\nMore of it.`, kill_chain_phases: tactics.map((phase_name) => ({ kill_chain_name: 'mitre-attack', phase_name })), x_mitre_domains: ['enterprise-attack'], x_mitre_version: '1.0', ...more })
}
const followed = (n: number, from: number, to: number) => made('relationship', n, { relationship_type: 'revoked-by', source_ref: `attack-pattern--${uuidOf(from)}`, target_ref: `attack-pattern--${uuidOf(to)}` })

/** From 1.0 to 2.0: one new, one renamed and of a higher version, one moved, one revoked by way of another, one deprecated, one gone; a tactic gone, a new one. */
export function madeRelease(version: '1.0' | '2.0', { spec = '2.1', collection = true }: { readonly spec?: '2.0' | '2.1'; readonly collection?: boolean } = {}): string {
  const newer = version === '2.0'
  const tactics = [tactic(11, 'TA9001', 'Getting in', 'getting-in'), ...(newer ? [tactic(13, 'TA9003', 'Staying', 'staying')] : [tactic(12, 'TA9002', 'Hiding', 'hiding')]), tactic(14, 'TA9004', 'Harm', 'harm')]
  const objects = [
    { type: 'marking-definition', id: MARK, spec_version: '2.1', created: SINCE, created_by_ref: MAKER, definition_type: 'statement', definition: { statement: 'Copyright 2015-2020, The MITRE Corporation. Invented for a test.' } },
    { type: 'identity', id: MAKER, spec_version: '2.1', created: SINCE, modified: SINCE, name: 'The MITRE Corporation', identity_class: 'organization', object_marking_refs: [MARK] },
    ...(collection ? [made('x-mitre-collection', 3, { name: 'Enterprise ATT&CK', x_mitre_version: version, modified: newer ? '2024-10-31T00:00:00.000Z' : '2024-04-23T00:00:00.000Z' })] : []),
    // The matrix has an order of its own.
    made('x-mitre-matrix', 4, { ...named('enterprise-attack', 'Enterprise', 'matrices'), tactic_refs: [tactics[0]!.id, tactics[2]!.id, tactics[1]!.id] }), ...tactics.toReversed(),
    madeTechnique(21, 'T9001', 'Open door', ['getting-in']), madeTechnique(22, 'T9001.001', 'Back door', ['getting-in'], { x_mitre_is_subtechnique: true }),
    madeTechnique(23, 'T9002', newer ? 'Stolen keys' : 'Lost keys', ['getting-in', newer ? 'staying' : 'hiding'], newer ? { x_mitre_version: '2.0' } : {}),
    madeTechnique(24, 'T9003', 'Old trick', ['harm'], newer ? { revoked: true } : {}), madeTechnique(25, 'T9004', 'Fire', ['harm'], newer ? { x_mitre_deprecated: true } : { x_mitre_version: '1.2' }), madeTechnique(26, 'T9007', 'Between', ['harm'], newer ? { revoked: true } : {}),
    ...(newer ? [madeTechnique(27, 'T9005', 'New trick', ['harm']), followed(31, 24, 26), followed(32, 26, 27)] : [madeTechnique(28, 'T9006', 'Smoke', ['harm'])]),
    made('malware', 41, { ...named('S9001', 'Grimaldello', 'software'), is_family: true, x_mitre_aliases: ['Grimaldello', 'Picklock'], x_mitre_version: newer ? '1.1' : '1.0' }), made('intrusion-set', 42, { ...named('G9001', 'Banda del Vicolo', 'groups'), aliases: ['Banda del Vicolo', 'Alley Gang'] }), made('course-of-action', 43, named('T9999', 'A mitigation that has a code of techniques', 'mitigations')),
  ]
  const plain = spec === '2.1' ? objects : objects.map((one) => Object.fromEntries(Object.entries(one).filter(([key]) => key !== 'spec_version')))
  return JSON.stringify({ type: 'bundle', id: `bundle--${uuidOf(9)}`, ...(spec === '2.0' ? { spec_version: '2.0' } : {}), objects: plain })
}
