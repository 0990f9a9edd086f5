import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFramer } from './frames.ts'
import { lineOf } from './line.ts'
import { parseMessage, type Message } from './parse.ts'
import { timeIn } from './times.ts'

const now = new Date('2026-11-25T09:00:00Z')
const read = (text: string) => JSON.parse(lineOf(Buffer.from(text), now).text) as Record<string, unknown>
const brief = (text: string) => {
  const m = parseMessage(text, now)
  return m && [m.priority, m.timestamp, m.hostname, m.appName, m.procId, m.message]
}

describe('RFC 5424', () => {
  test('the examples of its section 6.5', () => {
    expect(parseMessage('<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \ufeff\'su root\' failed for lonvick on /dev/pts/8', now)).toEqual({
      version: 1, priority: 34, timestamp: '2003-10-11T22:14:15.003Z', hostname: 'mymachine.example.com', appName: 'su', procId: undefined, msgId: 'ID47', structured: {}, sequence: undefined, message: '\'su root\' failed for lonvick on /dev/pts/8',
    })
    expect(parseMessage('<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It\'s time to make the do-nuts.', now)).toMatchObject({ timestamp: '2003-08-24T05:14:15.000003-07:00', procId: '8710', message: '%% It\'s time to make the do-nuts.' })
    expect(parseMessage('<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3" eventSource="Application" eventID="1011"][examplePriority@32473 class="high"]', now)).toMatchObject({
      structured: { 'exampleSDID@32473': { iut: '3', eventSource: 'Application', eventID: '1011' }, 'examplePriority@32473': { class: 'high' } }, message: '',
    })
  })
  test('escapes, a name twice, nothing at all', () => {
    expect(parseMessage('<13>1 - - - - - [a x="q\\"b\\]c\\\\d\\n" x="2"] m', now)).toMatchObject({ timestamp: undefined, hostname: undefined, structured: { a: { x: 'q"b]c\\d\\n, 2' } }, message: 'm' })
    expect(parseMessage('<0>1 - - - - - -', now)).toMatchObject({ priority: 0, message: '' })
  })
  const word = (most: number) => fc.string({ unit: fc.constantFrom(...'abcXYZ019.:/_-[]=%"'), minLength: 1, maxLength: most }).map((text) => (text === '-' ? undefined : text))
  const name = fc.string({ unit: fc.constantFrom(...'abcXYZ019.@_'), minLength: 1, maxLength: 32 })
  const message: fc.Arbitrary<Message> = fc.record({
    version: fc.constant(1 as const), priority: fc.integer({ min: 0, max: 191 }), timestamp: fc.option(fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }).map((one) => one.toISOString()), { nil: undefined }),
    hostname: word(255), appName: word(48), procId: word(128), msgId: word(32), sequence: fc.constant(undefined),
    structured: fc.dictionary(name, fc.dictionary(name, fc.string({ unit: 'grapheme' }), { noNullPrototype: true }), { noNullPrototype: true, maxKeys: 3 }), message: fc.string({ unit: 'grapheme' }).filter((text) => !text.startsWith('\ufeff')),
  })
  const format = (m: Message): string => {
    const escaped = (text: string) => text.replace(/["\\\]]/g, '\\$&')
    const data = Object.entries(m.structured).map(([id, values]) => `[${id}${Object.entries(values).map(([key, value]) => ` ${key}="${escaped(value)}"`).join('')}]`).join('')
    return `<${m.priority}>1 ${m.timestamp ?? '-'} ${m.hostname ?? '-'} ${m.appName ?? '-'} ${m.procId ?? '-'} ${m.msgId ?? '-'} ${data || '-'} ${m.message}`
  }
  test('what is written is read back', () => fc.assert(fc.property(message, (m) => { expect(parseMessage(format(m), now)).toEqual(m) }), { numRuns: 400 }))
})

