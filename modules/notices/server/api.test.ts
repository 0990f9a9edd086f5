import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LIVE, system } from '#platform/contract/index.ts'
import type { NoticeContent } from '../contract.ts'
import { createStage, id, MAIN, PIEVE, CORVASSE, tiedCase, type Stage } from './testing.ts'

let s: Stage
beforeAll(async () => {
  s = await createStage()
  await s.listener('notices.draft', { mainId: MAIN })
  await s.listener('notices.draft_tied', { mainId: MAIN, caseIds: [] }) // delivered again
})
afterAll(() => s.close())

const save = async (actor: string, n: number, change: (content: NoticeContent) => unknown, version?: number) => {
  const notice = await s.noticeOf(n)
  return s.call(actor, 'PUT', `/api/notices/${notice.id}`, { version: version ?? notice.version, content: change(notice.content) as object })
}

describe('who may', () => {
  test('a body lists its own, the centre finds by name', async () => {
    const [{ id: pieve }, { id: corvasse }] = [await s.noticeOf(12), await s.noticeOf(13)]
    const { body } = await s.call('pieve', 'GET', '/api/notices')
    expect(body).toMatchObject({ total: 1, counts: { draft: 1 }, items: [{ id: pieve, partyName: 'Comune di Pieve Lumera', state: 'draft', live: null, tlp: 'amber' }] })
    expect((await s.call('analyst', 'GET', `/api/notices?q=corv&mainId=${MAIN}`)).body).toMatchObject({ total: 1, items: [{ id: corvasse }] })
  })

  test('one draft a case, in three languages', async () => {
    const rows = await s.t.sql<{ n: number; langs: number }>(`select count(*)::int as n, min((select count(*) from jsonb_object_keys(content->'texts')))::int as langs from notices.notice`)
    expect(rows).toEqual([{ n: 3, langs: 3 }])
  })
})

describe('what may be written', () => {
  test('markup is refused at its field, in every language, and nothing is stored', async () => {
    const before = await s.noticeOf(12)
    const answer = await save('pieve', 12, (content) => ({ ...content, texts: { ...content.texts, fr: { ...content.texts.fr, cause: ['bon', '<script>alert(1)</script>'] } }, office: { name: 'Ufficio <b>URP</b>', lines: [] } }))
    expect(answer.status).toBe(400)
    expect(answer.body.fields).toEqual([expect.objectContaining({ path: 'body.content.texts.fr.cause.1' }), expect.objectContaining({ path: 'body.content.office.name' })])
    expect(await s.noticeOf(12)).toEqual(before)
  })
  test('lengths, dates, expiry and links have their bounds', async () => {
    const path = async (change: (content: NoticeContent) => unknown) => (await save('pieve', 12, change)).body.fields?.map((one: { path: string }) => one.path.replace('body.content.', ''))
    expect(await path((c) => ({ ...c, texts: { ...c.texts, it: { ...c.texts.it, summary: 'a'.repeat(255) } } }))).toEqual(['texts.it.summary'])
    expect(await path((c) => ({ ...c, expiresAt: undefined }))).toEqual(['expiresAt'])
    expect(await path((c) => ({ ...c, expiresAt: '2026-12-08T05:00:00Z', nextUpdateAt: null }))).toEqual(['expiresAt'])
    expect(await path((c) => ({ ...c, expiresAt: '2028-01-01T00:00:00Z' }))).toEqual(['expiresAt'])
    expect(await path((c) => ({ ...c, services: [{ name: 'x', state: 'down', since: '1970-01-01T00:00:00Z' }] }))).toEqual(['services.0.since'])
    expect(await path((c) => ({ ...c, services: [{ name: 'x', state: 'down' }, { name: 'X', state: 'down' }] }))).toEqual(['services'])
    expect(await path((c) => ({ ...c, attachments: [{ name: 'a', href: 'javascript:alert(1)', kind: 'PDF', size: '1 kB' }] }))).toEqual(['attachments.0.href'])
    expect(await path((c) => ({ ...c, topics: ['Invenzione'] }))).toEqual(['topics.0'])
  })
  test('two people at once: the second is told', async () => {
    const { version } = await s.noticeOf(12)
    const title = (text: string) => (content: NoticeContent) => ({ ...content, texts: { ...content.texts, it: { ...content.texts.it, title: text } } })
    expect((await save('pieve', 12, title('Anagrafe e tributi online non funzionano'), version)).body).toMatchObject({ version: version + 1, state: 'draft' })
    expect((await save('pieve2', 12, title('Un altro titolo'), version)).status).toBe(409)
    expect((await s.noticeOf(12)).content.texts.it.title).toBe('Anagrafe e tributi online non funzionano')
    expect((await s.noticeOf(12)).content.behind.fr).toEqual(['title'])
  })
})

