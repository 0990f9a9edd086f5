/**
 * `kill -9` at twenty random moments of the story, some of them together with the database, some on a database of somebody
 * else's: nothing that was acknowledged is missing, no obligation, filing or clock is lost, no draft is doubled, no notice is
 * published twice or stays after its withdrawal, no mail is sent twice outside the one window that SMTP leaves.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type pg from 'pg'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { partyIdOf } from '#modules/territory/server/index.ts'
import { verify } from '#platform/audit/index.ts'
import { system } from '#platform/contract/index.ts'
import { ANALYST, PASSWORD, prepareCentre } from '../support/centre.ts'
import { startExternal, type External } from '../support/external.ts'
import { dataFolder, freePort, lookInside, postmaster, removeFolder, signIn, startServer, type Api } from '../support/server.ts'
import { settled } from '../support/settled.ts'
import { createSpeaker, type Speaker } from '../support/speaker.ts'

/** A row of the demonstration: three towns whose own machines stand at the provider that falls. */
const SPEAKING = 3
type Place = { readonly kills: number; readonly env: Record<string, string>; look<T>(work: (client: pg.Client) => Promise<T>): Promise<T>; killDatabase(): Promise<void>; bringBack(): Promise<void> }

/** Who is told things outside, and how often each. One for each test: what a round that was given up still sends is none of the next one's. */
type Outside = { readonly smtpUrl: string; readonly hooksUrl: string; readonly mails: ReadonlyMap<string, number>; readonly posts: ReadonlyMap<string, number>; close(): void }

const folders: string[] = []
const externals: External[] = []

afterAll(async () => {
  for (const external of externals) await external.remove()
  for (const folder of folders) await removeFolder(folder)
})

async function startOutside(): Promise<Outside> {
  const mails = new Map<string, number>()
  const posts = new Map<string, number>()
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => { text += chunk.toString('latin1') })
      stream.on('end', () => {
        count(mails, /^Message-ID: (<[^>]+>)/im.exec(text)?.[1] ?? text)
        // Slow enough that a kill can fall between the server's word and our commit.
        setTimeout(() => done(), 15)
      })
    },
  })
  smtp.on('error', () => {}) // a killed client resets its connection
  const hooks = createServer((request, response) => {
    request.resume().on('end', () => {
      count(posts, String(request.headers['webhook-id']))
      setTimeout(() => response.writeHead(204).end(), 15)
    })
  })
  await Promise.all([new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve)), new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve))])
  return {
    smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`, hooksUrl: `http://127.0.0.1:${(hooks.address() as AddressInfo).port}/`, mails, posts,
    close() { smtp.close(() => {}); hooks.closeAllConnections(); hooks.close() },
  }
}

test('killed at random, nothing acknowledged is lost and nothing happens twice', { timeout: 400_000 }, async ({ signal }) => {
  const folder = newFolder()
  await rounds(folder, signal, {
    kills: 16, env: {}, look: (work) => lookInside(folder, work), bringBack: async () => {},
    killDatabase: async () => { process.kill(postmaster(folder).pid, 'SIGKILL') },
  })
})

test('the same on a database of somebody else’s', { timeout: 200_000 }, async ({ signal }) => {
  const external = await startExternal()
  externals.push(external)
  const { url, look, stop, start } = external
  await rounds(newFolder(), signal, { kills: 4, env: { DATABASE_URL: url('centre') }, look: (work) => look(work, 'centre'), killDatabase: () => stop('SIGKILL'), bringBack: start })
})

async function rounds(folder: string, signal: AbortSignal, place: Place): Promise<void> {
  const outside = await startOutside()
  try { await roundsBefore(outside, folder, signal, place) } finally { outside.close() }
}

