/** A table of reports, cut short and taken up; programs that report by themselves; the way out as a table. */
import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '#platform/clock.ts'
import { createStage, PIEVE, type Stage } from '../testing.ts'

let s: Stage
beforeAll(async () => { s = await createStage() })
afterAll(() => s.close())

const upload = async (content: string | Buffer, fileName = 'r.csv', actor = 'ada') => {
  const answer = await s.http.inject({ method: 'POST', url: `/api/intake/imports?fileName=${encodeURIComponent(fileName)}`, headers: { 'x-actor': actor, 'content-type': 'text/csv' }, payload: content })
  return { status: answer.statusCode, body: answer.json() }
}
const bad = async (id: string) => (await s.call('ada', 'GET', `/api/intake/imports/${id}/bad-rows`)).bytes.toString()
const count = async (where = 'true') => Number((await s.t.sql(`select count(*) as n from intake.report where road = 'csv' and ${where}`))[0]!['n'])

const words = ['porta', 'ponte', 'torre', 'fiume', 'bosco', 'piazza', 'strada', 'mulino', 'chiesa', 'mercato', 'fonte', 'castello', 'vigna', 'campo', 'lago', 'colle', 'valle', 'molo', 'faro', 'orto', 'prato', 'cava', 'forno', 'pozzo', 'riva', 'scala', 'muro', 'arco', 'siepe', 'stalla', 'fabbrica', 'scuola', 'teatro', 'museo', 'stazione', 'officina']
const breaks = [
  'x1,31/02/2026,,a,b,,', 'x2,,boh,a,b,,', 'x3,,,,,,', 'x4,,,a,b,senza chiocciola,', 'x5,,,a,b,,inesistente', 'x6,,,a,b,,,,troppe', 'x7,2090-01-01,,a,b,,', `x8,,,${'l'.repeat(301)},b,,`,
  'x9,,,a,b\u0001,,', 'x10,domani,,a,b,,', 'x11,,altra cosa,a,b,,', 'x12,,,"",,,', 'x13,,,a,b,@@,', 'x14,,,a,b,,nessuno', 'x15,13/13/2026,,a,b,,', 'x16,,=1+1,a,b,,', 'x17,,,a,"mai chiusa,,',
]
/** 1,281 rows with 17 bad ones among them, the last of which never closes its quotation mark. */
function table(): string {
  const good = Array.from({ length: 1264 }, (_, i) => `t${i},2026-11-${String((i % 20) + 1).padStart(2, '0')},phishing,Messaggio falso a ${words[i % 36]} ${words[(i * 7 + Math.floor(i / 36)) % 36]},"Ci hanno scritto da ${words[Math.floor(i / 36)]}, e chiedono ${words[i % 36]}",,${i === 5 ? 'pieve' : ''}`)
  breaks.slice(0, 16).forEach((row, i) => good.splice(i * 75 + 3, 0, row))
  return ['external_id,received_at,situation,subject,words,email,party_code', ...good, breaks[16]].join('\n')
}

test('1,281 rows with 17 bad ones, killed in the middle: taken up again it is 1,264 reports, 17 reasons and nothing twice', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'bastida-csv-')), 'r.csv')
  const content = table()
  await writeFile(path, content)
  const child = fileURLToPath(new URL('./killed.child.ts', import.meta.url))
  const process_ = spawn(process.execPath, [child, JSON.stringify({ connection: s.t.connect.app, path })], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  process_.stdout.on('data', (chunk: Buffer) => { said += chunk.toString(); if (said.includes('400\n')) process_.kill('SIGKILL') })
  expect(await new Promise((resolve) => process_.on('close', (_, signal) => resolve(signal)))).toBe('SIGKILL')
  const [half] = await s.t.sql<{ read: number; stored: number; refused_count: number; state: string }>(`select read, stored, refused_count, state from intake.import`)
  expect(half!.state).toBe('running')
  expect(half!.read).toBeGreaterThanOrEqual(400)
  expect(half!.read).toBeLessThan(1281)
  // What is counted is what is there: a part and its progress are one transaction.
  expect(await count()).toBe(half!.stored)
  expect(half!.stored + half!.refused_count).toBe(half!.read)

  const { status, body } = await upload(content)
  expect(status).toBe(201)
  expect(body).toMatchObject({ state: 'done', read: 1281, stored: 1264, known: 0, refused: 17, badRows: true })
  expect(await count()).toBe(1264)
  expect(await s.t.sql(`select count(*)::int as n, count(distinct external_key)::int as keys from intake.signal where road = 'csv'`)).toEqual([{ n: 1264, keys: 1264 }])
  expect(await count(`party_id = '${PIEVE}'`)).toBe(1)
  const { body: read } = await s.call('ada', 'GET', `/api/intake/imports/${body.id}`)
  expect((read.rows as { code: string }[]).map((one) => one.code)).toEqual(['bad_date', 'unknown_situation', 'empty', 'bad_email', 'unknown_party', 'too_many_cells', 'future_date', 'too_long', 'unreadable', 'bad_date', 'unknown_situation', 'empty', 'bad_email', 'unknown_party', 'bad_date', 'unknown_situation', 'quote_not_closed'])
  expect(read.rows[0]).toMatchObject({ line: 5, text: expect.stringContaining('received_at') })
  // The second run of the whole file stores nothing.
  expect((await upload(content)).body).toMatchObject({ id: body.id, stored: 1264, refused: 17 })
  expect(await count()).toBe(1264)
  const file = await bad(body.id)
  expect(file.trim().split('\r\n')).toHaveLength(18)
  expect(file).toContain(`x16,,'=1+1,a,b,,`)
  expect((await s.call('ada', 'GET', '/api/intake/imports')).body).toMatchObject({ total: 1, items: [{ id: body.id, by: expect.any(String) }] })
  expect((await s.call('pieve', 'GET', `/api/intake/imports/${body.id}`)).status).toBe(403)
}, 120_000)

