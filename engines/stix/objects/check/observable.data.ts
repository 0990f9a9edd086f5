/** The observables of STIX 2.1, section 6, in the words of domain.data.ts. */
export const commonObservable: Readonly<Record<string, string>> = {
  type: '!text', spec_version: 'one:version', id: '!id', object_marking_refs: '[]ref:marking-definition', granular_markings: '[]part:granular-marking', defanged: 'boolean', extensions: 'extensions',
}

export const observable: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'artifact': { mime_type: 'text', payload_bin: 'binary', url: 'url', hashes: 'hashes', encryption_algorithm: 'one:encryption-algorithm', decryption_key: 'text' },
  'autonomous-system': { number: '!integer 0..4294967295', name: 'text', rir: 'text' },
  'directory': { path: '!text', path_enc: 'charset', ctime: 'time', mtime: 'time', atime: 'time', contains_refs: '[]ref:file|directory' },
  'domain-name': { value: '!text', resolves_to_refs: '[]ref:ipv4-addr|ipv6-addr|domain-name' },
  'email-addr': { value: '!email', display_name: 'text', belongs_to_ref: 'ref:user-account' },
  'email-message': {
    is_multipart: '!boolean', date: 'time', content_type: 'text', from_ref: 'ref:email-addr', sender_ref: 'ref:email-addr', to_refs: '[]ref:email-addr', cc_refs: '[]ref:email-addr', bcc_refs: '[]ref:email-addr', message_id: 'text', subject: 'text',
    received_lines: '[]text', additional_header_fields: 'dictionary', body: 'text', body_multipart: '[]part:mime-part', raw_email_ref: 'ref:artifact',
  },
  'file': {
    hashes: 'hashes', size: 'integer 0..', name: 'text', name_enc: 'charset', magic_number_hex: 'hex', mime_type: 'text', ctime: 'time', mtime: 'time', atime: 'time', parent_directory_ref: 'ref:directory', contains_refs: '[]ref:observable', content_ref: 'ref:artifact',
  },
  'ipv4-addr': { value: '!ipv4', resolves_to_refs: '[]ref:mac-addr', belongs_to_refs: '[]ref:autonomous-system' },
  'ipv6-addr': { value: '!ipv6', resolves_to_refs: '[]ref:mac-addr', belongs_to_refs: '[]ref:autonomous-system' },
  'mac-addr': { value: '!mac' },
  'mutex': { name: '!text' },
  'network-traffic': {
    start: 'time', end: 'time', is_active: 'boolean', src_ref: 'ref:ipv4-addr|ipv6-addr|mac-addr|domain-name', dst_ref: 'ref:ipv4-addr|ipv6-addr|mac-addr|domain-name', src_port: 'integer 0..65535', dst_port: 'integer 0..65535', protocols: '![]text',
    src_byte_count: 'integer 0..', dst_byte_count: 'integer 0..', src_packets: 'integer 0..', dst_packets: 'integer 0..', ipfix: 'dictionary', src_payload_ref: 'ref:artifact', dst_payload_ref: 'ref:artifact', encapsulates_refs: '[]ref:network-traffic',
    encapsulated_by_ref: 'ref:network-traffic',
  },
  'process': {
    is_hidden: 'boolean', pid: 'integer', created_time: 'time', cwd: 'text', command_line: 'text', environment_variables: 'dictionary', opened_connection_refs: '[]ref:network-traffic', creator_user_ref: 'ref:user-account', image_ref: 'ref:file',
    parent_ref: 'ref:process', child_refs: '[]ref:process',
  },
  'software': { name: '!text', cpe: 'text', swid: 'text', languages: '[]text', vendor: 'text', version: 'text' },
  'url': { value: '!url' },
  'user-account': {
    user_id: 'text', credential: 'text', account_login: 'text', account_type: 'open:account-type', display_name: 'text', is_service_account: 'boolean', is_privileged: 'boolean', can_escalate_privs: 'boolean', is_disabled: 'boolean',
    account_created: 'time', account_expires: 'time', credential_last_changed: 'time', account_first_login: 'time', account_last_login: 'time',
  },
  'windows-registry-key': { key: 'text', values: '[]part:registry-value', modified_time: 'time', creator_user_ref: 'ref:user-account', number_of_subkeys: 'integer 0..' },
  'x509-certificate': {
    is_self_signed: 'boolean', hashes: 'hashes', version: 'text', serial_number: 'text', signature_algorithm: 'text', issuer: 'text', validity_not_before: 'time', validity_not_after: 'time', subject: 'text', subject_public_key_algorithm: 'text',
    subject_public_key_modulus: 'text', subject_public_key_exponent: 'integer', x509_v3_extensions: 'part:x509-v3-extensions',
  },
}

/** The extensions that the standard itself gives, and the type each belongs to. */
export const predefined: Readonly<Record<string, string>> = {
  'archive-ext': 'file', 'ntfs-ext': 'file', 'pdf-ext': 'file', 'raster-image-ext': 'file', 'windows-pebinary-ext': 'file', 'http-request-ext': 'network-traffic', 'icmp-ext': 'network-traffic', 'socket-ext': 'network-traffic',
  'tcp-ext': 'network-traffic', 'windows-process-ext': 'process', 'windows-service-ext': 'process', 'unix-account-ext': 'user-account',
}
