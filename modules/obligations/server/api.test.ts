import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { CaseFacts } from '#modules/cases/contract.ts'
import type { Party } from '#modules/territory/contract.ts'
import { fixedClock } from '#platform/clock.ts'
import { anonymous, system, type Actor } from '#platform/contract/index.ts'
import { createHttp } from '#platform/http/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createObligations } from './index.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const opened = new Date('2023-12-08T05:10:00Z')
const clock = fixedClock(opened)
const log = createLog('silent', clock.now)

/** Main case at provider 1; a small town 2, a capital 3, a health agency 4. */
const parties: Party[] = [
  { id: id(1), realm: 'live', registry: 'demo', code: 'nubilis', name: 'Nubilis Cloud', kind: 'provider', country: 'IT', established: 'IT', region: 'Velarda', province: '', population: null, districtId: null, facts: { acn: { status: 'not_listed' }, psnc: 'no', financial: 'no', trustService: 'no' } },
  { id: id(2), realm: 'live', registry: 'demo', code: 'a', name: 'Comune di Pieve Lumera', kind: 'municipality', country: 'IT', established: 'IT', region: 'Velarda', province: 'LU', population: 6940, districtId: null, facts: { regionalCapital: 'no', acn: { status: 'not_listed' }, psnc: 'no' } },
  { id: id(3), realm: 'live', registry: 'demo', code: 'b', name: 'Comune di Corvasse', kind: 'municipality', country: 'IT', established: 'IT', region: 'Velarda', province: 'CO', population: 360_000, districtId: null, facts: { regionalCapital: 'yes', acn: { status: 'not_listed' }, psnc: 'no' } },
]
const base: Omit<CaseFacts, 'id' | 'ref' | 'partyId' | 'kind' | 'mainId'> = {
  realm: 'live', title: 'Fermo di Nubilis Cloud', state: 'open', answer: 'unknown', answeredAt: null, inferred: 'hit', confidence: 0.8, expectedAt: opened, occurredAt: new Date('2023-12-08T05:00:00Z'), openedAt: opened,
  observed: 'unknown', reopenedSafeAt: null, closedAt: null, personalData: 'yes', providerId: id(1), providerName: 'Nubilis Cloud', partyName: '', awareAt: null, dataLostDays: null, tlp: 'amber', description: {}, services: [{ id: id(90), name: 'Anagrafe online', category: 'registry', availability: 'down', at: opened, exposed: true, tampered: false }],
}
const main: CaseFacts = { ...base, id: id(11), ref: 'VEL-2023-0001', kind: 'main', mainId: null, partyId: id(1) }
const tied: CaseFacts[] = [{ ...base, id: id(12), ref: 'VEL-2023-0001/1', kind: 'tied', mainId: id(11), partyId: id(2) }, { ...base, id: id(13), ref: 'VEL-2023-0001/2', kind: 'tied', mainId: id(11), partyId: id(3) }]

/** A case of an exercise. */
const played: CaseFacts = { ...base, id: id(21), ref: 'EX-VEL-2023-0001-001', kind: 'tied', mainId: null, partyId: id(3), realm: 'ex:1' }

/** Of another opening, whose dossiers are not there yet. */
const early: CaseFacts[] = [{ ...main, id: id(31), ref: 'VEL-2023-0002' }, { ...tied[0]!, id: id(32), ref: 'VEL-2023-0002/1', mainId: id(31) }, { ...tied[1]!, id: id(33), ref: 'VEL-2023-0002/2', mainId: id(31) }]

const person = (roles: Actor['roles'], scope: Actor['scope'], own: string[] = []): Actor => ({ kind: 'person', id: `p-${roles[0]}-${own[0] ?? ''}`, name: 'Persona di prova', roles, scope, parties: own, realm: 'live' })
const actors: Record<string, Actor> = {
  anonymous, analyst: person(['analyst'], 'all'), researcher: person(['researcher'], 'none'),
  player: { ...person(['analyst'], 'all'), realm: 'ex:1' }, pieve: person(['member'], 'parties', [id(2)]), corvasse: person(['member'], 'parties', [id(3)]), dpo: person(['admin'], 'parties', [id(2), id(3)]),
}

