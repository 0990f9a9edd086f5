/** Structures inside objects, in the words of domain.data.ts. */
export const parts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'external-reference': { source_name: '!text', description: 'text', url: 'url', hashes: 'hashes', external_id: 'text' },
  'kill-chain-phase': { kill_chain_name: '!text', phase_name: '!text' },
  'granular-marking': { lang: 'language', marking_ref: 'ref:marking-definition', selectors: '![]text' },
  'mime-part': { body: 'text', body_raw_ref: 'ref:artifact|file', content_type: 'text', content_disposition: 'text' },
  'registry-value': { name: 'text', data: 'text', data_type: 'one:registry-datatype' },
  'x509-v3-extensions': {
    basic_constraints: 'text', name_constraints: 'text', policy_constraints: 'text', key_usage: 'text', extended_key_usage: 'text', subject_key_identifier: 'text', authority_key_identifier: 'text', subject_alternative_name: 'text',
    issuer_alternative_name: 'text', subject_directory_attributes: 'text', crl_distribution_points: 'text', inhibit_any_policy: 'text', private_key_usage_period_not_before: 'time', private_key_usage_period_not_after: 'time', certificate_policies: 'text', policy_mappings: 'text',
  },
  'archive-ext': { contains_refs: '![]ref:file|directory', comment: 'text' },
  'ntfs-ext': { sid: 'text', alternate_data_streams: '[]part:data-stream' },
  'data-stream': { name: '!text', hashes: 'hashes', size: 'integer 0..' },
  'pdf-ext': { version: 'text', is_optimized: 'boolean', document_info_dict: 'dictionary', pdfid0: 'text', pdfid1: 'text' },
  'raster-image-ext': { image_height: 'integer', image_width: 'integer', bits_per_pixel: 'integer', exif_tags: 'dictionary' },
  'windows-pebinary-ext': {
    pe_type: '!open:pebinary-type', imphash: 'text', machine_hex: 'hex', number_of_sections: 'integer 0..', time_date_stamp: 'time', pointer_to_symbol_table_hex: 'hex', number_of_symbols: 'integer 0..', size_of_optional_header: 'integer 0..',
    characteristics_hex: 'hex', file_header_hashes: 'hashes', optional_header: 'part:optional-header', sections: '[]part:pe-section',
  },
  'optional-header': {
    magic_hex: 'hex', major_linker_version: 'integer', minor_linker_version: 'integer', size_of_code: 'integer 0..', size_of_initialized_data: 'integer 0..', size_of_uninitialized_data: 'integer 0..', address_of_entry_point: 'integer', base_of_code: 'integer',
    base_of_data: 'integer', image_base: 'integer', section_alignment: 'integer', file_alignment: 'integer', major_os_version: 'integer', minor_os_version: 'integer', major_image_version: 'integer', minor_image_version: 'integer',
    major_subsystem_version: 'integer', minor_subsystem_version: 'integer', win32_version_value_hex: 'hex', size_of_image: 'integer 0..', size_of_headers: 'integer 0..', checksum_hex: 'hex', subsystem_hex: 'hex', dll_characteristics_hex: 'hex',
    size_of_stack_reserve: 'integer 0..', size_of_stack_commit: 'integer 0..', size_of_heap_reserve: 'integer', size_of_heap_commit: 'integer', loader_flags_hex: 'hex', number_of_rva_and_sizes: 'integer', hashes: 'hashes',
  },
  'pe-section': { name: '!text', size: 'integer 0..', entropy: 'number', hashes: 'hashes' },
  'http-request-ext': { request_method: '!text', request_value: '!text', request_version: 'text', request_header: 'dictionary', message_body_length: 'integer', message_body_data_ref: 'ref:artifact' },
  'icmp-ext': { icmp_type_hex: '!hex', icmp_code_hex: '!hex' },
  'socket-ext': { address_family: '!one:socket-family', is_blocking: 'boolean', is_listening: 'boolean', options: 'options', socket_type: 'one:socket-type', socket_descriptor: 'integer 0..', socket_handle: 'integer' },
  'tcp-ext': { src_flags_hex: 'hex', dst_flags_hex: 'hex' },
  'windows-process-ext': { aslr_enabled: 'boolean', dep_enabled: 'boolean', priority: 'text', owner_sid: 'text', window_title: 'text', startup_info: 'dictionary', integrity_level: 'one:integrity-level' },
  'windows-service-ext': {
    service_name: 'text', descriptions: '[]text', display_name: 'text', group_name: 'text', start_type: 'one:service-start', service_dll_refs: '[]ref:file', service_type: 'one:service-type', service_status: 'one:service-status',
  },
  'unix-account-ext': { gid: 'integer', groups: '[]text', home_dir: 'text', shell: 'text' },
}
