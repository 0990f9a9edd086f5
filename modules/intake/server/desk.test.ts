import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createHash, randomUUID } from 'node:crypto'
import type { ReportRow } from '../contract-shapes.ts'
import { centre, createStage, CORVASSE, opened, PIEVE, type Stage } from './testing.ts'

let s: Stage
beforeAll(async () => { s = await createStage({ texter: { send: async () => ({ messageId: '' }) } }) })
afterAll(() => s.close())
beforeEach(() => s.clock.set(opened))

const file = async (more: object = {}, actor = 'ada') => (await s.call(actor, 'POST', '/api/intake/reports', { who: 'body', situation: 'phishing', words: `Un messaggio falso, ${randomUUID()}`, ...more })).body as { id: string; ref: string; code: string; answerBy: string; was: string }
const list = async (query: string, actor = 'ada') => (await s.call(actor, 'GET', `/api/intake/reports?${query}`)).body as { items: ReportRow[]; total: number; counts: Record<string, number> }
const read = async (id: string, actor = 'ada') => (await s.call(actor, 'GET', `/api/intake/reports/${id}`)).body
/** As the database says it, without what only counts changes. */
const frozen = async (ids: string[]) => s.t.sql(`select id, state, outcome, case_id, case_ref, promise_at, closed_at, assigned_to, urgency, words from intake.report where id = any ($1::uuid[]) order by id`, [ids])
const told = async (to: string) => s.t.sql<{ subject: string; body: string }>(`select subject, body from platform.delivery where recipient = $1 order by id`, [to])

test('the queue puts danger first, then the earliest promise; a report that was taken tells who', async () => {
  const [calm, urgent] = [await file(), await file({ danger: true })]
  const { items, counts } = await list('of=waiting')
  expect(items.findIndex((one) => one.id === urgent.id)).toBeLessThan(items.findIndex((one) => one.id === calm.id))
  // Whoever is on duty is told of danger at once, and of nothing that was written.
  expect(await told('centro@velarda.example')).toEqual([{ subject: `Urgente: segnalazione ${urgent.ref}`, body: expect.not.stringContaining('Un messaggio falso') }])
  expect(counts).toMatchObject({ waiting: 2, new: 2, mine: 0, late: 0 })
  expect((await s.call('ada', 'POST', `/api/intake/reports/${urgent.id}/assignment`, { to: 'me' })).status).toBe(204)
  expect((await list('of=mine')).items.map((one) => one.id)).toEqual([urgent.id])
  expect((await list('of=mine', 'bruno')).items).toEqual([])
  expect(await read(urgent.id)).toMatchObject({ state: 'open', assignedName: 'Ada' })
  // Handed to a colleague, put back: the reporter is told only of the first.
  await s.call('ada', 'POST', `/api/intake/reports/${urgent.id}/assignment`, { to: { id: 'p-bruno', name: 'Bruno' } })
  await s.call('bruno', 'POST', `/api/intake/reports/${urgent.id}/assignment`, { to: 'nobody' })
  expect(((await read(urgent.id)).entries as { kind: string; told: boolean }[]).map((one) => [one.kind, one.told])).toEqual([['received', true], ['promised', true], ['taken', true], ['handed', false], ['handed', false]])
})

test('danger at night: who is on call is promised within the hour, named to the centre, and called on the telephone', async () => {
  s.clock.set(new Date('2026-11-22T22:40:00Z'))
  const alone = await file({ danger: true })
  expect(Date.parse(alone.answerBy) - s.clock.now().getTime()).toBeGreaterThan(8 * 3_600_000)
  s.duty.now = { person: 'Ada Fittizia', phone: '+393331234567', second: '', secondPhone: '', until: new Date('2026-11-23T06:00:00Z') }
  const one = await file({ danger: true, situation: 'espionage' })
  s.duty.now = undefined
  expect(one.answerBy).toBe('2026-11-22T23:45:00.000Z')
  expect((await told('centro@velarda.example')).at(-1)!.body).toContain('Di turno: Ada Fittizia, +393331234567')
  const calls = await s.t.sql<{ channel: string; body: string }>(`select channel, body from platform.delivery where recipient = '+393331234567'`)
  expect(calls).toEqual([{ channel: 'sms', body: `Urgente ${one.ref}: sospetto spionaggio. https://centro.velarda.example/console/reports` }])
  expect(calls[0]!.body.length).toBeLessThanOrEqual(160)
  for (const { id } of [alone, one]) expect((await s.call('ada', 'POST', `/api/intake/reports/${id}/state`, { state: 'closed', outcome: 'handled' })).status).toBe(204)
})

