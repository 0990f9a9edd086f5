/** Whoever stands at the server with a file in hand: a saved mail, a table of reports. */
import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareCentre } from '../support/centre.ts'
import { dataFolder, removeFolder } from '../support/server.ts'

let folder: string
const files = mkdtempSync(join(tmpdir(), 'bastida-files-'))
beforeAll(async () => {
  folder = dataFolder()
  await prepareCentre(folder, 'http://localhost:8080')
})
afterAll(() => removeFolder(folder))

function bastida(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['apps/cli/main.ts', ...args], { env: { ...process.env, BASTIDA_DATA: folder, NODE_OPTIONS: '', LOG_LEVEL: 'error' } })
    let [out, err] = ['', '']
    child.stdout.on('data', (text: Buffer) => { out += text.toString() })
    child.stderr.on('data', (text: Buffer) => { err += text.toString() })
    child.on('close', (code) => resolve({ code: code ?? -1, out, err }))
  })
}

test('a saved mail is a report, the same again the same; a table says what went in and why not', async () => {
  const mail = join(files, 'a.eml')
  writeFileSync(mail, ['From: Ada <ada@comune.example>', 'Subject: Fichiers bloqués', 'Message-ID: <un@x.example>', 'Content-Type: multipart/mixed; boundary=B', '', '--B', 'Content-Type: text/plain; charset=utf-8', '', 'Bonjour, nos fichiers sont bloqués et ils demandent une rançon. Nous avons débranché le réseau.', '--B', 'Content-Disposition: attachment; filename=note.txt', '', 'payez', '--B--', ''].join('\r\n'))
  const first = await bastida('intake', 'mail', mail, '--json')
  expect(first.err).toBe('')
  const report = JSON.parse(first.out) as Record<string, unknown>
  expect(report).toMatchObject({ id: expect.any(String), ref: expect.stringMatching(/^R-\d{5}$/), code: expect.stringMatching(/^\w{4}-\w{4}$/), was: 'new', situation: 'ransomware', lang: 'fr', subject: 'Fichiers bloqués', words: expect.stringContaining('rançon'), doubt: [], attachments: [{ fileName: 'note.txt', bytes: 5 }] })
  expect(JSON.parse((await bastida('intake', 'mail', mail, '--json')).out)).toMatchObject({ id: report['id'], was: 'known', code: '' })
  const table = join(files, 'r.csv')
  writeFileSync(table, 'ID;Oggetto;Tipo\n1;Messaggio falso;phishing\n2;;\n3;Altro;boh\n')
  const run = await bastida('import', 'reports', table, '--json')
  expect(JSON.parse(run.out)).toEqual({ read: 3, stored: 1, unchanged: 0, refused: 2, ms: expect.any(Number), skipped: 0, format: 'reports-csv', skippedBy: [] })
  expect(run.err).toContain('line 3:')
  expect(JSON.parse((await bastida('import', 'reports', table, '--json')).out)).toMatchObject({ read: 3, stored: 0, unchanged: 1, refused: 2 })
  expect(await bastida('intake', 'mail')).toMatchObject({ code: 2 })
}, 240_000)