let t: TestDatabase
let http: ReturnType<typeof createHttp>
let service: ReturnType<typeof createObligations>['service']
beforeAll(async () => {
  t = await testDatabase()
  // Cases and territory stand still here: rows of another module are not this test's matter. RLS of this module's tables is real.
  const cases = { facts: async (_tx: unknown, ids: readonly string[]) => [main, ...tied, played, ...early].filter((one) => ids.includes(one.id)), tiedOf: async (_tx: unknown, mainId: string) => [...tied, ...early].filter((one) => one.mainId === mainId) }
  const module = createObligations({ db: t.db, clock, log, mailer: createMailer({ smtpUrl: undefined, from: 'a@b.example', folder: '/nonexistent' }), publicUrl: 'http://localhost:8080', dataFolder: '/nonexistent' },
    { cases, territory: { parties: async (_tx, ids) => parties.filter((party) => ids.includes(party.id)) } })
  service = module.service
  http = createHttp({ log, origins: [], authenticate: async (request) => actors[String(request.headers['x-actor'] ?? 'anonymous')]! })
  http.mount(module.routes)
  await service.open(system('test'), main.id)
  await service.open(system('test'), main.id) // delivered twice
})
afterAll(async () => { await http.close(); await t.close() })

const call = async (actor: string, method: 'GET' | 'POST', url: string, body?: object) => {
  const answer = await http.inject({ method, url, headers: { 'x-actor': actor, 'accept-language': 'it' }, ...(body ? { payload: body } : {}) })
  return { status: answer.statusCode, body: answer.headers['content-type']?.includes('json') ? answer.json() : answer.body, headers: answer.headers }
}
type View = { regime: string; stage: string; state: string; strictAt: string | null; reasons: string[]; id: string; protocol: string | null }
const dossier = async (caseId: string, actor = 'analyst') => (await call(actor, 'GET', `/api/obligations/cases/${caseId}?lang=it`)).body as { obligations: View[]; version: number; changes: { lines: string[] }[]; drafts: { authority: string; filled: number }[]; clocks: { clock: string; recorded: boolean }[] }
const find = (views: View[], regime: string, stage = '') => views.find((one) => one.regime === regime && (!stage || one.stage === stage))!

test('a decision on one’s own case and another’s together is refused whole', async () => {
  expect((await call('pieve', 'POST', '/api/obligations/decisions', { caseIds: [id(12), id(13)], choice: { decision: 'gdprRisk', value: 'risk' }, reasoning: 'Valutazione del rischio' })).status).toBe(404)
  expect((await dossier(id(12))).changes).toEqual([])
})