async function roundsBefore(outside: Outside, folder: string, signal: AbortSignal, place: Place): Promise<void> {
  const port = await freePort()
  const address = `http://localhost:${port}`
  const speaking = await prepare(folder, address, place, outside)
  const env = { SMTP_URL: outside.smtpUrl, LOG_LEVEL: 'error', ...place.env }
  const start = () => startServer({ folder, port, env, entry: 'tests/support/hooked.ts' })
  const body = { requestId: crypto.randomUUID(), providerId: partyIdOf('live', { registry: 'demo', code: 'nubilis' }), title: 'Fermo di Nubilis Cloud', occurredAt: new Date(Date.now() - 3_600_000).toISOString(), effects: { unavailable: true, exposed: true, tampered: false }, description: {} }

  const word = new Map<string, string>()
  let mainId: string | undefined
  let tied: { id: string; partyId: string }[] = []
  let speakers: Speaker[] = []
  let analyst: Api | undefined
  for (let round = 0; round < place.kills; round++) {
    signal.throwIfAborted()
    const server = await start()
    // Signed in once: a session outlives the process that gave it.
    analyst ??= await signIn(address, ANALYST, PASSWORD)
    if (speakers.length === 0) speakers = await Promise.all(speaking.map((partyId) => createSpeaker(address, partyId, analyst!)))
    let left = 3 + Math.floor(Math.random() * 9)
    const enough = Promise.withResolvers<void>()
    // Killed at a random moment after a random number of acknowledged steps, whatever the machine's pace.
    const acknowledged = () => { if (--left === 0) setTimeout(enough.resolve, Math.random() * 60) }
    const late = setTimeout(enough.resolve, 20_000)
    const killed = enough.promise.then(async () => {
      clearTimeout(late)
      if (round % 4 === 3) await place.killDatabase()
      await server.kill()
    })
    const answering = async () => {
      if (mainId === undefined) {
        const opened = await analyst!('/api/cases', { method: 'POST', body })
        if (opened.status !== 201) return
        mainId = ((await opened.json()) as { id: string }).id
        if (Math.random() < 0.5) enough.resolve() // in the middle of what follows the opening
      }
      if (tied.length === 0) {
        const list = await analyst!(`/api/cases?mainId=${mainId}&kind=tied&limit=500`)
        if (list.ok) tied = ((await list.json()) as { items: { id: string; partyId: string }[] }).items
      }
      for (const speaker of speakers) speaker.knows(tied.find((one) => one.partyId === speaker.partyId)!.id)
      void Promise.all(speakers.map((speaker) => speaker.speak(acknowledged).catch(() => {})))
      const others = tied.filter((one) => !speaking.includes(one.partyId))
      for (;;) {
        const caseId = others[Math.floor(Math.random() * others.length)]!.id
        const answer = Math.random() < 0.7 ? 'hit' : 'not_hit'
        word.delete(caseId) // until it is acknowledged either word may stand
        const said = await analyst!(`/api/cases/${caseId}/answer`, { method: 'POST', body: { answer, awareAt: answer === 'hit' ? new Date(Date.now() - 60_000).toISOString() : null, personalData: 'yes', note: '', callerName: 'Chi risponde' } })
        if (said.status !== 204) continue
        word.set(caseId, answer)
      }
    }
    await Promise.all([killed, answering().catch(() => {})])
    if (round % 4 === 3) await place.bringBack()
  }

  const server = await start()
  try {
    await settled(place.look)
    await place.look((client) => waitForHooks(client))
    await place.look(async (client) => {
      const rows = async <T extends object>(text: string) => (await client.query(text)).rows as T[]
      expect(await rows(`select id from cases.case where kind = 'main'`)).toHaveLength(1)
      const cases = await rows<{ id: string; answer: string }>(`select id, answer from cases.case where kind = 'tied'`)
      expect(cases.length).toBe(tied.length)
      const stands = new Map(cases.map((one) => [one.id, one.answer]))
      for (const [caseId, answer] of word) expect({ caseId, answer: stands.get(caseId) }).toEqual({ caseId, answer })
      expect(word.size).toBeGreaterThan(3)

      // Each case has its dossier and one draft; a body that said it knew has its clock recorded.
      expect(await rows(`select c.id from cases.case c left join obligations.dossier d on d.case_id = c.id where d.case_id is null`)).toEqual([])
      expect(await rows(`select case_id from notices.notice group by case_id having count(*) > 1`)).toEqual([])
      expect(await rows(`select c.id from cases.case c left join notices.notice n on n.case_id = c.id where c.kind = 'tied' and n.id is null`)).toEqual([])
      expect(await rows(`select c.id from cases.case c join obligations.dossier d on d.case_id = c.id where c.answer = 'hit' and c.aware_at is not null and not d.facts->'clocks' ? 'aware'`)).toEqual([])

      await publications(rows, speakers, address)
      await obligations(rows, speakers)
      await messages(rows, outside)
      expect(await verify(client)).toMatchObject({ ok: true, unsealed: 0 })
    })
    expect(await server.stop()).toBe(0)
  } finally {
    await server.kill() // of a round that failed nothing may go on sending
  }
}

