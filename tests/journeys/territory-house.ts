/** The territory's pages before their real server and a real database of one's own; identity alone is told, not lived. */
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Lang, Role } from '#platform/contract/index.ts'
import { as, testTerritory } from '../../modules/territory/server/testing.ts'
import { fileAt, launch, page } from '../support/web.ts'
export { chrome } from '../support/web.ts'
export { findings } from '../support/axe.ts'

const root = new URL('../../', import.meta.url).pathname
/** Pictures are taken only into a folder that is already there. */
export const shots = [join(root, 'var/shots-territory')].find((path) => existsSync(path))
const names = { it: 'Velarda', fr: 'Velarda', en: 'Velarda' }
const locales: Readonly<Record<Lang, string>> = { it: 'it-IT', fr: 'fr-FR', en: 'en-GB' }

export type House = Awaited<ReturnType<typeof openHouse>>
export type Land = Awaited<ReturnType<typeof testTerritory>>

/** One browser; `another` opens a second territory behind the same pages. */
export async function openHouse(options: Parameters<typeof testTerritory>[0] = {}) {
  const browser = await launch()
  const lands: Land[] = []
  /** By the number in a page's header: answered by the server, since a browser whose requests are caught keeps no file. */
  const sessions: object[] = []

  async function serve(more: Parameters<typeof testTerritory>[0] = {}) {
    const t = await testTerritory(more)
    lands.push(t)
    t.app.get('/api/identity/session', (request) => sessions[Number(request.headers['x-test-session'])])
    t.app.get('/*', (request, reply) => {
      const { headers, bytes } = fileAt(new URL(request.url, 'http://localhost').pathname) ?? page
      return reply.headers(headers).send(bytes)
    })
    await t.app.listen({ port: 0, host: '127.0.0.1' })
    return { t, origin: `http://127.0.0.1:${(t.app.server.address() as AddressInfo).port}` }
  }

  return {
    ...(await serve(options)),
    another: serve,
    async newPage(role: Role, body?: { id: string; name: string }, { lang = 'it', ...rest }: BrowserContextOptions & { lang?: Lang } = {}): Promise<Page> {
      const session = sessions.push({
        signedIn: true, person: { id: 'p1', name: 'Ada Fittizia', email: 'ada@velarda.example', twoFactor: true, passkeys: 1 }, roles: [role],
        parties: body ? [body] : [], memberships: [{ role, partyId: body?.id ?? null, party: body?.name ?? null }],
        centre: { name: names, region: names, demo: true, languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '800 000 000', hours: '8–20', ready: true, country: 'IT' },
      }) - 1
      const headers = { ...as(role, body ? [body.id] : []), 'x-test-session': String(session) }
      const context = await browser.newContext({ locale: locales[lang], bypassCSP: true, viewport: { width: 1280, height: 900 }, extraHTTPHeaders: headers, ...rest })
      const page = await context.newPage()
      page.on('pageerror', (error) => { throw error })
      return page
    },
    async close() {
      await browser.close()
      for (const t of lands) await t.close()
    },
  }
}
