import { describe, expect, test } from 'vitest'
import type { SourceRecord } from '../contract-shapes.ts'
import { aboutOf, valueAt } from './about.ts'
import { splitBulk, splitLines } from './bulk.ts'
import { lacksOf } from './record.ts'
import { severityOf } from './severity.ts'
import { silencedBy } from './suppress.ts'
import { withoutZone } from './zones.ts'

const limits = { lineMax: 100, linesMax: 10 }
const nobody = () => false
const bytes = (text: string) => Buffer.from(text)

describe('lines', () => {
  test('a file with every end of line, empty ones and one too long', () => {
    const taken = splitLines(bytes(`\ufeff{"a":1}\r\n\r\n\n{"b":2}\n${'x'.repeat(101)}\nbroken {`), limits)
    expect(taken).toMatchObject({ received: 3, empty: 2, tooLarge: 1, duplicates: 0 })
    expect(String((taken as { lines: Buffer }).lines)).toBe('{"a":1}\n{"b":2}\nbroken {\n')
  })
  test('more lines than are taken at once are refused before one is', () => {
    expect(splitLines(bytes('1\n'.repeat(11)), limits)).toEqual({ line: 11, problem: 'too_many' })
  })
  test('bulk: create and index go on, delete and update do not, the last newline may be missing', () => {
    const taken = splitBulk(bytes('{"create":{}}\n{"a":1}\n{"index":{"_index":"logs"}}\r\n{"b":2}\r\n{"delete":{"_id":"1"}}\n{"update":{"_id":"2"}}\n{"doc":{}}\n{"create":{}}\n{"c":3}'), limits, nobody)
    expect(taken).toMatchObject({ received: 3, items: [{ op: 'create', outcome: 'taken' }, { op: 'index', index: 'logs', outcome: 'taken' }, { op: 'delete', outcome: 'unsupported' }, { op: 'update', outcome: 'unsupported' }, { op: 'create', outcome: 'taken' }] })
    expect(String((taken as { lines: Buffer }).lines)).toBe('{"a":1}\n{"b":2}\n{"c":3}\n')
  })
  test('bulk: an id that came before, here or lately, is dropped and counted', () => {
    const one = (id: string) => `{"create":{"_id":"${id}"}}\n{"n":"${id}"}\n`
    const taken = splitBulk(bytes(one('a') + one('b') + one('a') + one('old')), limits, (id) => id === 'old')
    expect(taken).toMatchObject({ received: 2, duplicates: 2, ids: ['a', 'b'] })
  })
  test('bulk: a line that is no action is said with its number', () => {
    expect(splitBulk(bytes('{"create":{}}\n{"a":1}\n{"a":1}\n'), limits, nobody)).toEqual({ line: 3, problem: 'action' })
    expect(splitBulk(bytes('{"create":{}}\n'), limits, nobody)).toEqual({ line: 1, problem: 'missing' })
    expect(splitBulk(bytes('[]\n'), limits, nobody)).toEqual({ line: 1, problem: 'action' })
  })
  test('bulk: a line that is empty or too long has its own answer', () => {
    expect(splitBulk(bytes(`{"create":{}}\n\n{"create":{}}\n${'x'.repeat(101)}\n`), limits, nobody)).toMatchObject({ received: 0, empty: 1, tooLarge: 1, items: [{ outcome: 'empty' }, { outcome: 'too_large' }] })
  })
  test('times without a zone are counted once a line', () => {
    const with_ = ['2026-12-08T06:00:00Z', '2026-12-08T06:00:00.123+01:00', '2026-12-08 06:00:00 -0500', '2026-12-08T06:00:00.000z']
    const without = ['2026-12-08T06:00:00', '2026-12-08 06:00:00.123']
    const line = (time: string) => `{"@timestamp":"${time}","timestamp" : "${time}"}`
    expect(withoutZone(bytes(with_.map(line).join('\n')))).toBe(0)
    expect(withoutZone(bytes([...with_, ...without].map(line).join('\n')))).toBe(2)
    expect(withoutZone(bytes('{"timestamp":1765173600}\n{"timestamp":"'))).toBe(0)
  })
})

