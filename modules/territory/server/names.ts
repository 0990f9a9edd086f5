/** What the net says of a domain: who takes its mail, who answers for its name, where its site stands. */
import { Resolver } from 'node:dns/promises'
import type { ResolvedDomain } from '../core/proposals/index.ts'

const TIMEOUT_MS = 2000
const TRIES = 2
/** Of several addresses the first few tell where a site stands. */
const MOST_ADDRESSES = 2

/** `servers`: addresses of name servers, "192.0.2.1" or "127.0.0.1:5300"; the system's when empty. */
export function createNames(servers: readonly string[]) {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES })
  if (servers.length > 0) resolver.setServers([...servers])

  /** Undefined when no server answered: not the same as a domain that has no such record. */
  return async function lookUp(domain: string, date: string): Promise<ResolvedDomain | undefined> {
    let answered = false
    const ask = async <T>(question: Promise<readonly T[]>): Promise<readonly T[]> => {
      try {
        const records = await question
        answered = true
        return records
      } catch (error) {
        if (nothingThere.has(String((error as { code?: unknown }).code))) answered = true
        return []
      }
    }
    const [mx, ns, cname, txt, site, bare] = await Promise.all([
      ask(resolver.resolveMx(domain)), ask(resolver.resolveNs(domain)), ask(resolver.resolveCname(`www.${domain}`)), ask(resolver.resolveTxt(domain)), ask(resolver.resolve4(`www.${domain}`)), ask(resolver.resolve4(domain)),
    ])
    const addresses = [...new Set([...site, ...bare])].slice(0, MOST_ADDRESSES)
    const ptr = (await Promise.all(addresses.map((address) => ask(resolver.reverse(address))))).flat()
    if (!answered) return undefined
    return { domain, date, mx: [...mx].sort((a, b) => a.priority - b.priority).map((one) => one.exchange), ns: [...ns], cname: [...cname], ptr: [...new Set(ptr)], txt: txt.map((parts) => parts.join('')) }
  }
}

/** The server's own word that there is no such record; all else is a server that did not speak. */
const nothingThere: ReadonlySet<string> = new Set(['ENODATA', 'ENOTFOUND', 'NXDOMAIN'])
