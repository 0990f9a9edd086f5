/** What axe finds on a page as it stands: none is the only number that passes. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/** The short form: every page reads it anew, and `axe.source` is twice as long. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** `forced`: in forced colours the reader's own palette rules, and what axe would measure are not the colours on the screen. */
export async function findings(page: Page, forced = false): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(source)
  const options = { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: !forced }, 'target-size': { enabled: true } } }
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as Pick<AxeResults, 'violations'>
  return violations.map((one) => `${one.id}: ${one.help} · ${one.nodes.length} · ${one.nodes[0]?.html.slice(0, 200)} · ${one.nodes[0]?.failureSummary?.slice(0, 300)}`)
}