describe('the clocks', () => {
  test('an outage is not awareness: nothing runs until the body says when it knew', async () => {
    const { obligations, clocks } = await dossier(id(12))
    expect(find(obligations, 'EU-GDPR33').state).toBe('awaiting_input')
    expect(find(obligations, 'IT-L90').state).toBe('not_applicable')
    expect(find(obligations, 'IT-L90').reasons.join(' ')).toMatch(/100\.000/)
    expect(clocks).toEqual([expect.objectContaining({ clock: 'aware', recorded: false })])
  })

  test("each body's own moment: 72 hours over a holiday weekend, and the Law 90 term only in law after 2024", async () => {
    clock.set(new Date('2023-12-08T09:00:00Z'))
    expect((await call('pieve', 'POST', `/api/obligations/cases/${id(12)}/clocks`, { at: '2023-12-08T06:00:00+01:00', how: 'telefonata del fornitore' })).status).toBe(200)
    const { obligations, changes } = await dossier(id(12))
    expect(find(obligations, 'EU-GDPR33')).toMatchObject({ state: 'due', strictAt: '2023-12-11T05:00:00.000Z' })
    expect(changes[0]!.lines.length).toBeGreaterThan(0)
    expect(find((await dossier(id(13))).obligations, 'EU-GDPR33').state).toBe('awaiting_input')
    expect((await call('pieve', 'POST', `/api/obligations/cases/${id(12)}/clocks`, { at: '2023-12-09T06:00:00+01:00' })).status).toBe(400)
  })

  test('one officer for several bodies decides once; each filing is recorded alone, with its protocol, once', async () => {
    await call('corvasse', 'POST', `/api/obligations/cases/${id(13)}/clocks`, { at: '2023-12-08T09:30:00+01:00' })
    expect((await call('dpo', 'POST', '/api/obligations/decisions', { caseIds: [id(12), id(13)], choice: { decision: 'gdprRisk', value: 'risk' }, reasoning: 'Dati anagrafici esposti, rischio presente' })).body).toMatchObject({ cases: 2 })
    const due = find((await dossier(id(12))).obligations, 'EU-GDPR33')
    expect((await call('dpo', 'POST', `/api/obligations/${due.id}/filing`, { at: '2023-12-08T09:50:00+01:00', protocol: '' })).status).toBe(400)
    for (let i = 0; i < 2; i++) expect((await call('dpo', 'POST', `/api/obligations/${due.id}/filing`, { at: '2023-12-08T09:50:00+01:00', protocol: '2023/9914' })).status).toBe(200)
    expect(find((await dossier(id(12))).obligations, 'EU-GDPR33')).toMatchObject({ state: 'sent', protocol: '2023/9914', id: due.id })
    expect((await t.sql<{ n: number }>(`select jsonb_array_length(facts->'filings')::int as n from obligations.dossier where case_id = $1`, [id(12)]))[0]!.n).toBe(1)
    expect(find((await dossier(id(13))).obligations, 'EU-GDPR33').state).toBe('due')
  })

  test('a moment that passes is "exceeded" at once on the page and within a tick in the store', async () => {
    clock.set(new Date('2023-12-11T08:31:00Z'))
    const { body } = await call('analyst', 'GET', `/api/obligations?mainId=${id(11)}`)
    expect(body.counts.exceeded).toBeGreaterThan(0)
    expect(find((await dossier(id(13))).obligations, 'EU-GDPR33').state).toBe('exceeded')
    clock.set(new Date('2023-12-11T10:00:00Z'))
    await service.tick()
    expect((await t.sql<{ state: string }>(`select state from obligations.obligation where case_id = $1 and regime = 'EU-GDPR33'`, [id(13)]))[0]!.state).toBe('exceeded')
    expect(await service.tick()).toBe(0)
  })
})

test('the calendar says what the page says, and its address is the only key', async () => {
  clock.set(new Date('2023-12-08T10:00:00Z'))
  const { body, status } = await call('corvasse', 'POST', '/api/obligations/calendar')
  expect(status).toBe(201)
  const path = new URL(body.url).pathname
  const feed = await call('anonymous', 'GET', path)
  expect(feed.headers['content-type']).toMatch('text/calendar')
  const page = (await dossier(id(13), 'corvasse')).obligations.filter((one) => (one.state === 'due' || one.state === 'exceeded') && one.strictAt)
  const events = [...String(feed.body).matchAll(/DTSTART:(\d{8}T\d{6}Z)/g)].map((match) => match[1])
  expect(events).toEqual(page.map((one) => one.strictAt!.replace(/[-:]|\.\d{3}/g, '')).sort())
  expect(String(feed.body)).not.toContain('Pieve')
  expect((await call('anonymous', 'GET', `${path.slice(0, -6)}aa.ics`)).status).toBe(404)
  await call('corvasse', 'POST', '/api/obligations/calendar')
  expect((await call('anonymous', 'GET', path)).status).toBe(404)
})

