/** Mails as they come, and as somebody makes them who wishes us ill: each is one report, none is answered that must not be. */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { createStage, opened, type Stage } from '../testing.ts'

let s: Stage
beforeAll(async () => { s = await createStage() })
afterAll(() => s.close())

const actor = system('test')
const crlf = (text: string) => Buffer.from(text.replaceAll(/\r?\n/g, '\r\n'))
let n = 0
const mail = (words: string, headers = '', id = `m${n++}@prova.example`) => crlf(`From: "Ada Fittizia" <ada${n}@comune.example>\nTo: centro@b.example\nSubject: Aiuto ${id}\nMessage-ID: <${id}>\n${headers}${/content-type/i.test(headers) ? '' : 'Content-Type: text/plain; charset=utf-8\n'}\n${words}`)
const file = (bytes: Buffer, size?: number) => s.module.roads.mail.file(actor, { bytes, ...(size === undefined ? {} : { size }) })
const row = async (id: string) => (await s.t.sql(`select r.subject, r.words, r.situation, r.lang, r.doubt, r.urgency, r.received_at, r.tell_at, coalesce(c.name, '') as name, coalesce(c.email, '') as email, g.provenance, g.external_key, g.bytes from intake.report r join intake.signal g on g.report_id = r.id left join intake.contact c on c.report_id = r.id where r.id = $1`, [id]))[0]!
const files = async (id: string) => s.t.sql<{ id: string; part: number; file_name: string; media_type: string; bytes: string; sha256: Buffer }>(`select * from intake.attachment where report_id = $1 order by part`, [id])
const mixed = (parts: readonly string[], boundary = 'B') => `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=${boundary}\n\n${parts.map((part) => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`

test('what somebody writes becomes a report: words, sender, language and situation; its moment is ours, whatever its clock says', async () => {
  const { reportId, was } = await file(mail('Buongiorno, i nostri file sono cifrati e chiedono un riscatto. Non abbiamo una copia.', 'Date: Fri, 01 Jan 2038 00:00:00 +0000\nReply-To: altro@altrove.example\nReceived: from a by b; Fri, 01 Jan 2038 00:00:00 +0000\nAuthentication-Results: mx.example; spf=fail\n', 'primo@x.example'))
  expect(was).toBe('new')
  const found = await row(reportId)
  expect(found).toMatchObject({ situation: 'ransomware', lang: 'it', urgency: 1, doubt: [], name: 'Ada Fittizia', external_key: 'primo@x.example' })
  expect(found['received_at']).toEqual(opened)
  expect(found['email']).toMatch(/^ada\d+@comune\.example$/)
  expect(found['provenance']).toMatchObject({ date: 'Fri, 01 Jan 2038 00:00:00 +0000', replyTo: 'altro@altrove.example', authenticationResults: ['mx.example; spf=fail'], received: [expect.stringContaining('from a by b')] })
  expect(JSON.stringify(found['provenance'])).not.toContain('riscatto')
})

test('the same mail a thousand times is one report', async () => {
  const bytes = mail('Sempre lo stesso messaggio, mandato mille volte.', '', 'mille@x.example')
  const receipts = []
  for (let i = 0; i < 1000; i += 50) receipts.push(...await Promise.all(Array.from({ length: 50 }, () => file(bytes))))
  expect(receipts.filter((one) => one.was === 'known')).toHaveLength(999)
  expect(receipts.filter((one) => one.was === 'new')).toHaveLength(1)
  expect(await s.t.sql(`select count(*)::int as n from intake.signal where external_key = 'mille@x.example'`)).toEqual([{ n: 1 }])
}, 120_000)

test('without a Message-ID its bytes are its key', async () => {
  const bytes = crlf('From: b@x.example\nSubject: senza numero\n\nciao')
  expect([(await file(bytes)).was, (await file(bytes)).was]).toEqual(['new', 'known'])
})

test('answers of machines, bounces and lists are kept and never answered', async () => {
  const kinds = ['Auto-Submitted: auto-replied\n', 'Return-Path: <>\n', 'Precedence: bulk\n', 'Precedence: list\nList-Id: <l.example>\n', 'X-Autoreply: yes\n']
  const silent: string[] = []
  for (const headers of kinds) {
    const { reportId } = await file(mail(`Sono in ferie ${headers}`, headers))
    silent.push(`report:${reportId}`)
    expect(await row(reportId), headers).toMatchObject({ doubt: ['auto'], urgency: 3, email: '', tell_at: null })
  }
  const ours = crlf('From: a@b.example\nMessage-ID: <nostro@b.example>\nSubject: La tua segnalazione\n\nAbbiamo ricevuto')
  const own = await file(ours)
  silent.push(`report:${own.reportId}`)
  expect(await row(own.reportId)).toMatchObject({ doubt: ['auto'], email: '' })
  // A person is answered at once, once, with the number and the code that open the report: no other road brings them.
  const person = await file(mail('Davvero una persona', 'Auto-Submitted: no\n'))
  expect(await row(person.reportId)).toMatchObject({ doubt: [], tell_at: null })
  await s.module.jobs.tell()
  const about = async (what: readonly string[]) => s.t.sql<{ body: string }>('select body from platform.delivery where about = any ($1)', [what])
  expect(await about(silent)).toEqual([])
  const receipts = await about([`report:${person.reportId}`])
  expect(receipts).toHaveLength(1)
  expect(receipts[0]!.body).toContain(person.ref)
  expect(receipts[0]!.body).toContain(person.code)
  expect((await s.post('/follow', { ref: person.ref, code: person.code })).page!.view.report.ref).toBe(person.ref)
})

