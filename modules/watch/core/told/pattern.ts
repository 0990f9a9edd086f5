/** A value as a STIX pattern, in words that every reader of simple patterns knows. */
import type { Kind } from '#engines/indicators/index.ts'

const quoted = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const hashes: Readonly<Partial<Record<Kind, string>>> = { md5: 'MD5', sha1: "'SHA-1'", sha256: "'SHA-256'", sha512: "'SHA-512'" }
const addressType = (value: string): string => (value.includes(':') ? 'ipv6-addr' : 'ipv4-addr')

/** What is compared has no scheme, and stands under either. A path alone is that of any host; signs that LIKE would read are not told. */
function urlPattern(value: string): string | undefined {
  if (value.startsWith('/')) return /[%_]/.test(value) ? undefined : `[url:value LIKE ${quoted(`%${value}`)}]`
  const whole = /[/?#]/.test(value) ? value : `${value}/`
  return `[url:value IN (${quoted(`http://${whole}`)}, ${quoted(`https://${whole}`)})]`
}

/** Undefined for what a pattern cannot say. */
export function patternOf(kind: Kind, value: string): string | undefined {
  switch (kind) {
    case 'ip': return `[${addressType(value)}:value = ${quoted(value)}]`
    case 'range': return `[${addressType(value)}:value ISSUBSET ${quoted(value)}]`
    case 'domain': case 'hostname': return `[domain-name:value = ${quoted(value)}]`
    case 'url': return urlPattern(value)
    case 'email': return `[email-addr:value = ${quoted(value)}]`
    case 'endpoint': {
      const parts = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(value)
      return parts ? `[network-traffic:dst_ref.value = ${quoted(parts[1]!)} AND network-traffic:dst_port = ${Number(parts[2])}]` : undefined
    }
    default: return `[file:hashes.${hashes[kind]!} = ${quoted(value)}]`
  }
}

/** Words of categories that name a phase of the kill chain of Lockheed Martin. Of others nothing is said. */
const phases: readonly (readonly [RegExp, string])[] = [[/^(?:c2|c&c|cnc|botnet_cc|botnet|command[ _-]and[ _-]control)$/i, 'command-and-control'], [/^(?:phishing|spam|payload_delivery|payload delivery|malware_download|delivery)$/i, 'delivery'], [/^(?:exploit|exploitation)$/i, 'exploitation'], [/^(?:scanner|scanning|reconnaissance)$/i, 'reconnaissance']]
export const phaseOf = (category: string | undefined): string | undefined => phases.find(([word]) => category !== undefined && word.test(category.trim()))?.[1]
