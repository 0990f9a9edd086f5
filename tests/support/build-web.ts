/** Before the first test: what stands in dist is made of what stands in the sources. */
// @ts-expect-error The launcher is plain JavaScript, since it runs before there are types.
import { ensureWeb } from '../../scripts/launcher/web.mjs'

export async function setup(): Promise<void> {
  await (ensureWeb as (node: string, root: string) => Promise<void>)(process.execPath, new URL('../..', import.meta.url).pathname.replace(/\/$/, ''))
}
