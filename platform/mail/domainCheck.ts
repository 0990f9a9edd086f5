/**
 * What the domain of the sender says of its mails: SPF, DKIM, DMARC, and how it wants to be reached. Looked up in the net, said in
 * plain words. Whether the mail server's own address passes SPF is not worked out here: a receiver's report says that.
 */
import { Resolver } from 'node:dns/promises'
import { getDomain } from 'tldts'

export type Lookup = {
  /** Records joined; none when there is none; undefined when no server answered. */
  txt(name: string): Promise<readonly string[] | undefined>
  mx(name: string): Promise<readonly string[] | undefined>
}
export type Finding = { readonly check: 'mx' | 'spf' | 'dkim' | 'dmarc' | 'mta_sts' | 'tls_rpt'; readonly name: string; readonly state: 'good' | 'weak' | 'missing' | 'unknown' | 'optional'; readonly text: string; /** A record that would mend it. */ readonly record?: string }

const nothingThere: ReadonlySet<string> = new Set(['ENODATA', 'ENOTFOUND', 'NXDOMAIN'])

/** `server`: instead of those of the machine. */
export function createLookup(server: string | undefined, timeout = 3000): Lookup {
  const resolver = new Resolver({ timeout, tries: 2 })
  if (server !== undefined) resolver.setServers([server])
  const ask = async <T>(question: () => Promise<T[]>): Promise<T[] | undefined> => {
    try { return await question() } catch (error) { return nothingThere.has(String((error as { code?: unknown }).code)) ? [] : undefined }
  }
  return {
    txt: (name) => ask(async () => (await resolver.resolveTxt(name)).map((parts) => parts.join(''))),
    mx: (name) => ask(async () => (await resolver.resolveMx(name)).map((one) => one.exchange).filter(Boolean)),
  }
}

/** `dkim.key`: the public half that the record must hold. Without `dkim` the mail server is expected to sign. */
export async function checkDomain(from: string, dkim: { readonly domain: string; readonly selector: string; readonly key: string } | undefined, lookup: Lookup): Promise<Finding[]> {
  const domain = from.slice(from.lastIndexOf('@') + 1).toLowerCase()
  return (await Promise.all([mx(domain, lookup), spf(domain, lookup), signature(domain, dkim, lookup), dmarc(domain, lookup), transport(domain, lookup)])).flat()
}

async function mx(domain: string, { mx: ask }: Lookup): Promise<Finding> {
  const found = await ask(domain)
  if (found === undefined) return unknown('mx', domain)
  return found.length > 0 ? { check: 'mx', name: domain, state: 'good', text: `answers and bounces reach ${found.join(', ')}` } : { check: 'mx', name: domain, state: 'missing', text: 'nobody receives mail at this domain: answers and bounces get lost, and many receivers refuse such a sender' }
}

async function spf(domain: string, { txt }: Lookup): Promise<Finding> {
  const base = { check: 'spf', name: domain } as const
  const found = (await txt(domain))?.filter((one) => /^v=spf1(\s|$)/i.test(one))
  if (found === undefined) return unknown('spf', domain)
  if (found.length === 0) return { ...base, state: 'missing', text: 'no SPF record: anyone may write in the name of this domain', record: `${domain}. TXT "v=spf1 mx -all"` }
  if (found.length > 1) return { ...base, state: 'missing', text: 'more than one SPF record: receivers then take none of them. Join them in one' }
  const text = found[0]!.toLowerCase()
  if (/\s\+?all(\s|$)/.test(text)) return { ...base, state: 'missing', text: 'the SPF record ends with "all": it lets everyone write in this name. End it with "-all"' }
  if (/\s\?all(\s|$)/.test(text) || (!/\s[-~]all(\s|$)/.test(text) && !/\sredirect=/.test(text))) return { ...base, state: 'weak', text: 'the SPF record says nothing of other servers. End it with "-all", or "~all" while you try' }
  return { ...base, state: 'good', text: found[0]! }
}