test('a machine that answers without saying that it is one is heard out five times an hour', async () => {
  const answers = []
  for (let i = 0; i < 7; i++) answers.push(await row((await file(crlf(`From: robot@loop.example\nMessage-ID: <loop${i}@x>\nSubject: Re: ${i}\n\nGrazie, ${['uno', 'due', 'tre', 'quattro', 'cinque', 'sei', 'sette'][i]} volte`))).reportId))
  expect(answers.map((one) => one['email'] !== '')).toEqual([true, true, true, true, true, false, false])
  expect(answers[6]).toMatchObject({ doubt: ['many'], tell_at: null })
})

test('a script in a page is neither run nor kept, links stay as text, nothing is loaded', async () => {
  const { reportId } = await file(mail('<html><head><style>p{background:url(http://t.example/x)}</style></head><body onload="evil()"><p>Clicca <a href="https://finto.example/paga">qui</a></p><script>globalThis.ran = true; document.write("EVIL")</script><iframe src="http://t.example"></iframe></body></html>', 'Content-Type: text/html\n'))
  const { words } = await row(reportId)
  expect(words).toContain('https://finto.example/paga')
  expect(words).not.toMatch(/EVIL|evil|<|background/)
  expect((globalThis as { ran?: boolean }).ran).toBeUndefined()
})

test('files are listed and never opened; each comes out of the sealed original byte for byte, and the reading is recorded', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000))
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), bomb])
  const { reportId } = await file(mail(mixed([
    'Content-Type: text/plain\n\nIn allegato la fattura falsa, con un altro IBAN.',
    `Content-Type: application/zip\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="../../fattura\u202Egpj.zip"\n\n${zip.toString('base64').replaceAll(/.{76}/g, '$&\n')}`,
    'Content-Type: text/html\nContent-Disposition: attachment; filename="pagina.html"\n\n<script>alert(1)</script>',
  ]).replace(/^MIME-Version: 1.0\nContent-Type: .*\n\n/, ''), 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n'))
  const found = await files(reportId)
  expect(found.map((one) => [one.part, one.file_name, one.media_type, Number(one.bytes)])).toEqual([[0, '.._.._fattura_gpj.zip', 'application/zip', zip.length], [1, 'pagina.html', 'text/html', 25]])
  expect(found[0]!.sha256).toEqual(createHash('sha256').update(zip).digest())
  expect(await row(reportId)).toMatchObject({ situation: 'fraud' })
  const read = await s.call('ada', 'GET', `/api/intake/attachments/${found[0]!.id}`)
  expect(read.status).toBe(200)
  expect(read.bytes.equals(zip)).toBe(true)
  expect(read.headers).toMatchObject({ 'content-type': 'application/octet-stream', 'content-disposition': expect.stringMatching(/^attachment; /), 'x-content-type-options': 'nosniff' })
  expect((await s.call('ada', 'GET', `/api/intake/attachments/${found[1]!.id}`)).bytes.toString().trim()).toBe('<script>alert(1)</script>')
  expect((await s.call('pieve', 'GET', `/api/intake/attachments/${found[0]!.id}`)).status).toBe(403)
  expect(await s.t.sql(`select actor_id, detail ->> 'attachment' as attachment from audit.entry where action = 'intake.attachment' and object = $1 order by id`, [`report:${reportId}`])).toEqual(found.map((one) => ({ actor_id: 'p-Ada', attachment: one.id })))
  await s.t.sql(`update intake.signal set sealed = null, gone_at = now() where report_id = $1`, [reportId])
  expect((await s.call('ada', 'GET', `/api/intake/attachments/${found[0]!.id}`)).status).toBe(410)
})