test('a missed promise goes up by itself, apologises with a new hour, and after three waits for a person', async () => {
  const one = await file({ contact: { email: 'late@prova.example' } })
  await s.module.jobs.tell()
  expect(await s.module.jobs.keepPromises()).toBe(0)
  s.clock.set(new Date(Date.parse(one.answerBy) + 1000))
  expect(await s.module.jobs.keepPromises()).toBeGreaterThan(0)
  const after = await read(one.id)
  expect(after).toMatchObject({ urgency: 1, promisesMissed: 1 })
  expect(Date.parse(after.promiseAt)).toBeGreaterThan(Date.parse(one.answerBy))
  await s.module.jobs.tell()
  const mails = await told('late@prova.example')
  expect(mails).toHaveLength(2)
  expect(mails[1]!.body).toContain('Ci scusiamo')
  expect((await told('centro@velarda.example')).at(-1)!.body).toContain(one.ref)
  for (let n = 0; n < 4; n++) { s.clock.advance(7 * 86_400_000); await s.module.jobs.keepPromises() }
  expect(await read(one.id)).toMatchObject({ promisesMissed: 3, urgency: 0 })
  expect((await list('of=late')).items.some((row) => row.id === one.id)).toBe(true)
})

test('the reporter reads messages and states, never a note; five hundred changes are one mail', async () => {
  const one = await file({ contact: { email: 'quiet@prova.example' } })
  await s.module.jobs.tell()
  await s.call('ada', 'POST', `/api/intake/reports/${one.id}/entries`, { text: 'Secondo me esagera', told: false })
  for (let n = 0; n < 20; n++) await s.call('ada', 'POST', `/api/intake/reports/${one.id}/entries`, { text: `Novità ${n}`, told: true })
  expect(await s.module.jobs.tell()).toBe(0)
  s.clock.advance(121_000)
  await s.module.jobs.tell()
  const mails = await told('quiet@prova.example')
  expect(mails).toHaveLength(2)
  expect(mails[1]!.body).toContain('Novità 0')
  expect(mails[1]!.body).toContain('Novità 19')
  const followed = (await s.post('/follow', { ref: one.ref, code: one.code })).page!.view
  expect(JSON.stringify(followed)).toContain('Novità 19')
  expect(JSON.stringify([followed, mails])).not.toContain('esagera')
  // Answered, and no other hour was promised: nothing is owed any more.
  expect(await s.module.jobs.keepPromises()).toBe(0)
  await s.call('ada', 'POST', `/api/intake/reports/${one.id}/state`, { state: 'closed', outcome: 'advised', text: 'Non rispondere a quel messaggio.' })
  s.clock.advance(121_000)
  await s.module.jobs.tell()
  expect((await told('quiet@prova.example')).at(-1)!.body).toMatch(/Abbiamo chiuso la segnalazione[^]*Non rispondere a quel messaggio/)
})