test('Italian and French headers, semicolons, tabs, a BOM and Windows-1252 are read; what was set apart comes back as it was', async () => {
  const italian = Buffer.from('\uFEFFNumero;Oggetto;Descrizione;Tipo;Telefono;Che c’è\nA-1;Sito fermo;"Perché?\nNon si apre";sito web;\'+39 0555 12;x\n')
  expect((await upload(italian)).body).toMatchObject({ stored: 1, refused: 0 })
  expect((await s.t.sql(`select r.subject, r.words, r.situation, c.phone from intake.report r join intake.contact c on c.report_id = r.id where r.subject = 'Sito fermo'`))[0]).toEqual({ subject: 'Sito fermo', words: 'Perché?\nNon si apre', situation: 'website', phone: '+39 0555 12' })
  const french = Buffer.from('Référence\tObjet\tCatégorie\tNom de l’organisme\nF-1\tRançon demandée\trançongiciel\tMairie\n'.replace('’', "'"), 'latin1')
  expect((await upload(french)).body).toMatchObject({ stored: 1, refused: 0 })
  expect(await count(`subject = 'Rançon demandée' and situation = 'ransomware' and lang = 'it'`)).toBe(1)
  // Without an id of its own the row itself is the key; the same id in another file is the same report.
  expect((await upload('subject\nUna volta sola\nUna volta sola\n')).body).toMatchObject({ read: 2, stored: 1, known: 1 })
  expect((await upload('id,subject\nA-1,Altro testo\n')).body).toMatchObject({ stored: 0, known: 1 })
})

test('what is no table of reports is refused in words', async () => {
  expect((await upload('a,b\n1,2\n')).status).toBe(415)
  expect((await upload(Buffer.alloc(0))).status).toBe(415)
  expect((await upload(Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7) % 256)))).status).toBe(415)
  expect((await upload('subject\nx\n', 'r.csv', 'pieve')).status).toBe(403)
  expect((await upload(Buffer.alloc(21 * 1_048_576, 65))).status).toBe(413)
})

