/** A mail of news through a real SMTP server: its headers, and the one click that a mail program makes with them (RFC 8058). */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '#platform/log/index.ts'
import { createMailer, type Mailer } from '#platform/mail/index.ts'
import { deliver } from '#platform/mail/outgoing.ts'
import { createStage, MAIN, type Stage } from './testing.ts'

let s: Stage
let server: SMTPServer
let mailer: Mailer
const mails: { to: string; raw: string }[] = []

beforeAll(async () => {
  s = await createStage()
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      let raw = ''
      stream.on('data', (chunk: Buffer) => { raw += chunk.toString() })
      stream.on('end', () => { mails.push({ to: session.envelope.rcptTo[0]!.address, raw }); done() })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, from: 'centro@velarda.example', folder: '' })
  await s.listener('notices.draft', { mainId: MAIN })
  await s.answer(12, { answer: 'hit' })
})
afterAll(async () => { mailer.close(); await new Promise<void>((resolve) => server.close(resolve)); await s.close() })

const send = () => deliver(s.t.workerPool, { mailer }, s.clock, createLog('silent', s.clock.now))
/** Long headers are folded: a line that begins with a blank goes on. */
const header = (raw: string, name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(raw.split('\r\n\r\n')[0]!.replace(/\r\n[ \t]+/g, ' '))?.[1]
const pathIn = (text: string, pattern: RegExp) => pattern.exec(text.replace(/=\r\n/g, ''))![1]!

test('asked, confirmed by the button, told of news; the mail program’s own button ends it, and no token stays behind', async () => {
  expect(await s.goPublic(12)).toMatchObject({ published: 204 })
  await s.form('/s/pieve-lumera/subscribe', { email: 'lettrice@example.org' })
  await send()
  const [ask] = mails.splice(0)
  expect(header(ask!.raw, 'List-Unsubscribe')).toBeUndefined()
  const link = pathIn(ask!.raw, /velarda\.example(\/subscription\/[\w-]+)/)
  expect(await s.form(link, {})).toMatchObject({ status: 200, view: { view: { outcome: 'confirmed' } } })

  await s.t.sql(`update notices.body_page set mail_due_at = $1`, [s.clock.now()])
  await s.job('notices.mail')
  await send()
  const [news] = mails.splice(0)
  expect(news!.to).toBe('lettrice@example.org')
  expect(header(news!.raw, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  const target = /^<https:\/\/centro\.velarda\.example(\/subscription\/[\w-]{32}\/end)>$/.exec(header(news!.raw, 'List-Unsubscribe')!)![1]!
  // The link at the foot and the header lead to the same place.
  expect(pathIn(news!.raw, /velarda\.example(\/subscription\/[\w-]+\/end)/)).toBe(target)

  // What has left holds no link that still opens something.
  const kept = await s.t.sql<{ body: string; unsubscribe_url: string; state: string }>('select body, unsubscribe_url, state from platform.delivery order by id')
  expect(kept.map((row) => [row.state, row.unsubscribe_url])).toEqual([['sent', ''], ['sent', '']])
  expect(JSON.stringify(kept)).not.toContain(target.split('/')[2])
  expect(JSON.stringify(kept)).not.toContain(link.split('/')[2])
  expect(kept[1]!.body).toContain('/subscription/…/end')

  const still = async () => (await s.t.sql<{ n: number }>('select count(*)::int as n from notices.subscription'))[0]!.n
  expect((await s.get(target)).status).toBe(200)
  expect(await still()).toBe(1)
  // RFC 8058, 3.2: a POST with this body, as a form of either kind, without a cookie; no redirect.
  const base = await s.http.listen({ host: '127.0.0.1', port: 0 })
  const clicked = await fetch(base + target, { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' })
  expect(clicked.status).toBe(200)
  expect(await still()).toBe(0)
  const form = new FormData()
  form.set('List-Unsubscribe', 'One-Click')
  expect((await fetch(base + target, { method: 'POST', redirect: 'manual', body: form })).status).toBe(200)
})
