import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anonymous, Refusal, system } from '#platform/contract/index.ts'
import { createStage, everyAddress, id, MAIN, opened, PIEVE, type Stage } from '../testing.ts'
import { pageEndpoints } from '../../contract-pages.ts'
import { isListed, stateNow, worst } from '../../core/states.ts'
import { placesNow } from '../store/public-store.ts'
import { publicStates } from '../store/states-store.ts'
import { feedOf } from './feeds.ts'

const HOUR = 3_600_000
const token = 'k'.repeat(32)
let s: Stage
const answered: { token: string; input: { answer: string; awareAt: string | null; services: unknown[]; note: string; contactName: string } }[] = []
beforeAll(async () => {
  s = await createStage({
    reply: {
      async read(asked) {
        if (asked !== token) throw new Refusal(asked.startsWith('old') ? 'expired' : 'not_found')
        const notANotification = { it: '', fr: '', en: '' }
        return { ref: 'VEL-2026-0001/1', centre: notANotification, phone: '', providerName: 'Nubilis Cloud (inventato)', title: '', bodyName: 'Comune di Pieve Lumera', language: 'it', exercise: false, occurredAt: opened.toISOString(), expiresAt: '2027-01-01T00:00:00Z', services: [{ id: id(91), name: 'Anagrafe online', state: null }], given: null, notANotification }
      },
      async answer(asked, input) {
        answered.push({ token: asked, input })
        const three = { it: '', fr: '', en: '' }
        return { ref: 'VEL-2026-0001/1', at: opened.toISOString(), answer: input.answer, notANotification: three, whatNow: three }
      },
    },
  })
  await s.listener('notices.draft', { mainId: MAIN })
  await s.answer(12, { answer: 'hit' })
  await s.answer(13, { answer: 'hit' })
  expect(await s.goPublic(12)).toMatchObject({ confirmed: 204, published: 204 })
})
afterAll(() => s.close())

describe('public means confirmed', () => {
  test('of a body that is hit, has answered, but has not given its two words, no public byte speaks', async () => {
    const { slug } = await s.noticeOf(12)
    for (const prefix of ['', '/fr', '/en']) {
      for (const path of [...everyAddress, `/n/${slug}`]) {
        if (prefix && path === '/s.csv') continue
        const answer = await s.get(prefix + (prefix && path === '/' ? '' : path))
        expect(answer.status, prefix + path).toBe(200)
        // The map names the largest places of the region, whatever has or has not happened there.
        const text = answer.text.replace(/"labels":\[[^\]]*\]/, '')
        expect(text, prefix + path).not.toMatch(/Corvasse|Lumera Alta|Nubilis|inferred|confidence|at_risk|exposed|VEL-2026/)
        expect(text).not.toMatch(/Piero|Paola|p-P/) // who confirmed stays inside
      }
    }
    for (const path of ['/s/corvasse', '/embed/corvasse', '/n/corvasse', '/s/corvasse/feed.json']) expect((await s.get(path)).status, path).toBe(404)
    expect((await s.get('/')).view?.view).toMatchObject({ counts: { down: 1, limited: 0, unknown: 0, restored: 0, working: 0 }, total: 1, rows: [{ party: 'pieve-lumera', state: 'down' }], events: [{ since: '2026-12-08T05:00:00.000Z' }], map: { places: 3, cells: [{ party: 'pieve-lumera', state: 'down' }] } })
  })

  test('an anonymous transaction sees no draft, no claim, no follower, no webhook', async () => {
    await s.t.sql(`insert into notices.webhook (id, realm, party_id, url, secret, created_by, created_at) values ($1, 'live', null, 'https://x.example', 'whsec_eA==', 'x', now())`, [id(900)])
    const client = await s.t.appPool.connect()
    try {
      for (const scope of ['none', '']) {
        await client.query('begin')
        await client.query(`select set_config('app.scope', $1, true), set_config('app.parties', '{}', true), set_config('app.realm', 'live', true)`, [scope])
        for (const table of ['notice', 'notice_version', 'service_claim', 'subscription', 'webhook', 'webhook_delivery']) expect((await client.query(`select 1 from notices.${table}`)).rowCount, table).toBe(0)
        expect((await client.query(`select 1 from notices.publication`)).rowCount).toBe(1)
        await client.query('rollback')
      }
      // Not even a public row can be changed from outside.
      await client.query(`begin; select set_config('app.scope', 'none', true), set_config('app.realm', 'live', true)`)
      expect((await client.query(`update notices.service_state set state = 'working'`)).rowCount).toBe(0)
      await client.query('rollback')
    } finally { client.release() }
    await s.t.sql('delete from notices.webhook')
  })
})