test('a mail forwarded as a file is read, three deep; what lies deeper stays a file', async () => {
  let inner = 'From: truffa@lontano.example\nSubject: fondo\n\nnon si legge'
  for (let i = 4; i >= 1; i--) inner = `From: l${i}@x.example\nSubject: strato ${i}\n${mixed([`Content-Type: text/plain\n\ntesto ${i}`, `Content-Type: message/rfc822\nContent-Disposition: attachment; filename=f${i}.eml\n\n${inner}`, `Content-Type: application/pdf\nContent-Disposition: attachment; filename=p${i}.pdf\n\nPDF ${i}`], `B${i}`)}`
  const { reportId } = await file(crlf(`Message-ID: <strati@x>\n${inner}`))
  const { words, subject } = await row(reportId)
  expect(subject).toBe('strato 1')
  expect([1, 2, 3, 4].map((i) => String(words).includes(`testo ${i}`))).toEqual([true, true, true, true])
  expect(words).not.toContain('non si legge')
  const found = await files(reportId)
  expect(found.map((one) => one.file_name)).toEqual(['f4.eml', 'p4.pdf', 'p3.pdf', 'p2.pdf', 'p1.pdf'])
  for (const [i, name] of [[0, 'non si legge'], [1, 'PDF 4'], [4, 'PDF 1']] as const) expect((await s.call('ada', 'GET', `/api/intake/attachments/${found[i]!.id}`)).bytes.toString()).toContain(name)
})

test('a mail of 50 MB is not kept: its head makes a report, and its sender is told what to do; a machine is not', async () => {
  const head = 'From: grande@x.example\nSubject: tanti file\nMessage-ID: <grande@x>\nContent-Type: text/plain\n\n'
  const whole = Buffer.concat([crlf(head), Buffer.alloc(50 * 1_048_576, 65)])
  const { reportId, ref } = await file(whole)
  expect(await row(reportId)).toMatchObject({ subject: 'tanti file', words: expect.stringMatching(/50 MB.*cosa fare\.$/s), bytes: crlf(head.trimEnd()).length, external_key: 'grande@x', email: 'grande@x.example' })
  const told = await s.t.sql<{ subject: string; body: string }>(`select subject, body from platform.delivery where about = $1`, [`report:${reportId}`])
  expect(told).toHaveLength(1)
  expect(told[0]!.subject).toContain(ref)
  expect(told[0]!.body).toContain('https://centro.velarda.example/report')
  // Only its head is at hand, as a mailbox gives it; and again.
  expect((await file(whole.subarray(0, 65_536), whole.length)).was).toBe('known')
  const machine = await file(Buffer.concat([crlf(`Auto-Submitted: auto-generated\n${head.replaceAll('grande@x', 'robot@x')}`), Buffer.alloc(31 * 1_048_576, 65)]))
  expect(await s.t.sql(`select 1 from platform.delivery where about = $1`, [`report:${machine.reportId}`])).toEqual([])
})

test('fifty parts within parts, a thousand files, heads of megabytes, garbage: each is a report and nothing throws', async () => {
  let deep = 'Content-Type: text/plain\n\nin fondo'
  for (let i = 0; i < 50; i++) deep = `Content-Type: multipart/mixed; boundary=D${i}\n\n--D${i}\n${deep}\n--D${i}--\n`
  const nested = await file(crlf(`From: d@x.example\nMessage-ID: <deep@x>\nSubject: cinquanta\nMIME-Version: 1.0\n${deep}`))
  expect(await row(nested.reportId)).toMatchObject({ subject: 'cinquanta', words: expect.stringContaining('in fondo') })

  const many = await file(crlf(`From: d@x.example\nMessage-ID: <many@x>\nSubject: mille file\n${mixed(['Content-Type: text/plain\n\nparole', ...Array.from({ length: 600 }, (_, i) => `Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=${i}.bin\n\n${i}`)])}`))
  expect(await files(many.reportId)).toHaveLength(100)

  const heads = await file(crlf(`${Array.from({ length: 20_000 }, (_, i) => `X-H${i}: ${'y'.repeat(100)}`).join('\n')}\nX-Long: ${'z'.repeat(2_000_000)}\nFrom: h@x.example\nSubject: teste\nMessage-ID: <heads@x>\n\nparole`))
  expect(await row(heads.reportId)).toMatchObject({ subject: 'teste', words: 'parole', external_key: 'heads@x', provenance: expect.objectContaining({ headers: 20_004 }) })

  const garbage = [Buffer.alloc(0), Buffer.alloc(10_000), Buffer.from(Array.from({ length: 60_000 }, (_, i) => (i * i * 31 + i) % 256)), crlf('Subject: =?utf-8?b?////?=\nFrom: <<<>>\nContent-Type: multipart/mixed; boundary="\n\n--\n'), Buffer.from('Subject: a\u0000b \ud800\r\n\r\nc\u0000d'), crlf(mail('x').toString().slice(0, 60))]
  for (const bytes of garbage) expect((await file(bytes)).reportId).toMatch(/^[\da-f-]{36}$/)
  const page = `${'<div>'.repeat(20_000)}fondo${'</div>'.repeat(20_000)}`
  expect((await file(mail(page, 'Content-Type: text/html\n'))).was).toBe('new')
}, 60_000)
