/**
 * One page in every view. A page for each language stays open and is walked from address to address inside the application, as a
 * person does: a new one costs several times what is asked of it. The first of them comes to every address from the address bar.
 */
import type { BrowserContextOptions, Page, Request } from 'playwright-core'
import { watchProblems } from './look.ts'

export type View = readonly [name: string, options: BrowserContextOptions]
/** An address of the application where nothing stands: no frame, no loader, nothing that asks again by itself. */
const NOWHERE = '/nowhere'

type Kept = { readonly page: Page; /** What it has asked for and not been given yet. */ readonly asked: Set<Request>; where: string }

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
  const kept = new Map<string, Kept>()
  const languages = Map.groupBy(views, ([, { locale }]) => locale)

  async function pageOf(options: BrowserContextOptions, who: Who): Promise<Kept> {
    const key = JSON.stringify([options.locale, who])
    const known = kept.get(key)
    if (known) return known
    const page = await newPage(options, who)
    const one: Kept = { page, asked: new Set(), where: '' }
    watchProblems(page, () => one.where, problems)
    page.on('request', (request) => { if (request.resourceType() === 'fetch') one.asked.add(request) })
    // An answer whose words nobody reads is never finished.
    page.on('response', (response) => one.asked.delete(response.request()))
    page.on('requestfailed', (request) => one.asked.delete(request))
    kept.set(key, one)
    return one
  }

  /** A frame of the application has its heading, and nothing is on its way: nowhere there is none, so this cannot be the page before. */
  async function arrived({ page, asked }: Kept): Promise<void> {
    await page.locator('main h1').first().waitFor()
    await page.waitForFunction('!document.querySelector(".pane-wait, [aria-busy=true]")')
    do await drawn(page); while (asked.size > 0)
  }
  async function walkTo({ page }: Kept, address: string): Promise<void> {
    await page.evaluate(`history.pushState(null, '', ${JSON.stringify(address)}); dispatchEvent(new PopStateEvent('popstate'))`)
  }

  return {
    /** `prepare`: what is done on the page before one looks, in every view. */
    async everywhere(name: string, address: string, who: Who, prepare: (page: Page) => Promise<unknown> = async () => {}): Promise<void> {
      let first = true
      for (const [, ofLanguage] of languages) {
        const one = await pageOf(ofLanguage[0]![1], who)
        const { page } = one
        const fresh = one.where === ''
        one.where = address
        await show(page, ofLanguage[0]![1])
        await ready(page)
        if (first || fresh) await page.goto(origin() + address)
        else await walkTo(one, address)
        first = false
        await arrived(one)
        await prepare(page)
        for (const [view, options] of ofLanguage) {
          await show(page, options)
          await drawn(page)
          await look(`${name}-${view}`, page, options.forcedColors === 'active')
        }
        await walkTo(one, NOWHERE)
        await page.locator('main').waitFor({ state: 'detached' })
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
