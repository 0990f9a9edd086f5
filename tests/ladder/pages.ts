/** The same walls seen from the screen: each page of the space, opened by A's member with what is B's, says what it says of nothing. */
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import type { RouteObject } from 'react-router'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadWeb } from '#apps/server/web.ts'
import { createLog } from '#platform/log/index.ts'
import { RED, SECRET, type Ids, type World } from './world/index.ts'
import { chrome, launch } from '../support/web.ts'

/** Every address of the space, as its routes say it. */
async function addresses(): Promise<string[]> {
  const { spacePages } = (await import(new URL('../../apps/web/routes.tsx', import.meta.url).href)) as { spacePages: readonly RouteObject[] }
  const under = (base: string, routes: readonly RouteObject[]): string[] => routes.flatMap(({ path, children }) => {
    const here = path === undefined ? base : `${base}/${path}`
    return children ? under(here, children) : [here]
  })
  return [...new Set(under('/space', spacePages))]
}

/** Runs in the page: the address changes as by a link, and this ends when the new page stands. */
function go(path: string): Promise<void> {
  const here = globalThis as unknown as { document: { querySelector(of: string): { hasAttribute(name: string): boolean } }; history: { pushState(...args: unknown[]): void }; dispatchEvent(event: unknown): void; MutationObserver: new (heard: () => void) => { observe(...args: unknown[]): void; disconnect(): void }; PopStateEvent: new (name: string, init: object) => unknown }
  const main = here.document.querySelector('main')
  return new Promise((resolve) => {
    let seen = false
    const done = () => { observer.disconnect(); resolve() }
    const observer = new here.MutationObserver(() => { if (main.hasAttribute('aria-busy')) seen = true; else if (seen) done() })
    observer.observe(main, { attributes: true })
    setTimeout(done, 10_000)
    here.history.pushState({}, '', path)
    here.dispatchEvent(new here.PopStateEvent('popstate', { state: {} }))
  })
}

export function pages(world: () => World) {
  describe.skipIf(!chrome)('of the space', () => {
    let browser: Browser
    let page: Page
    let close: () => Promise<unknown>
    let origin = ''
    let all: string[] = []
    beforeAll(async () => {
      const http = world().centre.listen()
      await (await loadWeb(createLog('error', () => new Date(0)))).serve(http)
      await http.listen({ port: 0, host: '127.0.0.1' })
      close = () => http.close()
      origin = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
      all = await addresses()
      browser = await launch()
      const context = await browser.newContext({ locale: 'it-IT' })
      const [name, ...value] = world().cookies.get('member')!.split('=')
      await context.addCookies([{ name: name!, value: value.join('='), url: origin }])
      page = await context.newPage()
      await page.goto(`${origin}/space?body=${world().party.a}`)
      await page.locator('h1').first().waitFor()
    }, 120_000)
    afterAll(async () => { await browser?.close(); await close?.() })

    const read = async (address: string, ids: Ids, body = world().party.a): Promise<{ title: string; text: string }> => {
      const path = address.replace(':authority', 'garante').replace(/:(\w+)/g, (_, part: string) => ids[part]!)
      await page.evaluate(`(${go.toString()})(${JSON.stringify(`${path}?body=${body}`)})`)
      await page.locator('main:not([aria-busy]) h1').first().waitFor()
      return { title: (await page.locator('main h1').first().textContent())!, text: (await page.locator('body').innerText()).replace(/\s+/g, ' ') }
    }
    const nothing = (): Ids => new Proxy({}, { get: () => randomUUID() })

    test('are these, and no page is added without being opened here', () => {
      expect(all.filter((one) => one.includes(':')).length).toBeGreaterThan(5)
      expect(all.flatMap((one) => [...one.matchAll(/:(\w+)/g)].map(([, name]) => name!)).filter((name) => name !== 'authority' && !(name in world().ids.b))).toEqual([])
    })

    test('with ids of B, or of the red case: as for an id that never was', async () => {
      for (const address of all.filter((one) => one.includes(':'))) {
        const never = await read(address, nothing())
        expect(never.title, address).toBe('Questa pagina non c’è')
        for (const holder of ['b', 'red'] as const) expect(await read(address, world().ids[holder]), `${address} ${holder}`).toEqual(never)
        const own = await read(address, world().ids.a)
        expect(own.title, address).not.toBe(never.title)
        expect(own.text, address).not.toMatch(new RegExp(`${SECRET}|${RED}`, 'i'))
      }
    }, 120_000)

    test('for B as the body one works for: it is one’s own that is shown', async () => {
      for (const address of all.filter((one) => !one.includes(':'))) {
        const { text } = await read(address, {}, world().party.b)
        expect(text, address).toContain('Comune di Alfarena')
        expect(text, address).not.toMatch(new RegExp(`${SECRET}|${RED}`, 'i'))
      }
    }, 120_000)
  })
}