describe('RFC 3164 and what devices made of it', () => {
  test.each<[string, unknown[] | undefined]>([
    ['<34>Oct 11 22:14:15 mymachine su: \'su root\' failed', [34, '2026-10-11T22:14:15', 'mymachine', 'su', undefined, '\'su root\' failed']],
    ['<86>Nov  5 08:59:00 web01 sshd[77]: Accepted password for root', [86, '2026-11-05T08:59:00', 'web01', 'sshd', '77', 'Accepted password for root']],
    ['<86>Nov 5 08:59:00 web01 postfix/smtpd[3]: connect', [86, '2026-11-05T08:59:00', 'web01', 'postfix/smtpd', '3', 'connect']],
    // Without a host, as a program writes to its own machine; without a tag; with nothing at all.
    ['<13>Nov 25 08:59:00 sshd[5]: x', [13, '2026-11-25T08:59:00', undefined, 'sshd', '5', 'x']],
    ['<13>Nov 25 08:59:00 web01 a message without a tag', [13, '2026-11-25T08:59:00', 'web01', undefined, undefined, 'a message without a tag']],
    ['<13>su: only a tag', [13, undefined, undefined, 'su', undefined, 'only a tag']],
    ['<13>only words', [13, undefined, undefined, undefined, undefined, 'only words']],
    ['<14>Nov 25 08:59:00 2001:db8::7 sshd: x', [14, '2026-11-25T08:59:00', '2001:db8::7', 'sshd', undefined, 'x']],
    // rsyslog and others: a whole time.
    ['<13>2026-11-25T08:59:00.123456+01:00 web01 cron[9]: (root) CMD (x)', [13, '2026-11-25T08:59:00.123456+01:00', 'web01', 'cron', '9', '(root) CMD (x)']],
    // No priority, but a time: written to a file, and sent from there.
    ['Nov 25 08:59:00 web01 sshd[5]: x', [undefined, '2026-11-25T08:59:00', 'web01', 'sshd', '5', 'x']],
    // Cisco.
    ['<166>Nov 25 2026 08:59:00 fw01 : %ASA-6-302013: Built inbound', [166, '2026-11-25T08:59:00', 'fw01', undefined, undefined, '%ASA-6-302013: Built inbound']],
    ['<166>Nov 25 2026 08:59:00: %ASA-6-302013: Built', [166, '2026-11-25T08:59:00', undefined, undefined, undefined, '%ASA-6-302013: Built']],
    ['<166>:Nov 25 08:59:00 UTC: %ASA-sys-6: x', [166, undefined, undefined, undefined, undefined, ':Nov 25 08:59:00 UTC: %ASA-sys-6: x']],
    ['<166>: Nov 25 08:59:00 UTC: %ASA-6-1: x', [166, '2026-11-25T08:59:00Z', undefined, undefined, undefined, '%ASA-6-1: x']],
    ['<166>%ASA-6-302013: Built', [166, undefined, undefined, undefined, undefined, '%ASA-6-302013: Built']],
    ['<189>123: *Nov 25 08:59:00.123: %SYS-5-CONFIG_I: Configured from console', [189, '2026-11-25T08:59:00.123', undefined, undefined, undefined, '%SYS-5-CONFIG_I: Configured from console']],
    ['<189>45: rt1: Nov 25 08:59:00.123 CET: %SYS-5-CONFIG_I: x', [189, '2026-11-25T08:59:00.123', 'rt1', undefined, undefined, '%SYS-5-CONFIG_I: x']],
    ['<189>date=2026-11-25 time=08:59:00 devname="fw"', [189, undefined, undefined, undefined, undefined, 'date=2026-11-25 time=08:59:00 devname="fw"']],
    // Neither.
    ['hello', undefined], ['<999>x', undefined], ['<192>Nov 25 08:59:00 h t: x', undefined], ['', undefined], ['<13>', undefined], ['<13>Nov 31 08:59:00 h t: x', [13, undefined, undefined, undefined, undefined, 'Nov 31 08:59:00 h t: x']],
  ])('%s', (text, expected) => expect(brief(text)).toEqual(expected))
  test.each([['Dec 31 23:59:59', '2026-01-01T00:00:05Z', '2025'], ['Jan  1 00:00:01', '2025-12-31T23:59:58Z', '2026'], ['Feb 29 10:00:00', '2025-03-01T00:00:00Z', '2024'], ['Nov 25 10:00:00', '2026-11-25T09:00:00Z', '2026']])('the year of %s at %s is %s', (text, at, year) => expect(timeIn(text, new Date(at))?.text.slice(0, 4)).toBe(year))
})

