import { effectsOf } from './subject.ts'
import { signatures, type Signature } from './signatures.data.ts'
import type { OrganisationRef, Proposal, Proposals, Skipped } from './types.ts'
import type { DependencyKind } from '../registry/types.ts'

/** What was resolved for a domain of the body, as plain data; resolving is the caller's. */
export type ResolvedDomain = {
  readonly domain: string
  readonly mx?: readonly string[]
  readonly ns?: readonly string[]
  /** CNAME targets of the site's name. */
  readonly cname?: readonly string[]
  /** Names of the site's addresses (PTR). */
  readonly ptr?: readonly string[]
  readonly txt?: readonly string[]
  /** ISO date of the look-up. */
  readonly date: string
}

type Sign = {
  readonly record: string
  readonly host: string
  readonly category: string
  readonly depKind: DependencyKind
  readonly confidence: number
}

/**
 * Mail, name and site hosting from the records of a body's domain. `extra`: signatures of the territory's own providers
 * ("posta.fornitore.example"). Hosts under the body's own domain are its own; other unknown hosts are told, not guessed.
 */
export function fromDns(body: OrganisationRef, resolved: ResolvedDomain, extra: readonly Signature[] = []): Proposals {
  const catalogue = [...extra, ...signatures]
  const own = clean(resolved.domain)
  const proposals = new Map<string, Proposal>()
  const skipped: Skipped[] = []
  for (const sign of signsOf(resolved)) {
    const host = clean(sign.host)
    if (host === '' || host === own || host.endsWith(`.${own}`)) continue
    const signature = find(host, catalogue)
    if (signature === undefined) {
      if (!skipped.some((one) => one.reference === host)) skipped.push({ code: 'host-unknown', reference: host })
      continue
    }
    const id = ['dns', own, signature.domain, sign.category].join('|')
    const before = proposals.get(id)
    if (before !== undefined && before.confidence >= sign.confidence) continue
    proposals.set(id, proposalOf(id, body, signature, sign, host, own, resolved.date))
  }
  return { proposals: [...proposals.values()], skipped }
}

function signsOf(resolved: ResolvedDomain): Sign[] {
  const each = (
    record: string,
    hosts: readonly string[] | undefined,
    category: string,
    depKind: DependencyKind,
    confidence: number,
  ): Sign[] => (hosts ?? []).map((host) => ({ record, host, category, depKind, confidence }))
  const spf = (resolved.txt ?? [])
    .filter((one) => /^v=spf1\b/i.test(one))
    .flatMap((one) => [...one.matchAll(/\binclude:([^\s"]+)/gi)].map((match) => match[1]!))
  return [
    // Where mail arrives is where it runs, or the filter before it: not quite sure.
    ...each('MX', resolved.mx, 'mail', 'hosting', 0.8),
    ...each('NS', resolved.ns, 'domain-names', 'network', 0.9),
    ...each('CNAME', resolved.cname, 'website', 'hosting', 0.8),
    ...each('PTR', resolved.ptr, 'website', 'hosting', 0.65),
    // Leave to send is not yet where the boxes are.
    ...each('SPF', spf, 'mail', 'hosting', 0.45),
  ]
}

function proposalOf(
  id: string,
  body: OrganisationRef,
  signature: Signature,
  sign: Sign,
  host: string,
  domain: string,
  date: string,
): Proposal {
  return {
    id,
    dependent: body,
    provider: { name: signature.provider, ids: [{ scheme: 'domain', id: signature.domain }] },
    category: sign.category,
    depKind: sign.depKind,
    ...effectsOf(sign.depKind),
    // Who answers for the names can send visitors elsewhere.
    ...(sign.category === 'domain-names' ? { availability: 'hard' as const, integrity: true } : {}),
    source: 'dns',
    reference: host,
    date,
    ended: false,
    confidence: sign.confidence,
    reasons: [{ code: 'dns-record', params: { record: sign.record, host, domain, provider: signature.provider } }],
  }
}

/** The longest suffix wins; "awsdns-12.co.uk" is the one family that no suffix can name. */
function find(host: string, catalogue: readonly Signature[]): Signature | undefined {
  const matching = catalogue.filter(({ suffix }) => host === clean(suffix) || host.endsWith(`.${clean(suffix)}`))
  const best = matching.sort((a, b) => b.suffix.length - a.suffix.length)[0]
  if (best === undefined && /\.awsdns-\d+\.(com|net|org|co\.uk)$/.test(host))
    return { suffix: 'awsdns', provider: 'Amazon Web Services', domain: 'aws.amazon.com' }
  return best
}

function clean(host: string): string {
  return host.trim().toLowerCase().replace(/\.$/, '').slice(0, 255)
}

/** Whether a name of the net is a known provider's own, and so no body's. */
export const isProviderDomain = (name: string): boolean => signatures.some((one) => one.domain === name || one.suffix === name)
