/** Event logs of Windows: the channel in lower case → the service that Sigma calls it by. */
export const services: Readonly<Record<string, string>> = {
  application: 'application',
  security: 'security',
  system: 'system',
  'microsoft-windows-sysmon/operational': 'sysmon',
  'microsoft-windows-powershell/operational': 'powershell',
  'powershellcore/operational': 'powershell',
  'windows powershell': 'powershell-classic',
  'microsoft-windows-taskscheduler/operational': 'taskscheduler',
  'microsoft-windows-wmi-activity/operational': 'wmi',
  'dns server': 'dns-server',
  'microsoft-windows-dns-server/audit': 'dns-server-audit',
  'microsoft-windows-dns-server/analytical': 'dns-server-analytic',
  'microsoft-windows-dns client events/operational': 'dns-client',
  'microsoft-windows-dns-client/operational': 'dns-client',
  'microsoft-windows-driverframeworks-usermode/operational': 'driver-framework',
  'microsoft-windows-ntlm/operational': 'ntlm',
  'microsoft-windows-dhcp-server/operational': 'dhcp',
  'msexchange management': 'msexchange-management',
  'microsoft-servicebus-client': 'microsoft-servicebus-client',
  'microsoft-servicebus-client/admin': 'microsoft-servicebus-client',
  'microsoft-servicebus-client/operational': 'microsoft-servicebus-client',
  'microsoft-windows-printservice/admin': 'printservice-admin',
  'microsoft-windows-printservice/operational': 'printservice-operational',
  'microsoft-windows-codeintegrity/operational': 'codeintegrity-operational',
  'microsoft-windows-smbclient/security': 'smbclient-security',
  'microsoft-windows-smbclient/connectivity': 'smbclient-connectivity',
  'microsoft-windows-smbserver/connectivity': 'smbserver-connectivity',
  'microsoft-windows-applocker/msi and script': 'applocker',
  'microsoft-windows-applocker/exe and dll': 'applocker',
  'microsoft-windows-applocker/packaged app-deployment': 'applocker',
  'microsoft-windows-applocker/packaged app-execution': 'applocker',
  'microsoft-windows-windows defender/operational': 'windefend',
  'microsoft-windows-windows firewall with advanced security/firewall': 'firewall-as',
  'microsoft-windows-bits-client/operational': 'bits-client',
  'microsoft-windows-security-mitigations/kernel mode': 'security-mitigations',
  'microsoft-windows-security-mitigations/user mode': 'security-mitigations',
  'microsoft-windows-diagnosis-scripted/operational': 'diagnosis-scripted',
  'microsoft-windows-shell-core/operational': 'shell-core',
  'microsoft-windows-ldap-client/debug': 'ldap',
  'openssh/operational': 'openssh',
  'microsoft-windows-bitlocker/bitlocker management': 'bitlocker',
  'microsoft-windows-vhdmp-operational': 'vhdmp',
  'microsoft-windows-vhdmp/operational': 'vhdmp',
  'microsoft-windows-appxdeploymentserver/operational': 'appxdeployment-server',
  'microsoft-windows-appxdeployment-server/operational': 'appxdeployment-server',
  'microsoft-windows-appxpackaging/operational': 'appxpackaging-om',
  'microsoft-windows-lsa/operational': 'lsa-server',
  'microsoft-windows-terminalservices-localsessionmanager/operational': 'terminalservices-localsessionmanager',
  'microsoft-windows-appmodel-runtime/admin': 'appmodel-runtime',
  'microsoft-windows-capi2/operational': 'capi2',
  'microsoft-windows-certificateservicesclient-lifecycle-system/operational': 'certificateservicesclient-lifecycle-system',
  'microsoft-iis-configuration/operational': 'iis-configuration',
  'microsoft-windows-iis-configuration/operational': 'iis-configuration',
  'microsoft-windows-kernel-file/operational': 'kernel-file',
}

/** Where the channel is missing: the provider in lower case → the service. */
export const providers: Readonly<Record<string, string>> = {
  'microsoft-windows-sysmon': 'sysmon',
  'microsoft-windows-security-auditing': 'security',
  'microsoft-windows-powershell': 'powershell',
  powershellcore: 'powershell',
  powershell: 'powershell-classic',
  'microsoft-windows-taskscheduler': 'taskscheduler',
  'microsoft-windows-wmi-activity': 'wmi',
  'microsoft-windows-windows defender': 'windefend',
  'microsoft-windows-bits-client': 'bits-client',
  'microsoft-windows-dns-client': 'dns-client',
  'microsoft-windows-dns-server-service': 'dns-server',
  'microsoft-windows-codeintegrity': 'codeintegrity-operational',
  'microsoft-windows-ntlm': 'ntlm',
  'microsoft-windows-applocker': 'applocker',
  'microsoft-windows-windows firewall with advanced security': 'firewall-as',
  'microsoft-windows-security-mitigations': 'security-mitigations',
  'service control manager': 'system',
}

/** Service and event id → categories. Sysmon counts its registry events by object; rules speak of what was done. */
export const categories: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  sysmon: {
    1: ['process_creation'], 2: ['file_change'], 3: ['network_connection'], 4: ['sysmon_status'], 5: ['process_termination'], 6: ['driver_load'], 7: ['image_load'],
    8: ['create_remote_thread'], 9: ['raw_access_thread', 'raw_access_read'], 10: ['process_access'], 11: ['file_event'],
    12: ['registry_event', 'registry_add', 'registry_delete'], 13: ['registry_event', 'registry_set'], 14: ['registry_event', 'registry_rename'],
    15: ['create_stream_hash'], 16: ['sysmon_status'], 17: ['pipe_created'], 18: ['pipe_created'], 19: ['wmi_event'], 20: ['wmi_event'], 21: ['wmi_event'], 22: ['dns_query'],
    23: ['file_delete'], 24: ['clipboard_capture'], 25: ['process_tampering'], 26: ['file_delete', 'file_delete_detected'], 27: ['file_block_executable', 'file_block'],
    28: ['file_block_shredding', 'file_block'], 29: ['file_executable_detected'], 255: ['sysmon_error'],
  },
  security: { 4688: ['process_creation'] },
  powershell: { 4103: ['ps_module'], 4104: ['ps_script'] },
  'powershell-classic': { 400: ['ps_classic_start'], 600: ['ps_classic_provider_start'], 800: ['ps_module'] },
  windefend: { 1006: ['antivirus'], 1007: ['antivirus'], 1008: ['antivirus'], 1015: ['antivirus'], 1116: ['antivirus'], 1117: ['antivirus'], 1118: ['antivirus'], 1119: ['antivirus'] },
  'dns-server': { 256: ['dns'], 257: ['dns'] },
  'dns-server-analytic': { 256: ['dns'], 257: ['dns'] },
}

/** What became of a registry object in Sysmon's event 12, which stands for both. Without the word it may be either. */
export const registryEvents: Readonly<Record<string, readonly string[]>> = {
  createkey: ['registry_event', 'registry_add'],
  deletekey: ['registry_event', 'registry_delete'],
  deletevalue: ['registry_event', 'registry_delete'],
}

/**
 * What an event is of whose number says nothing: of no category that Windows has. Logs that many programs write to may hold the
 * findings of an antivirus; that of the kernel's file provider is all about files.
 */
export const otherwise: Readonly<Record<string, readonly string[]>> = { application: ['none', 'antivirus'], 'kernel-file': ['file_access', 'file_rename', 'file_delete'] }