test('a fact put right in the territory reaches an open dossier', async () => {
  const town = parties[1]!
  const at = parties.indexOf(town)
  expect(find((await dossier(id(12))).obligations, 'IT-L90').state).toBe('not_applicable')
  parties[at] = { ...town, population: 130_000 }
  expect(await service.refreshParties(system('test'))).toMatchObject({ cases: 1 })
  expect(find((await dossier(id(12))).obligations, 'IT-L90').state).not.toBe('not_applicable')
  expect(await service.refreshParties(system('test'))).toEqual({ cases: 0, changed: 0 })
  parties[at] = town
  await service.refreshParties(system('test'))
})

test('a draft is filled from what is known, in the language asked for', async () => {
  const { drafts } = await dossier(id(12))
  expect(drafts.map((one) => one.authority)).toEqual(['csirt_italia', 'garante', 'edpb'])
  const { body } = await call('pieve', 'GET', `/api/obligations/cases/${id(12)}/drafts/garante?lang=it`)
  expect(body.fields.some((field: { value: string | null }) => field.value?.includes('Anagrafe online'))).toBe(true)
  expect(body.fields.some((field: { gap: string | null }) => field.gap === 'missing')).toBe(true)
})

test('a look at a draft is a look at its case, once an hour for each authority', async () => {
  const look = (authority: string) => call('analyst', 'GET', `/api/obligations/cases/${id(12)}/drafts/${authority}?lang=it`)
  for (const authority of ['garante', 'edpb', 'garante']) expect((await look(authority)).status).toBe(200)
  expect(await t.sql(`select object, detail from audit.entry where action = 'obligations.draft' and party_id = $1 order by id`, [id(2)])).toEqual(
    ['garante', 'edpb'].map((authority) => ({ object: `case:${id(12)}`, detail: { authority } })))
})

test('what leaves an exercise as a file says so: each event of a calendar, each field of a draft', async () => {
  await service.open(system('test', 'ex:1'), played.id)
  await service.recordClock(actors['player']!, played.id, { clock: 'aware', at: clock.now().toISOString(), how: '' })
  const { body } = await call('player', 'POST', '/api/obligations/calendar')
  const feed = String((await call('anonymous', 'GET', `${new URL(body.url).pathname}?lang=fr`)).body)
  const summaries = feed.match(/SUMMARY:.*/g)!
  expect(summaries.length).toBeGreaterThan(0)
  expect(summaries.every((line) => line.startsWith('SUMMARY:EXERCICE · '))).toBe(true)
  expect(feed).toContain('X-WR-CALNAME:EXERCICE · ')
  const draft = (await call('player', 'GET', `/api/obligations/cases/${played.id}/drafts/garante?lang=it`)).body as { fields: { value: string | null }[] }
  const filled = draft.fields.flatMap((field) => field.value ?? [])
  expect(filled.length).toBeGreaterThan(0)
  expect(filled.every((value) => value.startsWith('[ESERCITAZIONE] '))).toBe(true)
  const real = (await call('analyst', 'GET', `/api/obligations/cases/${id(13)}/drafts/garante?lang=it`)).body as typeof draft
  expect(real.fields.some((field) => field.value?.includes('ESERCITAZIONE'))).toBe(false)
})