describe('the two words', () => {
  test('nothing before the body has answered; then its own word; then another person', async () => {
    const { id: noticeId, version } = await s.noticeOf(12)
    const confirm = (who: string) => s.call(who, 'POST', `/api/notices/${noticeId}/confirm`, { version })
    const publish = (who: string) => s.call(who, 'POST', `/api/notices/${noticeId}/publish`, { version })
    expect((await confirm('pieve')).body).toMatchObject({ code: 'invalid', fields: [{ problem: 'the body has not said that it is hit' }] })
    await s.answer(12, { answer: 'hit' })
    expect((await s.noticeOf(12)).version).toBe(version) // a person has written: the answer does not overwrite
    expect((await confirm('analyst')).status).toBe(403)
    expect((await publish('pieve2')).body).toMatchObject({ code: 'conflict', params: { reason: 'not_confirmed' } })
    expect((await confirm('pieve')).status).toBe(204)
    expect((await publish('pieve')).body).toMatchObject({ code: 'second_person', status: 409 })
    expect((await s.call('pieve2', 'GET', `/api/notices/${noticeId}`)).body.may).toMatchObject({ publish: true, confirm: false })
    expect((await s.call('pieve', 'GET', `/api/notices/${noticeId}`)).body.may).toMatchObject({ publish: false })
    expect((await publish('corvasse')).status).toBe(404)
    s.cases.set(id(12), { ...s.cases.get(id(12))!, tlp: 'red' })
    expect((await publish('pieve2')).body).toMatchObject({ code: 'tlp' })
    s.cases.set(id(12), { ...s.cases.get(id(12))!, tlp: 'amber' })
    expect((await publish('analyst')).status).toBe(204)
    expect((await publish('pieve2')).status).toBe(204) // again: nothing more
    expect(await s.t.sql('select number, what, confirmed_by, approved_by from notices.notice_version where notice_id = $1', [noticeId])).toEqual([{ number: 1, what: 'published', confirmed_by: 'p-Piero di Pieve', approved_by: 'p-Ada Analista' }])
    expect(await s.t.sql('select state, tlp, slug from notices.notice where id = $1', [noticeId])).toEqual([{ state: 'published', tlp: 'clear', slug: 'pieve-lumera-anagrafe-e-tributi-online-non-funzionano' }])
    const events = await s.t.sql<{ n: number }>(`select count(*)::int as n from platform.outbox where name = 'notices.public_changed'`)
    expect(events[0]!.n).toBe(1)
    expect((await s.t.sql<{ action: string }>(`select action from audit.entry where object = $1 order by id`, [`notice:${noticeId}`])).map((row) => row.action)).toEqual(['notices.save', 'notices.confirm', 'notices.publish'])
  })

  test('the database itself refuses one person’s two words, and any exercise in public', async () => {
    const { id: noticeId } = await s.noticeOf(13)
    await expect(s.t.sql(`update notices.notice set state = 'published', confirmed_by = 'a', approved_by = 'a' where id = $1`, [noticeId])).rejects.toThrow(/two_people/)
    await expect(s.t.sql(`update notices.publication set realm = 'ex:1'`)).rejects.toThrow(/realm/)
    expect(await s.t.db.as({ kind: 'person', id: 'x', name: '', roles: ['member'], scope: 'parties', parties: [PIEVE], realm: LIVE }, async (tx) => (await s.module.service.noticesOf(tx, [id(12), id(13)])).map((one) => one.caseId))).toEqual([id(12)])
  })

  test('an edit of what is public waits for two words; the public reads the old until then', async () => {
    await save('pieve', 12, (content) => ({ ...content, texts: { ...content.texts, it: { ...content.texts.it, title: 'Riaprono i tributi online' } } }))
    const slug = (await s.noticeOf(12)).slug!
    expect((await s.get(`/n/${slug}`)).view?.view).toMatchObject({ title: 'Anagrafe e tributi online non funzionano', history: [{ what: 'Pubblicato' }] })
    expect(await s.goPublic(12)).toMatchObject({ confirmed: 204, published: 204 })
    expect((await s.get(`/n/${slug}`)).view?.view).toMatchObject({ title: 'Riaprono i tributi online', history: [{ what: 'Pubblicato' }, { what: 'Aggiornato' }] })
  })

  test('in an exercise the two words publish inside it: the centre alone sees the pages, which say so, and the public reads nothing', async () => {
    s.cases.set(id(32), tiedCase(32, PIEVE, 'Comune di Pieve Lumera', { realm: 'ex:1', mainId: id(31), answer: 'hit' }))
    await s.module.service.draft(system('test', 'ex:1'), id(31))
    const { id: noticeId, version } = await s.noticeOf(32)
    const before = await s.t.sql('select (select count(*)::int from notices.publication) as publications, (select count(*)::int from notices.service_state) as states, (select count(*)::int from notices.body_page) as bodies, (select count(*)::int from notices.webhook_delivery) as hooks, (select count(*)::int from platform.delivery) as mails')
    expect((await s.call('exercisePieve', 'POST', `/api/notices/${noticeId}/confirm`, { version })).status).toBe(204)
    expect((await s.call('exercisePieve', 'POST', `/api/notices/${noticeId}/publish`, { version })).body).toMatchObject({ code: 'second_person' })
    expect((await s.call('exercise', 'POST', `/api/notices/${noticeId}/publish`, { version })).status).toBe(204)
    expect((await s.call('exercise', 'GET', `/api/notices/${noticeId}`)).body).toMatchObject({ state: 'published', inside: true, live: null, history: [{ what: 'published', number: 1 }] })
    expect(await s.t.sql('select slug, live_number, tlp from notices.notice where id = $1', [noticeId])).toEqual([{ slug: null, live_number: null, tlp: 'amber' }])
    expect(await s.t.sql('select (select count(*)::int from notices.publication) as publications, (select count(*)::int from notices.service_state) as states, (select count(*)::int from notices.body_page) as bodies, (select count(*)::int from notices.webhook_delivery) as hooks, (select count(*)::int from platform.delivery) as mails')).toEqual(before)
    await expect(s.t.sql(`update notices.notice set live_number = 1 where id = $1`, [noticeId])).rejects.toThrow(/exercise_stays_inside/)
    const status = async (actor: string, query = '') => s.http.inject({ method: 'GET', url: `/api/notices/inside?lang=it${query}`, headers: { 'x-actor': actor } })
    expect((await status('exercise')).json()).toMatchObject({ route: 'status', page: { mode: 'exercise' }, view: { rows: [{ name: 'Comune di Pieve Lumera', state: 'down' }], paging: { total: 1 } } })
    expect((await status('exercise')).headers).toMatchObject({ 'cache-control': 'no-store', 'content-security-policy': expect.stringContaining("frame-ancestors 'self'") })
    const earlier = new Date(s.clock.now().getTime() - 60_000).toISOString()
    const later = new Date(s.clock.now().getTime() + 30 * 3_600_000).toISOString()
    expect((await status('exercise', `&at=${earlier}`)).json().view.rows).toEqual([])
    expect((await status('exercise', `&at=${later}`)).json().view.rows).toMatchObject([{ state: 'unknown' }])
    expect((await status('analyst')).statusCode).toBe(404)
    expect((await status('exercisePieve')).statusCode).toBe(403)
    expect((await status('anonymous')).statusCode).toBe(401)
    await s.module.service.back(s.actor('exercisePieve'), noticeId)
    const { version: next } = await s.noticeOf(32)
    expect((await s.call('exercisePieve', 'POST', `/api/notices/${noticeId}/confirm`, { version: next })).status).toBe(204)
    expect((await s.call('exercise', 'POST', `/api/notices/${noticeId}/publish`, { version: next })).status).toBe(204)
    expect((await status('exercise')).json().view.rows).toMatchObject([{ state: 'restored' }])
    // Taken away, also by the body's other word: gone from the pages, and a draft that comes back is not public again.
    const published = s.clock.now().toISOString()
    const again = async () => {
      const { version: at } = await s.noticeOf(32)
      expect((await s.call('exercisePieve', 'POST', `/api/notices/${noticeId}/confirm`, { version: at })).status).toBe(204)
      expect((await s.call('exercise', 'POST', `/api/notices/${noticeId}/publish`, { version: at })).status).toBe(204)
    }
    const follow = async (answer: 'hit' | 'not_hit') => {
      s.cases.set(id(32), { ...s.cases.get(id(32))!, answer })
      await s.listener('notices.answered', { caseId: id(32), partyId: PIEVE, answer, awareAt: null, personalData: 'unknown' }, 'ex:1')
    }
    s.clock.advance(1000)
    expect((await s.call('exercisePieve', 'POST', `/api/notices/${noticeId}/withdraw`, { reason: 'Un errore' })).status).toBe(204)
    expect((await status('exercise')).json().view.rows).toEqual([])
    expect((await status('exercise', `&at=${published}`)).json().view.rows).toHaveLength(1)
    await follow('hit')
    expect([(await s.noticeOf(32)).state, (await status('exercise')).json().view.rows]).toEqual(['draft', []])
    await again()
    expect((await status('exercise')).json().view.rows).toHaveLength(1)
    await follow('not_hit')
    expect((await status('exercise')).json().view.rows).toEqual([])
    await follow('hit')
    await again()
    expect((await s.call('exercise', 'GET', `/api/notices/${noticeId}`)).body.history.map((one: { what: string }) => one.what)).toEqual(['restored', 'withdrawn', 'restored', 'withdrawn', 'restored', 'published'])
    const preview = await s.http.inject({ method: 'GET', url: `/api/notices/${noticeId}/preview?lang=fr`, headers: { 'x-actor': 'exercise' } })
    expect(preview.json()).toMatchObject({ route: 'notice', page: { mode: 'exercise', lang: 'fr' } })
    expect((await s.call('exercisePieve', 'GET', `/api/notices/${noticeId}/preview`)).status).toBe(403)
    expect((await s.call('analyst', 'GET', `/api/notices/${noticeId}`)).status).toBe(404)
    expect((await s.call('exercisePieve', 'POST', `/api/notices/bodies/${PIEVE}/services/approval`, { names: ['x'] })).body.code).toBe('exercise')
    s.cases.delete(id(32))
  })
})

