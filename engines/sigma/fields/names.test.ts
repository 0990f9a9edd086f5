import { describe, expect, test } from 'vitest'
import { fires } from '../tests/say.ts'
import * as tables from './names.data.ts'
import { fieldNames } from './names.ts'

const fields = [tables.system, tables.windows, tables.web, tables.cloud, tables.linux, tables.databases, tables.labels].flatMap((table) => Object.keys(table))

describe('names of fields', () => {
  test('the own one comes first, none comes twice, and there are few', () => {
    for (const field of [...fields, 'Unheard', 'a.b', 'id.orig_h']) {
      const names = fieldNames(field)
      expect(names[0]).toBe(field)
      expect(new Set(names).size, field).toBe(names.length)
      expect(names.length, field).toBeLessThanOrEqual(9)
      expect(fieldNames(field), field).toEqual(names)
    }
  })
  test('a field that nobody has heard of may be one of Windows, unless its name cannot be', () => {
    expect(fieldNames('Whatever')).toEqual(['Whatever', 'Event.EventData.Whatever', 'winlog.event_data.Whatever', 'event_data.Whatever'])
    expect(fieldNames('gcp.audit.x')).toEqual(['gcp.audit.x'])
    expect(fieldNames('cs-x')).toEqual(['cs-x'])
    expect(fieldNames('toString')[0]).toBe('toString')
  })

  test.each<[string, unknown]>([
    ['EventID: 4688', { EventID: 4688 }], ['EventID: 4688', { Event: { System: { EventID: { '#text': '4688', '#attributes': { Qualifiers: '0' } } } } }], ['EventID: 4688', { Event: { System: { EventID: { Value: 4688 } } } }], ['EventID: 4688', { EventID: { '#text': 4688 } }], ['EventID: 4688', { winlog: { event_id: '4688' } }], ['EventID: 4688', { event_id: 4688 }], ['EventID: 4688', { event: { code: '4688' } }],
    ['Provider_Name: x', { SourceName: 'X' }], ['Provider_Name: x', { Event: { System: { Provider: { '#attributes': { Name: 'x' } } } } }], ['Provider_Name: x', { winlog: { provider_name: 'x' } }], ['Channel: x', { log_name: 'x' }],
    ['Computer: x', { Hostname: 'x' }], ['ComputerName: x', { host: { name: 'x' } }],
    ['Image: x', { Event: { EventData: { Image: 'x' } } }], ['Image: x', { winlog: { event_data: { Image: 'x' } } }], ['Image: x', { event_data: { Image: 'x' } }], ['Image: x', { NewProcessName: 'x' }], ['Image: x', { process: { executable: 'x' } }], ['Image: x', { 'process.executable': 'x' }],
    ['CommandLine: x', { process: { command_line: 'x' } }], ['ParentImage: x', { ParentProcessName: 'x' }], ['ParentCommandLine: x', { process: { parent: { command_line: 'x' } } }], ['TargetFilename: x', { file: { path: 'x' } }], ['TargetObject: x', { registry: { path: 'x' } }], ['Details: x', { registry: { data: { strings: ['x'] } } }], ['DestinationIp: 1.2.3.4', { destination: { ip: '1.2.3.4' } }], ['QueryName: x', { dns: { question: { name: 'x' } } }], ['ImageLoaded: x', { dll: { path: 'x' } }],
    ['ThreatName: x', { 'Threat Name': 'x' }], ['ThreatName: x', { Event: { EventData: { 'Threat Name': 'x' } } }], ['SourceName: x', { Event: { EventData: { 'Source Name': 'x' } } }],
    ['Operation: x', { Event: { UserData: { Operation_ClientFailure: { Operation: 'x' } } } }], ['SubjectUserName: x', { Event: { UserData: { LogFileCleared: { SubjectUserName: 'x' } } } }],
    ['cs-method: GET', { request_method: 'GET' }], ['c-uri: /x', { url: { original: '/x' } }], ['cs-uri-query: a=b', { url: { query: 'a=b' } }], ['sc-status: 500', { http: { response: { status_code: 500 } } }], ['sc-status: 500', { status: '500' }], ['c-useragent: x', { http_user_agent: 'x' }], ['cs-user-agent: x', { user_agent: { original: 'x' } }],
    ['eventName: x', { event: { action: 'x' } }], ['errorCode: x', { aws: { cloudtrail: { error_code: 'x' } } }], ['userIdentity.type: Root', { userIdentity: { type: 'Root' } }], ['userIdentity.type: Root', { 'userIdentity.type': 'Root' }],
    ['user: x', { user_name: 'x' }], ['statement|contains: x', { query: 'xx' }], ['exe: /x', { process: { executable: '/x' } }],
  ])('%s finds %j', (selection, event) => expect(fires(`s:\n  ${selection}\ncondition: s`, event)).toBe(true))
})