describe('silence', () => {
  test('past the promised update the state is not known, on every page, without anybody writing', async () => {
    expect((await s.get('/s/pieve-lumera')).view?.view).toMatchObject({ services: [{ state: 'down' }, { state: 'limited' }, { state: 'down' }] })
    expect(s.pages.answer({ method: 'GET', url: '/s/pieve-lumera', headers: {}, rawHeaders: [] as string[] } as IncomingMessage, { writeHead() {}, end() {} } as never)).toBe(true)
    s.clock.set(new Date('2026-12-08T11:00:01Z')) // noon in Rome was promised
    await s.job('notices.silence')
    const { view } = await s.get('/s/pieve-lumera')
    expect(view?.view).toMatchObject({ services: [{ state: 'unknown', confirmedAt: expect.any(String) }, { state: 'unknown' }, { state: 'unknown' }] })
    expect((await s.get('/')).view?.view).toMatchObject({ counts: { down: 0, limited: 0, unknown: 1, restored: 0, working: 0 }, rows: [{ state: 'unknown' }] })
    expect((await s.get('/s.csv')).text).toMatch(/pieve-lumera,Comune di Pieve Lumera,Anagrafe online,unknown,/)
    expect((await s.get(`/n/${(await s.noticeOf(12)).slug}`)).view?.view).toMatchObject({ answer: { state: 'unknown' } })
  })

  test('"still so" by one person is enough for what two have agreed to; a change waits for a second', async () => {
    const say = (who: string, services: object[]) => s.call(who, 'POST', `/api/notices/bodies/${PIEVE}/services`, { services })
    expect((await say('pieve', [{ name: 'Anagrafe online', state: 'down' }, { name: 'Tributi online', state: 'restored', since: s.clock.now().toISOString() }])).body).toEqual({ stillSo: 1, waiting: 1 })
    const state = async () => Object.fromEntries(((await s.get('/s/pieve-lumera')).view!.view as unknown as { services: { name: string; state: string }[] }).services.map((line) => [line.name, line.state]))
    expect(await state()).toEqual({ 'Anagrafe online': 'down', 'Mensa scolastica': 'unknown', 'Tributi online': 'unknown' })
    const approve = (who: string) => s.call(who, 'POST', `/api/notices/bodies/${PIEVE}/services/approval`, { names: ['Tributi online'] })
    expect((await approve('pieve')).body).toMatchObject({ code: 'second_person' })
    expect((await approve('pieve2')).body).toEqual({ published: 1 })
    expect((await approve('pieve2')).body).toEqual({ published: 0 })
    expect(await state()).toEqual({ 'Anagrafe online': 'down', 'Mensa scolastica': 'unknown', 'Tributi online': 'restored' })
    expect((await say('pieve', [{ name: 'x', state: 'down', since: '2027-01-01T00:00:00Z' }])).status).toBe(400)
    expect((await say('pieve', [{ name: '<i>x</i>', state: 'down' }])).status).toBe(400)
    const days = ((await s.get('/s/pieve-lumera')).view!.view as unknown as { days: { day: string; state: string; minutes: number }[] }).days
    expect(days.length).toBe(30)
    expect(days.at(-1)).toMatchObject({ day: '2026-12-08', state: 'down', minutes: 360 })
  })

  test('after its expiry a notice leaves the lists and stays readable, as expired', async () => {
    const { slug, content } = await s.noticeOf(12)
    const before = s.clock.now()
    s.clock.set(new Date(new Date(content.expiresAt).getTime() + 1000))
    await s.job('notices.silence')
    expect((await s.get('/n')).view?.view).toMatchObject({ items: [] })
    expect((await s.get('/n.atom')).text).not.toContain(slug)
    expect((await s.get(`/n/${slug}`)).view?.view).toMatchObject({ expired: true })
    s.clock.set(before)
    await s.t.sql('update notices.publication set expiry_told = false')
    s.pages.clear()
  })
})

