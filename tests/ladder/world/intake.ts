/** Reports: a body's own, those that the centre wrote down for others, and what came by the other roads. */
import { randomUUID } from 'node:crypto'
import { system } from '#platform/contract/index.ts'
import type { Making } from './making.ts'
import { holders, SECRET, wordOf } from './words.ts'

export async function layIntake({ t, http, centre, done, one, party, ids, add }: Making, mainId: string) {
  for (const holder of holders) {
    const who = holder === 'a' ? 'member' : holder === 'b' ? SECRET : 'analyst'
    const word = wordOf(holder)
    const reportId = (await done(who, 'intake.file', { body: { partyId: ids[holder].partyId ?? (holder === 'red' ? party.a : party.p), who: 'body', whoName: `Comune di ${word}`, situation: 'phishing', words: `Un messaggio falso a ${word}`, contact: { name: `Chi scrive di ${word}` }, ...(holder === 'red' || holder === 'redMain' ? { tlp: 'red' } : {}) } })).id
    await t.sql(`insert into intake.attachment (id, report_id, party_id, signal_id, part, file_name, bytes, sha256) select gen_random_uuid(), report_id, party_id, id, 0, $2, 1, sha256('') from intake.signal where report_id = $1`, [reportId, `allegato di ${word}.pdf`])
    add(holder, { reportId, signalId: await one('select id from intake.signal where report_id = $1', [reportId]) })
  }
  // A mail with a file, a table with a row that does not go in, a program.
  const letter = await centre.intake.roads.mail.file(system('test'), { bytes: Buffer.from('From: uno@prova.example\r\nMessage-ID: <prova@prova.example>\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain\r\n\r\nUna lettera\r\n--B\r\nContent-Disposition: attachment; filename=a.bin\r\n\r\nabc\r\n--B--\r\n') })
  add('a', {
    attachmentId: await one('select id from intake.attachment where report_id = $1', [letter.reportId]), sourceId: (await done('coordinator', 'intake.add_source', { body: { name: 'Programma', partyId: party.a } })).id,
    reportImportId: (await done('analyst', 'intake.import', { bytes: { type: 'text/csv', content: 'subject,situation\nUna riga,phishing\nUn’altra,boh\n' } })).id,
  })
  const merged = await done('analyst', 'intake.merge', { body: { requestId: randomUUID(), reportIds: [(await done('analyst', 'intake.file', { body: { words: 'Altro' } })).id], into: { caseId: mainId } } })
  // A form that is being written, and one that was sent.
  const written = async (sent: boolean) => {
    const post = async (path: string, fields: Record<string, string>) => String((await http.inject({ method: 'POST', url: path, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(fields).toString() })).headers['location'])
    const token = /\/report\/([\w-]+)\//.exec(await post('/report', { situation: 'unknown', words: randomUUID() }))![1]!
    if (sent) { await post(`/report/${token}/who`, { who: 'unknown' }); await post(`/report/${token}/reach`, { go: 'sure' }) }
    return token
  }
  const [draft, sentDraft] = [await written(false), await written(true)]
  await t.sql(`insert into intake.source (id, party_id, name, secret, made_at, made_by) values (gen_random_uuid(), $1, 'Programma di ${SECRET}', '${SECRET}', now(), 'x')`, [party.b])
  add('a', { situation: 'fraud', mergeId: merged.mergeId, draft, sentDraft })
}