describe('answers that change', () => {
  test('not hit: the draft goes, with its reason; hit after all: it comes back', async () => {
    await s.answer(13, { answer: 'not_hit' })
    expect(await s.noticeOf(13)).toMatchObject({ state: 'withdrawn', reason: 'not_hit' })
    expect((await s.goPublic(13, 'corvasse', 'analyst'))).toMatchObject({ confirmed: 409, published: 409 })
    await s.answer(13, { answer: 'hit', personalData: 'yes' })
    const { state, content } = await s.noticeOf(13)
    expect([state, content.texts.it.personalData[0]]).toEqual(['draft', expect.stringContaining('Ci sono dati personali coinvolti')])
    const { body } = await s.call('corvasse', 'GET', `/api/notices/bodies/${CORVASSE}/services`)
    expect(body.items.map((row: { name: string; public: null; waiting: { state: string; source: string } }) => [row.name, row.public, row.waiting.state, row.waiting.source])).toEqual([['Anagrafe online', null, 'down', 'case'], ['Mensa scolastica', null, 'limited', 'case'], ['Tributi online', null, 'down', 'case']])
  })

  test('a body that takes its word back is not left in public', async () => {
    expect(await s.goPublic(13, 'corvasse', 'analyst')).toMatchObject({ confirmed: 204, published: 204 })
    const slug = (await s.noticeOf(13)).slug!
    expect((await s.get('/s/corvasse')).status).toBe(200)
    await s.answer(13, { answer: 'not_hit' })
    for (const path of ['/s/corvasse', '/embed/corvasse', '/s/corvasse/feed.atom']) expect((await s.get(path)).status, path).toBe(404)
    expect((await s.get(`/n/${slug}`)).status).toBe(410)
    for (const path of ['/', '/n', '/s', '/s.csv', '/n.atom', '/n.json']) expect((await s.get(path)).text, path).not.toMatch(/"party":"corvasse"|corvasse,Comune|\/n\/corvasse/)
    expect(await s.noticeOf(13)).toMatchObject({ state: 'withdrawn', reason: 'not_hit', slug })
  })

  test('everything is back: new words, the same two people, and the page says so', async () => {
    const { id: noticeId, version } = await s.noticeOf(12)
    expect((await s.call('pieve', 'POST', `/api/notices/${noticeId}/restore`, { version })).body).toEqual({ version: version + 1 })
    expect(await s.goPublic(12)).toMatchObject({ published: 204 })
    const { slug } = await s.noticeOf(12)
    expect((await s.get(`/n/${slug}`)).view?.view).toMatchObject({ answer: { state: 'restored' }, title: 'I servizi online funzionano di nuovo' })
    expect((await s.get('/')).view?.view).toMatchObject({ counts: { down: 0, limited: 0, restored: 1 }, total: 1 })
  })

  test('withdrawing takes one person and a reason', async () => {
    const { id: noticeId } = await s.noticeOf(12)
    expect((await s.call('pieve', 'POST', `/api/notices/${noticeId}/withdraw`, { reason: '' })).status).toBe(400)
    expect((await s.call('pieve', 'POST', `/api/notices/${noticeId}/withdraw`, { reason: 'Pubblicato per errore' })).status).toBe(204)
    expect((await s.get('/s/pieve-lumera')).status).toBe(404)
    // Its address says that it is gone, and nothing of what it said; one that never was is only not there.
    const gone = await s.get(`/en/n/${(await s.noticeOf(12)).slug}`)
    expect([gone.status, gone.view]).toMatchObject([410, { route: 'error', page: { lang: 'en' }, view: { status: 410 } }])
    expect(gone.text).not.toMatch(/Pieve|Anagrafe|errore/)
    expect((await s.get('/n/mai-esistito')).status).toBe(404)
    expect((await s.call('pieve', 'GET', `/api/notices/${noticeId}`)).body).toMatchObject({ state: 'withdrawn', reason: 'Pubblicato per errore', live: null, tlp: 'amber', history: [{ what: 'withdrawn' }, { what: 'restored' }, { what: 'updated' }, { what: 'published' }] })
  })
})