type Rows = <T extends object>(text: string) => Promise<T[]>

/** One row and one version for each acknowledged publication, in the order in which they were said; the public reads the last word. */
async function publications(rows: Rows, speakers: readonly Speaker[], address: string): Promise<void> {
  const versions = await rows<{ notice_id: string; number: number; what: string }>('select notice_id, number, what from notices.notice_version order by notice_id, number')
  const said = await rows<{ id: string; version: number; number: number }>(`select substr(object, 8) as id, (detail->>'version')::int as version, (detail->>'number')::int as number from audit.entry where action = 'notices.publish'`)
  const live = await rows<{ notice_id: string; slug: string; number: number; withdrawn: boolean }>('select notice_id, slug, number, withdrawn_at is not null as withdrawn from notices.publication')
  const feed = await fetch(`${address}/n.atom`).then((answer) => answer.text())
  // No version of a text was put out twice, and each time it was is written down once.
  expect(new Set(said.map((one) => `${one.id} ${one.version}`)).size).toBe(said.length)
  expect(said.map((one) => `${one.id} ${one.number}`).sort()).toEqual(versions.filter((one) => one.what !== 'withdrawn').map((one) => `${one.notice_id} ${one.number}`).sort())
  let published = 0
  for (const speaker of speakers) {
    const own = versions.filter((one) => one.notice_id === speaker.noticeId)
    expect(own.map((one) => one.number)).toEqual(own.map((_, i) => i + 1))
    for (const version of speaker.published) expect(said.filter((one) => one.id === speaker.noticeId && one.version === version)).toHaveLength(1)
    published += speaker.published.length
    const row = live.find((one) => one.notice_id === speaker.noticeId)
    if (!row) { expect(own).toEqual([]); continue }
    const withdrawn = own.at(-1)!.what === 'withdrawn'
    expect({ number: row.number, withdrawn: row.withdrawn }).toEqual({ number: own.findLast((one) => one.what !== 'withdrawn')!.number, withdrawn })
    if (speaker.last) expect({ partyId: speaker.partyId, withdrawn }).toEqual({ partyId: speaker.partyId, withdrawn: speaker.last === 'withdrawn' })
    expect((await fetch(`${address}/n/${row.slug}`)).status).toBe(withdrawn ? 410 : 200)
    expect(feed.includes(`/n/${row.slug}<`) || feed.includes(`/n/${row.slug}"`)).toBe(!withdrawn)
  }
  expect(published).toBeGreaterThan(1)
}

async function obligations(rows: Rows, speakers: readonly Speaker[]): Promise<void> {
  type Facts = { clocks: Record<string, { at: string }>; filings: { protocol: string }[] }
  const dossiers = await rows<{ case_id: string; facts: Facts }>('select case_id, facts from obligations.dossier')
  for (const speaker of speakers) {
    const facts = dossiers.find((one) => one.case_id === speaker.caseId)?.facts
    if (speaker.clock) expect(facts?.clocks['breach_aware']?.at).toBe(speaker.clock)
    for (const protocol of speaker.filed) expect(facts?.filings.filter((one) => one.protocol === protocol)).toHaveLength(1)
  }
}