describe('record', () => {
  const today = '2026-12-08'
  const whole: SourceRecord = { contractOn: '2026-11-01', contractRef: 'Prot. 123', impact: 'done', impactOn: '2026-11-02', impactWhy: '', retentionDays: 90, labour: 'agreement', labourOn: '2026-11-03', labourRef: 'Accordo RSU' }
  const ask = (changed: Partial<SourceRecord> = {}, country: 'IT' | 'FR' = 'IT', shows = ['servers'] as const) => lacksOf({ record: { ...whole, ...changed }, country, shows: [...shows], today })
  test('a complete record lacks nothing', () => {
    expect(ask()).toEqual([])
    expect(ask({ impact: 'not_needed', impactOn: null, impactWhy: 'Nessun dato di persone.' })).toEqual([])
    expect(ask({ labour: 'consultation' }, 'FR')).toEqual([])
    expect(ask({ labour: 'unseen', labourOn: null, labourRef: 'Solo il firewall, senza utenti.' })).toEqual([])
  })
  test('an empty one lacks everything', () => {
    expect(ask({ contractOn: null, contractRef: ' ', impact: '', retentionDays: null, labour: '' })).toEqual(['contract_on', 'contract_ref', 'impact', 'retention', 'labour'])
  })
  test('a day to come counts for nothing', () => {
    expect(ask({ contractOn: '2026-12-09', impactOn: '2026-12-09', labourOn: '2026-12-09' })).toEqual(['contract_ahead', 'impact_on', 'labour_on'])
  })
  test('each country has its own step of labour law', () => {
    expect(ask({ labour: 'agreement' }, 'FR')).toEqual(['labour_country'])
    expect(ask({ labour: 'consultation' }, 'IT')).toEqual(['labour_country'])
    expect(ask({ labour: 'authorisation', labourRef: '' })).toEqual(['labour_ref'])
  })
  test('that nobody can be seen at a workstation is not believed', () => {
    expect(lacksOf({ record: { ...whole, labour: 'unseen', labourRef: 'davvero' }, country: 'IT', shows: ['servers', 'workstations'], today })).toEqual(['labour'])
  })
})

describe('severity', () => {
  const base = { level: 'medium', shows: ['web'], dataClasses: [], openCase: false } as const
  test('follows the rule, and says why', () => {
    expect(severityOf(base)).toEqual({ severity: 'medium', why: [{ code: 'rule', what: 'medium', weight: 2 }] })
    expect(severityOf({ ...base, level: 'critical' }).severity).toBe('high')
  })
  test('asset, data and an open case raise it', () => {
    expect(severityOf({ ...base, shows: ['servers', 'database'], dataClasses: ['common', 'health'] })).toEqual({ severity: 'high', why: [{ code: 'rule', what: 'medium', weight: 2 }, { code: 'asset', what: 'database', weight: 2 }, { code: 'data', what: 'health', weight: 1 }] })
    expect(severityOf({ level: 'high', shows: ['servers'], dataClasses: ['health'], openCase: true }).severity).toBe('critical')
  })
  test('what a rule calls information stays low', () => {
    expect(severityOf({ level: 'informational', shows: ['database'], dataClasses: ['health'], openCase: true }).severity).toBe('low')
  })
})

test('host and account are found nested and flat, in one size of letters', () => {
  expect(aboutOf({ host: { name: 'SRV-01' }, winlog: { event_data: { TargetUserName: 'Anna' } } })).toEqual({ host: 'srv-01', account: 'anna' })
  expect(aboutOf({ 'host.name': 'web', 'user.name': '-', User: 'CORP\\bob' })).toEqual({ host: 'web', account: 'corp\\bob' })
  expect(aboutOf({ host: 'plain' }).host).toBe('plain')
  expect(aboutOf('text')).toEqual({ host: '', account: '' })
  expect(valueAt({ a: { 'b.c': [7] } }, 'a.b.c')).toBe('7')
  expect(valueAt({}, 'constructor.name')).toBeUndefined()
})

test('a silence holds for its rule, its value and its time', () => {
  const until = new Date('2026-12-31T00:00:00Z')
  const [before, after] = [new Date('2026-12-08T00:00:00Z'), new Date('2027-01-01T00:00:00Z')]
  const silences = [{ id: '1', cause: 'r', field: 'host.name', value: 'Backup', until }, { id: '2', cause: 'all', field: '', value: '', until }]
  expect(silencedBy(silences, 'r', { host: { name: 'backup' } }, before)?.id).toBe('1')
  expect(silencedBy(silences, 'r', { host: { name: 'web' } }, before)).toBeUndefined()
  expect(silencedBy(silences, 'all', {}, before)?.id).toBe('2')
  expect(silencedBy(silences, 'all', {}, after)).toBeUndefined()
  expect(silencedBy(silences, 'other', {}, before)).toBeUndefined()
})
