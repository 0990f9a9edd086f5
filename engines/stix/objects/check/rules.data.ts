/**
 * What the standard asks of properties together. `some`: at least one of these. `never`: not both. `order`: the first is not after the second
 * (`strict`: is before it). `with`: the first only together with the second.
 */
export type Rules = {
  readonly some?: readonly (readonly string[])[]
  readonly never?: readonly (readonly [string, string])[]
  readonly order?: readonly (readonly [string, string] | readonly [string, string, 'strict'])[]
  readonly with?: readonly (readonly [string, string])[]
}
const seen = ['first_seen', 'last_seen'] as const

export const rules: Readonly<Record<string, Rules>> = {
  'campaign': { order: [seen] },
  'indicator': { order: [['valid_from', 'valid_until', 'strict']] },
  'infrastructure': { order: [seen] },
  'intrusion-set': { order: [seen] },
  'location': { some: [['region', 'country', 'latitude']], with: [['latitude', 'longitude'], ['longitude', 'latitude'], ['precision', 'latitude']] },
  'malware': { order: [seen] },
  'malware-analysis': { some: [['result', 'analysis_sco_refs']], order: [['analysis_started', 'analysis_ended']] },
  'observed-data': { some: [['objects', 'object_refs']], never: [['objects', 'object_refs']], order: [['first_observed', 'last_observed']] },
  'threat-actor': { order: [seen] },
  'relationship': { order: [['start_time', 'stop_time', 'strict']] },
  'sighting': { order: [seen] },
  'marking-definition': { some: [['definition', 'extensions']], with: [['definition', 'definition_type'], ['definition_type', 'definition']] },
  'artifact': { some: [['payload_bin', 'url']], never: [['payload_bin', 'url']], with: [['url', 'hashes'], ['decryption_key', 'encryption_algorithm']] },
  'directory': { with: [['path_enc', 'path']] },
  'file': { some: [['hashes', 'name']], with: [['name_enc', 'name']] },
  'network-traffic': { some: [['src_ref', 'dst_ref']], order: [['start', 'end']] },
  'external-reference': { some: [['description', 'url', 'external_id']], with: [] },
  'granular-marking': { some: [['lang', 'marking_ref']], never: [['lang', 'marking_ref']] },
  'mime-part': { some: [['body', 'body_raw_ref']], never: [['body', 'body_raw_ref']] },
}
/** Structures that say nothing when they hold none of their own properties. */
export const neverEmpty: readonly string[] = [
  'process', 'user-account', 'windows-registry-key', 'x509-certificate', 'registry-value', 'x509-v3-extensions', 'ntfs-ext', 'pdf-ext', 'raster-image-ext', 'optional-header', 'tcp-ext', 'windows-process-ext', 'windows-service-ext', 'unix-account-ext',
]
