/** The TXT records of a name, asked of the net. */
import { Resolver } from 'node:dns/promises'
import type { LookUpTxt } from './context.ts'

const nothingThere: ReadonlySet<string> = new Set(['ENODATA', 'ENOTFOUND', 'NXDOMAIN'])

export function createTxt(): LookUpTxt {
  const resolver = new Resolver({ timeout: 2000, tries: 2 })
  return async (domain) => {
    try {
      return (await resolver.resolveTxt(domain)).map((parts) => parts.join(''))
    } catch (error) {
      return nothingThere.has(String((error as { code?: unknown }).code)) ? [] : undefined
    }
  }
}