/** One mail for each delivery that says "sent"; what arrived without being marked is uncertain. A webhook's message arrives as often as it was tried. */
async function messages(rows: Rows, { mails, posts }: Outside): Promise<void> {
  const deliveries = await rows<{ key: string; state: string; message_id: string | null }>(`select key, state, message_id from platform.delivery where channel = 'mail'`)
  expect(deliveries.length).toBeGreaterThan(20)
  // News to those who follow are queued by the clock, now as well: such a one may still be on its way.
  expect(deliveries.filter((one) => one.state !== 'sent' && one.state !== 'uncertain' && !one.key.startsWith('notices.news:'))).toEqual([])
  for (const [id, times] of mails) expect({ id, times }).toEqual({ id, times: 1 })
  const sent = deliveries.filter((one) => one.state === 'sent')
  for (const one of sent) expect(mails.has(one.message_id!)).toBe(true)
  expect(mails.size - sent.length).toBeLessThanOrEqual(deliveries.length - sent.length)

  const told = await rows<{ message_id: string; state: string; attempts: number }>('select message_id, state, attempts from notices.webhook_delivery')
  const expected = await rows<{ id: string }>(`select 'msg_' || notice_id || '_' || number as id from notices.notice_version`)
  expect(told.filter((one) => one.message_id.split('_').length === 3).map((one) => one.message_id).sort()).toEqual(expected.map((one) => one.id).sort())
  for (const one of told) {
    const times = posts.get(one.message_id) ?? 0
    expect({ ...one, times, right: times <= one.attempts && (one.state !== 'sent' || times >= 1) }).toMatchObject({ right: true })
  }
  expect([...posts.keys()].filter((id) => !told.some((one) => one.message_id === id))).toEqual([])
}

/** Until nothing is due: what a dead process was sending is due again after two minutes, and not waited for. */
async function waitForHooks(client: pg.Client): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if ((await client.query(`select 1 from notices.webhook_delivery where state = 'queued' and next_at <= now()`)).rowCount === 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** The demonstration territory, two people for each of the towns that speak, followers and a webhook. */
async function prepare(folder: string, address: string, place: Place, { hooksUrl }: Outside): Promise<string[]> {
  let speaking: string[] = []
  await prepareCentre(folder, address, place.env, async (centre) => {
    speaking = await place.look(async (client) => (await client.query<{ id: string }>(
      `select distinct p.id from territory.dependency d join territory.service s on s.id = d.dependent_id join territory.party p on p.id = s.party_id join territory.service o on o.id = d.on_id
       where o.party_id = $1 and p.kind = 'municipality' and d.availability = 'hard' order by 1 limit $2`, [partyIdOf('live', { registry: 'demo', code: 'nubilis' }), SPEAKING])).rows.map((row) => row.id))
    for (const partyId of speaking) {
      for (const role of ['member', 'admin'] as const) await centre.identity.service.createPerson(system('test'), { name: `Persona di prova ${role}`, email: `${role}@${partyId.slice(0, 8)}.example`, password: PASSWORD, memberships: [{ role, partyId }] })
    }
    await place.look(async (client) => {
      for (const partyId of speaking) await client.query(`insert into notices.subscription (id, realm, party_id, email, lang, unsubscribe_token, created_at, asked_at, confirmed_at) values (gen_random_uuid(), 'live', $1, 'cittadina@velarda.example', 'it', $2, now(), now(), now())`, [partyId, `fine-${partyId}`])
      await client.query(`insert into notices.webhook (id, url, secret, created_by, created_at) values (gen_random_uuid(), $1, 'whsec_cHJvdmEgcHJvdmEgcHJvdmEgcHJvdmE=', 'test', now())`, [hooksUrl])
    })
  })
  expect(speaking).toHaveLength(SPEAKING)
  return speaking
}

function newFolder(): string {
  folders.push(dataFolder())
  return folders.at(-1)!
}
const count = (seen: Map<string, number>, id: string) => seen.set(id, (seen.get(id) ?? 0) + 1)
