/**
 * The desk under load, on a server of its own with durability on: 10,000 reports wait and 200,000 are closed. First paint in a
 * real browser, actions and searches by HTTP, and 200 reports a second for a minute from open-loop clients, who do not wait for
 * each other: none may be lost, and the queue keeps its times meanwhile.
 */
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { prepareCentre, ANALYST, PASSWORD } from '../support/centre.ts'
import { dataFolder, freePort, json, lookInside, removeFolder, signIn, startServer, type Api } from '../support/server.ts'
import { chrome, launch } from '../support/web.ts'

export type DeskBench = {
  readonly queue_first_paint_ms: number | null
  readonly action_p95_ms: number
  readonly search_ms: number
  readonly reports_per_s: number
  readonly lost: number
  readonly waiting: number
  readonly closed: number
  /** Of reading the queue, alone and during the wave; of one acceptance during it. */
  readonly list_p95_ms: number
  readonly list_in_wave_p95_ms: number
  readonly accept_p95_ms: number
  /** Accepted a second when the clients go as fast as they are answered, for five seconds. */
  readonly most_per_s: number
  readonly merge_1000_ms: number
  readonly undo_1000_ms: number
  readonly searches: Readonly<Record<string, number>>
}

const [WAITING, CLOSED, PER_S, WAVE_S] = [10_000, 200_000, 200, 60]

export async function benchDesk(say: (text: string) => void, { waiting = WAITING, closed = CLOSED, seconds = WAVE_S, perSecond = PER_S } = {}): Promise<DeskBench> {
  const folder = dataFolder()
  const port = await freePort()
  say('a centre …')
  await prepareCentre(folder, `http://localhost:${port}`)
  const server = await startServer({ folder, port, waitMs: 120_000 })
  try {
    say(`${waiting} reports that wait, ${closed} that are closed …`)
    await lookInside(folder, async (client) => {
      await client.query(seed, [closed, 'closed'])
      await client.query(seed, [waiting, 'new'])
      await client.query(signs)
      await client.query('vacuum analyze intake.report; ').catch(() => {})
      await client.query('analyze intake.sign')
    })
    const api = await signIn(server.address, ANALYST, PASSWORD)
    say('reading, acting, searching …')
    const list = await times(30, () => all(api, '/api/intake/reports?limit=50'))
    const ids = (await all<{ items: { id: string }[] }>(api, '/api/intake/reports?limit=500')).items.map((one) => one.id)
    const action = await times(200, async (i) => { await done(api(`/api/intake/reports/${ids[i]}/assignment`, { method: 'POST', body: { to: i % 2 === 0 ? 'me' : 'nobody' } })) })
    const words = ['fattura', 'università', 'rançon', 'élève', 'password stolen', 'universita messaggio', 'zyxw', 'R-00123', 'bonifico banca', 'messaggio']
    const searches: Record<string, number> = {}
    for (const word of words) searches[word] = round(p(await times(7, () => all(api, `/api/intake/reports?of=all&limit=50&q=${encodeURIComponent(word)}`)), 0.5))
    say('1,000 into one case, and back …')
    const thousand = [...ids, ...(await all<{ items: { id: string }[] }>(api, '/api/intake/reports?limit=500&offset=500')).items.map((one) => one.id)].slice(0, 1000)
    const [provider] = (await all<{ items: { id: string }[] }>(api, '/api/territory/parties?limit=1')).items
    const caseId = (await json<{ id: string }>(await api('/api/cases', { method: 'POST', body: { requestId: crypto.randomUUID(), providerId: provider!.id, title: 'Campagna', occurredAt: new Date().toISOString(), effects: { unavailable: false, exposed: true, tampered: false } } }), 201)).id
    let at = performance.now()
    const { mergeId } = await json<{ mergeId: string }>(await api('/api/intake/merges', { method: 'POST', body: { requestId: crypto.randomUUID(), reportIds: thousand, into: { caseId } } }), 201)
    const merge = performance.now() - at
    at = performance.now()
    await done(api(`/api/intake/merges/${mergeId}/undo`, { method: 'POST' }))
    const undo = performance.now() - at
    say('the first paint …')
    const paint = await firstPaint(server.address)
    say(`${perSecond} reports a second for ${seconds} seconds …`)
    const cookie = await cookieOf(server.address)
    const wave = await sendWave(port, cookie, { seconds, perSecond, beside: () => time(() => all(api, '/api/intake/reports?limit=50')) })
    say('as fast as they are answered …')
    const most = await sendMost(port, cookie, 5)
    const { rows } = await lookInside(folder, (client) => client.query<{ n: number }>(`select count(distinct s.external_key)::int as n from intake.signal s join intake.report r on r.id = s.report_id where s.external_key like '% wave-%'`))
    return {
      queue_first_paint_ms: paint, action_p95_ms: round(p(action, 0.95)), search_ms: Math.max(...Object.values(searches)), reports_per_s: round(wave.accepted / seconds), lost: wave.accepted - rows[0]!.n,
      waiting, closed, list_p95_ms: round(p(list, 0.95)), list_in_wave_p95_ms: round(p(wave.beside, 0.95)), accept_p95_ms: round(p(wave.took, 0.95)), most_per_s: Math.round(most), merge_1000_ms: Math.round(merge), undo_1000_ms: Math.round(undo), searches,
    }
  } finally {
    await server.stop()
    await removeFolder(folder)
  }
}