test('the overview in one statement is the rule of core, service by service', async () => {
  const now = new Date('2026-12-20T12:00:00Z')
  await s.t.sql(`insert into notices.body_page (party_id, realm, slug, name, appeared_at, updated_at) select ('00000000-0000-4000-8000-' || lpad((500000 + n)::text, 12, '0'))::uuid, 'live', 'b' || n, 'Comune di Prova ' || n, case when n % 17 > 0 then now() end, now() from generate_series(1, 200) n`)
  await s.t.sql(`insert into notices.service_state (party_id, name, realm, state, since, confirmed_at, next_update_at, stale_at, updated_at)
    select ('00000000-0000-4000-8000-' || lpad((500000 + n)::text, 12, '0'))::uuid, 'Servizio ' || k, 'live', (array['down', 'limited', 'restored', 'working'])[1 + (n * 7 + k * 3) % 4], case when (n + k) % 5 > 0 then $1::timestamptz - make_interval(hours => n + k) end,
      $1::timestamptz - make_interval(hours => (n * k) % 400), case when k % 2 = 0 then $1::timestamptz + make_interval(hours => n % 9 - 4) end, $1::timestamptz + make_interval(hours => (n * 5 + k) % 40 - 20), $1 from generate_series(1, 200) n, generate_series(1, 4) k`, [now])
  const naive = await s.t.db.as(system('test'), async (tx) => Map.groupBy((await publicStates(tx)).filter((row) => isListed(row, now)), (row) => row.partyId))
  const places = await s.t.db.as(anonymous, (tx) => placesNow(tx, now))
  expect(places.length).toBeGreaterThan(150)
  expect(places.some((place) => Number(place.row.party.slice(1)) % 17 === 0)).toBe(false)
  for (const { partyId, row } of places) {
    const rows = naive.get(partyId)!
    const state = worst(rows.map((one) => stateNow(one, now)))
    const first = (moments: (Date | null)[]) => moments.filter((at) => at !== null).map((at) => at.toISOString()).sort()[0]
    expect(row).toEqual({ party: row.party, name: row.name, state, ...optional('since', first(rows.filter((one) => stateNow(one, now) === state).map((one) => one.since))), ...optional('nextUpdateAt', first(rows.map((one) => one.nextUpdateAt).filter((at) => at !== null && at > now))) })
  }
  await s.t.sql(`delete from notices.service_state where party_id <> $1`, [PIEVE])
  await s.t.sql(`delete from notices.body_page where slug ~ '^b[0-9]+$'`)
  s.pages.clear()
})
const optional = (key: string, value: string | undefined) => (value === undefined ? {} : { [key]: value })

describe('feeds', () => {
  test('Atom is well-formed with what RFC 4287 requires; JSON Feed is JSON', async () => {
    const atom = (await s.get('/fr/n.atom')).text
    wellFormed(atom)
    for (const needed of [/<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"/, /<updated>2026-/, /<author>/, /rel="self" href="https:\/\/centro\.velarda\.example\/fr\/n\.atom"/, /<entry>[\s\S]*<id>https[\s\S]*<updated>[\s\S]*<\/entry>/]) expect(atom).toMatch(needed)
    const at = 'https://centro.velarda.example'
    const { slug } = await s.noticeOf(12)
    const entry = /<entry>([\s\S]*?)<\/entry>/.exec(atom)![1]!
    expect(entry).toContain(`<id>${at}/n/${slug}</id>`) // the same in every language
    expect(entry).toContain(`href="${at}/fr/n/${slug}"`)
    expect(/<feed [\s\S]*?<updated>(.*?)<\/updated>/.exec(atom)![1]).toBe(/<updated>(.*?)<\/updated>/.exec(entry)![1])
    expect(atom).toContain('xml:lang="fr"')
    const json = JSON.parse((await s.get('/s/pieve-lumera/feed.json')).text) as { items: unknown[] }
    expect(json).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1', language: 'it', home_page_url: `${at}/s/pieve-lumera`, feed_url: `${at}/s/pieve-lumera/feed.json`,
      items: [{ id: `${at}/n/${slug}`, url: `${at}/n/${slug}`, authors: [{ name: 'Comune di Pieve Lumera' }], content_text: expect.any(String), date_modified: expect.stringMatching(/^2026-.*Z$/) }],
    })
    expect(json.items.length).toBe(1)
    // Whoever follows and finds nothing still reads a feed.
    const none = feedOf({ origin: at, lang: 'en', defaultLang: 'it', centre: 'C', now: opened, items: [] }, 'atom')
    wellFormed(none)
    expect(none).toContain('<updated>2026-12-08T05:10:00.000Z</updated>')
  })
  test('signs in a title stay signs', () => {
    const input: Parameters<typeof feedOf>[0] = { origin: 'https://a.example', lang: 'it', defaultLang: 'it', centre: 'C & D', now: opened, items: [{ slug: 'x', title: 'Meno di 5 < 10 & "così" ]]>', summary: 'a < b', body: 'Comune', publishedAt: opened, updatedAt: opened }] }
    wellFormed(feedOf(input, 'atom'))
    // JSON Feed has a place for plain text: a sign in it is no markup.
    expect(JSON.parse(feedOf(input, 'json'))).toMatchObject({ items: [{ title: 'Comune · Meno di 5 < 10 & "così" ]]>', content_text: 'a < b' }] })
  })
})

