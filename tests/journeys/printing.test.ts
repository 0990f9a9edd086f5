/** Public pages on paper: what is folded on a screen is printed, and what only a screen can do is not. */
import { existsSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixtures } from '../../modules/notices/web/public/fixtures.ts'
import { invent } from '../../modules/observatory/core/public/invented.ts'
import { protectPublic } from '../../modules/observatory/core/public/lattice.ts'
import { observatoryView } from '../../modules/observatory/core/public/views.ts'
import { chrome, fileAt, launch, readManifest } from '../support/web.ts'

const pdftotext = ['/usr/bin/pdftotext'].find((path) => existsSync(path))
/** Of every table cell that stands folded on a screen: its words, and whether it has a box. */
const folded = `[...document.querySelectorAll('main details:not([open]) td')].map((cell) => ({ text: cell.innerText, shown: cell.checkVisibility({ contentVisibilityAuto: true }) && cell.getBoundingClientRect().height > 0 }))`
type Cell = { readonly text: string; readonly shown: boolean }
/** Enough invented attacks that each table has rows. */
const lattice = protectPublic(invent(700))
const view = observatoryView(lattice, null, { edition: { at: '2026-12-09T10:40:00Z', mark: 'prova' }, latest: [], municipalities: 273, shapes: null })

describe.skipIf(!chrome)('on paper', () => {
  let server: Server
  let browser: Browser
  const documents = new Map<string, string>()
  const open = async (path: string, work: (page: Page) => Promise<void>) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { waitUntil: 'load' })
    await work(page)
    await context.close()
  }

  beforeAll(async () => {
    const { render } = (await import(/* @vite-ignore */ new URL('../../dist/public.mjs', import.meta.url).href)) as { render: (route: string, document: unknown) => string }
    const manifest = readManifest()
    const assets = { css: `/${manifest['ui/styles/public.scss']!.file}`, print: `/${manifest['ui/styles/print.scss']!.file}`, fonts: [] }
    for (const lang of ['it', 'fr', 'en'] as const) {
      const pages = fixtures({ lang, assets })
      documents.set(`/${lang}/observatory`, render('observatory', { page: { ...pages.home.page, path: '/osservatorio' }, view }))
      documents.set(`/${lang}/home`, render('home', pages.home)).set(`/${lang}/body`, render('body', pages.body))
    }
    server = createServer((request, response) => {
      const [html, file] = [documents.get(request.url!), fileAt(request.url!)]
      if (html) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
      else if (file) response.writeHead(200, file.headers).end(file.bytes)
      else response.writeHead(404).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    browser = await launch()
  }, 120_000)
  afterAll(async () => { await browser?.close(); server?.close() })

  test.each(['it', 'fr', 'en'].flatMap((lang) => ['observatory', 'home', 'body'].map((name) => `/${lang}/${name}`)))('%s: every cell that is folded on a screen has a box on paper', (path) => open(path, async (page) => {
    const onScreen = (await page.evaluate(folded)) as Cell[]
    expect(onScreen.length).toBeGreaterThan(path.endsWith('observatory') ? 30 : 3)
    expect(onScreen.filter((cell) => cell.shown)).toEqual([])
    await page.emulateMedia({ media: 'print' })
    const onPaper = (await page.evaluate(folded)) as Cell[]
    expect(onPaper.filter((cell) => !cell.shown)).toEqual([])
    expect(onPaper).toHaveLength(onScreen.length)
  }), 60_000)

  test('what only a screen can do is not printed', () => open('/it/observatory', async (page) => {
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('main nav details, .filters').filter({ visible: true }).count()).toBe(0)
  }), 60_000)

  test.skipIf(!pdftotext)('the document that Chromium prints has the years of the folded table, with their numbers', () => open('/it/observatory', async (page) => {
    const { stdout } = spawnSync(pdftotext!, ['-layout', '-', '-'], { input: await page.pdf({ format: 'A4' }), encoding: 'utf8' })
    const rows = view.years.filter((one) => one.n !== null)
    expect(rows.length).toBeGreaterThan(5)
    for (const { code, n } of rows) expect(stdout, code).toMatch(new RegExp(`^\\s*${code}\\s+${n}\\b`, 'm'))
  }), 60_000)
})