async function signature(domain: string, dkim: { domain: string; selector: string; key: string } | undefined, { txt }: Lookup): Promise<Finding> {
  if (!dkim) return { check: 'dkim', name: domain, state: 'weak', text: 'Bastida signs nothing (MAIL_DKIM_DOMAIN is not set): your mail server must sign, with this domain, also the headers that begin with List-' }
  const name = `${dkim.selector}._domainkey.${dkim.domain}`
  const base = { check: 'dkim', name } as const
  const record = `${name}. TXT "v=DKIM1; k=rsa; p=${dkim.key}"`
  const found = await txt(name)
  if (found === undefined) return unknown('dkim', name)
  const keys = found.filter((one) => /(^|;)\s*p=/i.test(one))
  if (keys.length === 0) return { ...base, state: 'missing', text: 'no DKIM record: receivers cannot check the signature', record }
  const key = /(?:^|;)\s*p=([^;]*)/i.exec(keys[0]!)![1]!.replaceAll(/\s/g, '')
  if (key === '') return { ...base, state: 'missing', text: 'the DKIM key was withdrawn (an empty "p="): use a new selector', record }
  if (key !== dkim.key) return { ...base, state: 'missing', text: 'the DKIM record holds another key than the one that signs: every signature fails', record }
  if (organisation(dkim.domain) !== organisation(domain)) return { ...base, state: 'weak', text: `the signature is of ${dkim.domain} and the sender of ${domain}: DMARC counts only a signature of the same domain` }
  return { ...base, state: 'good', text: 'the key that signs is the one that is published' }
}

async function dmarc(domain: string, { txt }: Lookup): Promise<Finding> {
  for (const name of new Set([`_dmarc.${domain}`, `_dmarc.${organisation(domain)}`])) {
    const base = { check: 'dmarc', name } as const
    const found = (await txt(name))?.filter((one) => /^v=DMARC1\s*(;|$)/i.test(one))
    if (found === undefined) return unknown('dmarc', name)
    if (found.length === 0) continue
    if (found.length > 1) return { ...base, state: 'missing', text: 'more than one DMARC record: receivers then take none of them' }
    const policy = /;\s*p=\s*(\w+)/i.exec(found[0]!)?.[1]?.toLowerCase()
    if (policy === 'none') return { ...base, state: 'weak', text: 'DMARC only watches ("p=none"): once the reports are clean, ask for "p=quarantine" and then "p=reject"' }
    if (policy !== 'quarantine' && policy !== 'reject') return { ...base, state: 'missing', text: 'the DMARC record has no policy that a receiver knows ("p=")' }
    if (!/;\s*rua=/i.test(found[0]!)) return { ...base, state: 'weak', text: 'DMARC protects, but no address gets its reports ("rua="): nobody would see a mail server that was forgotten' }
    return { ...base, state: 'good', text: found[0]! }
  }
  return { check: 'dmarc', name: `_dmarc.${domain}`, state: 'missing', text: 'no DMARC record: receivers do not know what to do with a mail that fails', record: `_dmarc.${domain}. TXT "v=DMARC1; p=none; rua=mailto:dmarc@${domain}"` }
}

/** About mail that comes in: good to have, asked by nobody who receives ours. */
async function transport(domain: string, { txt }: Lookup): Promise<Finding[]> {
  const wanted = [['mta_sts', `_mta-sts.${domain}`, /^v=STSv1\s*;/i, 'servers that write to us are not told to insist on encryption (MTA-STS)'], ['tls_rpt', `_smtp._tls.${domain}`, /^v=TLSRPTv1\s*;/i, 'nobody is told when encryption fails on the way to us (TLS-RPT)']] as const
  return Promise.all(wanted.map(async ([check, name, pattern, text]): Promise<Finding> => {
    const found = await txt(name)
    if (found === undefined) return unknown(check, name)
    const record = found.find((one) => pattern.test(one))
    return record ? { check, name, state: 'good', text: record } : { check, name, state: 'optional', text }
  }))
}

const organisation = (domain: string): string => getDomain(domain, { allowPrivateDomains: false }) ?? domain
const unknown = (check: Finding['check'], name: string): Finding => ({ check, name, state: 'unknown', text: 'no name server answered: ask again later' })
