/** Names and addresses of the net as a person writes them, to the one form in which they are kept. */
import { BlockList, isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { parse } from 'tldts'

export type Read = { readonly value: string } | { readonly problem: 'not-a-domain' | 'whole-suffix' | 'unknown-suffix' | 'not-a-range' | 'range-too-wide' | 'range-reserved' }

/** "https://www.Comune.Fintopoli.it/uffici" is comune.fintopoli.it. A name that belongs to everybody (gov.it) is refused. */
export function readDomain(text: string): Read {
  const { hostname, domain, publicSuffix, isIcann, isIp } = parse(text.trim().toLowerCase())
  if (isIp || hostname === null) return { problem: 'not-a-domain' }
  // ".example" is for demonstrations: it never exists, so it harms nobody.
  if (!isIcann && publicSuffix !== 'example') return { problem: 'unknown-suffix' }
  if (domain === null) return { problem: 'whole-suffix' }
  const ascii = domainToASCII(hostname.replace(/^www\.(?=[^.]+\.)/, ''))
  return ascii === '' ? { problem: 'not-a-domain' } : { value: ascii }
}

/** The part of a name that somebody has registered: of "posta.comune.fi.it", comune.fi.it. */
export const registrableDomain = (name: string): string => parse(name).domain ?? name

/** Wider than this belongs to a carrier, not to a body. */
const WIDEST = { ipv4: 16, ipv6: 32 } as const

/** One address or a block: "192.0.2.77/24" is 192.0.2.0/24. Private addresses are the same in every house and say nothing. */
export function readRange(text: string): Read {
  const [address = '', bits, ...rest] = text.trim().toLowerCase().split('/')
  const family = ({ 4: 'ipv4', 6: 'ipv6' } as const)[isIP(address)]
  if (family === undefined || rest.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits)) || address.includes('%')) return { problem: 'not-a-range' }
  const width = family === 'ipv4' ? 32 : 128
  const prefix = bits === undefined ? width : Number(bits)
  if (prefix > width) return { problem: 'not-a-range' }
  if (prefix < WIDEST[family]) return { problem: 'range-too-wide' }
  if (reserved[family].check(address, family)) return { problem: 'range-reserved' }
  const network = family === 'ipv4' ? maskFour(address, prefix) : maskSix(address, prefix)
  return { value: prefix === width ? network : `${network}/${prefix}` }
}

// A list for each family: of one list a rule for "::/8" would also meet every IPv4 address, as ::ffff:a.b.c.d.
const reserved = {
  ipv4: blocks('ipv4', [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.168.0.0', 16], ['224.0.0.0', 3]]),
  ipv6: blocks('ipv6', [['::', 8], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]]),
}

function blocks(family: 'ipv4' | 'ipv6', networks: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, family)
  return list
}

function maskFour(address: string, prefix: number): string {
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const kept = number - (number % 2 ** (32 - prefix))
  return [24, 16, 8, 0].map((shift) => Math.floor(kept / 2 ** shift) % 256).join('.')
}

/** The URL reader of the platform writes an address in its shortest form, so eight groups are its zeros written out. */
function maskSix(address: string, prefix: number): string {
  const [head = '', tail] = shortest(address).split('::')
  const groups = (part: string | undefined) => (part ? part.split(':') : [])
  const zeros = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length
  const all = [...groups(head), ...Array.from({ length: zeros }, () => '0'), ...groups(tail)].map((group) => Number.parseInt(group, 16))
  const kept = all.map((group, at) => { const free = Math.min(16, Math.max(0, 16 * (at + 1) - prefix)); return group - (group % 2 ** free) })
  return shortest(kept.map((group) => group.toString(16)).join(':'))
}

const shortest = (address: string): string => new URL(`http://[${address}]`).hostname.slice(1, -1)