describe('the board', () => {
  type Cell = { key?: string; state?: string; column: string; span?: number; why?: number; strictAt?: string }
  const rows = async (query: string, actor = 'analyst') => (await call(actor, 'GET', `/api/obligations?${query}`)).body as { total: number; main: { caseRef: string } | null; nearest: { caseId: string; at: string; regime: string } | null; reasons: string[]; rows: { caseId: string; partyName: string; cells: Cell[] }[] }
  const owed = async (query: string, actor = 'analyst') => (await call(actor, 'GET', `/api/obligations/owed?${query}`)).body as { words: { stages: Record<string, string> }; rows: { caseId: string; items: (View & { key: string; article: string; question?: string })[] }[] }

  test('only these cases, never those of others; only what is owed, when asked', async () => {
    expect((await owed(`cases=${id(12)},${id(13)}`)).rows.map((row) => row.caseId).sort()).toEqual([id(12), id(13)])
    expect((await owed(`cases=${id(12)},${id(13)}`, 'pieve')).rows.map((row) => row.caseId)).toEqual([id(12)])
    expect((await owed(`partyId=${id(3)}`)).rows.map((row) => row.caseId)).toEqual([id(13)])
    expect((await call('analyst', 'GET', '/api/obligations/owed?cases=x')).status).toBe(400)
    const closed = ['not_applicable', 'displaced', 'not_in_force']
    expect((await rows('show=owed')).rows.flatMap((row) => row.cells).filter((cell) => closed.includes(cell.state ?? ''))).toEqual([])
    expect((await owed(`cases=${id(12)},${id(13)}`)).rows.flatMap((row) => row.items).filter((item) => closed.includes(item.state))).toEqual([])
    expect((await rows('show=all')).rows.flatMap((row) => row.cells).some((cell) => cell.state === 'not_applicable')).toBe(true)
  })

  test('a cell is light: it names its reason by place, and the whole answer is read when it is asked for', async () => {
    const board = await rows('show=all')
    const row = board.rows.find((one) => one.caseId === id(12))!
    const cell = row.cells.find((one) => one.state === 'not_applicable')!
    expect(board.reasons[cell.why!]).toContain('6.940 abitanti')
    expect(new Set(board.reasons).size).toBe(board.reasons.length)
    const { body } = await call('pieve', 'GET', `/api/obligations/cases/${id(12)}/one?key=${encodeURIComponent(cell.key!)}&lang=it`)
    expect(body).toEqual(find((await dossier(id(12))).obligations, cell.key!.split('/')[0]!))
    expect((await call('pieve', 'GET', `/api/obligations/cases/${id(13)}/one?key=${encodeURIComponent(cell.key!)}`)).status).toBe(404)
    expect((await call('pieve', 'GET', `/api/obligations/cases/${id(12)}/one?key=nothing`)).status).toBe(404)
    const items = (await owed(`cases=${id(12)}`)).rows[0]!.items
    expect(items.every((item) => item.article !== '' && item.id.length === 36)).toBe(true)
    expect((await owed(`cases=${id(12)}&lang=en`)).words.stages['notification']).toBe('Notification')
  })

  test('in the order of the next moment, or of the names; the nearest that runs for sure is said beside', async () => {
    const board = await rows('show=all')
    const moments = board.rows.map((row) => row.cells.flatMap((cell) => (cell.strictAt && ['due', 'exceeded', 'awaiting_input'].includes(cell.state!) ? cell.strictAt : [])).sort()[0] ?? '9')
    expect(moments).toEqual([...moments].sort())
    expect((await rows('sort=name')).rows.filter((row) => row.partyName !== 'Nubilis Cloud').map((row) => row.partyName)).toEqual(['Comune di Corvasse', 'Comune di Pieve Lumera'])
    const due = (await dossier(id(13))).obligations.filter((one) => (one.state === 'due' || one.state === 'exceeded') && one.strictAt).map((one) => one.strictAt!).sort()[0]
    expect(board.nearest).toMatchObject({ caseId: id(13), at: due })
    expect((await rows('show=all', 'pieve')).nearest).not.toMatchObject({ caseId: id(13) })
  })

  test('a regime finds the bodies that it reaches; a state is what the page says at this moment', async () => {
    expect((await rows('regime=IT-L90')).rows.map((row) => row.caseId)).not.toContain(id(12))
    const said = find((await dossier(id(12))).obligations, 'IT-L90').state
    expect((await rows(`regime=IT-L90&state=${said}`)).rows.map((row) => row.caseId)).toContain(id(12))
    clock.set(new Date('2023-12-11T08:31:00Z'))
    expect((await rows('regime=EU-GDPR33&state=exceeded')).rows.map((row) => row.caseId)).toEqual([id(13)])
    expect((await rows('regime=EU-GDPR33&state=due')).rows).toEqual([])
    expect((await rows(`mainId=${id(11)}`)).main).toMatchObject({ caseRef: 'VEL-2023-0001' })
    expect((await rows(`mainId=${id(11)}`, 'pieve')).main).toBeNull()
  })
})

