/** Mails and who gets them, in a real browser: the choices without a script, the pages of the space and of the console. */
import { existsSync } from 'node:fs'
import { generateKey } from 'openpgp'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadWeb } from '#apps/server/web.ts'
import { system } from '#platform/contract/index.ts'
import { createLog } from '#platform/log/index.ts'
import { PASSWORD, testMessages, type TestMessages } from '../../modules/messages/server/testing.ts'
import { arrive, lookerFor } from '../support/look.ts'
import { freePort } from '../support/server.ts'
import { walker } from '../support/walk.ts'
import { chrome, launch } from '../support/web.ts'

// Pictures are taken only into a folder that is already there.
const shots = [new URL('../../var/shots-messages', import.meta.url).pathname].find((path) => existsSync(path))
const narrow = { viewport: { width: 320, height: 800 } }
const wide = { viewport: { width: 1280, height: 900 } }
const views: readonly (readonly [string, BrowserContextOptions])[] = [
  ['1280-it', wide], ['768-dark-fr', { viewport: { width: 768, height: 900 }, colorScheme: 'dark', locale: 'fr-FR' }], ['320-en', { ...narrow, locale: 'en-GB' }], ['1280-forced', { ...wide, forcedColors: 'active' }],
]

describe.skipIf(!chrome)('messages, in a browser', () => {
  let s: TestMessages
  let browser: Browser
  let origin = ''
  let tied = ''
  const problems: string[] = []
  beforeAll(async () => {
    const port = await freePort()
    origin = `http://localhost:${port}`
    const web = await loadWeb(createLog('error', () => new Date(0)))
    s = await testMessages({ web, publicUrl: origin })
    await s.contact('A', 'incident', 'reperibile.di.lunghissimo.nome.e.cognome.composto@comune-di-alfarena.velarda.example')
    await s.contact('A', 'it', 'tecnica@alfarena.example')
    await s.person('Ada', 'admin', s.party.A)
    await s.contact('P', 'incident', 'noc@perinube.example')
    ;({ tied } = await s.open())
    await s.centre.cases.service.answer(system('test'), tied, { answer: 'hit', awareAt: null, personalData: 'no', channel: 'phone', note: '', by: 'Prova' })
    await s.settle()
    s.advance(180_000)
    await s.send()
    await s.t.sql(`update platform.delivery set state = 'failed', problem = 'pgp_expired' where recipient = 'tecnica@alfarena.example'`)
    await s.t.sql(`update platform.delivery set state = 'uncertain', problem = 'the process stopped while this was being sent' where recipient = 'noc@perinube.example'`)
    await web.serve(s.http)
    await s.http.listen({ port, host: '127.0.0.1' })
    browser = await launch()
  }, 240_000)
  afterAll(async () => { await browser?.close(); await s?.close() })

  async function newPage(options: BrowserContextOptions, who?: string): Promise<Page> {
    const context = await browser.newContext({ locale: 'it-IT', bypassCSP: true, ...options })
    if (who) expect((await context.request.post(`${origin}/api/auth/sign-in/email`, { data: { email: who, password: PASSWORD }, headers: { origin } })).status()).toBe(200)
    return context.newPage()
  }
  const open = async (address: string, options: BrowserContextOptions = wide, who?: string): Promise<Page> => arrive(await newPage(options, who), address, origin, problems)
  const look = lookerFor('page|key|log|act|todo|state|mine|contacts|problem|fail', shots)
  const { everywhere } = walker({ views, newPage, origin: () => origin, problems, look })
  const linkOf = async (recipient: string, step: string) => {
    const [row] = await s.t.sql<{ unsubscribe_url: string }>(`select unsubscribe_url from platform.delivery where recipient = $1 and unsubscribe_url <> ''`, [recipient])
    return new URL(row!.unsubscribe_url).pathname.replace(/[^/]+$/, step)
  }

  test('from the link of a mail to silence and back, by keyboard, without a script and without an account', async () => {
    const path = await linkOf('noc@perinube.example', 'case_opened')
    const page = await open(path, { ...narrow, javaScriptEnabled: false })
    await page.getByText('Il messaggio che avete aperto riguarda: Un nuovo caso riguarda l’ente.').waitFor()
    expect(await s.t.sql('select 1 from messages.mute')).toEqual([])
    const first = page.getByRole('button', { name: 'Non ricevere più: Un nuovo caso riguarda l’ente' }).first()
    await first.focus()
    await page.keyboard.press('Enter')
    await page.getByText('Non ricevete più: Un nuovo caso riguarda l’ente. Potete tornare indietro qui sotto.').waitFor()
    expect(await s.t.sql('select what from messages.mute')).toEqual([{ what: 'case_opened' }])
    await page.getByRole('button', { name: 'Ricevi di nuovo: Un nuovo caso riguarda l’ente' }).click()
    await page.getByText('Ricevete di nuovo: Un nuovo caso riguarda l’ente.').waitFor()
    await page.getByRole('button', { name: 'Aspetta il lunedì: Messaggi subito' }).click()
    await page.getByText('Da ora aspettate il lunedì anche per quello che arriverebbe subito.').waitFor()
    await page.getByRole('button', { name: 'Non ricevere più: Tutto il riepilogo della settimana' }).click()
    expect((await s.t.sql<{ what: string }>('select what from messages.mute order by 1')).map((row) => row.what)).toEqual(['now', 'weekly'])
    // What law asks for has its sentence and no button.
    const law = page.locator('li', { has: page.getByRole('heading', { name: 'Un termine di legge si avvicina' }) })
    expect([await law.getByRole('button').count(), await law.innerText()]).toEqual([0, expect.stringContaining('Arriva sempre')])
    expect(await page.locator('body').innerText()).not.toContain('noc@perinube.example')
    await page.context().close()
    await s.t.sql('delete from messages.mute')
    for (const [view, options] of [...views, ['320-it', narrow]] as const) {
      const lang = view.endsWith('fr') ? '/fr' : view.endsWith('en') ? '/en' : ''
      const shown = await open(lang + path, options)
      await look(`choices-${view}`, shown, view.endsWith('forced'))
      await shown.context().close()
    }
    const gone = await browser.newContext({ locale: 'it-IT' }).then((context) => context.newPage())
    expect((await gone.goto(`${origin}${path.replace(/[\w-]{43}/, 'A'.repeat(43))}`))!.status()).toBe(410)
    await gone.context().close()
    expect(problems).toEqual([])
  }, 240_000)

  test('in the space: what I get, silenced and woken; a key is refused with what to do, then kept', async () => {
    const { publicKey, privateKey } = await generateKey({ userIDs: [{ email: 'ada@prova.example' }], date: new Date('2026-01-01T00:00:00Z'), format: 'armored' })
    const address = `/space/messages?body=${s.party.A}`
    const page = await open(address, wide, 'ada@prova.example')
    await page.getByText('Indirizzo: ada@prova.example.').waitFor()
    await page.getByRole('button', { name: 'Non ricevere più: Un caso dell’ente cambia o si chiude' }).click()
    await page.getByRole('button', { name: 'Ricevi di nuovo: Un caso dell’ente cambia o si chiude' }).waitFor()
    await page.getByRole('button', { name: 'Metti una chiave: ada@prova.example' }).click()
    const sent: string[] = []
    page.on('request', (request) => { if (request.postData()?.includes('PRIVATE KEY')) sent.push(request.url()) })
    await page.getByLabel('Chiave pubblica').fill(privateKey)
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('È una chiave privata: non datela a nessuno. Esportate quella pubblica.').waitFor()
    expect(sent, 'a private key has left the browser').toEqual([])
    await look('key-wrong-1280', page)
    await page.getByLabel('Chiave pubblica').fill(publicKey)
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Senza scadenza').waitFor()
    // Messages to the body, and no decision for its admin.
    await page.getByText('La chiave per la posta cifrata è scaduta.').first().waitFor()
    expect(await page.getByRole('button', { name: /^Decidi/ }).count()).toBe(0)
    expect(await page.locator('main').innerText()).not.toContain('noc@perinube.example')
    await page.context().close()
    await everywhere('own', address, 'ada@prova.example')
    expect(problems).toEqual([])
  }, 240_000)

  test('in the console: filtered by state and address, a failed one is sent again with a reason; a contact’s key', async () => {
    const who = 'coordinator@prova.example'
    const page = await open('/console/messages', wide, who)
    await page.getByRole('link', { name: /^non partito/ }).click()
    await page.getByRole('button', { name: 'Decidi: tecnica@alfarena.example' }).first().focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('Invia di nuovo').check()
    await page.getByLabel('Motivo').fill('ok')
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Controllate questo campo.').waitFor()
    await page.getByLabel('Motivo').fill('Ha mandato la chiave nuova')
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    // Who leaves the page while it is being saved takes it back.
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
    await page.goto(`${origin}/console/messages?q=tecnica`)
    await page.getByText('Ha mandato la chiave nuova').first().waitFor()
    await page.getByLabel('Indirizzo').fill('noc@')
    await page.getByRole('button', { name: 'Cerca', exact: true }).click()
    await page.getByText('può essere partito o no').first().waitFor()
    expect(await page.locator('.messages-list').innerText()).not.toContain('tecnica@')
    await page.goto(`${origin}/console/messages?kind=messages.now&body=${s.party.A}`)
    await page.getByRole('link', { name: 'Chiavi dei contatti' }).click()
    await page.getByRole('button', { name: 'Metti una chiave: tecnica@alfarena.example' }).waitFor()
    await page.context().close()
    for (const [name, address] of [['log', '/console/messages'], ['contact-keys', `/console/messages/${s.party.A}`], ['mine', '/console/messages/mine']] as const) await everywhere(name, address, who)
    expect(problems).toEqual([])
  }, 240_000)
})
