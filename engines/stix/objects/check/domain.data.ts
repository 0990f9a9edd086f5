/**
 * The objects of STIX 2.1, sections 4, 5 and 7, a property a line. `!` is required, `[]` a list that is not empty, `:` an argument, `a..b` bounds.
 * `open:` names a vocabulary that may be left, `one:` one that may not, `ref:` the types that may be named, `part:` a structure of parts.data.ts.
 */
export const common: Readonly<Record<string, string>> = {
  type: '!text', spec_version: '!one:version', id: '!id', created_by_ref: 'ref:identity', created: '!time', modified: '!time', revoked: 'boolean',
  labels: '[]text', confidence: 'integer 0..100', lang: 'language', external_references: '[]part:external-reference', object_marking_refs: '[]ref:marking-definition',
  granular_markings: '[]part:granular-marking', extensions: 'extensions',
}

export const domain: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'attack-pattern': { name: '!text', description: 'text', aliases: '[]text', kill_chain_phases: '[]part:kill-chain-phase' },
  'campaign': { name: '!text', description: 'text', aliases: '[]text', first_seen: 'time', last_seen: 'time', objective: 'text' },
  'course-of-action': { name: '!text', description: 'text' },
  'grouping': { name: 'text', description: 'text', context: '!open:grouping-context', object_refs: '![]ref' },
  'identity': { name: '!text', description: 'text', roles: '[]text', identity_class: 'open:identity-class', sectors: '[]open:industry-sector', contact_information: 'text' },
  'incident': { name: '!text', description: 'text' },
  'indicator': { name: 'text', description: 'text', indicator_types: '[]open:indicator-type', pattern: '!text', pattern_type: '!open:pattern-type', pattern_version: 'text', valid_from: '!time', valid_until: 'time', kill_chain_phases: '[]part:kill-chain-phase' },
  'infrastructure': { name: '!text', description: 'text', infrastructure_types: '[]open:infrastructure-type', aliases: '[]text', kill_chain_phases: '[]part:kill-chain-phase', first_seen: 'time', last_seen: 'time' },
  'intrusion-set': { name: '!text', description: 'text', aliases: '[]text', first_seen: 'time', last_seen: 'time', goals: '[]text', resource_level: 'open:attack-resource-level', primary_motivation: 'open:attack-motivation', secondary_motivations: '[]open:attack-motivation' },
  'location': { name: 'text', description: 'text', latitude: 'number -90..90', longitude: 'number -180..180', precision: 'number 0..', region: 'open:region', country: 'text', administrative_area: 'text', city: 'text', street_address: 'text', postal_code: 'text' },
  'malware': {
    name: 'text', description: 'text', malware_types: '[]open:malware-type', is_family: '!boolean', aliases: '[]text', kill_chain_phases: '[]part:kill-chain-phase', first_seen: 'time', last_seen: 'time', operating_system_refs: '[]ref:software',
    architecture_execution_envs: '[]open:processor-architecture', implementation_languages: '[]open:implementation-language', capabilities: '[]open:malware-capabilities', sample_refs: '[]ref:artifact|file',
  },
  'malware-analysis': {
    product: '!text', version: 'text', host_vm_ref: 'ref:software', operating_system_ref: 'ref:software', installed_software_refs: '[]ref:software', configuration_version: 'text', modules: '[]text', analysis_engine_version: 'text',
    analysis_definition_version: 'text', submitted: 'time', analysis_started: 'time', analysis_ended: 'time', result_name: 'text', result: 'open:malware-result', analysis_sco_refs: '[]ref:observable', sample_ref: 'ref:artifact|file|network-traffic',
  },
  'note': { abstract: 'text', content: '!text', authors: '[]text', object_refs: '![]ref' },
  'observed-data': { first_observed: '!time', last_observed: '!time', number_observed: '!integer 1..999999999', objects: 'embedded', object_refs: '[]ref:observable|relation' },
  'opinion': { explanation: 'text', authors: '[]text', opinion: '!one:opinion', object_refs: '![]ref' },
  'report': { name: '!text', description: 'text', report_types: '[]open:report-type', published: '!time', object_refs: '![]ref' },
  'threat-actor': {
    name: '!text', description: 'text', threat_actor_types: '[]open:threat-actor-type', aliases: '[]text', first_seen: 'time', last_seen: 'time', roles: '[]open:threat-actor-role', goals: '[]text', sophistication: 'open:threat-actor-sophistication',
    resource_level: 'open:attack-resource-level', primary_motivation: 'open:attack-motivation', secondary_motivations: '[]open:attack-motivation', personal_motivations: '[]open:attack-motivation',
  },
  'tool': { name: '!text', description: 'text', tool_types: '[]open:tool-type', aliases: '[]text', kill_chain_phases: '[]part:kill-chain-phase', tool_version: 'text' },
  'vulnerability': { name: '!text', description: 'text' },
  'relationship': { relationship_type: '!word', description: 'text', source_ref: '!ref:domain|observable', target_ref: '!ref:domain|observable', start_time: 'time', stop_time: 'time' },
  'sighting': { description: 'text', first_seen: 'time', last_seen: 'time', count: 'integer 0..999999999', sighting_of_ref: '!ref:domain', observed_data_refs: '[]ref:observed-data', where_sighted_refs: '[]ref:identity|location', summary: 'boolean' },
  'language-content': { object_ref: '!ref', object_modified: 'time', contents: '!contents' },
  'marking-definition': { name: 'text', definition_type: 'open:marking', definition: 'object' },
  'extension-definition': { name: '!text', description: 'text', schema: '!text', version: '!text', extension_types: '![]one:extension-type', extension_properties: '[]text' },
}
/** Types that join others; and those that are about the exchange itself. */
export const relations: readonly string[] = ['relationship', 'sighting']
export const meta: readonly string[] = ['language-content', 'marking-definition', 'extension-definition', 'bundle']
/** What STIX 2.0 did not know, so that one without `spec_version` forgot it. */
export const since21: readonly string[] = ['grouping', 'incident', 'infrastructure', 'location', 'malware-analysis', 'note', 'opinion', 'language-content', 'extension-definition']
