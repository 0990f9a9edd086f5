/**
 * The page of exercises before answers that the contract has read: started, watched while it plays, findings, into the
 * exercise and out of it, the band on every page and on paper; axe on each state.
 */
import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exerciseView, listExercises, startExercise, type ExerciseView } from '#modules/exercise/contract.ts'
import { findings as findingsOf } from '../../modules/exercise/core/findings.ts'
import { westpole } from '../../modules/exercise/core/westpole.data.ts'
import { session as sessionShape } from '#modules/identity/contract.ts'
import { findings as axeFindings } from '../support/axe.ts'
import { chrome, fileAt, launch, page as indexPage } from '../support/web.ts'

// Pictures are taken only into a folder that is already there.
const shots = [new URL('../../var/shots-exercise', import.meta.url).pathname].find((path) => existsSync(path))
const names = { it: 'Centro Velarda', fr: 'Centre Velarda', en: 'Velarda Centre' }

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const tied = Array.from({ length: 90 }, (_, i) => ({
  answeredAt: i < 80 ? new Date(Date.UTC(2026, 10, 6, 6 + i)) : null, answer: i % 9 === 0 ? 'not_hit' : 'hit', dataLostDays: i % 11 === 0 ? 3 : 0,
})) as unknown as Parameters<typeof findingsOf>[0]['tied']
const base = { name: 'westpole', zeroAt: '2026-11-06T05:00:00.000Z', startedAt: '2026-11-22T08:30:00.000Z', by: 'Ada Fittizia, che coordina il centro e ha un nome lungo quanto basta per andare a capo due volte', mainId: null, finishedAt: null, bodies: 0, progress: null, counts: null, findings: [], curve: [], problem: '', resumable: false }
const done = (n: number): ExerciseView => exerciseView.parse({
  ...base, id: idOf(n), realm: `ex:${idOf(n)}`, state: 'done', finishedAt: '2026-11-22T08:32:10.000Z', bodies: 1300, mainId: idOf(900 + n),
  counts: { bodies: 1300, children: 1287, obligations: 4102, notices: 1287, openMs: 1430, totalMs: 130_400 },
  findings: findingsOf({ tied, openedAt: new Date(Date.UTC(2026, 10, 6, 5)), withoutContact: 2, exceeded: 41, sent: 530, confirmedNotices: 61, publishedNotices: 55 }),
  curve: Array.from({ length: 98 }, (_, i) => ({ hour: i * 3, answered: Math.min(80, Math.round(i * 4)), safe: Math.max(0, Math.min(60, i - 40)) })),
})
const other = (n: number, state: 'interrupted' | 'failed'): ExerciseView => exerciseView.parse({ ...base, id: idOf(n), realm: `ex:${idOf(n)}`, state, by: 'Bruno Fittizio', finishedAt: '2026-11-20T10:00:00.000Z', problem: state === 'failed' ? 'statement timeout' : '', resumable: true })
const playing = (n: number, steps: number): ExerciseView => exerciseView.parse({
  ...base, id: idOf(n), realm: `ex:${idOf(n)}`, state: 'playing', progress: steps === 0 ? null : { hour: steps * 40.2, lastHour: 293, done: steps * 1200, steps: 8400 },
})

