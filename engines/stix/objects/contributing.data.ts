/** STIX 2.1 section 6: the properties that make the identifier of an observable. A process has none: its identifier says nothing. */
export const contributing: Readonly<Record<string, readonly string[]>> = {
  'artifact': ['hashes', 'payload_bin'],
  'autonomous-system': ['number'],
  'directory': ['path'],
  'domain-name': ['value'],
  'email-addr': ['value'],
  'email-message': ['from_ref', 'subject', 'body'],
  'file': ['hashes', 'name', 'extensions', 'parent_directory_ref'],
  'ipv4-addr': ['value'],
  'ipv6-addr': ['value'],
  'mac-addr': ['value'],
  'mutex': ['name'],
  'network-traffic': ['start', 'end', 'src_ref', 'dst_ref', 'src_port', 'dst_port', 'protocols', 'extensions'],
  'process': [],
  'software': ['name', 'cpe', 'swid', 'vendor', 'version'],
  'url': ['value'],
  'user-account': ['account_type', 'user_id', 'account_login'],
  'windows-registry-key': ['key', 'values'],
  'x509-certificate': ['hashes', 'serial_number'],
}
/** Of several hashes only the first of these counts. */
export const preferred = ['MD5', 'SHA-1', 'SHA-256', 'SHA-512'] as const
