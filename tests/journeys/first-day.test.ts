/**
 * The first day of a centre, as whoever installs it lives it: an empty folder, the link in the terminal, set-up, a second step,
 * the first registry, who the public then reads. Then the link that is spent, and the coordinator who lost the phone.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataFolder, freePort, lookInside, removeFolder, startServer, type ServerProcess } from '../support/server.ts'
import { chrome, launch } from '../support/web.ts'
import { codeOf, root, shots } from './identity-harness.ts'

const PASSWORD = 'sette tazze di camomilla'
const EMAIL = 'ada@centro.example'
const registry = 'code,name,kind,province,population\nN1,Comune di Pieve Inventata,municipality,Lumera,1200\nN2,Comune di Borgo Inventato,municipality,Lumera,3000\n'

describe.skipIf(!chrome)('an empty folder', () => {
  let folder = ''
  let port = 0
  let server: ServerProcess
  let browser: Browser
  let page: Page
  let secret = ''

  const linkIn = (said: string): string | undefined => /http:\S+\/set-up#\S+(?=\s)/.exec(said)?.[0]
  /** It answers a moment before it says where to begin. */
  const linkSaid = async (): Promise<string> => {
    await expect.poll(() => linkIn(server.stderr())).toBeDefined()
    return linkIn(server.stderr())!
  }
  const picture = async (name: string): Promise<void> => { if (shots) await page.screenshot({ path: join(shots, `day-${name}.png`), fullPage: true }) }
  const start = (): Promise<ServerProcess> => startServer({ folder, port })

  beforeAll(async () => {
    folder = dataFolder()
    port = await freePort()
    server = await start()
    browser = await launch()
    page = await (await browser.newContext({ locale: 'it-IT', viewport: { width: 1280, height: 900 } })).newPage()
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => { throw error })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    if (folder) await removeFolder(folder)
  })

  test('a restart prints a new link, and the one before says what to do', async () => {
    const first = await linkSaid()
    await server.stop()
    server = await start()
    expect(await linkSaid()).not.toBe(first)
    await page.goto(first)
    await page.getByRole('heading', { name: 'Questo collegamento non vale più' }).waitFor()
    expect(await page.locator('.stop').textContent()).toContain('npm start')
    const script = await page.locator('script[type=module]').getAttribute('src')
    expect((await fetch(server.address + script, { headers: { 'accept-encoding': 'gzip' } })).headers.get('content-encoding')).toBe('gzip')
    await picture('old-link')
  }, 120_000)

  test('from the link to an open centre whose first person has a second step', async () => {
    await page.goto(await linkSaid())
    await page.getByRole('heading', { name: 'Dove siete' }).waitFor()
    await page.getByRole('button', { name: 'Avanti' }).click()
    await page.locator('#region-it').fill('Regione Velarda')
    await page.locator('#name-it').fill('Centro Velarda')
    await page.getByRole('button', { name: 'Avanti' }).click()
    await page.getByRole('heading', { name: 'Come vi si raggiunge' }).waitFor()
    await page.locator('#phone').fill('800 000 000')
    await page.getByRole('button', { name: 'Aggiungi un orario: lunedì' }).click()
    await page.getByRole('button', { name: 'Uguale fino a venerdì' }).click()
    await page.locator('#after-it').fill('Di notte scrivete: leggiamo alle 9.')
    await page.locator('#mail').fill('aiuto@centro.example')
    await page.locator('#address').fill('Via Inventata 1\n00000 Velarda')
    await picture('reach')
    await page.getByRole('button', { name: 'Avanti' }).click()
    await page.locator('#person').fill('Ada Finta')
    await page.locator('#email').fill(EMAIL)
    await page.locator('#password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Apri il centro' }).click()
    await page.getByRole('heading', { name: 'Il centro è aperto' }).waitFor()
    await picture('open')

    // Nothing else is reachable: not by a link, not by an address, not by the programming interface.
    await page.getByRole('link', { name: 'Invita i colleghi' }).click()
    await page.getByRole('heading', { name: 'Proteggi l’accesso' }).waitFor()
    await page.goto(`${server.address}/console/territory/import`)
    await page.waitForURL((url) => url.pathname === '/protect' && url.searchParams.get('next') === '/console/territory/import')
    expect(await page.evaluate(`fetch('/api/cases').then(async (answer) => [answer.status, (await answer.json()).code])`)).toEqual([403, 'second_factor'])
    await page.getByLabel('Password attuale').fill(PASSWORD)
    await page.getByRole('button', { name: 'Comincia' }).click()
    secret = (await page.getByLabel('Chiave da copiare').inputValue()).replaceAll(' ', '')
    expect(await page.getByRole('img', { name: /Codice QR/ }).locator('.qr-dark').getAttribute('d')).toMatch(/^M4 4h1v1h-1z/)
    await picture('enrol')
    await page.getByLabel('Codice di sei cifre dell’app').fill(await codeOf(secret))
    await page.getByRole('button', { name: 'Attiva' }).click()
    await page.getByRole('heading', { name: 'Codici di riserva' }).waitFor()
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Salva come file' }).click()
    expect((await saved).suggestedFilename()).toBe('bastida.txt')
    await picture('codes')
    await page.getByRole('link', { name: 'Continua' }).first().click()
    await page.waitForURL((url) => url.pathname === '/console/territory/import')
  }, 120_000)

  test('the first registry is imported, and the map has its bodies', async () => {
    await page.getByLabel('Scegli un file').setInputFiles({ name: 'enti.csv', mimeType: 'text/csv', buffer: Buffer.from(registry) })
    await page.waitForURL(/id=/)
    await page.getByRole('button', { name: /^Conserva/ }).click()
    await page.getByText('Righe conservate: 2 su 2').waitFor()
    await picture('import')
    await page.goto(`${server.address}/console/territory?q=pieve`)
    await page.getByRole('link', { name: 'Comune di Pieve Inventata' }).waitFor()
  }, 120_000)

  test('what the coordinator then changes is what the public reads', async () => {
    const before = await (await fetch(server.address)).text()
    expect(before).toContain('800 000 000')
    await page.locator('.person summary').click()
    await page.getByRole('link', { name: 'Il centro', exact: true }).click()
    await page.getByRole('heading', { name: 'Il centro', level: 1 }).waitFor()
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Il centro')
    await page.locator('#phone').fill('800 111 222')
    await page.locator('#certifiedMail').fill('centro@pec.velarda.example')
    await page.getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Salvato.').waitFor()
    await picture('centre')
    await expect.poll(async () => (await fetch(server.address)).text()).toContain('800 111 222')
    const after = await (await fetch(server.address)).text()
    for (const text of ['centro@pec.velarda.example', 'aiuto@centro.example', 'Via Inventata 1', '00000 Velarda']) expect(after, text).toContain(text)
  }, 60_000)

  test('the link is spent; the last coordinator who lost the phone is let in again from the server, and the log says so', async () => {
    await page.context().clearCookies()
    await page.goto(`${server.address}/sign-in`)
    await page.getByLabel('Indirizzo e-mail').fill(EMAIL)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Accedi', exact: true }).click()
    await page.getByRole('heading', { name: 'Secondo passo' }).waitFor()
    const run = (...args: string[]) => spawnSync(process.execPath, ['apps/cli/main.ts', 'identity', ...args], { cwd: root, encoding: 'utf8', env: { ...process.env, BASTIDA_DATA: folder, NODE_OPTIONS: '' } })
    expect(run('reset-factor', 'nessuno@centro.example')).toMatchObject({ status: 1, stdout: '' })
    expect(run('reset-factor', EMAIL)).toMatchObject({ status: 0, stdout: expect.stringContaining('Ada Finta') })
    await page.goto(`${server.address}/sign-in?next=%2Fconsole%2Fterritory`)
    await page.getByLabel('Indirizzo e-mail').fill(EMAIL)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Accedi', exact: true }).click()
    await page.getByRole('heading', { name: 'Proteggi l’accesso' }).waitFor()
    const entries = await lookInside(folder, async (client) => (await client.query<{ actor: string }>(`select actor_kind || ' ' || actor_id as actor from audit.entry where action = 'identity.resetSecondFactor'`)).rows)
    expect(entries).toEqual([{ actor: 'system cli' }])

    const glass = (...args: string[]) => run('break-glass', ...args)
    const reason = ['--reason', 'Nessuno può entrare e un caso è aperto.']
    expect(glass(EMAIL).status).toBe(2)
    expect(glass(EMAIL, '--reason', 'presto').status).toBe(2)
    expect(glass(EMAIL, ...reason, '--hours', '5').status).toBe(2)
    expect(glass('nessuno@centro.example', ...reason)).toMatchObject({ status: 1, stdout: '' })
    expect(glass(EMAIL, ...reason)).toMatchObject({ status: 1, stderr: expect.stringContaining('holds this role already') })
    expect(glass(EMAIL, ...reason, '--role', 'analyst', '--hours', '1')).toMatchObject({ status: 0, stdout: expect.stringMatching(/Ada Finta: analyst until \d{4}-/) })
    const told = await lookInside(folder, async (client) => (await client.query<{ recipient: string }>(`select recipient from platform.delivery where key like 'identity.emergency:%'`)).rows)
    expect(told).toEqual([{ recipient: EMAIL }])
  }, 120_000)
})