describe.skipIf(!chrome)('exercises in a browser', () => {
  let server: Server
  let browser: Browser
  let origin = ''

  beforeAll(async () => {
    browser = await launch()
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost')
      const file = fileAt(pathname)
      if (file) response.writeHead(200, file.headers).end(file.bytes)
      else if (pathname.startsWith('/api/')) response.writeHead(404).end()
      else response.writeHead(200, indexPage.headers).end(indexPage.bytes)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  /** A centre of answers: it keeps its runs, whether the console is in one, and what it was asked. */
  async function centre(start: { runs: readonly ExerciseView[]; role?: string; inside?: boolean }, options: BrowserContextOptions = {}) {
    const now = { runs: [...start.runs], inside: start.inside ?? false, asked: [] as { path: string; body: unknown }[], away: false }
    const page = await (await browser.newContext({ locale: 'it-IT', timezoneId: 'Europe/Rome', bypassCSP: true, viewport: { width: 1280, height: 900 }, ...options })).newPage()
    const errors: Error[] = []
    page.on('pageerror', (error) => errors.push(error))
    await page.route('**/api/identity/session', (route) => route.fulfill({ json: sessionShape.parse({
      signedIn: true, person: { id: 'p1', name: 'Ada Fittizia', email: 'ada@velarda.example', twoFactor: true, passkeys: 1 }, roles: [start.role ?? 'coordinator'], parties: [],
      memberships: [{ role: start.role ?? 'coordinator', partyId: null }], exercise: now.inside,
      centre: { name: names, region: names, demo: true, languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '800 000 000', hours: '8–20', ready: true, country: 'IT' },
    }) }))
    await page.route('**/api/exercise**', (route) => {
      const { searchParams } = new URL(route.request().url())
      if (route.request().method() === 'POST') {
        now.asked.push({ path: '/api/exercise', body: startExercise.body.parse(route.request().postDataJSON()) })
        now.runs.unshift(playing(50, 0))
        return route.fulfill({ status: 202, json: startExercise.response.parse({ id: idOf(50), realm: `ex:${idOf(50)}`, zeroAt: base.zeroAt }) })
      }
      const from = Number(searchParams.get('offset') ?? 0)
      return route.fulfill({ json: listExercises.response.parse({ total: now.runs.length, items: now.runs.slice(from, from + Number(searchParams.get('limit'))), inside: now.inside ? (now.runs[0]?.id ?? null) : null, sources: westpole }) })
    })
    await page.route('**/api/exercise/**', (route) => {
      const [, id = '', act] = /\/api\/exercise\/([^/?]+)(?:\/(\w+))?/.exec(route.request().url())!
      if (now.away) return route.abort()
      if (id === 'leave' || act === 'enter') {
        now.asked.push({ path: new URL(route.request().url()).pathname, body: null })
        now.inside = act === 'enter'
        return route.fulfill({ status: 204 })
      }
      const run = now.runs.find((one) => one.id === id)
      return run ? route.fulfill({ json: run }) : route.fulfill({ status: 404, json: { code: 'not_found' } })
    })
    const open = async (address: string) => {
      await page.goto(origin + address)
      await page.locator('#content h1').waitFor()
    }
    return { page, now, errors, open, close: () => page.context().close() }
  }

  const states: readonly (readonly [string, readonly ExerciseView[], string])[] = [
    ['done', [done(1), other(2, 'interrupted'), other(3, 'failed')], '/console/exercise'],
    ['playing', [playing(4, 3), done(1)], '/console/exercise'],
    ['empty', [], '/console/exercise'],
    ['failed', [done(1), other(3, 'failed')], `/console/exercise?run=${idOf(3)}`],
    ['many', Array.from({ length: 31 }, (_, i) => done(100 + i)), '/console/exercise?page=2'],
  ]
  test.each([
    ['it 1280', 'it-IT', { viewport: { width: 1280, height: 900 } }, 5], ['fr 320 dark', 'fr-FR', { viewport: { width: 320, height: 800 }, colorScheme: 'dark' }, 3],
    ['en 768', 'en-GB', { viewport: { width: 768, height: 900 } }, 1], ['it forced', 'it-IT', { forcedColors: 'active' }, 1],
  ] as const)('%s: one h1, axe finds nothing, nothing scrolls sideways', async (name, locale, options, count) => {
    const problems: string[] = []
    const { page, now, errors, open, close } = await centre({ runs: [] }, { locale, ...options })
    for (const [what, runs, address] of states.slice(0, count)) {
      Object.assign(now, { runs: [...runs], inside: what !== 'empty' && what !== 'done' })
      await open(address)
      if (shots) await page.screenshot({ path: join(shots, `${what}-${name.replaceAll(' ', '-')}.png`), fullPage: true })
      problems.push(...(await axeFindings(page, name.includes('forced'))).map((one) => `${what}: ${one}`), ...errors.splice(0).map(String))
      if ((await page.locator('h1').count()) !== 1) problems.push(`${what}: not one h1`)
      const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      if (wide !== 0) problems.push(`${what}: ${String(wide)} px too wide`)
    }
    await close()
    expect(problems).toEqual([])
  }, 60_000)

  test('a wrong number is refused at its field and nothing is sent; a right one starts, is watched without a reload, and ends with findings', async () => {
    const { page, now, errors, open, close } = await centre({ runs: [] })
    await open('/console/exercise')
    await page.getByLabel('Quanti enti').fill('2.001')
    await page.getByRole('button', { name: 'Comincia' }).click()
    await page.getByText('Scrivi un numero da 1 a 2.000.').waitFor()
    expect(await page.evaluate('document.activeElement.name')).toBe('bodies')
    expect(await axeFindings(page, false)).toEqual([])
    expect(now.asked).toEqual([])
    await page.getByLabel('Quanti enti').fill('1.200')
    await page.getByText('Altre scelte').click()
    await page.getByLabel('Numero di partenza').fill('7')
    await page.getByLabel('Il tuo registro').check()
    await page.getByRole('button', { name: 'Comincia' }).click()
    await page.waitForURL(new RegExp(`run=${idOf(50)}`))
    expect(now.asked).toEqual([{ path: '/api/exercise', body: { bodies: 1200, seed: 7, ownRegistry: true, untilHour: 400 } }])
    await page.getByText('Si prepara il territorio').first().waitFor()
    now.runs[0] = playing(50, 2)
    await page.getByText('Ora 80 di 293').waitFor()
    expect(await page.locator('progress').getAttribute('value')).toMatch(/^0\.28/)
    now.away = true
    await page.getByText('Il centro non risponde. I numeri sono gli ultimi ricevuti').waitFor()
    now.runs[0] = done(50)
    now.away = false
    await page.getByText('Adempimenti scaduti senza un invio registrato.').waitFor()
    expect(await page.locator('.findings-numbers > div', { hasText: /scaduti senza un invio/ }).textContent()).toContain('41')
    expect(await page.locator('.findings-numbers > div', { hasText: /Metà degli enti/ }).textContent()).toContain('45 h')
    expect(await page.locator('progress').count()).toBe(0)
    expect(errors).toEqual([])
    await close()
  }, 30_000)

  test('into the exercise and out of it: the band is on every page while inside, and says so on paper', async () => {
    const { page, now, open, close } = await centre({ runs: [done(1)] })
    await open('/console/exercise')
    expect(await page.locator('.exercise-bar').count()).toBe(0)
    await page.getByRole('button', { name: 'Apri nella console' }).click()
    await page.waitForURL('**/console/queue')
    await page.locator('.exercise-bar').waitFor()
    expect(await page.locator('.exercise-bar').textContent()).toContain('niente di quello che vedi è reale')
    for (const address of ['/console/nowhere', '/account', '/console/exercise']) {
      await page.goto(origin + address)
      await page.locator('.exercise-bar').waitFor()
    }
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.exercise-bar').isVisible()).toBe(true)
    expect(await page.locator('.exercise-stamp').isVisible()).toBe(true)
    if (shots) await page.screenshot({ path: join(shots, 'print.png') })
    await page.emulateMedia({ media: 'screen' })
    expect(await page.getByText('Il caso vero: Westpole').count()).toBe(0)
    await page.locator('.exercise-bar').getByRole('button', { name: 'Esci' }).click()
    await page.waitForURL('**/console/exercise')
    await page.locator('#content h1').waitFor()
    expect(await page.locator('.exercise-bar').count()).toBe(0)
    expect(now.asked.map((one) => one.path)).toEqual([`/api/exercise/${idOf(1)}/enter`, '/api/exercise/leave'])
    await close()
  }, 30_000)

  test('who may not start has no form and can read; the real case stands apart with its sources', async () => {
    const { page, open, close } = await centre({ runs: [done(1)], role: 'analyst' })
    await open('/console/exercise')
    expect(await page.getByRole('button', { name: 'Comincia' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Apri nella console' }).count()).toBe(1)
    const real = page.getByRole('region', { name: 'Il caso vero: Westpole, dicembre 2023' })
    expect(await real.locator('li').count()).toBe(westpole.length)
    expect(await real.getByText('Fonti discordi').count()).toBe(westpole.filter((one) => one.certainty === 'conflicting').length)
    expect(await real.locator('li').first().textContent()).toMatch(/^8 dicembre 2023.+Fonti: lanazione\.it e giurismatico\.it$/)
    await close()
  }, 30_000)
})
