/** The public observatory on a real centre: every page in three languages, from a telephone to a wide screen, on paper and in forced colours; files and feeds. */
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compose } from '#apps/server/compose.ts'
import { openGround } from '#apps/server/ground.ts'
import { loadWeb } from '#apps/server/web.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { createPool } from '#platform/db/index.ts'
import { createLog } from '#platform/log/index.ts'
import { findings } from '../support/axe.ts'
import { prepareCentre } from '../support/centre.ts'
import { publishInvented } from '../support/publications.ts'
import { chrome, launch } from '../support/web.ts'

// Pictures are taken only into a folder that is already there.
const shots = [new URL('../../var/shots-observatory', import.meta.url).pathname].find((path) => existsSync(path))
const pages = { home: '/osservatorio', year: '/osservatorio?year=2026', action: '/osservatorio?action=malware', pair: '/osservatorio?year=2026&kind=municipality', few: '/osservatorio?year=2018&sector=K', cases: '/osservatorio/casi', second: '/osservatorio/casi?page=2', case: '/osservatorio/casi/OSS-2025-0001', data: '/osservatorio/dati' } as const
const log = createLog('error', systemClock.now)

let folder = ''
let origin = ''
let browser: Browser | undefined
let close: () => Promise<unknown> = async () => {}
let sql: (text: string, values?: unknown[]) => Promise<unknown>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bastida-observatory-'))
  chmodSync(folder, 0o755)
  await prepareCentre(folder, 'http://localhost:8080')
  const { config } = readConfig({ BASTIDA_DATA: folder, BASTIDA_URL: 'http://localhost:8080' })
  const opened = await openGround(config!, systemClock, log)
  const web = await loadWeb(log)
  const centre = compose(opened, 'test', web)
  const hearing = await centre.hear()
  const http = centre.listen()
  await web.serve(http)
  await http.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
  const admin = createPool(opened.ready.connect.owner, 2, 'test owner')
  sql = (text, values) => admin.query(text, values)
  const provinces = (await admin.query<{ province: string }>(`select distinct province from territory.party where kind = 'municipality' and province <> '' order by province`)).rows.map((row) => row.province)
  await publishInvented(sql, 900, { provinces })
  if (chrome) browser = await launch()
  close = async () => { await admin.end(); await http.close(); await hearing(); await opened.close() }
}, 240_000)
afterAll(async () => { await browser?.close(); await close(); rmSync(folder, { recursive: true, force: true }) })

const get = (path: string) => fetch(origin + path, { redirect: 'manual' })

// Where two things together are withheld, each alone is offered.
const wider = /<a href="\/osservatorio\?year=2018">[^<]*<\/a> · <a href="\/osservatorio\?sector=K">/