test('a body sees its own reports and what is told of them; no note, no other body, not the original', async () => {
  const mine = await file({ words: 'Un fatto di Pieve' }, 'pieve')
  const theirs = await file({ words: 'Un fatto di Corvasse' }, 'corvasse')
  await s.call('ada', 'POST', `/api/intake/reports/${mine.id}/entries`, { text: 'Nota interna', told: false })
  const seen = await read(mine.id, 'pieve')
  expect(seen).toMatchObject({ partyId: PIEVE, words: 'Un fatto di Pieve', originals: [], indicators: [] })
  expect(JSON.stringify(seen)).not.toContain('Nota interna')
  expect((await s.call('pieve', 'GET', `/api/intake/reports/${theirs.id}`)).status).toBe(404)
  expect((await list('of=all&q=Corvasse', 'pieve')).items).toEqual([])
  expect((await s.call('pieve', 'POST', '/api/intake/reports', { partyId: CORVASSE, words: 'x' })).status).toBe(404)
  for (const path of ['assignment', 'entries', 'state', 'detach']) expect((await s.call('pieve', 'POST', `/api/intake/reports/${mine.id}/${path}`, {})).status).toBe(403)
  // It adds a word, which opens what waited for it; a number in it is covered as anywhere, and nobody else can.
  await s.call('ada', 'POST', `/api/intake/reports/${mine.id}/state`, { state: 'waiting' })
  expect((await s.call('pieve', 'POST', `/api/intake/reports/${mine.id}/words`, { text: 'Il mio numero è 333 1234567' })).status).toBe(204)
  expect(await read(mine.id, 'pieve')).toMatchObject({ state: 'open', entries: expect.arrayContaining([expect.objectContaining({ kind: 'reply', byKind: 'reporter', byName: 'Piero', text: expect.not.stringContaining('1234567') })]) })
  expect((await s.call('pieve', 'POST', `/api/intake/reports/${theirs.id}/words`, { text: 'x' })).status).toBe(404)
  expect((await s.call('ada', 'POST', `/api/intake/reports/${mine.id}/words`, { text: 'x' })).status).toBe(403)
  // One that is beyond its level is not there.
  const { version } = await read(mine.id)
  expect((await s.call('ada', 'PATCH', `/api/intake/reports/${mine.id}`, { version, tlp: 'red' })).status).toBe(204)
  expect((await s.call('pieve', 'GET', `/api/intake/reports/${mine.id}`)).status).toBe(404)
  expect((await list('of=all&q=Pieve', 'pieve')).items).toEqual([])
})

test('the original comes back byte for byte, with its reason in the report and in the log; changed in the database it does not open', async () => {
  const one = await file({ words: 'Il numero è 333 1234567', externalId: 'orig-1' })
  const [signal] = (await read(one.id)).originals as { id: string; sha256: string; bytes: number }[]
  expect((await s.call('ada', 'POST', `/api/intake/signals/${signal!.id}/original`, {})).status).toBe(400)
  const { bytes, headers } = await s.call('cora', 'POST', `/api/intake/signals/${signal!.id}/original`, { reason: 'la polizia chiede il testo' })
  expect(bytes.toString()).toContain('333 1234567')
  expect(headers).toMatchObject({ 'content-type': 'application/octet-stream', 'content-disposition': expect.stringContaining('attachment') })
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(signal!.sha256)
  expect((await read(one.id)).entries.at(-1)).toMatchObject({ kind: 'read_original', text: 'la polizia chiede il testo', byName: 'Cora', told: false })
  expect(await s.t.sql(`select reason from audit.entry where action = 'intake.original'`)).toEqual([{ reason: 'la polizia chiede il testo' }])
  await s.t.sql('update intake.signal set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) where id = $1', [signal!.id])
  expect((await s.call('ada', 'POST', `/api/intake/signals/${signal!.id}/original`, { reason: 'prova' })).status).toBe(500)
})

test('likeness is proposed with its reasons: an indicator, the words, the body', async () => {
  const text = 'Stamattina tre impiegati hanno ricevuto un messaggio che chiede di cambiare la password della posta su un sito che imita il nostro'
  const first = await file({ words: `${text}. Il sito è posta-velarda[.]xyz`, partyId: PIEVE })
  const second = await file({ words: `${text}, anche qui. Vedi http://posta-velarda.xyz/login`, partyId: CORVASSE })
  const third = await file({ words: 'La stampante non stampa', partyId: PIEVE })
  const { items } = (await s.call('ada', 'GET', `/api/intake/reports/${first.id}/alike`)).body as { items: { report: ReportRow; score: number; reasons: { kind: string; value: string }[] }[] }
  expect(items[0]!.report.id).toBe(second.id)
  expect(items[0]!.reasons).toEqual(expect.arrayContaining([{ kind: 'indicator', value: 'posta-velarda.xyz' }, expect.objectContaining({ kind: 'words' })]))
  expect(items.find((one) => one.report.id === third.id)?.reasons).toEqual([{ kind: 'party', value: '' }])
})

