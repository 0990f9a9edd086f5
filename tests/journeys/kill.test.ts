/**
 * `kill -9` at twenty random moments of the story, some of them together with the database: nothing that was acknowledged
 * is missing, no obligation is lost, no draft is doubled, no mail is sent twice outside the one window that SMTP leaves.
 */
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '#platform/audit/index.ts'
import { partyIdOf } from '#modules/territory/server/index.ts'
import { ANALYST, PASSWORD, prepareCentre } from '../support/centre.ts'
import { settled } from '../support/settled.ts'
import { dataFolder, freePort, lookInside, postmaster, removeFolder, signIn, startServer, type ServerProcess } from '../support/server.ts'

const KILLS = 20
const built = existsSync('dist/public.mjs')
if (!built) console.warn('kill: skipped, the web is not built (npm run build)')

let folder: string
let smtp: SMTPServer
const received = new Map<string, number>()

beforeAll(async () => {
  folder = dataFolder()
  smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => { text += chunk.toString('latin1') })
      stream.on('end', () => {
        const id = /^Message-ID: (<[^>]+>)/im.exec(text)?.[1] ?? text
        received.set(id, (received.get(id) ?? 0) + 1)
        // Slow enough that a kill can fall between the server's word and our commit.
        setTimeout(() => done(), 15)
      })
    },
  })
  smtp.on('error', () => {}) // a killed client resets its connection
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => { smtp?.close(() => {}); if (folder) await removeFolder(folder) })

test.skipIf(!built)('killed at random, nothing acknowledged is lost and nothing happens twice', { timeout: 400_000 }, async () => {
  const port = await freePort()
  const address = `http://localhost:${port}`
  await prepareCentre(folder, address)
  const env = { SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`, LOG_LEVEL: 'error' }
  const start = () => startServer({ folder, port, env })
  const requestId = '6a4e2f9a-0c7b-4a51-9f3e-000000000001'
  const body = { requestId, providerId: partyIdOf('live', { registry: 'demo', code: 'nubilis' }), title: 'Fermo di Nubilis Cloud', occurredAt: new Date(Date.now() - 3_600_000).toISOString(), effects: { unavailable: true, exposed: true, tampered: false }, description: {} }

  const acknowledged = new Map<string, string>()
  let mainId: string | undefined
  let tied: string[] = []
  for (let round = 0; round < KILLS; round++) {
    const server: ServerProcess = await start()
    const call = await signIn(address, ANALYST, PASSWORD)
    const killAt = Math.random() * (round === 0 ? 400 : 700)
    const killed = new Promise<void>((resolve) => setTimeout(() => void (async () => {
      if (round % 4 === 3) process.kill(postmaster(folder).pid, 'SIGKILL')
      await server.kill()
      resolve()
    })(), killAt))
    const act = async () => {
      if (mainId === undefined) {
        const opened = await call('/api/cases', { method: 'POST', body })
        if (opened.status !== 201) return
        mainId = ((await opened.json()) as { id: string }).id
      }
      if (tied.length === 0) {
        const list = await call(`/api/cases?mainId=${mainId}&kind=tied&limit=500`)
        if (list.ok) tied = ((await list.json()) as { items: { id: string }[] }).items.map((one) => one.id)
      }
      for (;;) {
        const caseId = tied[Math.floor(Math.random() * tied.length)]
        if (!caseId) return
        const answer = Math.random() < 0.7 ? 'hit' : 'not_hit'
        const said = await call(`/api/cases/${caseId}/answer`, { method: 'POST', body: { answer, awareAt: answer === 'hit' ? new Date(Date.now() - 60_000).toISOString() : null, personalData: 'yes', note: '', callerName: 'Chi risponde' } })
        if (said.status === 204) acknowledged.set(caseId, answer)
        else acknowledged.delete(caseId) // not acknowledged: either word may stand
      }
    }
    await Promise.all([killed, act().catch(() => {})])
  }

  const server = await start()
  await settled((work) => lookInside(folder, work))
  await lookInside(folder, async (client) => {
    const rows = async <T extends object>(text: string) => (await client.query(text)).rows as T[]
    expect(await rows(`select id from cases.case where kind = 'main'`)).toHaveLength(1)
    const cases = await rows<{ id: string; answer: string }>(`select id, answer from cases.case where kind = 'tied'`)
    expect(cases.length).toBe(tied.length)
    const word = new Map(cases.map((one) => [one.id, one.answer]))
    for (const [caseId, answer] of acknowledged) expect({ caseId, answer: word.get(caseId) }).toEqual({ caseId, answer })
    expect(acknowledged.size).toBeGreaterThan(5)

    // Each case has its dossier and one draft; a body that said it knew has its clock recorded.
    expect(await rows(`select c.id from cases.case c left join obligations.dossier d on d.case_id = c.id where d.case_id is null`)).toEqual([])
    expect(await rows(`select case_id from notices.notice group by case_id having count(*) > 1`)).toEqual([])
    expect(await rows(`select c.id from cases.case c left join notices.notice n on n.case_id = c.id where c.kind = 'tied' and n.id is null`)).toEqual([])
    expect(await rows(`select c.id from cases.case c join obligations.dossier d on d.case_id = c.id where c.answer = 'hit' and c.aware_at is not null and not d.facts->'clocks' ? 'aware'`)).toEqual([])

    // Mail: one for each delivery that says "sent"; what arrived twice, or arrived without being marked, is marked uncertain.
    const deliveries = await rows<{ key: string; state: string; message_id: string | null }>(`select key, state, message_id from platform.delivery where channel = 'mail'`)
    expect(deliveries.length).toBeGreaterThan(20)
    expect(deliveries.filter((one) => one.state !== 'sent' && one.state !== 'uncertain')).toEqual([])
    for (const [id, times] of received) expect({ id, times }).toEqual({ id, times: 1 })
    const sent = deliveries.filter((one) => one.state === 'sent')
    for (const one of sent) expect(received.has(one.message_id!)).toBe(true)
    expect(received.size - sent.length).toBeLessThanOrEqual(deliveries.length - sent.length)
    const chain = await verify(client)
    expect(chain).toMatchObject({ ok: true, unsealed: 0 })
  })
  expect(await server.stop()).toBe(0)
})