describe.skipIf(!chrome)('in a browser', () => {
  const widths: readonly (readonly [string, BrowserContextOptions])[] = [['320', { viewport: { width: 320, height: 900 } }], ['1280', { viewport: { width: 1280, height: 900 } }], ['1280-forced', { viewport: { width: 1280, height: 900 }, forcedColors: 'active', colorScheme: 'dark' }]]

  test('every page stands in three languages and widths, without a script, and axe finds nothing', async () => {
    const problems: string[] = []
    for (const [width, options] of widths) {
      const context = await browser!.newContext({ ...options, bypassCSP: true })
      const page = await context.newPage()
      page.on('response', (answer) => { if (answer.status() >= 400) problems.push(`${answer.status()} ${answer.url()}`) })
      for (const lang of width === '320' ? ['', '/fr', '/en'] : ['']) for (const [name, path] of Object.entries(pages)) {
        const called = `${name}${lang.replace('/', '-')}-${width}`
        await page.goto(origin + lang + path, { waitUntil: 'load' })
        if (shots) await page.screenshot({ path: join(shots, `${called}.png`), fullPage: true })
        problems.push(...(await findings(page, width.endsWith('forced'))).map((one) => `${called}: ${one}`))
        const seen = (await page.evaluate(`({ sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth, heads: document.querySelectorAll('h1').length, scripts: document.querySelectorAll('script[src], script:not([src]):not([type])').length, text: document.querySelector('main').innerText })`)) as { sideways: number; heads: number; scripts: number; text: string }
        if (seen.sideways !== 0 || seen.heads !== 1) problems.push(`${called}: ${seen.sideways} px sideways, ${seen.heads} h1`)
        if (/\{\w+\}|\b(say|kind|action|case|filter|col)\.\w+/.test(seen.text)) problems.push(`${called}: a placeholder, or a key`)
      }
      if (shots && width === '1280') { await page.emulateMedia({ media: 'print' }); await page.goto(origin + pages.home); await page.screenshot({ path: join(shots, 'home-print.png'), fullPage: true }) }
      await context.close()
    }
    expect(problems).toEqual([])
  }, 240_000)

  test('a keyboard reaches the marks, which say what their row of the table says, and passes them with one key', async () => {
    const page = await (await browser!.newContext({ viewport: { width: 1280, height: 900 }, locale: 'it-IT' })).newPage()
    await page.goto(origin + pages.home)
    const mark = page.locator('#years-c-t').locator('xpath=..').locator('a').last()
    await mark.focus()
    expect(await mark.getAttribute('aria-label')).toMatch(/^2026: \d+ attacchi$/)
    const [n] = /\d+(?= attacchi)/.exec((await mark.getAttribute('aria-label'))!)!
    await page.locator('#years-n summary').focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('#years-n tbody tr').first().innerText()).toMatch(new RegExp(`2026\\s+${n}`))
    expect(await page.locator('.summary').innerText()).toMatch(new RegExp(`Dal 1° gennaio al \\d+ \\p{L}+ 2026 sono stati pubblicati ${n} attacchi\\.`, 'u'))
    await mark.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/year=2026/)
    await page.context().close()
  })
})