describe('forms', () => {
  test('anything but a small form is turned away', async () => {
    expect((await s.form('/s/pieve-lumera/subscribe', '{"email":"a@b.example"}', 'text/csv')).status).toBe(415)
    expect((await s.form('/s/pieve-lumera/subscribe', `email=${'a'.repeat(70_000)}`)).status).toBe(413)
    expect((await s.form('/s/nessuno/subscribe', { email: 'a@b.example' })).status).toBe(404)
  })

  test('following by mail: asked, confirmed once, ended; whoever asks learns nothing of an address', async () => {
    expect((await s.form('/fr/s/pieve-lumera/subscribe', { email: 'non è un indirizzo' }))).toMatchObject({ status: 400, view: { page: { lang: 'fr' }, view: { subscribe: { state: 'error', email: 'non è un indirizzo' } } } })
    const first = await s.form('/s/pieve-lumera/subscribe', { email: 'Cittadina@Example.org ' })
    expect(first).toMatchObject({ status: 200, view: { view: { subscribe: { state: 'sent', email: 'cittadina@example.org' } } } })
    expect(first.headers['cache-control']).toBe('no-store')
    const again = await s.form('/s/pieve-lumera/subscribe', { email: 'cittadina@example.org' })
    expect(again.view?.view).toEqual(first.view?.view)
    const mails = await s.t.sql<{ body: string; recipient: string }>(`select body, recipient from platform.delivery where key like 'notices.follow:%'`)
    expect(mails.length).toBe(1)
    const link = /https:\/\/centro\.velarda\.example(\/subscription\/\S+)/.exec(mails[0]!.body)![1]!
    const followers = async () => (await s.call('pieve', 'GET', `/api/notices/bodies/${PIEVE}/subscribers`)).body
    // Scanners of mail follow each link, some of them twice and with HEAD: nothing is confirmed by that.
    for (const agent of ['a browser', 'a scanner']) expect(await s.get(link, { 'user-agent': agent })).toMatchObject({ status: 200, view: { route: 'subscription', view: { outcome: 'askConfirm', party: 'pieve-lumera' } } })
    expect((await s.http.inject({ method: 'HEAD', url: link })).statusCode).toBe(200)
    expect(await followers()).toEqual({ confirmed: 0 })
    expect(await s.form(link, {})).toMatchObject({ status: 200, view: { view: { outcome: 'confirmed', party: 'pieve-lumera' } }, headers: { 'cache-control': 'no-store' } })
    expect(await followers()).toEqual({ confirmed: 1 })
    for (const spent of [await s.get(link), await s.form(link, {})]) expect(spent).toMatchObject({ status: 410, view: { view: { outcome: 'expired' } } })
    const [{ unsubscribe_token }] = await s.t.sql<{ unsubscribe_token: string }>('select unsubscribe_token from notices.subscription') as [{ unsubscribe_token: string }]
    const end = `/en/subscription/${unsubscribe_token}/end`
    expect((await s.get(end)).view).toMatchObject({ page: { lang: 'en' }, view: { outcome: 'askEnd', party: 'pieve-lumera' } })
    expect(await followers()).toEqual({ confirmed: 1 })
    expect((await s.form(end, {})).view).toMatchObject({ view: { outcome: 'ended' } })
    expect(await s.t.sql('select 1 from notices.subscription')).toEqual([])
    // Once more is no failure: a mail program that clicks twice has done what was asked.
    for (const again of [await s.get(end), await s.form(end, {})]) expect(again).toMatchObject({ status: 200, view: { view: { outcome: 'ended' } } })
    expect(await s.t.sql(`select action from audit.entry where action in ('notices.follow', 'notices.unfollow') and actor_id = 'notices.follow' and object = $1 order by id`, [`body:${PIEVE}`])).toEqual([{ action: 'notices.follow' }, { action: 'notices.unfollow' }])
  })

  test('one address is asked five times a day at most, whoever types it', async () => {
    for (let n = 0; n < 8; n++) {
      await s.t.sql(`insert into notices.body_page (party_id, realm, slug, name, appeared_at, updated_at) values ($1, 'live', $2, 'Comune', now(), now())`, [id(700 + n), `prova-${n}`])
      await s.form(`/s/prova-${n}/subscribe`, { email: 'vittima@example.org' })
    }
    expect(await s.t.sql(`select count(*)::int as n from platform.delivery where recipient = 'vittima@example.org'`)).toEqual([{ n: 5 }])
    await s.t.sql(`delete from notices.body_page where slug like 'prova-%'; delete from notices.subscription`)
  })

  test('the question to a body: what was typed is kept, each problem at its field; then one answer', async () => {
    expect((await s.get(`/r/${token}`)).view).toMatchObject({ route: 'reply', view: { partyName: 'Comune di Pieve Lumera', errors: [] } })
    expect((await s.get(`/r/${token}`)).headers['cache-control']).toBe('no-store')
    const wrong = await s.form(`/r/${token}`, { knownAt: '2027-01-01T09:00', contactName: 'Ada Fittizia', contactEmail: 'ada', note: 'x'.repeat(2000) })
    expect(wrong).toMatchObject({ status: 400, view: { route: 'reply', view: { values: { knownAt: '2027-01-01T09:00', contactName: 'Ada Fittizia', contactEmail: 'ada' }, errors: [{ field: 'hit', code: 'missing' }, { field: 'knownAt', code: 'future' }, { field: 'note', code: 'too-long' }, { field: 'contactEmail', code: 'not-an-address' }] } } })
    expect(answered).toEqual([])
    const body = new URLSearchParams([['hit', 'yes'], ['knownAt', '2026-12-08T06:30'], ['services', id(91)], ['services', id(999)], ['personalData', 'yes'], ['contactPhone', '0555 1'], ['note', 'Tutto fermo\r\nda stamattina']])
    const done = await s.form(`/r/${token}`, body.toString())
    expect(done).toMatchObject({ status: 200, view: { route: 'replyDone', view: { hit: 'yes', reference: 'VEL-2026-0001/1', knownAt: '2026-12-08T05:30:00.000Z' } } })
    expect(answered).toEqual([{ token, input: { answer: 'hit', awareAt: '2026-12-08T05:30:00.000Z', personalData: 'yes', note: 'Tutto fermo\nda stamattina\n0555 1', contactName: 'Comune di Pieve Lumera', services: [{ id: id(91), state: 'down' }] } }])
    expect(await s.get('/r/unknownunknownunknown')).toMatchObject({ status: 404, view: { route: 'replyClosed', view: { reason: 'unknown' } } })
    expect(await s.get('/r/oldoldoldoldoldold')).toMatchObject({ status: 410, view: { view: { reason: 'expired' } } })
  })
})