/** From opening the address, with nothing in memory, to the first line of the queue on the screen. The median of five. */
async function firstPaint(address: string): Promise<number | null> {
  if (!chrome) return null
  const browser = await launch()
  try {
    const seen: number[] = []
    for (let run = 0; run < 5; run++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
      const page = await context.newPage()
      const answer = await page.request.post(`${address}/api/auth/sign-in/email`, { data: { email: ANALYST, password: PASSWORD }, headers: { origin: address } })
      if (!answer.ok()) throw new Error(`cannot sign in: ${answer.status()}`)
      const at = performance.now()
      await page.goto(`${address}/console/reports`, { waitUntil: 'commit' })
      await page.waitForSelector('.queue-table tbody tr')
      seen.push(performance.now() - at)
      await context.close()
    }
    return Math.round(p(seen, 0.5))
  } finally { await browser.close() }
}

const cookieOf = async (address: string): Promise<string> => {
  const answer = await fetch(`${address}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json', origin: address }, body: JSON.stringify({ email: ANALYST, password: PASSWORD }) })
  return answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
}

function createSender(port: number, cookie: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })
  const send = (body: string): Promise<number> => new Promise((resolve) => {
    const outgoing = request({ agent, host: '127.0.0.1', port, method: 'POST', path: '/api/intake/reports', headers: { host: `localhost:${port}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), cookie } }, (answer) => { answer.resume(); answer.on('end', () => resolve(answer.statusCode!)) })
    outgoing.on('error', () => resolve(0))
    outgoing.end(body)
  })
  return { send, close: () => agent.destroy() }
}
const reportOf = (key: string, n: number) => JSON.stringify({ externalId: key, kind: n % 2 === 0 ? 'alert' : 'report', who: 'body', whoName: `Ente di prova ${n % 900}`, situation: 'phishing', words: `Messaggio falso numero ${n}: chiede la password della posta, il sito è truffa-${n % 50}.xyz e il mittente 333 1234567`, contact: { email: `p${n}@prova.example` } })

async function sendWave(port: number, cookie: string, { seconds, perSecond, beside }: { seconds: number; perSecond: number; beside: () => Promise<number> }) {
  const { send, close } = createSender(port, cookie)
  const took: number[] = []
  const lists: number[] = []
  let accepted = 0
  let going = true
  const reading = (async () => { while (going) { lists.push(await beside()); await sleep(500) } })()
  const start = performance.now()
  const flights: Promise<void>[] = []
  for (let n = 0; n < seconds * perSecond; n++) {
    const due = start + (n * 1000) / perSecond
    const early = due - performance.now()
    if (early > 1) await sleep(early)
    // Counted from the moment at which it was due: a server that stalls is not waited for.
    flights.push(send(reportOf(`wave-${n}`, n)).then((status) => { took.push(performance.now() - due); if (status === 201) accepted += 1 }))
  }
  await Promise.all(flights)
  going = false
  await reading
  close()
  return { accepted, took, beside: lists }
}

async function sendMost(port: number, cookie: string, seconds: number): Promise<number> {
  const { send, close } = createSender(port, cookie)
  const until = performance.now() + seconds * 1000
  let accepted = 0
  let n = 0
  await Promise.all(Array.from({ length: 16 }, async () => { while (performance.now() < until) if (await send(reportOf(`most-${n++}`, n)) === 201) accepted += 1 }))
  close()
  return accepted / seconds
}

const done = async (answer: Promise<Response>): Promise<void> => { const got = await answer; if (!got.ok) throw new Error(`${got.status} ${await got.text()}`); await got.arrayBuffer() }
const all = async <T>(api: Api, path: string): Promise<T> => json<T>(await api(path))
const time = async (work: () => Promise<unknown>): Promise<number> => { const at = performance.now(); await work(); return performance.now() - at }
async function times(n: number, work: (i: number) => Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  for (let i = 0; i < n; i++) took.push(await time(() => work(i)))
  return took
}
const p = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
const round = (n: number): number => Math.round(n * 10) / 10

/** Words of three languages, some rare, some in every third report; hours over a year. */
const seed = `insert into intake.report (id, kind, road, received_at, who, who_name, situation, subject, words, lang, urgency, state, outcome, promise_at, shape, moved_at, closed_at)
  select gen_random_uuid(), case when i % 4 = 0 then 'alert' else 'report' end, (array['web', 'phone', 'mail', 'api'])[1 + i % 4], now() - make_interval(mins => i % 500000), 'body', 'Ente di prova ' || i % 900,
    (array['ransomware', 'account', 'fraud', 'phishing', 'website', 'data', 'provider', 'other'])[1 + i % 8], w.subject || ' ' || i, w.words || ' ' || md5(i::text) || ' ' || (array['urgente', 'fattura', 'bonifico', 'segreteria', 'scuola', 'ospedale', 'portale'])[1 + i % 7],
    w.lang, i % 3, $2, case when $2 = 'closed' then 'handled' end, case when $2 = 'new' then now() + make_interval(mins => i % 600) end, decode(md5($2 || i::text), 'hex'), now(), case when $2 = 'closed' then now() end
  from generate_series(1, $1::int) i cross join lateral (select * from (values
    ('it', 'Messaggio sospetto', 'Un messaggio chiede la password della posta, all’università e in banca'), ('fr', 'Fichiers chiffrés', 'Les fichiers ne s’ouvrent plus et une rançon est demandée à l’élève'), ('en', 'Stolen access', 'Somebody uses a password that was stolen from the mailbox')
  ) as v(lang, subject, words) offset i % 3 limit 1) w`
const signs = `insert into intake.sign (kind, value, report_id, realm, at) select 'indicator', convert_to('truffa-' || (row_number() over ()) % 400 || '.xyz', 'utf8'), id, 'live', received_at from intake.report where state = 'new'`