test('two bodies with one name, two notices with one title: each keeps an address of its own', async () => {
  for (const n of [21, 22]) {
    s.extra.push({ id: id(n), realm: LIVE, registry: 'demo', code: `h${n}`, name: 'Comune di Omonima', kind: 'municipality', country: 'IT', established: 'IT', region: 'Velarda', province: 'VE', population: 1, districtId: null, facts: {} })
    s.cases.set(id(40 + n), tiedCase(40 + n, id(n), 'Comune di Omonima', { answer: 'hit', mainId: id(41) }))
  }
  await s.module.service.draft(system('test'), id(41))
  for (const n of [21, 22]) {
    const member = { kind: 'person', id: `m${n}`, name: 'M', roles: ['member'], scope: 'parties', parties: [id(n)], realm: LIVE } as const
    const { id: noticeId } = await s.noticeOf(40 + n)
    await s.module.service.confirm(member, noticeId)
    await s.module.service.publish({ ...member, id: `n${n}` }, noticeId)
  }
  expect(await s.t.sql('select slug from notices.body_page where name = $1 order by slug', ['Comune di Omonima'])).toEqual([{ slug: 'omonima' }, { slug: 'omonima-2' }])
  const slugs = (await s.t.sql<{ slug: string }>('select slug from notices.publication where party_id = any($1)', [[id(21), id(22)]])).map((row) => row.slug)
  expect(new Set(slugs).size).toBe(2)
})
