/** The way a public page goes out: from memory, drawn once, dropped by what changes, and on a bad day as it was last known. */
import { request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createLog } from '#platform/log/index.ts'
import { centre, createStage, everyAddress, MAIN, PIEVE, type Stage } from '../testing.ts'
import { hearPublicChanges } from '../store/ears-store.ts'

let s: Stage
beforeAll(async () => {
  s = await createStage()
  await s.listener('notices.draft', { mainId: MAIN })
  await s.answer(12, { answer: 'hit' })
  await s.answer(13, { answer: 'hit' })
  expect(await s.goPublic(12)).toMatchObject({ confirmed: 204, published: 204 })
})
afterAll(() => s.close())

describe('the door', () => {
  test('drawn once for a burst, answered from memory, drawn again after a change and never older', async () => {
    const base = await s.http.listen({ host: '127.0.0.1', port: 0 })
    const read = async () => (await (await fetch(`${base}/s/pieve-lumera`)).json() as { view: { contact: string[] } }).view.contact
    s.pages.clear()
    s.drawn.length = 0
    await Promise.all(Array.from({ length: 40 }, read))
    expect(s.drawn).toEqual(['body'])
    const etag = (await fetch(`${base}/s/pieve-lumera`)).headers.get('etag')!
    expect((await fetch(`${base}/s/pieve-lumera`, { headers: { 'if-none-match': etag } })).status).toBe(304)
    expect(s.drawn).toEqual(['body'])
    for (let n = 0; n < 20; n++) {
      const change = s.call('pieve', 'PUT', `/api/notices/bodies/${PIEVE}/page`, { contact: [`0555 000 ${n}`], site: null })
      const crowd = Promise.all(Array.from({ length: 5 }, read))
      expect((await change).status).toBe(204)
      // From the answer to the writer on, nobody reads the old page; those who asked meanwhile may have read either.
      expect(await read()).toEqual([`0555 000 ${n}`])
      for (const contact of await crowd) expect([[`0555 000 ${n - 1}`], [`0555 000 ${n}`], []]).toContainEqual(contact)
      expect(await read()).toEqual([`0555 000 ${n}`])
    }
  })

  test('junk in the address neither fills the memory nor draws a page of its own', async () => {
    s.pages.clear()
    expect((await s.get('/?utm_source=x')).headers.location).toBe('/')
    expect((await s.get('/s?state=down&x=1')).headers.location).toBe('/s?state=down')
    expect((await s.get('/n?page=abc')).headers.location).toBe('/n')
    expect((await s.get('/n?page=1')).headers.location).toBe('/n')
    for (let i = 0; i < 20; i++) await s.get(`/s?q=cerca${i}`)
    for (let i = 2; i < 20; i++) expect((await s.get(`/s?page=${i}`)).status).toBe(200)
    for (let i = 0; i < 20; i++) expect((await s.get(`/n/nulla-${i}`)).status).toBe(404)
    expect(s.pages.size).toBe(0)
    expect((await s.get('/s?q=LUMÈRA')).view?.view).toMatchObject({ rows: [{ party: 'pieve-lumera' }], query: 'LUMÈRA' })
  })

  test('other spellings of an address lead to the one under which it is kept', async () => {
    // By a real server: the client of tests would clean the address.
    const at = s.http.server.listening ? s.http.server.address() as AddressInfo : new URL(await s.http.listen({ host: '127.0.0.1', port: 0 }))
    s.pages.clear()
    const spelt = { '/%73': '/s', '/s#1': '/s', '/s/': '/s', '/s.csv?x=1': '/s.csv', '/%73.csv': '/s.csv', '/f%72/n': '/fr/n', '/f%72/n?x=1': '/fr/n', '/s/pieve%2dlumera': '/s/pieve-lumera', '/e%6dbed/pieve-lumera': '/embed/pieve-lumera', '/n%2ejson': '/n.json' }
    for (const [from, to] of Object.entries(spelt)) {
      const answer = await new Promise<{ status: number | undefined; location: string | undefined }>((resolve, reject) => {
        request({ host: '127.0.0.1', port: at.port, path: from }, (response) => { response.resume(); resolve({ status: response.statusCode, location: response.headers.location }) }).on('error', reject).end()
      })
      expect(answer, from).toEqual({ status: 302, location: to })
    }
    expect(s.pages.size).toBe(0)
    for (const to of new Set(Object.values(spelt))) expect((await s.get(to)).status, to).toBe(200)
  })

  test('without opening hours too, what is kept is drawn again at midnight, feeds and data as well', async () => {
    const night = await createStage()
    try {
      night.clock.set(new Date('2026-12-08T22:00:00Z'))
      const addresses = ['/', '/s', '/n.json', '/n.atom', '/s.csv']
      const kept = (url: string) => night.pages.answer({ method: 'GET', url, rawHeaders: [] as string[] } as unknown as IncomingMessage, { writeHead() {}, end() {} } as never)
      for (const address of addresses) expect((await night.get(address)).status).toBe(200)
      night.clock.set(new Date('2026-12-08T22:59:59Z'))
      expect(addresses.filter((address) => !kept(address))).toEqual([])
      night.clock.set(new Date('2026-12-08T23:00:00Z'))
      expect(addresses.filter(kept)).toEqual([])
    } finally { await night.close() }
  })

  test('languages live in the address; the first one has no prefix; old addresses lead on', async () => {
    expect((await s.get('/fr/n')).view?.page).toMatchObject({ lang: 'fr', path: '/n', langs: ['it', 'fr', 'en'] })
    expect((await s.get('/en')).view?.page).toMatchObject({ lang: 'en', path: '/', mode: 'demo' })
    expect([(await s.get('/it/s?state=down')).status, (await s.get('/it/s?state=down')).headers.location]).toEqual([301, '/s?state=down'])
    expect((await s.get('/feed.atom')).headers.location).toBe('/n.atom')
    const gone = await s.get('/fr/n/nulla')
    expect([gone.status, gone.view?.route, gone.view?.page['lang'], gone.headers['cache-control']]).toEqual([404, 'error', 'fr', 'no-store'])
    const page = async (url: string) => JSON.parse(await s.module.errorPage(url, { status: 404, requestId: 'r1' })) as unknown
    expect(await page('/en/nothing?x=1')).toMatchObject({ route: 'error', page: { lang: 'en', path: '/nothing' }, view: { status: 404 } })
    // The switch of language must not lead away.
    for (const url of ['//elsewhere.example/x', '/fr//elsewhere.example', '/a"b']) expect(await page(url), url).toMatchObject({ page: { path: '/' } })
  })

  test('what is said of the telephone is dropped when it opens or closes, and at midnight', async () => {
    const week = Array.from({ length: 7 }, () => [['08:00', '20:00']])
    const night = await createStage({ centre: async () => ({ ...centre, contacts: { phone: '800 000 000', openingHours: { week } } }) })
    try {
      const kept = () => night.pages.answer({ method: 'GET', url: '/emergency', rawHeaders: [] as string[] } as unknown as IncomingMessage, { writeHead() {}, end() {} } as never)
      for (const [drawnAt, lastAt, nextAt] of [
        ['2026-12-08T10:00:00Z', '2026-12-08T18:59:59Z', '2026-12-08T19:00:00Z'],
        ['2026-12-08T19:00:00Z', '2026-12-08T22:59:59Z', '2026-12-08T23:00:00Z'],
        ['2026-12-08T23:00:00Z', '2026-12-09T06:59:59Z', '2026-12-09T07:00:00Z'],
      ] as const) {
        night.clock.set(new Date(drawnAt))
        expect((await night.get('/emergency')).view?.page).toMatchObject({ now: new Date(drawnAt).toISOString(), centre: { emergency: { openingHours: { week } } } })
        night.clock.set(new Date(lastAt))
        expect(kept(), lastAt).toBe(true)
        night.clock.set(new Date(nextAt))
        expect(kept(), nextAt).toBe(false)
      }
      // Written by hand and wrong: as good as none, and no page falls for it.
      const odd = await createStage({ centre: async () => ({ ...centre, contacts: { phone: '1', openingHours: { week: 'sempre' } } }) })
      expect((await odd.get('/emergency')).view?.page).toMatchObject({ centre: { emergency: { phone: '1', hours: '' } } })
      await odd.close()
    } finally { await night.close() }
  })

  test('a change of the centre itself reaches every page', async () => {
    await s.get('/s/pieve-lumera')
    await s.get('/privacy')
    expect(s.pages.size).toBeGreaterThan(1)
    await s.listener('notices.centre', {})
    expect(s.pages.size).toBe(0)
  })

  test('borders that come in redraw the map, and leave the pages of bodies alone', async () => {
    const kept = () => ['/', '/s/pieve-lumera'].filter((url) => s.pages.answer({ method: 'GET', url, rawHeaders: [] as string[] } as unknown as IncomingMessage, { writeHead() {}, end() {} } as never))
    await s.get('/')
    await s.get('/s/pieve-lumera')
    await s.listener('notices.territory', { version: 2 }, 'ex:1') // an exercise adds no land
    expect(kept()).toEqual(['/', '/s/pieve-lumera'])
    await s.listener('notices.territory', { version: 2 })
    expect(kept()).toEqual(['/s/pieve-lumera'])
  })

  test('a reader whose page cannot be drawn is told so in the language of the address', async () => {
    let gone = false
    const away = await createStage({ centre: async () => { if (gone) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }); return centre } })
    await away.get('/fr/n')
    gone = true
    const failed = await away.http.inject({ method: 'GET', url: '/fr/s', headers: { accept: 'text/html' } })
    expect([failed.statusCode, JSON.parse(failed.body)]).toMatchObject([503, { route: 'error', page: { lang: 'fr', path: '/s' }, view: { status: 503 } }])
    expect((await away.http.inject({ method: 'GET', url: '/fr/s', headers: { accept: '*/*' } })).json()).toMatchObject({ code: 'unavailable' })
    await away.close()
  })

  test('behind a database that says nothing, what was known is read after a moment by one, and at once by the others', async () => {
    const known = (await s.get('/')).view
    s.pages.retire() // the line broke
    const holder = await s.t.superuser.connect()
    try {
      await holder.query('begin; lock table notices.body_page in access exclusive mode')
      const start = performance.now()
      const [first, other] = await Promise.all([s.get('/'), s.get('/')])
      const waited = performance.now() - start
      expect([first.status, first.headers['cache-control'], first.view]).toEqual([200, 'no-store', known])
      expect(other.view).toEqual(known)
      const before = performance.now()
      expect((await s.get('/')).view).toEqual(known)
      expect(performance.now() - before).toBeLessThan(waited / 2)
    } finally {
      await holder.query('rollback')
      holder.release()
    }
    await vi.waitFor(async () => expect((await s.get('/')).headers['cache-control']).not.toBe('no-store'), { timeout: 5000 })
    s.pages.clear()
  })

  test('the fragment may stand on another site, a page may not', async () => {
    const fragment = await s.get('/embed/pieve-lumera')
    expect(fragment.headers).toMatchObject({ 'access-control-allow-origin': '*', 'content-security-policy': expect.stringContaining('frame-ancestors *') })
    expect(fragment.headers['content-security-policy']).not.toContain('script')
    expect((await s.get('/s/pieve-lumera')).headers['content-security-policy']).toContain("frame-ancestors 'none'")
    for (const path of everyAddress) expect((await s.get(path)).headers['set-cookie'], path).toBeUndefined()
  })

  test('what another process publishes is heard here; with the line cut nothing is kept', async () => {
    const ears = await hearPublicChanges(s.t.connect.app, s.pages, createLog('silent', s.clock.now))
    expect(ears.hears()).toBe(true)
    await s.get('/s/pieve-lumera')
    expect(s.pages.size).toBeGreaterThan(0)
    await s.t.sql(`select pg_notify('bastida_public', $1)`, [PIEVE])
    await vi.waitFor(() => expect(s.pages.size).toBe(0))
    await s.t.sql(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'bastida public' and datname = current_database()`)
    await vi.waitFor(() => expect(ears.hears()).toBe(false))
    await vi.waitFor(() => expect(ears.hears()).toBe(true), { timeout: 5000 })
    await ears.close()
  })
})
