/** The territory's pages before their real server and a real database of one's own; identity alone is told, not lived. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core'
import { createBuilder } from 'vite'
import type { Lang, Role } from '#platform/contract/index.ts'
import { as, testTerritory } from '../../modules/territory/server/testing.ts'
export { findings } from '../support/axe.ts'

const root = new URL('../../', import.meta.url).pathname
export const chrome = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))
/** Pictures are taken only into a folder that is already there. */
export const shots = [join(root, 'var/shots-territory')].find((path) => existsSync(path))
const types: Readonly<Record<string, string>> = { '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.js': 'text/javascript' }
const names = { it: 'Velarda', fr: 'Velarda', en: 'Velarda' }
const locales: Readonly<Record<Lang, string>> = { it: 'it-IT', fr: 'fr-FR', en: 'en-GB' }

export type House = Awaited<ReturnType<typeof openHouse>>
export type Land = Awaited<ReturnType<typeof testTerritory>>

/** One build and one browser; `another` opens a second territory behind the same pages. */
export async function openHouse(options: Parameters<typeof testTerritory>[0] = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'territory-pages-'))
  await buildClient(folder)
  const index = readFileSync(join(folder, 'apps/web/index.html'), 'utf8')
  const browser = await chromium.launch({ executablePath: chrome!, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
  const lands: Land[] = []

  async function serve(more: Parameters<typeof testTerritory>[0] = {}) {
    const t = await testTerritory(more)
    lands.push(t)
    t.app.get('/*', (request, reply) => {
      const { pathname } = new URL(request.url, 'http://localhost')
      const file = join(folder, pathname)
      const type = types[extname(pathname)]
      return type && existsSync(file) ? reply.header('content-type', type).send(readFileSync(file)) : reply.header('content-type', 'text/html; charset=utf-8').send(index)
    })
    await t.app.listen({ port: 0, host: '127.0.0.1' })
    return { t, origin: `http://127.0.0.1:${(t.app.server.address() as AddressInfo).port}` }
  }

  return {
    ...(await serve(options)),
    another: serve,
    async newPage(role: Role, body?: { id: string; name: string }, { lang = 'it', ...rest }: BrowserContextOptions & { lang?: Lang } = {}): Promise<Page> {
      const context = await browser.newContext({ locale: locales[lang], bypassCSP: true, viewport: { width: 1280, height: 900 }, extraHTTPHeaders: as(role, body ? [body.id] : []), ...rest })
      const page = await context.newPage()
      page.on('pageerror', (error) => { throw error })
      await page.route('**/api/identity/session', (route) => route.fulfill({ json: {
        signedIn: true, person: { id: 'p1', name: 'Ada Fittizia', email: 'ada@velarda.example', twoFactor: true, passkeys: 1 }, roles: [role],
        parties: body ? [body] : [], memberships: [{ role, partyId: body?.id ?? null, party: body?.name ?? null }],
        centre: { name: names, region: names, demo: true, languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '800 000 000', hours: '8–20', ready: true, country: 'IT' },
      } }))
      return page
    },
    async close() {
      await browser.close()
      for (const t of lands) await t.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A build of one's own: others may be building into dist at the same moment. */
async function buildClient(outDir: string): Promise<void> {
  const builder = await createBuilder({ root, configFile: join(root, 'vite.config.ts'), configLoader: 'native', logLevel: 'error', environments: { client: { build: { outDir, emptyOutDir: true } } } })
  await builder.build(builder.environments['client']!)
}
