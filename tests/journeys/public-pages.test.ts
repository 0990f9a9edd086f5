/**
 * Every public document in three languages and three widths, in a real browser: read with JavaScript off,
 * no request to anyone else, no sideways scrolling at 320 px, nothing that axe can find.
 */
import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PublicLang } from '#modules/notices/contract-public.ts'
import { intakeFixtures } from '../../modules/intake/web/public/fixtures.ts'
import { fixtures, variants } from '../../modules/notices/web/public/fixtures.ts'
import { findings } from '../support/axe.ts'
import { chrome, fileAt, launch, readManifest } from '../support/web.ts'

const root = new URL('../../', import.meta.url).pathname
// Pictures are taken only into a folder that is already there.
const shots = [join(root, 'var/shots-public')].find((path) => existsSync(path))
const langs: readonly PublicLang[] = ['it', 'fr', 'en']
/** Every page on a telephone; in between the language with the longest words; the wide layout needs one language. */
const readings = [{ width: 320, langs }, { width: 768, langs: ['fr'] }, { width: 1280, langs: ['it'] }] as const satisfies readonly { width: number; langs: readonly PublicLang[] }[]
// What the server sends with every public document: the pages must live with it.
const policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"

/** The tool's own evaluation runs although the page may not. */
const lookAround = `(() => {
  const links = [...document.links].map((link) => link.getAttribute('href'))
  return { sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth, skip: links[0], first: links[1], size: new TextEncoder().encode(document.documentElement.outerHTML).length }
})()`

type Render = (route: string, document: unknown) => string
type Served = { readonly name: string; readonly address: string }

