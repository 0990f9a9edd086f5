import { describe, expect, test } from 'vitest'
import { fieldNames } from '../fields/names.ts'
import { find, textsIn } from '../naive/values.ts'
import type { Json, Logsource } from '../types.ts'
import { route, routingFields, speaks } from './route.ts'

function of(event: Json): readonly Logsource[] {
  return route((field) => { expect(routingFields).toContain(field); return fieldNames(field).flatMap((name) => find(event, name)).flatMap(textsIn) })
}
const sysmon = (id: Json, more = {}) => of({ Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: id, ...more })
const categories = (sources: readonly Logsource[]) => sources.map((one) => one.category)

describe('windows', () => {
  test.each<[number, string[]]>([
    [1, ['process_creation']], [2, ['file_change']], [3, ['network_connection']], [4, ['sysmon_status']], [5, ['process_termination']], [6, ['driver_load']], [7, ['image_load']], [8, ['create_remote_thread']], [9, ['raw_access_thread', 'raw_access_read']], [10, ['process_access']], [11, ['file_event']],
    [12, ['registry_event', 'registry_add', 'registry_delete']], [13, ['registry_event', 'registry_set']], [14, ['registry_event', 'registry_rename']], [15, ['create_stream_hash']], [16, ['sysmon_status']], [17, ['pipe_created']], [18, ['pipe_created']], [19, ['wmi_event']], [20, ['wmi_event']], [21, ['wmi_event']], [22, ['dns_query']],
    [23, ['file_delete']], [24, ['clipboard_capture']], [25, ['process_tampering']], [26, ['file_delete', 'file_delete_detected']], [27, ['file_block_executable', 'file_block']], [29, ['file_executable_detected']], [255, ['sysmon_error']], [99, ['none']],
  ])('Sysmon %i', (id, expected) => {
    expect(sysmon(id)).toEqual(expected.map((category) => ({ product: 'windows', category, service: 'sysmon' })))
    expect(sysmon(String(id))).toEqual(sysmon(id))
  })
  test('a registry object that was added is not one that was deleted', () => {
    expect(categories(sysmon(12, { EventType: 'CreateKey' }))).toEqual(['registry_event', 'registry_add'])
    expect(categories(sysmon(12, { EventType: 'DeleteValue' }))).toEqual(['registry_event', 'registry_delete'])
    expect(categories(sysmon(12, { EventType: 'INFO' }))).toEqual(['registry_event', 'registry_add', 'registry_delete'])
  })
  test.each<[Json, Logsource]>([
    [{ Channel: 'Security', EventID: 4688 }, { product: 'windows', category: 'process_creation', service: 'security' }],
    [{ Channel: 'security', EventID: '4624' }, { product: 'windows', category: 'none', service: 'security' }],
    [{ Channel: 'System', EventID: 19 }, { product: 'windows', category: 'none', service: 'system' }],
    [{ Channel: 'Microsoft-Windows-PowerShell/Operational', EventID: 4104 }, { product: 'windows', category: 'ps_script', service: 'powershell' }],
    [{ Channel: 'Microsoft-Windows-PowerShell/Operational', EventID: 4103 }, { product: 'windows', category: 'ps_module', service: 'powershell' }],
    [{ Channel: 'Windows PowerShell', EventID: 400 }, { product: 'windows', category: 'ps_classic_start', service: 'powershell-classic' }],
    [{ Channel: 'Windows PowerShell', EventID: 600 }, { product: 'windows', category: 'ps_classic_provider_start', service: 'powershell-classic' }],
    [{ Channel: 'Microsoft-Windows-Windows Defender/Operational', EventID: 1116 }, { product: 'windows', category: 'antivirus', service: 'windefend' }],
    // The shapes of shippers.
    [{ Event: { System: { Channel: 'Security', EventID: { '#text': 4688, '#attributes': { Qualifiers: '' } } } } }, { product: 'windows', category: 'process_creation', service: 'security' }],
    [{ Event: { System: { Provider: { '#attributes': { Name: 'Microsoft-Windows-Sysmon' } }, EventID: { Value: 1 } } } }, { product: 'windows', category: 'process_creation', service: 'sysmon' }],
    [{ winlog: { channel: 'Security', event_id: '4688' } }, { product: 'windows', category: 'process_creation', service: 'security' }],
    [{ log_name: 'Security', event_id: 4688 }, { product: 'windows', category: 'process_creation', service: 'security' }],
    [{ 'winlog.channel': 'Security', 'winlog.event_id': 4688 }, { product: 'windows', category: 'process_creation', service: 'security' }],
    // Without a channel the provider says it.
    [{ SourceName: 'Microsoft-Windows-Sysmon', EventID: 10 }, { product: 'windows', category: 'process_access', service: 'sysmon' }],
    [{ SourceName: 'Microsoft-Windows-Eventlog', EventID: 1102 }, { product: 'windows', category: 'none', service: 'security' }],
    [{ SourceName: 'Microsoft-Windows-Eventlog', EventID: 104 }, { product: 'windows', category: 'none', service: 'system' }],
  ])('%j', (event, expected) => expect(of(event)).toEqual([expected]))
  test('a log that is not known is none of the others', () => {
    const sources = of({ Channel: 'Vendor/Operational', EventID: 4688 })
    expect(sources.map((one) => one.service)).toEqual(['vendor/operational', 'vendor/operational'])
    expect(speaks({ product: 'windows', service: 'security' }, sources)).toBe(false)
    expect(speaks({ product: 'windows', category: 'process_creation' }, sources)).toBe(false)
    expect(speaks({ category: 'antivirus' }, sources)).toBe(true)
  })
  test('SQL Server writes to the application log', () => expect(of({ Channel: 'Application', EventID: 33205, Provider_Name: 'MSSQLSERVER' })).toContainEqual({ product: 'mssql', category: 'database' }))
})