const signed = (secret: string, body: string, { id = 'msg_1', at = systemClock.now() } = {}) => ({ 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': new Webhook(secret).sign(id, at, body), 'content-type': 'application/json' })
const post = async (sourceId: string, body: string, headers: Record<string, string>) => { const answer = await s.http.inject({ method: 'POST', url: `/api/intake/hooks/${sourceId}`, headers, payload: body }); return { status: answer.statusCode, body: answer.json(), text: answer.body } }

test('a program reports under its own key: signed, once for each webhook-id, and nobody else gets in or learns that it is there', async () => {
  const made = (await s.call('cora', 'POST', '/api/intake/sources', { name: 'Sportello' })).body as { id: string; secret: string; url: string }
  expect(made.url).toBe(`https://centro.velarda.example/api/intake/hooks/${made.id}`)
  expect((await s.call('ada', 'POST', '/api/intake/sources', { name: 'x' })).status).toBe(403)
  expect((await s.t.sql<{ secret: string }>(`select secret from intake.source`))[0]!.secret).not.toContain(made.secret.slice(6))
  // Spaces and order of the sender: the signature is over these bytes, not over what they mean.
  const body = '{ "words" : "Un messaggio falso è arrivato",\n "situation":"phishing" }'
  const first = await post(made.id, body, signed(made.secret, body))
  expect(first).toMatchObject({ status: 201, body: { receipts: [{ was: 'new', ref: expect.stringMatching(/^R-/) }] } })
  expect((await post(made.id, body, signed(made.secret, body))).body.receipts).toEqual([{ ...first.body.receipts[0], code: '', was: 'known' }])
  const many = JSON.stringify({ reports: words.slice(0, 30).map((word) => ({ words: `Rubato un accesso a ${word}`, situation: 'account' })) })
  expect((await post(made.id, many, signed(made.secret, many, { id: 'msg_2' }))).body.receipts.map((one: { was: string }) => one.was)).toEqual(Array.from({ length: 30 }, () => 'new'))
  expect((await post(made.id, many, signed(made.secret, many, { id: 'msg_2' }))).body.receipts.every((one: { was: string }) => one.was === 'known')).toBe(true)

  const minutes = (n: number) => new Date(systemClock.now().getTime() + n * 60_000)
  const other = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
  const no = await Promise.all([
    post(made.id, body, signed(other, body)), post(made.id, body, signed(made.secret, body, { at: minutes(-6) })), post(made.id, body, signed(made.secret, body, { at: minutes(6) })), post(made.id, `${body} `, signed(made.secret, body)),
    post(made.id, body, { 'content-type': 'application/json' }), post('00000000-0000-4000-8000-000000000077', body, signed(made.secret, body)), post(made.id, 'x', { 'content-type': 'text/plain' }),
  ])
  expect(new Set(no.map((one) => one.text)).size).toBe(1)
  expect(no.map((one) => one.status)).toEqual(no.map(() => 404))
  for (const wrong of ['{', '[]', '{"situation":"x"}', JSON.stringify({ reports: [] }), '{"words":"a\\u0000b"}', '{"words":"\\ud800"}', JSON.stringify({ partyId: '00000000-0000-4000-8000-000000000099' })]) expect((await post(made.id, wrong, signed(made.secret, wrong, { id: wrong.slice(0, 9) }))).status, wrong).toBe(400)
  const big = JSON.stringify({ words: 'x'.repeat(1_100_000) })
  expect((await post(made.id, big, signed(made.secret, big))).status).toBe(413)

  expect((await s.call('cora', 'PATCH', `/api/intake/sources/${made.id}`, { active: false })).status).toBe(204)
  expect((await post(made.id, body, signed(made.secret, body))).text).toBe(no[0]!.text)
  expect((await s.call('cora', 'GET', '/api/intake/sources')).body).toMatchObject({ total: 1, items: [{ active: false, usedAt: expect.any(String) }] })
  expect((await s.http.inject({ method: 'DELETE', url: `/api/intake/sources/${made.id}`, headers: { 'x-actor': 'cora' } })).statusCode).toBe(204)
  expect((await post(made.id, body, signed(made.secret, body))).status).toBe(404)
  expect(await s.t.sql(`select action from audit.entry where object = $1 order by id`, [`source:${made.id}`])).toEqual(['add', 'change', 'remove'].map((what) => ({ action: `intake.${what}_source` })))
})

test('a program of a body reports for that body alone', async () => {
  const made = (await s.call('cora', 'POST', '/api/intake/sources', { name: 'Pieve', partyId: PIEVE })).body as { id: string; secret: string }
  const foreign = JSON.stringify({ words: 'x', partyId: '00000000-0000-4000-8000-000000000003' })
  expect((await post(made.id, foreign, signed(made.secret, foreign))).status).toBe(400)
  const own = JSON.stringify({ words: 'Il nostro sito è fermo', situation: 'website' })
  const { body } = await post(made.id, own, signed(made.secret, own, { id: 'own' }))
  expect(await s.t.sql(`select party_id, road from intake.report where id = $1`, [body.receipts[0].id])).toEqual([{ party_id: PIEVE, road: 'webhook' }])
})

test('the way out holds the covered copies alone: no contact, no formula, nothing red', async () => {
  const file = async (more: object) => (await s.call('cora', 'POST', '/api/intake/reports', { who: 'firm', situation: 'espionage', ...more })).body as { ref: string }
  const formula = await file({ whoName: '=HYPERLINK("http://x")', subject: '@SUM(1)', words: '-2+3, chiamami al +39 055 1234567', contact: { name: 'Nome Segreto', email: 'segreto@x.example', phone: '055 7654321' } })
  const red = await file({ words: 'Questo è rosso', tlp: 'red' })
  const { status, bytes, headers } = await s.call('ada', 'GET', '/api/intake/reports.csv?situation=espionage')
  const text = bytes.toString()
  expect(status).toBe(200)
  expect(headers['content-type']).toContain('text/csv')
  expect(text).toContain(formula.ref)
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`)
  expect(text).toContain(`'@SUM(1)`)
  expect(text).toContain(`"'-2+3, chiamami al •••"`)
  expect(text).not.toMatch(/Nome Segreto|segreto@|7654321|1234567|rosso/)
  expect(text).not.toContain(red.ref)
  expect((await s.call('pieve', 'GET', '/api/intake/reports.csv')).status).toBe(403)
  expect(await s.t.sql(`select detail ->> 'rows' as rows from audit.entry where action = 'intake.export'`)).toEqual([{ rows: '1' }])
})