describe('mails', () => {
  test('500 editions within the hour make one mail, with the last words', async () => {
    await s.form('/s/pieve-lumera/subscribe', { email: 'lettore@example.org' })
    await s.t.sql(`update notices.subscription set confirmed_at = now(), confirm_hash = null`)
    await s.job('notices.mail') // what came before
    await s.t.sql(`delete from platform.delivery`)
    const second = { kind: 'person', id: 'b', name: 'B', roles: ['admin'], scope: 'parties', parties: [PIEVE], realm: 'live' } as const
    const { id: noticeId } = await s.noticeOf(12)
    s.clock.advance(60_000)
    const next = new Date(s.clock.now().getTime() + 3 * HOUR).toISOString()
    for (let n = 1; n <= 500; n++) {
      // The first word is written as it would be stored; the second is given by the door, 500 times.
      await s.t.sql(`update notices.notice set state = 'confirmed', confirmed_by = 'a', approved_by = null, confirmed_at = $2, content = jsonb_set(jsonb_set(content, '{texts,it,title}', to_jsonb($3::text)), '{nextUpdateAt}', to_jsonb($4::text)) where id = $1`, [noticeId, s.clock.now(), `Edizione ${n}`, next])
      await s.module.service.publish(second, noticeId)
      s.clock.advance(6000)
      if (n % 50 === 0) await s.job('notices.mail')
    }
    s.clock.advance(HOUR)
    await s.job('notices.mail')
    await s.job('notices.mail')
    const mails = await s.t.sql<{ body: string; recipient: string }>(`select recipient, body from platform.delivery`)
    expect(mails.map((mail) => mail.recipient)).toEqual(['lettore@example.org'])
    expect(mails[0]!.body).toContain('Edizione 500')
    expect(mails[0]!.body).not.toContain('Edizione 499')
    expect((await s.get(`/n/${(await s.noticeOf(12)).slug}`)).view?.view).toMatchObject({ title: 'Edizione 500', history: { length: 50 } })
  }, 90_000)
})