test('a program gets the indicators of a report only where it may act on them; people read them always', async () => {
  const one = await file({ words: 'Il sito è truffa-pap[.]xyz', kind: 'alert' })
  expect((await read(one.id, 'program')).indicators).toEqual(['truffa-pap.xyz'])
  for (const [pap, given] of [['red', []], ['amber', []], ['clear', ['truffa-pap.xyz']]] as const) {
    const { version } = await read(one.id)
    expect((await s.call('ada', 'PATCH', `/api/intake/reports/${one.id}`, { version, pap })).status).toBe(204)
    expect(await read(one.id, 'program')).toMatchObject({ pap, indicators: given })
    expect((await read(one.id)).indicators).toEqual(['truffa-pap.xyz'])
  }
})

test('a merge is a bijection: many into one case in one step, one taken out, all undone, each exactly as it was', async () => {
  const ids: string[] = []
  for (let n = 0; n < 12; n++) ids.push((await file({ words: `Lo stesso attacco, visto da ${n} ${randomUUID()}` })).id)
  await s.call('ada', 'POST', `/api/intake/reports/${ids[0]}/assignment`, { to: 'me' })
  await s.call('ada', 'POST', `/api/intake/reports/${ids[1]}/state`, { state: 'waiting' })
  await s.call('ada', 'POST', `/api/intake/reports/${ids[2]}/state`, { state: 'closed', outcome: 'handled' })
  const before = await frozen(ids)
  const request = { requestId: randomUUID(), reportIds: [...ids, ids[0]!], into: { partyId: PIEVE, title: 'Campagna' } }
  const merged = await s.call('ada', 'POST', '/api/intake/merges', request)
  expect(merged).toMatchObject({ status: 201, body: { merged: 12 } })
  // The same request again, as after a lost answer: the same case, nothing twice.
  expect((await s.call('ada', 'POST', '/api/intake/merges', request)).body).toMatchObject({ mergeId: merged.body.mergeId, caseId: merged.body.caseId })
  expect((await list(`of=in_case&caseId=${merged.body.caseId}`)).total).toBe(12)
  // In a case already: the whole second merge is refused.
  expect((await s.call('ada', 'POST', '/api/intake/merges', { requestId: randomUUID(), reportIds: [ids[0]!, (await file()).id], into: { caseId: merged.body.caseId } })).status).toBe(409)
  expect((await s.call('ada', 'POST', `/api/intake/reports/${ids[5]}/detach`)).status).toBe(204)
  expect(await frozen([ids[5]!])).toEqual(before.filter((one) => one['id'] === ids[5]))
  expect((await s.call('ada', 'POST', `/api/intake/merges/${merged.body.mergeId}/undo`)).body).toEqual({ restored: 11 })
  expect(await frozen(ids)).toEqual(before)
  expect((await s.call('ada', 'POST', `/api/intake/merges/${merged.body.mergeId}/undo`)).body).toEqual({ restored: 0 })
  expect(await s.t.sql(`select report_id, count(*)::int as n from intake.merged group by report_id having count(*) > 1`)).toEqual([])
})