describe('lines', () => {
  test('names that rules and shippers know', () => {
    expect(read('<86>Nov 25 08:59:00 web01 sshd[77]: Accepted password for root')).toEqual({
      '@timestamp': '2026-11-25T08:59:00', message: 'Accepted password for root', host: { name: 'web01', hostname: 'web01' }, process: { name: 'sshd', pid: 77 },
      log: { level: 'informational', syslog: { priority: 86, facility: { code: 10, name: 'authpriv' }, severity: { code: 6, name: 'informational' }, hostname: 'web01', appname: 'sshd', procid: '77' } },
    })
    expect(read('<166>%ASA-6-302013: Built')).toMatchObject({ '@timestamp': '2026-11-25T09:00:00.000Z', logsource: { product: 'cisco' }, cisco: { facility: 'ASA', severity: 6, mnemonic: '302013' } })
  })
  test('an object in the message is the event; the head overwrites nothing of it', () => {
    expect(read('<14>1 2026-11-25T08:59:00Z relay NXLog - - - {"EventID":4688,"Hostname":"WS-1","message":"a"}')).toMatchObject({ EventID: 4688, Hostname: 'WS-1', message: 'a', '@timestamp': '2026-11-25T08:59:00Z', log: { syslog: { hostname: 'relay', appname: 'NXLog' } } })
    expect(read('<14>1 2026-11-25T08:59:00Z relay NXLog - - - {"EventID":4688,"Hostname":"WS-1"}')).not.toHaveProperty('host')
    expect(read('<14>Nov 25 08:59:00 web01 sshd: @cee: {"a":1,"log":{"level":"x"}}')).toMatchObject({ a: 1, host: { name: 'web01' }, process: { name: 'sshd' }, log: { level: 'x', syslog: { priority: 14 } } })
    expect(read('<14>Nov 25 08:59:00 web01 sshd: {"@timestamp":"t","host":"h","process.name":"p","log":"l"}')).toEqual({ '@timestamp': 't', host: 'h', 'process.name': 'p', log: 'l' })
    expect(read('{"a":1}')).toEqual({ a: 1 })
  })
  test('what cannot be read is there as it came, on one line', () => {
    expect(lineOf(Buffer.from('hello\nthere\u0000'), now)).toEqual({ text: 'hello there ', readable: false, token: undefined })
    expect(lineOf(Buffer.from([60, 49, 51, 62, 97, 58, 32, 0xe8]), now).text).toContain('è')
  })
  test('a key tells the source and is kept nowhere', () => {
    const key = `blog_${'k'.repeat(43)}`
    const line = lineOf(Buffer.from(`<13>1 - h a - - [bastida@32473 token="${key}"][x y="1"] m`), now)
    expect([line.token, JSON.parse(line.text).log.syslog.structured_data]).toEqual([key, { x: { y: '1' } }])
    for (const text of [`<13>1 - h a - - [bastida@32473 token="${key}" m`, `nonsense ${key}`, `{"a":"${key}"}`, `<13>a: ${key}`]) expect(lineOf(Buffer.from(text), now), text).toSatisfy((one: { text: string; token?: string }) => !one.text.includes(key) && one.token === undefined)
  })
  test('anything at all becomes one line', () => fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }).map(Buffer.from), fc.string({ unit: fc.constantFrom(...'<>0123456789 [-]="\\\n:%{}aNov1'), maxLength: 200 }).map((text) => Buffer.from(text))), (bytes) => {
    const line = lineOf(bytes, now)
    expect(line.text).not.toMatch(/[\n\r]/)
    if (line.readable) expect(typeof JSON.parse(line.text)).toBe('object')
  }), { numRuns: 1000 }))
})

describe('a stream', () => {
  const all = (bytes: Buffer, cuts: readonly number[], most = 1000) => {
    const framer = createFramer({ most })
    const places = [0, ...[...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b), bytes.length]
    const messages = places.slice(1).flatMap((to, i) => framer.push(bytes.subarray(places[i], to)))
    return { messages: [...messages, ...framer.end()].map(String), tooLong: framer.tooLong(), lost: framer.lost() }
  }
  test('counted and by lines, mixed on one connection', () => {
    const stream = Buffer.from('11 <13>a: one\n\n<13>b: two\r\n12 <13>c: a\nb c<13>d: \u0000{"e":1}\n5 not counted\n<13>no end')
    expect(all(stream, []).messages).toEqual(['<13>a: one', '<13>b: two', '<13>c: a\nb c', '<13>d:', '{"e":1}', '5 not counted', '<13>no end'])
  })
  const part = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'<>0159 ab\n\u0000'), maxLength: 30 }), fc.string({ unit: fc.constantFrom(...'ab \n'), maxLength: 60 }).map((text) => `${text.length + 4} <13>${text}`),
    fc.constantFrom('<13>a: x\n', '0 <13>', '999999999 <13>x', '2000 <13>', `<13>${'y'.repeat(1200)}\n`, '1234567890 <1>\n', '12', '5 ', '60 <'),
  )
  test('however it is cut, the same messages', () => fc.assert(fc.property(fc.array(part, { maxLength: 12 }), fc.array(fc.nat(5000), { maxLength: 60 }), (parts, cuts) => {
    const stream = Buffer.from(parts.join(''))
    const whole = all(stream, [])
    expect(all(stream, cuts)).toEqual(whole)
    expect(all(stream, Array.from({ length: stream.length }, (_, i) => i))).toEqual(whole)
  }), { numRuns: 400 }))
  test('hostile: what is held stays within the bound, and is counted', () => {
    const framer = createFramer({ most: 1000 })
    for (let i = 0; i < 5000; i++) { framer.push(Buffer.from('x')); expect(framer.held()).toBeLessThanOrEqual(1000) }
    expect([framer.tooLong(), framer.tooLong()]).toEqual([1, 0])
    expect(framer.push(Buffer.from('end\n<13>a: b\n')).map(String)).toEqual(['<13>a: b'])
    expect(framer.push(Buffer.from(`5000 <13>${'z'.repeat(4996)}<13>after\n`)).map(String)).toEqual(['<13>after'])
    expect([framer.tooLong(), framer.lost()]).toEqual([1, false])
    framer.push(Buffer.from('999999999 <13>x'))
    expect([framer.lost(), framer.held(), framer.push(Buffer.from('<13>a: b\n'))]).toEqual([true, 0, []])
  })
  test('a megabyte of structured data, of escapes, of brackets is read before the test is over', () => {
    for (const text of [`[a b="${'\\"'.repeat(300_000)}`, `[a b="${'x'.repeat(900_000)}"] m`, '[a]'.repeat(300_000), `[a${' '.repeat(900_000)}`]) {
      expect(lineOf(Buffer.from(`<13>1 - - - - - ${text}`), now).readable).toBe(true)
    }
  })
})