test('following any public address changes nothing: the tables are shut for writing and every page still comes', async () => {
  await s.form('/s/pieve-lumera/subscribe', { email: 'guardata@example.org' })
  const [{ body: mail }] = await s.t.sql<{ body: string }>(`select body from platform.delivery where recipient = 'guardata@example.org'`) as [{ body: string }]
  const [{ unsubscribe_token }] = await s.t.sql<{ unsubscribe_token: string }>(`select unsubscribe_token from notices.subscription where email = 'guardata@example.org'`) as [{ unsubscribe_token: string }]
  const examples: Record<string, string> = { ':slug': (await s.noticeOf(12)).slug!, ':party': 'pieve-lumera', ':token': token }
  const links = pageEndpoints.filter((page) => page.endpoint.method === 'GET').map((page) => page.endpoint.path.replace(/:\w+/g, (name) => examples[name]!))
    .concat(/centro\.velarda\.example(\/subscription\/\S+)/.exec(mail)![1]!, `/subscription/${unsubscribe_token}/end`, '/s.csv', '/n?q=comune', '/s?q=comune')
  expect(links.length).toBeGreaterThan(60)
  const everything = () => s.t.sql<{ sums: string }>(`select string_agg(x.sum, ' ') as sums from (
    select 'a' || count(*) || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as sum from notices.subscription t union all select 'b' || count(*) from audit.entry union all
    select 'c' || count(*) || coalesce(sum(hashtextextended(d::text, 0)::numeric), 0) from platform.delivery d union all select 'd' || count(*) from platform.outbox) x`)
  const before = await everything()
  await s.t.shut(async () => {
    s.pages.clear()
    const answers = new Map<string, number>()
    for (const link of links) {
      for (const method of ['GET', 'HEAD'] as const) answers.set(`${method} ${link}`, (await s.http.inject({ method, url: link })).statusCode)
    }
    expect([...answers].filter(([, status]) => status >= 400 && status !== 410)).toEqual([])
    expect([...answers].filter(([link, status]) => status === 410 && !link.includes(`/subscription/${token}`))).toEqual([])
    // The shutter itself holds: what does change something fails now.
    expect((await s.form(`/subscription/${unsubscribe_token}/end`, {})).status).toBe(500)
  })
  expect(await everything()).toEqual(before)
  await s.t.sql('delete from notices.subscription')
  // Redirections and a failure among them were written to the log, and not what opens something.
  const log = s.logged.join('')
  expect(log).toContain('"to":"/r/…"')
  expect(log).toContain('"path":"/subscription/…/end"')
  for (const secret of [token, unsubscribe_token]) expect(log).not.toContain(secret)
})

/** A small reader of XML: tags in pairs, no bare sign. Enough to tell well-formed from not. */
function wellFormed(xml: string) {
  const open: string[] = []
  const rest = xml.replaceAll(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')
  for (const [, close, name, single] of rest.matchAll(/<(\/?)([\w:-]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g)) {
    if (close) expect(open.pop()).toBe(name)
    else if (!single) open.push(name!)
  }
  expect(open).toEqual([])
  const text = rest.replaceAll(/<\?xml[^>]*\?>/g, '').replaceAll(/<(\/?)([\w:-]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g, '')
  expect(text).not.toMatch(/<|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i)
}

test('system work leaves no public trace by itself', async () => {
  await s.module.service.draft(system('test'), MAIN)
  expect((await s.get('/')).view?.view).toMatchObject({ total: 1 })
})