describe('for programs', () => {
  test('each table is there in three formats that say the same, and no cell below five is in any', async () => {
    const catalogue = (await (await get('/osservatorio/catalogo.jsonld')).json()) as { 'dcat:dataset': { 'dct:title': unknown[]; 'dcat:distribution': { 'dcat:downloadURL': { '@id': string } }[] }[] }
    expect(catalogue['dcat:dataset'].length).toBeGreaterThan(10)
    for (const dataset of catalogue['dcat:dataset']) {
      expect(dataset['dct:title']).toHaveLength(3)
      if (dataset['dcat:distribution'][0]!['dcat:downloadURL']['@id'].includes('/attacks.')) continue
      const [csv, json, parquet] = await Promise.all(dataset['dcat:distribution'].map((one) => get(new URL(one['dcat:downloadURL']['@id']).pathname)))
      const rows = ((await json!.json()) as { rows: { attacks: number | null }[] }).rows
      const lines = (await csv!.text()).trim().split('\r\n').slice(1).map((line) => line.split(',').at(-2)!)
      const read = await parquetReadObjects({ file: await parquet!.arrayBuffer() })
      expect(lines.map((one) => (one === '' ? null : Number(one)))).toEqual(rows.map((row) => row.attacks))
      expect(read.map((row) => row['attacks'] ?? null)).toEqual(rows.map((row) => row.attacks))
      expect(rows.filter((row) => row.attacks !== null && row.attacks < 5)).toEqual([])
      expect(csv!.headers.get('link')).toContain('creativecommons.org/licenses/by/4.0')
    }
    expect((await get('/osservatorio/dati/..%2f.csv')).status).toBe(404)
    expect((await get('/osservatorio/dati/year.exe')).status).toBe(404)
  })

  test('attacks one by one: three formats that say the same, checked as they are, no more than a table says', async () => {
    const [csv, json, parquet] = await Promise.all(['csv', 'json', 'parquet'].map((format) => get(`/osservatorio/dati/attacks.${format}`)))
    const [head, ...lines] = (await csv!.text()).trim().split('\r\n').map((line) => line.split(','))
    const told = (await json!.json()) as { columns: string[]; rows: Record<string, string>[]; audit: { smallest: number; fewest: number | null; rows: number } }
    const read = await parquetReadObjects({ file: await parquet!.arrayBuffer() })
    expect(head).toEqual(told.columns)
    expect(told.rows.map((row) => told.columns.map((name) => row[name]))).toEqual(lines)
    expect(read.map((row) => told.columns.map((name) => row[name]))).toEqual(lines)
    const alike = new Map<string, number>()
    for (const line of lines) alike.set(line.join(), (alike.get(line.join()) ?? 0) + 1)
    expect(Math.min(...alike.values())).toBeGreaterThanOrEqual(5)
    expect(told.audit).toMatchObject({ smallest: Math.min(...alike.values()), rows: lines.length })
    const table = ((await (await get(`/osservatorio/dati/${told.columns.join('-')}.json`)).json()) as { rows: Record<string, string | number | null>[] }).rows
    for (const [key, n] of alike) expect(table.find((row) => told.columns.map((name) => row[name]).join() === key)!['attacks']).toBe(n)
    expect(JSON.stringify(told)).not.toMatch(/OSS-|Corvasse|name":"[A-Z]/)
  })

  test('the catalogue is Turtle, too, and those who search find every page in every language', async () => {
    const [turtle, object] = [await get('/osservatorio/catalogo.ttl'), (await (await get('/osservatorio/catalogo.jsonld')).json()) as { 'dcat:dataset': unknown[] }]
    expect(turtle.headers.get('content-type')).toBe('text/turtle; charset=utf-8')
    expect((await turtle.text()).match(/a dcat:Dataset ;/g)).toHaveLength(object['dcat:dataset'].length)
    const map = await (await get('/osservatorio/sitemap.xml')).text()
    expect(await (await get('/robots.txt')).text()).toContain('/osservatorio/sitemap.xml')
    expect(map).toMatch(/<loc>http:\/\/localhost:8080\/fr\/osservatorio<\/loc>.*hreflang="en" href="http:\/\/localhost:8080\/en\/osservatorio"/)
    expect(map.match(/<loc>/g)!.length).toBe(3 * (3 + 900))
  })

  test('feeds name each case at one address in every language', async () => {
    const [atom, json] = [await (await get('/fr/osservatorio/casi.atom')).text(), (await (await get('/osservatorio/casi.json')).json()) as { items: { url: string }[] }]
    expect(atom).toMatch(/<feed [^>]*xml:lang="fr"/)
    expect(atom.match(/<entry>/g)).toHaveLength(50)
    expect(json.items[0]!.url).toMatch(/\/osservatorio\/casi\/OSS-\d{4}-\d{4}$/)
  })

  test('two things together show their own numbers where a table has them, else what is wider, and say so', async () => {
    const pair = await (await get(pages.pair)).text()
    expect(pair).toMatch(/Per «2026, Comuni» sono stati pubblicati \d+ attacchi in tutto\.|2026, Comuni/)
    expect(pair).toMatch(/Questi numeri riguardano: (2026|Comuni)\./)
    expect(await (await get(pages.few)).text()).toMatch(wider)
  })

  test('addresses lead to one form, and what is not public is not there', async () => {
    for (const [from, to] of [['/observatory', '/osservatorio'], ['/osservatorio?year=2026&action=malware&kind=firm', '/osservatorio?year=2026&action=malware'], ['/osservatorio?kind=firm&year=2026', '/osservatorio?year=2026&kind=firm'], ['/osservatorio?year=nonsense', '/osservatorio']] as const) expect((await get(from)).headers.get('location'), from).toBe(to)
    expect((await get('/osservatorio/casi/OSS-1999-0001')).status).toBe(404)
    await sql(`update observatory.publication set public_from = now() + interval '1 day' where ref = 'OSS-2024-0002'`)
    expect((await get('/osservatorio/casi/OSS-2024-0002')).status).toBe(404)
  })

  test('a change of what is public is seen at once, and until then the page comes from memory', async () => {
    const read = async () => (await get('/osservatorio?year=2025')).text()
    const before = await read()
    const etag = (await get('/osservatorio?year=2025')).headers.get('etag')
    expect((await get('/osservatorio?year=2025')).headers.get('etag')).toBe(etag)
    await sql(`delete from observatory.publication where year = 2025 and ref <> 'OSS-2025-0001'`)
    await expect.poll(async () => (await read()) === before).toBe(false)
    expect(await read()).toContain('troppo pochi per dirne il numero')
  })
})