describe.skipIf(!chrome)('public documents in a browser', () => {
  let server: Server
  let browser: Browser
  let pages: readonly Served[] = []
  let weights: { readonly css: number; readonly fonts: number }

  beforeAll(async () => {
    ;({ server, pages, weights } = await serve())
    browser = await launch()

  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  test('read without JavaScript: nothing foreign is asked for, nothing scrolls sideways', async () => {
    const problems: string[] = []
    for (const { width, langs: read } of readings) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: false, locale: 'it-IT' })
      const page = await context.newPage()
      const foreign: string[] = []
      page.on('request', (r) => { if (!r.url().startsWith(originOf(server))) foreign.push(r.url()) })
      // A request cut off because the test goes on to the next page is no failure of the page.
      page.on('requestfailed', (r) => { if (r.failure()?.errorText !== 'net::ERR_ABORTED') problems.push(`${width} ${r.url()} ${r.failure()?.errorText}`) })
      page.on('response', (r) => { if (r.status() >= 400) problems.push(`${width} ${r.url()} ${r.status()}`) })
      page.on('console', (m) => { if (m.type() === 'error') problems.push(`${width} ${page.url()} ${m.text()}`) })
      for (const { name, address } of pages.filter((one) => (read as readonly string[]).includes(one.name.slice(-2)))) {
        await page.goto(address, { waitUntil: 'load' })
        const { sideways, first, skip, size } = (await page.evaluate(lookAround)) as { sideways: number; first: string; skip: string; size: number }
        if (sideways !== 0) problems.push(`${name} ${width}: scrolls sideways by ${sideways} px`)
        // Help is the first link of every page, after the one that skips the head; on its own page it is the number.
        if (!name.startsWith('embed') && (skip !== '#content' || !/^(?:\/(?:fr|en))?\/emergency$/.test(first)) && !name.startsWith('emergency') && !name.startsWith('situation')) problems.push(`${name}: the first link is ${first} after ${skip}`)
        if (size > (name.startsWith('home') ? 60_000 : 20_000)) problems.push(`${name}: ${size} bytes of HTML`)
        if (shots) await page.screenshot({ path: join(shots, `${name}-${width}.png`), fullPage: true })
      }
      problems.push(...foreign.map((url) => `${width} asked ${url}`))
      expect(await context.cookies(), 'a cookie was set').toEqual([])
      await context.close()
    }
    expect(problems).toEqual([])
  }, 240_000)

  test('axe finds nothing, at the narrowest and at the widest', async () => {
    const problems: string[] = []
    for (const width of [320, 1280]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true })
      const page = await context.newPage()
      // Widths differ in layout, languages in text: every state on a telephone, the wide run in one language.
      for (const { name, address } of width === 320 ? pages : pages.filter((p) => /^[a-zA-Z]+-it$/.test(p.name))) {
        await page.goto(address, { waitUntil: 'load' })
        problems.push(...(await findings(page)).map((f) => `${name} ${width}: ${f}`))
      }
      await context.close()
    }
    expect(problems).toEqual([])
  }, 240_000)

  test('nothing moves while the letters arrive late', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 800 } })
    const page = await context.newPage()
    await page.route('**/*.woff2', async (route) => { await new Promise((resolve) => setTimeout(resolve, 400)); await route.continue() })
    await page.addInitScript('window.moved = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) window.moved += one.value }).observe({ type: "layout-shift", buffered: true })')
    const moved: Record<string, number> = {}
    for (const name of ['home-it', 'notice-fr', 'body-it', 'emergency-en']) {
      await page.goto(pages.find((p) => p.name === name)!.address, { waitUntil: 'load' })
      await page.evaluate('document.fonts.ready.then(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))')
      moved[name] = (await page.evaluate('window.moved')) as number
    }
    await context.close()
    for (const [name, shift] of Object.entries(moved)) expect(shift, name).toBeLessThan(0.05)
  }, 60_000)

  test('a notice and the emergency page are one sheet of paper in each language', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    for (const name of ['notice', 'emergency'].flatMap((route) => langs.map((lang) => `${route}-${lang}`))) {
      await page.goto(pages.find((p) => p.name === name)!.address, { waitUntil: 'load' })
      const sheets = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b(?!s)/g)
      expect(sheets, name).toHaveLength(1)
    }
    await context.close()
  }, 60_000)

  test('what every page loads stays small: one stylesheet, two weights of one family', () => {
    expect(weights.css).toBeLessThan(16_000)
    expect(weights.fonts).toBe(2)
  })

  test('a keyboard reaches the content, the map and the form', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    await page.goto(pages.find((p) => p.name === 'home-it')!.address)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('#content')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('/emergency')
    // Who does not want thirty places one by one passes them with one key.
    await page.locator('.skip-map').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest("table") !== null')).toBe(true)
    const cell = page.locator('svg.map a').first()
    await cell.focus()
    expect(await cell.getAttribute('aria-label')).toMatch(/servizi (fermi|limitati|ripresi)/)
    await page.goto(pages.find((p) => p.name === 'reply-it')!.address)
    await page.locator('input[name=hit][value=no]').check()
    expect(await page.locator('.if-hit').isVisible()).toBe(false)
    await page.locator('input[name=hit][value=yes]').check()
    expect(await page.locator('.if-hit').isVisible()).toBe(true)
    await context.close()
  }, 60_000)
})

async function serve(): Promise<{ server: Server; pages: readonly Served[]; weights: { css: number; fonts: number } }> {
  const manifest = readManifest()
  const css = manifest['ui/styles/public.scss']!
  const { render } = (await import(/* @vite-ignore */ new URL('../../dist/public.mjs', import.meta.url).href)) as { render: Render }
  const documents = new Map<string, string>()
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const html = documents.get(path)
    const file = fileAt(path)
    if (html) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }).end(html)
    else if (file) response.writeHead(200, file.headers).end(file.bytes)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = originOf(server)
  const assets = { css: `/${css.file}`, print: `/${manifest['ui/styles/print.scss']!.file}`, fonts: (css.assets ?? []).filter((f) => f.includes('titillium')).map((f) => `/${f}`) }
  const pages: Served[] = []
  const add = (name: string, html: string): void => {
    documents.set(`/${name}`, html)
    pages.push({ name, address: `${origin}/${name}` })
  }
  for (const lang of langs) {
    const options = { lang, origin, assets }
    for (const [route, document] of Object.entries(fixtures(options))) add(`${route}-${lang}`, render(route, document))
    for (const { name, route, document } of lang === 'it' ? variants(options) : []) add(`${name}-${lang}`, render(route, document))
    for (const { name, route, document } of intakeFixtures(options)) add(`${name}-${lang}`, render(route, document))
  }
  return { server, pages, weights: { css: fileAt(`/${css.file}`)!.bytes.length, fonts: assets.fonts.length } }
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
