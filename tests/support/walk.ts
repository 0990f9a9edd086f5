/**
 * One page in every view. A page for each language stays open and is walked from address to address inside the application, as a
 * person does: a new one costs several times what is asked of it. The first of them comes to every address from the address bar.
 */
import type { BrowserContextOptions, Page, Request } from 'playwright-core'
import { watchProblems } from './look.ts'

export type View = readonly [name: string, options: BrowserContextOptions]
/** An address of the application where nothing stands: no frame, no loader, nothing that asks again by itself. */
const NOWHERE = '/nowhere'

/**
 * A page that is walked. `load` comes from the address bar, `walk` from inside the application, by way of nowhere:
 * so every frame and loader begins anew, and what stands there afterwards cannot be the page before.
 */
export function walkable(page: Page) {
  /** What the page has asked for and was not answered yet. An answer whose words nobody reads is never finished: it counts when it comes. */
  const asked = new Set<Request>()
  page.on('request', (request) => { if (request.resourceType() === 'fetch') asked.add(request) })
  page.on('response', (response) => asked.delete(response.request()))
  page.on('requestfailed', (request) => asked.delete(request))

  async function arrived(): Promise<void> {
    await page.locator('main h1').first().waitFor()
    await page.waitForFunction('!document.querySelector(".pane-wait, [aria-busy=true]")')
    do await drawn(page); while (asked.size > 0)
  }
  const follow = (address: string) => page.evaluate(`history.pushState(null, '', ${JSON.stringify(address)}); dispatchEvent(new PopStateEvent('popstate'))`)
  async function leave(): Promise<void> {
    await follow(NOWHERE)
    await page.locator('main').waitFor({ state: 'detached' })
  }
  return {
    page, leave,
    async load(url: string): Promise<void> { await page.goto(url); await arrived() },
    async walk(address: string): Promise<void> { await leave(); await follow(address); await arrived() },
  }
}

export function walker<Who>({ views, newPage, origin, problems, look, ready = async () => {} }: {
  readonly views: readonly View[]
  /** Signed in as `who`, nowhere yet. */
  readonly newPage: (options: BrowserContextOptions, who: Who) => Promise<Page>
  readonly origin: () => string
  readonly problems: string[]
  readonly look: (name: string, page: Page, forced: boolean) => Promise<void>
  /** Before each arrival: what time it is, for example. */
  readonly ready?: (page: Page) => Promise<unknown>
}) {
  const kept = new Map<string, ReturnType<typeof walkable>>()
  const languages = Map.groupBy(views, ([, { locale }]) => locale)
  let where = ''

  return {
    /** `prepare`: what is done on the page of each language before one looks. */
    async everywhere(name: string, address: string, who: Who, prepare: (page: Page) => Promise<unknown> = async () => {}): Promise<void> {
      where = address
      for (const [language, ofLanguage] of languages) {
        const [[, first]] = ofLanguage as [View, ...View[]]
        const key = JSON.stringify([language, who])
        const known = kept.get(key)
        const one = known ?? walkable(await newPage(first, who))
        const { page } = one
        if (!known) { kept.set(key, one); watchProblems(page, () => where, problems) }
        await show(page, first)
        await ready(page)
        if (!known || first === views[0]![1]) await one.load(origin() + address)
        else await one.walk(address)
        await prepare(page)
        for (const [view, options] of ofLanguage) {
          await show(page, options)
          await drawn(page)
          await look(`${name}-${view}`, page, options.forcedColors === 'active')
        }
        // A page that asks again by itself would go on doing so.
        await one.leave()
      }
    },
  }
}

async function show(page: Page, { viewport, colorScheme, forcedColors }: BrowserContextOptions): Promise<void> {
  if (viewport) await page.setViewportSize(viewport)
  await page.emulateMedia({ colorScheme: colorScheme ?? 'light', forcedColors: forcedColors ?? 'none' })
}

/** What waits for a frame has had one. */
const drawn = (page: Page): Promise<unknown> => page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
