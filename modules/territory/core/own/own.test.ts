import { describe, expect, test } from 'vitest'
import { judge, readDomain, readRange } from './index.ts'

describe('names of the net', () => {
  test.each([
    ['https://www.Comune.Fintopoli.it/uffici?x=1', 'comune.fintopoli.it'], ['WWW.fintopoli.example', 'fintopoli.example'], ['posta.comune.fi.it', 'posta.comune.fi.it'],
    ['bücher.it', 'xn--bcher-kva.it'], ['www.it', 'www.it'], ['mairie-inventee.fr.', 'mairie-inventee.fr'],
  ])('%s is %s', (text, value) => expect(readDomain(text)).toEqual({ value }))
  test.each([
    ['gov.it', 'whole-suffix'], ['fi.it', 'whole-suffix'], ['it', 'whole-suffix'], ['192.0.2.1', 'not-a-domain'], ['', 'not-a-domain'], ['-x.it', 'not-a-domain'],
    ['server.local', 'unknown-suffix'], ['localhost', 'unknown-suffix'], ['a b.it', 'not-a-domain'],
  ])('%s is refused: %s', (text, problem) => expect(readDomain(text)).toEqual({ problem }))
})

describe('addresses', () => {
  test.each([
    ['192.0.2.77/24', '192.0.2.0/24'], ['192.0.2.77', '192.0.2.77'], ['198.51.100.255/32', '198.51.100.255'], ['203.0.113.200/25', '203.0.113.128/25'],
    ['2001:DB8:0:0:1::5/64', '2001:db8::/64'], ['2001:db8::1', '2001:db8::1'], ['2001:db8:aaaa:ffff::/33', '2001:db8:8000::/33'], ['2001:db8:1:2:3:4:5:6/127', '2001:db8:1:2:3:4:5:6/127'],
  ])('%s is kept as %s', (text, value) => expect(readRange(text)).toEqual({ value }))
  test.each([
    ['10.1.2.0/24', 'range-reserved'], ['192.168.1.1', 'range-reserved'], ['172.31.0.0/16', 'range-reserved'], ['127.0.0.1', 'range-reserved'], ['240.0.0.1', 'range-reserved'],
    ['fe80::1', 'range-reserved'], ['::1', 'range-reserved'], ['fd00::/48', 'range-reserved'], ['8.0.0.0/8', 'range-too-wide'], ['0.0.0.0/0', 'range-too-wide'], ['2001::/16', 'range-too-wide'],
    ['192.0.2.0/33', 'not-a-range'], ['192.0.2.0/', 'not-a-range'], ['192.0.2.0/24/1', 'not-a-range'], ['192.0.2', 'not-a-range'], ['fe80::1%eth0', 'not-a-range'], ['comune.it', 'not-a-range'],
  ])('%s is refused: %s', (text, problem) => expect(readRange(text)).toEqual({ problem }))
})

describe('a body’s word on a fact', () => {
  const on = { today: '2026-11-22', source: '' }
  test('confirms what is known, whatever the order of its parts', () => {
    expect(judge('population', 3000, { ...on, known: 3000 })).toEqual({ value: 3000, state: 'confirmed' })
    const acn = { status: 'essential', noticeReceivedOn: '2025-04-12' }
    expect(judge('acn', acn, { ...on, known: { noticeReceivedOn: '2025-04-12', status: 'essential' } })).toMatchObject({ state: 'confirmed' })
  })
  test('counts at once where only the body knows; waits for the centre where a registry says otherwise', () => {
    expect(judge('cyberInsured', 'yes', { ...on, known: undefined })).toEqual({ value: 'yes', state: 'stated' })
    expect(judge('population', 3001, { ...on, known: 3000 })).toEqual({ value: 3001, state: 'proposed' })
    expect(judge('asl', 'yes', { ...on, known: undefined })).toMatchObject({ state: 'proposed' })
  })
  test('names the letter when it says that it is listed, and no day to come', () => {
    const listed = { status: 'important', noticeReceivedOn: '2026-04-10' }
    expect(judge('acn', listed, { ...on, known: undefined })).toEqual({ problem: 'document' })
    expect(judge('acn', listed, { ...on, known: undefined, source: 'ACN prot. 12/2026' })).toMatchObject({ state: 'stated' })
    expect(judge('acn', { ...listed, noticeReceivedOn: '2026-11-23' }, { ...on, known: undefined, source: 'x' })).toEqual({ problem: 'future' })
    expect(judge('acn', { status: 'not_listed' }, { ...on, known: undefined })).toMatchObject({ state: 'stated' })
  })
  test('is no value of its own making', () => {
    expect(judge('population', -1, { ...on, known: undefined })).toEqual({ problem: 'value' })
    expect(judge('oiv', 'maybe', { ...on, known: undefined })).toEqual({ problem: 'value' })
    expect(judge('processor', 'yes', { ...on, known: undefined })).toEqual({ problem: 'value' })
  })
})