test('reports end with their case, each writer is told once, and a wrong one can still be taken out', async () => {
  const ids: string[] = []
  for (let n = 0; n < 3; n++) ids.push((await file({ words: `Visto da ${n} ${randomUUID()}`, contact: { email: `ende${n}@prova.example` } })).id)
  const before = await frozen(ids)
  const { body } = await s.call('ada', 'POST', '/api/intake/merges', { requestId: randomUUID(), reportIds: ids, into: { partyId: PIEVE, title: 'Campagna che finisce' } })
  await s.module.jobs.tell()
  // One is closed by a person, in other words, while the case goes on.
  await s.call('ada', 'POST', `/api/intake/reports/${ids[2]}/state`, { state: 'closed', outcome: 'no_incident' })
  s.clock.set(new Date(opened.getTime() + 3_600_000))
  await s.endCase(body.caseId)
  expect((await frozen(ids)).map((one) => [one['state'], one['outcome']]).sort()).toEqual([['closed', 'handled'], ['closed', 'handled'], ['closed', 'no_incident']])
  expect((await read(ids[0]!)).entries.filter((one: { kind: string }) => one.kind === 'state')).toMatchObject([{ told: true, byKind: 'system', params: { state: 'closed', outcome: 'handled' } }])
  s.clock.set(new Date(opened.getTime() + 3_600_000 + 130_000))
  const mails = (await told('ende0@prova.example')).length
  await s.module.jobs.tell()
  expect((await told('ende0@prova.example')).length).toBe(mails + 1)
  expect(await s.t.sql(`select detail from audit.entry where action = 'intake.close' and object = $1`, [`case:${body.caseId}`])).toEqual([{ detail: { reports: 2 } }])
  expect((await s.call('ada', 'POST', `/api/intake/reports/${ids[1]}/detach`)).status).toBe(204)
  expect(await frozen([ids[1]!])).toEqual(before.filter((one) => one['id'] === ids[1]))
  expect((await s.call('ada', 'POST', `/api/intake/reports/${ids[1]}/detach`)).status).toBe(409)
  expect((await s.call('ada', 'POST', `/api/intake/merges/${body.mergeId}/undo`)).body).toEqual({ restored: 1 })
  expect((await frozen(ids)).map((one) => one['state']).sort()).toEqual(['closed', 'new', 'new'])
})

test('two merge the same at once: one wins, no report is in two cases', async () => {
  const ids = [(await file()).id, (await file()).id]
  const answers = await Promise.all([1, 2].map((n) => s.call('ada', 'POST', '/api/intake/merges', { requestId: randomUUID(), reportIds: ids, into: { partyId: PIEVE, title: `Caso ${n}` } })))
  expect(answers.map((one) => one.status).sort()).toEqual([201, 409])
  expect((await s.t.sql('select distinct case_id from intake.report where id = any ($1::uuid[])', [ids])).length).toBe(1)
})

test('search finds without accents, in three languages, by number; a program’s key makes no double', async () => {
  const it = await file({ words: 'L’università è ferma: i laboratori non si possono aprire', lang: 'it' })
  const fr = await file({ words: 'Les élèves n’accèdent plus aux téléservices', lang: 'fr' })
  expect((await list('of=all&q=universita aprire laboratori')).items.map((one) => one.id)).toContain(it.id)
  expect((await list('of=all&q=eleve')).items.map((one) => one.id)).toContain(fr.id)
  expect((await list(`of=all&q=${it.ref}`)).items.map((one) => one.id)).toEqual([it.id])
  const once = await file({ externalId: 'siem-42', kind: 'alert' })
  expect(await file({ externalId: 'siem-42', kind: 'alert' })).toMatchObject({ id: once.id, ref: once.ref, was: 'known', code: '' })
  expect((await file({ externalId: 'siem-42', kind: 'alert' }, 'bruno')).id).not.toBe(once.id)
})

test('a shift begins with what happened since the last', async () => {
  s.clock.set(new Date('2026-12-01T20:00:00Z'))
  await file()
  s.clock.set(new Date('2026-12-02T06:00:00Z'))
  const { since, received } = (await s.call('bruno', 'GET', '/api/intake/shift')).body
  expect(received).toBe(1)
  expect(Date.parse(since)).toBeLessThan(Date.parse('2026-12-01T20:00:00Z'))
})

test('the promise counts the hours of the centre: at 22 of a Friday it is Monday', async () => {
  s.clock.set(new Date('2026-11-27T21:00:00Z'))
  expect((await file({ danger: true })).answerBy).toBe('2026-11-30T09:00:00.000Z')
  expect(centre.timeZone).toBe('Europe/Rome')
})
