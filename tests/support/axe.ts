/** What axe finds on a page as it stands: none is the only number that passes. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** `forced`: in forced colours the reader's own palette rules, and what axe would measure are not the colours on the screen. */
export async function findings(page: Page, forced = false): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe.source)
  const options = { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: !forced }, 'target-size': { enabled: true } } }
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as Pick<axe.AxeResults, 'violations'>
  return violations.map((one) => `${one.id}: ${one.help} · ${one.nodes.length} · ${one.nodes[0]?.html.slice(0, 200)} · ${one.nodes[0]?.failureSummary?.slice(0, 300)}`)
}