describe('others', () => {
  test.each<[Json, Logsource[]]>([
    [{}, []], [{ message: 'x' }, []],
    [{ product: 'Cisco', service: 'aaa' }, [{ product: 'cisco', service: 'aaa' }]],
    // What the event says of itself wins, and what is known besides stays.
    [{ product: 'windows', category: 'process_creation', EventID: 1 }, [{ product: 'windows', category: 'process_creation' }]],
    [{ category: 'registry_set', Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 13 }, [{ product: 'windows', category: 'registry_set', service: 'sysmon' }]],
    [{ product: 'linux', Channel: 'Security', EventID: 4688 }, [{ product: 'linux' }]],
    [{ eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' }, [{ product: 'aws', service: 'cloudtrail' }]],
    [{ _path: 'dns' }, [{ product: 'zeek', service: 'dns' }]],
    [{ apiVersion: 'audit.k8s.io/v1' }, [{ product: 'kubernetes', category: 'application', service: 'audit' }]],
    [{ event: { dataset: 'nginx.access' } }, [{ category: 'webserver', service: 'nginx' }]],
    [{ 'cs-method': 'GET' }, [{ category: 'webserver' }, { category: 'proxy' }]],
    [{ request_method: 'POST' }, [{ category: 'webserver' }, { category: 'proxy' }]],
    [{ method: 'eth_call' }, []],
    [{ type: 'SYSCALL' }, [{ product: 'linux', service: 'auditd' }]],
    [{ SYSLOG_IDENTIFIER: 'sshd' }, [{ product: 'linux', service: 'sshd' }, { product: 'linux', service: 'syslog' }]],
    [{ backend_type: 'client backend' }, [{ product: 'postgresql', category: 'database' }]],
    [{ serverhost: 'db1' }, [{ product: 'mariadb', category: 'database' }]],
    [{ server_principal_name: 'sa' }, [{ product: 'mssql', category: 'database' }]],
  ])('%j', (event, expected) => expect(of(event)).toEqual(expected))
})

describe('who may speak', () => {
  const event = [{ product: 'windows', category: 'registry_event', service: 'sysmon' }, { product: 'windows', category: 'registry_set', service: 'sysmon' }]
  test.each<[Logsource, boolean]>([
    [{ product: 'windows' }, true], [{ category: 'registry_set' }, true], [{ category: 'registry_event', product: 'windows' }, true], [{ service: 'sysmon' }, true], [{ category: 'registry_delete' }, false], [{ product: 'linux' }, false], [{ service: 'security' }, false], [{ product: 'windows', category: 'registry_set', service: 'security' }, false],
  ])('%j: %s', (rule, expected) => expect(speaks(rule, event)).toBe(expected))
  test('all, where nothing is known', () => expect(speaks({ product: 'windows', category: 'x', service: 'y' }, [])).toBe(true))
  test('one that names nothing of what the rule does', () => expect(speaks({ product: 'windows', category: 'process_creation' }, [{ product: 'windows' }])).toBe(true))
})
