/** The pages of notices in a browser, before the real server and a real database: draft, first word, second word, conflict, services. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actors, centre, createStage, CORVASSE, id, MAIN, opened, PIEVE, type Stage } from '#modules/notices/server/testing.ts'
import { problemsOf } from '#ui/i18n/translator.ts'
import en from '#modules/notices/messages-console.en.json' with { type: 'json' }
import fr from '#modules/notices/messages-console.fr.json' with { type: 'json' }
import it from '#modules/notices/messages-console.it.json' with { type: 'json' }
import { findings } from '../support/axe.ts'
import { chrome, fileAt, launch, page as indexPage } from '../support/web.ts'

const names = { [PIEVE]: 'Comune di Pieve Lumera', [CORVASSE]: 'Comune di Corvasse' }
const wide: BrowserContextOptions = { viewport: { width: 1280, height: 900 } }

test('the three languages say the same things', () => expect(problemsOf({ it, fr, en })).toEqual([]))

describe.skipIf(!chrome)('the pages of notices', () => {
  let s: Stage
  let browser: Browser
  let server: Server
  let origin = ''
  let notice = ''

  beforeAll(async () => {
    s = await createStage()
    await s.listener('notices.draft', { mainId: MAIN })
    await s.answer(12, { answer: 'hit' })
    await s.answer(13, { answer: 'hit' })
    notice = (await s.noticeOf(12)).id
    ;({ origin, server } = await serve())
    browser = await launch()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    server?.close()
    await s?.close()
  })

  /** The built client before the real server; who asks is in the cookie `actor`. */
  async function serve() {
    const http = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost')
      const actor = /actor=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'analyst'
      const file = fileAt(pathname)
      if (pathname === '/api/identity/session') return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(sessionOf(actor)))
      if (pathname.startsWith('/api/')) {
        const body: Buffer[] = []
        request.on('data', (chunk: Buffer) => body.push(chunk)).on('end', () => {
          const headers = { 'x-actor': actor, ...(body.length ? { 'content-type': 'application/json' } : {}) }
          void s.http.inject({ method: request.method as 'GET', url: request.url!, headers, ...(body.length ? { payload: Buffer.concat(body) } : {}) })
            .then((answer) => response.writeHead(answer.statusCode, { 'content-type': String(answer.headers['content-type'] ?? 'application/json') }).end(answer.rawPayload))
        })
        return
      }
      if (file) response.writeHead(200, file.headers).end(file.bytes)
      else response.writeHead(200, indexPage.headers).end(indexPage.bytes)
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    return { origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, server: http }
  }

  /** The browser stands in another time zone on purpose: every moment is in the centre's. */
  const open = async (actor: string, path: string, options: BrowserContextOptions = wide): Promise<Page> => {
    const context = await browser.newContext({ locale: 'it-IT', bypassCSP: true, timezoneId: 'America/New_York', ...options })
    await context.addCookies([{ name: 'actor', value: actor, url: origin }])
    const page = await context.newPage()
    await page.clock.setFixedTime(s.clock.now())
    await goTo(page, path)
    return page
  }
  const goTo = async (page: Page, path: string): Promise<void> => {
    await page.goto(origin + path)
    await page.locator('h1').waitFor()
  }
  const look = async (page: Page, name: string): Promise<void> => {
    await page.locator('main[aria-busy]').waitFor({ state: 'detached' })
    expect(await findings(page, name.includes('forced')), name).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), name).toBe(0)
    expect(await page.locator('h1').count(), name).toBe(1)
  }

  test('a draft is written, kept across languages, checked, confirmed by one and published by another', async () => {
    const page = await open('pieve', `/space/notices?case=${id(12)}`)
    await page.waitForURL(new RegExp(`/space/notices/${notice}`))
    await page.getByLabel('Titolo').fill('Anagrafe e tributi online non funzionano')
    await page.getByRole('link', { name: 'francese', exact: true }).click()
    await page.locator('.tab[aria-current]', { hasText: 'francese' }).waitFor()
    await page.getByLabel('Titolo').fill('L’état civil en ligne ne fonctionne pas')
    expect(await page.locator('.source-text').first().textContent()).toContain('Anagrafe e tributi online')
    await page.getByRole('link', { name: 'italiano · originale' }).click()
    await page.locator('.tab[aria-current]', { hasText: 'italiano' }).waitFor()
    expect(await page.getByLabel('Titolo').inputValue()).toBe('Anagrafe e tributi online non funzionano')
    expect(await page.locator('.two-words').textContent()).toContain('Prima salva')
    await page.getByRole('button', { name: 'domani alle 9' }).click()
    await page.getByLabel('Cosa è successo').fill('Un guasto <b>grave</b>')
    await page.getByRole('button', { name: 'Salva', exact: true }).click()
    await page.locator('.field', { hasText: 'Cosa è successo' }).getByText('Scrivi testo semplice').waitFor()
    await look(page, 'editor-refused-1280')
    await page.getByLabel('Cosa è successo').fill('Un fornitore si è fermato.\nI tecnici lavorano.')
    await page.getByRole('button', { name: 'Salva', exact: true }).click()
    await page.getByText('Tutto salvato.').waitFor()
    const stored = await s.noticeOf(12)
    expect(stored.content).toMatchObject({ nextUpdateAt: '2026-12-09T08:00:00.000Z', texts: { it: { cause: ['Un fornitore si è fermato.', 'I tecnici lavorano.'] }, fr: { title: 'L’état civil en ligne ne fonctionne pas' } } })
    await page.getByRole('button', { name: 'Confermo che è vero' }).click()
    await page.getByText('La prima parola è di Piero di Pieve').waitFor()
    expect(await page.getByRole('button', { name: 'Pubblica', exact: true }).count()).toBe(0)
    await look(page, 'editor-confirmed-1280')

    const list = await open('analyst', '/console/notices')
    expect(await list.locator('.card').first().textContent()).toMatch(/Aspettano la seconda persona.*Pieve Lumera/s)
    await look(list, 'list-1280')
    await list.getByRole('link', { name: 'Anagrafe e tributi online' }).click()
    await list.getByRole('button', { name: 'Pubblica', exact: true }).click()
    await list.getByText('Pubblicato: adesso lo leggono tutti.').waitFor()
    expect((await s.noticeOf(12)).state).toBe('published')
    await look(list, 'editor-published-1280')
    await page.context().close()
    await list.context().close()
  }, 60_000)

  test('somebody else saved: both changes are kept, the disagreement is named, nothing typed is lost', async () => {
    const page = await open('pieve', `/space/notices/${notice}?body=${PIEVE}`)
    await page.getByLabel('Titolo').fill('Il mio titolo')
    await page.getByLabel('In breve').fill('La mia sintesi.')
    const { version, content } = await s.noticeOf(12)
    const theirs = { ...content.texts.it, title: 'Il titolo di Paola', stillWorks: ['Lo sportello di Paola è aperto.'] }
    expect((await s.call('pieve2', 'PUT', `/api/notices/${notice}`, { version, content: { ...content, texts: { ...content.texts, it: theirs } } })).status).toBe(200)
    await page.getByRole('button', { name: 'Salva', exact: true }).click()
    await page.getByText('Avete cambiato tutti e due: Titolo (italiano)').waitFor()
    expect(await page.locator('.callout', { hasText: 'Nel frattempo' }).textContent()).toContain('non avevi toccato: Cosa funziona lo stesso, e dove (italiano)')
    expect(await page.getByLabel('Titolo').inputValue()).toBe('Il mio titolo')
    await look(page, 'editor-conflict-1280')
    await page.getByRole('button', { name: 'Salva', exact: true }).click()
    await page.getByText('Tutto salvato.').waitFor()
    expect((await s.noticeOf(12)).content.texts.it).toMatchObject({ title: 'Il mio titolo', summary: 'La mia sintesi.', stillWorks: ['Lo sportello di Paola è aperto.'] })
    expect(await page.locator('.callout', { hasText: 'Nel frattempo' }).count()).toBe(0)

    await page.route('**/api/notices/*', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()))
    await page.getByLabel('Titolo').fill('Senza rete')
    await page.getByRole('button', { name: 'Salva', exact: true }).click()
    await page.getByText('Quello che hai scritto è rimasto qui').waitFor()
    expect(await page.getByLabel('Titolo').inputValue()).toBe('Senza rete')
    await page.getByRole('link', { name: 'Servizi', exact: true }).click()
    await page.getByRole('button', { name: 'Resta qui' }).click()
    expect(await page.getByLabel('Titolo').inputValue()).toBe('Senza rete')
    await page.context().close()
  }, 60_000)

  test('all is back: the new text is laid out to be read; then withdrawn with its reason, by one person', async () => {
    const page = await open('analyst', `/console/notices/${notice}`)
    await page.getByRole('button', { name: 'Prepara «funziona di nuovo»' }).click()
    await page.getByText('Il testo è pronto').waitFor()
    await expect.poll(() => page.getByLabel('Titolo').inputValue()).toBe((await s.noticeOf(12)).content.texts.it.title)
    expect(await page.locator('.row-service select').evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value))).toEqual(['restored', 'restored', 'restored'])
    expect(await page.locator('.callout', { hasText: 'Nel frattempo' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Ritira…' }).click()
    await page.getByRole('button', { name: 'Ritira l’avviso' }).click()
    await page.getByText('Scrivi il motivo.').waitFor()
    await look(page, 'withdraw-1280')
    await page.getByLabel('Motivo').fill('Pubblicato per errore')
    await page.getByRole('button', { name: 'Ritira l’avviso' }).click()
    await page.getByText('Questo avviso è ritirato').waitFor()
    expect((await s.get('/s/pieve-lumera')).status).toBe(404)
    await page.context().close()
  }, 60_000)

  test('services: what the case proposes is said, a second person approves, one click keeps it so', async () => {
    const own = await open('corvasse', `/space/services?body=${CORVASSE}`)
    await own.getByRole('button', { name: 'È vero: Fermo' }).first().click()
    await own.getByText('1 cambiamento aspetta un’altra persona.').waitFor()
    expect(await own.locator('.svc', { hasText: 'Carlo di Corvasse dice' }).getByRole('button', { name: 'È vero: pubblica' }).count()).toBe(0)
    await look(own, 'services-said-1280')
    const second = await open('analyst', `/console/notices/bodies/${CORVASSE}`)
    await second.getByRole('button', { name: 'È vero: pubblica' }).click()
    await second.getByText('1 servizio aggiornato in pubblico.').waitFor()
    await second.context().close()
    s.clock.set(new Date(opened.getTime() + 3_600_000))
    await goTo(own, `/space/services?body=${CORVASSE}`)
    await own.getByRole('button', { name: 'Ancora così', exact: true }).click()
    await own.getByText('1 servizio ancora così').waitFor()
    await look(own, 'services-1280')
    const { body } = await s.call('corvasse', 'GET', `/api/notices/bodies/${CORVASSE}/services`)
    expect(body.items.find((one: { public: unknown }) => one.public)).toMatchObject({ public: { state: 'down', confirmedAt: s.clock.now().toISOString() }, waiting: null })
    await own.context().close()
  }, 60_000)

  const views: readonly (readonly [string, BrowserContextOptions])[] = [
    ['320-en', { viewport: { width: 320, height: 800 }, locale: 'en-GB' }],
    ['768-dark-fr', { viewport: { width: 768, height: 900 }, colorScheme: 'dark', locale: 'fr-FR' }],
    ['1280-forced', { ...wide, forcedColors: 'active' }],
  ]
  test.each(views)('%s: axe finds nothing, nothing scrolls sideways', async (name, options) => {
    const { id: other } = await s.noticeOf(13)
    const all = name.startsWith('320')
    const rounds: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
      ['coordinator', [['list', '/console/notices'], ...(all ? [['empty', '/console/notices?q=nessuno'], ['case', `/console/notices?case=${MAIN}`], ['body', `/console/notices/bodies/${CORVASSE}`]] as const : []), ['editor', `/console/notices/${other}?text=fr`]]],
      ['corvasse', [...(all ? [['space-list', `/space/notices?body=${CORVASSE}`], ['space-editor', `/space/notices/${other}?body=${CORVASSE}`]] as const : []), ['space-services', `/space/services?body=${CORVASSE}`]]],
    ]
    for (const [actor, pages] of rounds) {
      const page = await open(actor, pages[0]![1], options)
      for (const [what, path] of pages) {
        if (path !== pages[0]![1]) await goTo(page, path)
        await look(page, `${what}-${name}`)
      }
      await page.context().close()
    }
  }, 60_000)

  test('another body’s notice does not exist', async () => {
    const page = await open('corvasse', `/space/notices/${notice}?body=${CORVASSE}`)
    expect(await page.locator('h1').textContent()).toBe('Questa pagina non c’è')
    await page.context().close()
  })
})

function sessionOf(actor: string) {
  const { id: personId, name, roles, parties } = actors[actor]!
  const own = parties.map((one) => ({ id: one, name: names[one] ?? one }))
  return {
    signedIn: true, person: { id: personId, name, email: 'persona@velarda.example', twoFactor: true, passkeys: 1 }, roles, parties: own,
    memberships: own.length ? own.map((one) => ({ role: roles[0], partyId: one.id })) : roles.map((role) => ({ role, partyId: null })),
    centre: { name: centre.name, region: centre.region, demo: true, languages: centre.languages, timeZone: centre.timeZone, phone: '800 000 000', hours: '8–20', ready: true, country: 'IT' },
  }
}