test('the dossier says what is known, both tests, and who changed what by name', async () => {
  expect((await call('pieve', 'POST', `/api/obligations/cases/${id(12)}/incident`, { isTypes: { 'IS-3': 'yes' }, art25: { a: 'no' } })).status).toBe(200)
  expect((await call('pieve', 'POST', `/api/obligations/cases/${id(12)}/incident`, { art25: { b: 'yes' } })).status).toBe(200)
  const { body } = await call('pieve', 'GET', `/api/obligations/cases/${id(12)}`)
  expect(body.incident).toMatchObject({ personalData: 'yes', isTypes: { 'IS-3': 'yes' }, art25: { a: 'no', b: 'yes' } })
  expect(body.significance).toMatchObject({ art25: { a: 'no', b: 'yes' }, pointsAt: expect.stringMatching(/yes|no|undecided/) })
  expect(body.changes.map((change: { by: string }) => change.by)).toContain('Persona di prova')
})

test('a body that answers before the dossiers of its opening are written keeps its word: its clock runs, and the opening adds only the others', async () => {
  const awareAt = new Date(opened.getTime() - 3_600_000).toISOString()
  const clocksOf = async (caseId: string) => (await t.sql<{ clocks: object; by: number }>(`select facts -> 'clocks' as clocks, (select count(*)::int from obligations.obligation o where o.case_id = d.case_id) as by from obligations.dossier d where case_id = $1`, [caseId]))
  expect(await service.follow(system('obligations.follow'), [id(32)], { awareAt })).toMatchObject({ cases: 1 })
  const [kept] = await clocksOf(id(32))
  expect(kept).toMatchObject({ clocks: { aware: { at: awareAt, how: 'answer' } } })
  expect(await service.open(system('test'), id(31))).toMatchObject({ dossiers: 2 })
  expect(await clocksOf(id(32))).toEqual([kept])
  expect(await clocksOf(id(33))).toMatchObject([{ clocks: {} }])
})

test('a body that answers while they are written waits for them', async () => {
  await t.sql('delete from obligations.obligation where main_id = $1', [id(31)])
  await t.sql('delete from obligations.dossier where main_id = $1', [id(31)])
  const awareAt = new Date(opened.getTime() - 3_600_000).toISOString()
  const writing = await t.superuser.connect()
  try {
    await writing.query('begin')
    await writing.query(`insert into obligations.dossier (case_id, realm, party_id, main_id, party_name, case_ref, is_main, facts, missing, closed, evaluated_at)
      select $1, realm, party_id, $2, party_name, case_ref, is_main, facts #- '{clocks,aware}', missing, closed, evaluated_at from obligations.dossier where case_id = $3`, [id(32), id(31), id(12)])
    const followed = service.follow(system('obligations.follow'), [id(32)], { awareAt })
    await vi.waitFor(async () => expect((await t.sql<{ n: number }>(`select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`))[0]!.n).toBe(1))
    await writing.query('commit')
    expect(await followed).toMatchObject({ cases: 1 })
    expect(await t.sql(`select facts -> 'clocks' -> 'aware' ->> 'at' as at from obligations.dossier where case_id = $1`, [id(32)])).toEqual([{ at: awareAt }])
  } finally { writing.release() }
})
