/** The pages of a whole centre on loopback, in a real browser, for whoever signs in: what journeys through the console begin with. */
import { existsSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { loadWeb, type BuiltWeb } from '#apps/server/web.ts'
import { createLog } from '#platform/log/index.ts'
import { PASSWORD } from '../../modules/messages/server/testing.ts'
import { arrive, lookerFor } from '../support/look.ts'
import { freePort } from '../support/server.ts'
import { walker, type View } from '../support/walk.ts'
import { launch } from '../support/web.ts'

export { chrome } from '../support/web.ts'
export { PASSWORD }

export const COORDINATOR = 'coordinator@prova.example'
export const wide = { viewport: { width: 1280, height: 900 } }
const views: readonly View[] = [
  ['1280-it', wide], ['768-dark-fr', { viewport: { width: 768, height: 900 }, colorScheme: 'dark', locale: 'fr-FR' }], ['320-en', { viewport: { width: 320, height: 800 }, locale: 'en-GB' }], ['1280-forced', { ...wide, forcedColors: 'active' }],
]

type Centre = { readonly http: FastifyInstance; close(): Promise<unknown> }
type Opened<C extends Centre> = { readonly s: C; readonly origin: string; readonly browser: Browser }

/** @param shots name of a folder under `var`: pictures are taken only into one that is already there. @param keys first parts of the keys of its messages. */
export function pagesHouse<C extends Centre>(make: (options: { web: BuiltWeb; publicUrl: string; port: number }) => Promise<C>, { shots, keys }: { readonly shots: string; readonly keys: string }) {
  let opened: Opened<C> | undefined
  const problems: string[] = []
  /** Once each: who signs in for every page is taken for somebody who guesses. */
  const signedIn = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>()
  const look = lookerFor(keys, [new URL(`../../var/${shots}`, import.meta.url).pathname].find((path) => existsSync(path)))

  async function newPage(options: BrowserContextOptions, who: string): Promise<Page> {
    const { browser, origin } = opened!
    const known = signedIn.get(who)
    const context = await browser.newContext({ locale: 'it-IT', bypassCSP: true, ...options, ...(known ? { storageState: known } : {}) })
    if (!known) {
      expect((await context.request.post(`${origin}/api/auth/sign-in/email`, { data: { email: who, password: PASSWORD }, headers: { origin } })).status()).toBe(200)
      signedIn.set(who, await context.storageState())
    }
    return context.newPage()
  }
  const open = async (address: string, options: BrowserContextOptions = wide, who = COORDINATOR): Promise<Page> => arrive(await newPage(options, who), address, opened!.origin, problems)
  const { everywhere } = walker({ views, newPage, origin: () => opened!.origin, problems, look })
  return {
    problems, open, look,
    /** `arrange`: people and rows, before the first page is served. */
    async start(arrange?: (s: C) => Promise<unknown>): Promise<Opened<C>> {
      const port = await freePort()
      const origin = `http://localhost:${port}`
      const web = await loadWeb(createLog('error', () => new Date(0)))
      const s = await make({ web, publicUrl: origin, port })
      await arrange?.(s)
      // One that listens already has its pages.
      if (!s.http.server.listening) {
        await web.serve(s.http)
        await s.http.listen({ port, host: '127.0.0.1' })
      }
      return (opened = { s, origin, browser: await launch() })
    },
    async stop() { await opened?.browser.close(); await opened?.s.close() },
    everywhere: (name: string, address: string, who = COORDINATOR) => everywhere(name, address, who),
  }
}
