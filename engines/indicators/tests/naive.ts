/** The authority: plain objects and loops, canonical forms by expressions over text. Slow, and written without looking at the fast one. */
export type Entry = { readonly value: string; readonly kind?: 'hostname' | 'url'; readonly source: string; readonly validFrom?: number; readonly validUntil?: number }
type Host = { readonly v4?: number; readonly v6?: bigint; readonly name?: string; readonly text: string }
type Seen =
  | { readonly is: 'host'; readonly host: Host; readonly port: number; readonly seen: number; readonly url: boolean; readonly path: string }
  | { readonly is: 'path'; readonly path: string }
  | { readonly is: 'hash'; readonly hex: string }
  | { readonly is: 'mail'; readonly mail: string; readonly host: Host }
type Range = { readonly is: 'range'; readonly version: 4 | 6; readonly first: bigint; readonly last: bigint }

/** `source reason` of every entry that speaks of the value. The same value of one source counts once, with the bounds that came last. */
export function naiveLookup(entries: readonly Entry[], value: string, now: number): string[] {
  const asked = readSeen(value)
  if (!asked) return []
  const last = new Map<string, Entry>()
  for (const entry of entries) {
    const read = readRange(entry.value) ?? readSeen(entry.value)
    if (!read || (read.is === 'host' && read.host.name !== undefined && !read.host.name.includes('.') && read.path === '') || (read.is === 'path' && read.path === '')) continue
    last.set(`${entry.source} ${kindOf(read, entry)} ${JSON.stringify(read, (key, one: unknown) => (typeof one === 'bigint' ? String(one) : key === 'url' || key === 'seen' || key === 'text' ? undefined : one))}`, entry)
  }
  const out: string[] = []
  for (const entry of last.values()) {
    if ((entry.validFrom !== undefined && now < entry.validFrom) || (entry.validUntil !== undefined && now >= entry.validUntil)) continue
    for (const reason of why(entry, asked)) out.push(`${entry.source} ${reason}`)
  }
  return out.sort()
}

const kindOf = (read: Seen | Range, entry: Entry) => (read.is === 'host' && (read.url || entry.kind === 'url') ? 'url' : entry.kind === 'hostname' ? 'hostname' : 'own')

function why(entry: Entry, asked: Seen): string[] {
  const range = readRange(entry.value)
  if (range) {
    if (asked.is !== 'host' || (asked.host.v4 === undefined && asked.host.v6 === undefined)) return []
    const [version, at] = asked.host.v4 !== undefined ? [4, BigInt(asked.host.v4)] : [6, asked.host.v6!]
    return range.version === version && range.first <= at && at <= range.last ? ['in-range'] : []
  }
  const mine = readSeen(entry.value)!
  if (mine.is === 'hash') return asked.is === 'hash' && asked.hex === mine.hex ? ['same'] : []
  if (mine.is === 'mail') return asked.is === 'mail' && asked.mail === mine.mail ? ['same'] : []
  if (mine.is === 'path') return asked.is === 'path' || (asked.is === 'host' && asked.url) ? (under(mine.path, asked.path) ? ['path'] : []) : []
  if (asked.is === 'mail') return nameWhy(entry, mine, asked.host.name!, 'host-of-mail')
  if (asked.is !== 'host') return []
  const isUrl = mine.url || entry.kind === 'url'
  if (mine.path !== '' || (mine.port > 0 && mine.host.name !== undefined)) {
    if (mine.host.text !== asked.host.text || (mine.port > 0 && mine.port !== asked.port)) return []
    if (!asked.url && asked.port === 0) return []
    return mine.path === asked.path ? ['same'] : asked.path !== '' && under(mine.path, asked.path) ? ['under-path'] : []
  }
  const base = !asked.url ? 'same' : !isUrl ? 'host-of-url' : asked.path === '' ? 'same' : 'under-path'
  if (mine.host.name !== undefined) return asked.host.name === undefined ? [] : nameWhy(entry, mine, asked.host.name, base)
  if (mine.host.text !== asked.host.text) return []
  if (mine.port === 0 || mine.port === asked.seen) return [base]
  return asked.seen === 0 ? ['port-unseen'] : []
}

function nameWhy(entry: Entry, mine: Seen & { is: 'host' }, name: string, base: string): string[] {
  if (mine.path !== '' || mine.port > 0) return []
  if (mine.host.name === name) return [base]
  return entry.kind === undefined && !mine.url && mine.host.name !== undefined && name.endsWith(`.${mine.host.name}`) ? ['under-domain'] : []
}

const under = (mine: string, seen: string) => seen === mine || (seen.startsWith(mine) && '/?&'.includes(seen[mine.length]!))

export function readSeen(value: string): Seen | undefined {
  const text = value.trim()
  if (/^\/(?!\/)/.test(text)) return { is: 'path', path: pathOf(text) }
  if (/^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i.test(text)) return { is: 'hash', hex: text.toLowerCase() }
  const mail = /^([^@\s",;<>]{1,64})@([^@/?#]+)$/.exec(text)
  if (mail && !/^[a-z][a-z0-9+-]*:\/\//i.test(text)) {
    const host = hostOf(mail[2]!)
    return host?.name === undefined ? undefined : { is: 'mail', mail: `${mail[1]!.toLowerCase()}@${host.name}`, host }
  }
  const scheme = /^([a-z][a-z0-9+-]*):\/\/([^/?#]*)([\s\S]*)$/i.exec(text)
  const rest = scheme ? { authority: scheme[2]!.replace(/^.*@/, ''), tail: scheme[3]! } : { authority: /^(?:\/\/)?([^/?#]*)/.exec(text)![1]!, tail: text.replace(/^(?:\/\/)?[^/?#]*/, '') }
  const bracket = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(rest.authority)
  const colons = rest.authority.split(':').length - 1
  const plain = colons === 1 ? /^([^:]+):(\d{1,5})$/.exec(rest.authority) : colons === 0 ? [rest.authority, rest.authority] : undefined
  const host = bracket ? v6Host(bracket[1]!) : colons > 1 ? v6Host(rest.authority) : plain ? hostOf(plain[1]!) : undefined
  const given = bracket?.[2] ?? plain?.[2]
  let port = given === undefined ? 0 : Number(given)
  if (!host || (given !== undefined && (port === 0 || port > 65535))) return undefined
  const url = scheme !== null || text.startsWith('//') || rest.tail !== ''
  const seen = port > 0 ? port : ({ http: 80, https: 443, ftp: 21 } as Record<string, number>)[scheme?.[1]?.toLowerCase() ?? ''] ?? 0
  if (url && (port === 80 || port === 443)) port = 0
  const path = pathOf(rest.tail.startsWith('?') ? `/${rest.tail}` : rest.tail)
  return { is: 'host', host, port, seen, url, path }
}

function pathOf(text: string): string {
  return text.replace(/#[\s\S]*$/, '').replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => {
    const c = String.fromCharCode(Number.parseInt(hex, 16))
    return /[A-Za-z0-9._~-]/.test(c) ? c : `%${hex.toUpperCase()}`
  }).replace(/\/+$/, '')
}

function v4Of(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1)
  return parts && parts.every((one) => String(Number(one)) === one && Number(one) < 256) ? parts.reduce((sum, one) => sum * 256 + Number(one), 0) : undefined
}
function v6Of(text: string): bigint | undefined {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text.replace(/%.*$/, ''))
  const v4 = tail ? v4Of(tail[2]!) : undefined
  if (tail && v4 === undefined) return undefined
  const whole = tail ? `${tail[1]}${(v4! >>> 16).toString(16)}:${(v4! & 65535).toString(16)}` : text.replace(/%.*$/, '')
  const halves = whole.split('::')
  if (halves.length > 2) return undefined
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  if (groups.flat().some((one) => !/^[0-9a-f]{1,4}$/i.test(one))) return undefined
  const count = groups.flat().length
  if (halves.length === 1 ? count !== 8 : count > 7) return undefined
  const all = halves.length === 1 ? groups[0]! : [...groups[0]!, ...Array.from({ length: 8 - count }, () => '0'), ...groups[1]!]
  return all.reduce((sum, one) => sum * 65536n + BigInt(Number.parseInt(one, 16)), 0n)
}
function v6Host(text: string): Host | undefined {
  const v6 = v6Of(text)
  if (v6 === undefined) return undefined
  if (v6 >> 32n === 0xffffn) { const v4 = Number(v6 & 0xffffffffn); return { v4, text: `4 ${v4}` } }
  return { v6, text: `6 ${v6}` }
}
function hostOf(text: string): Host | undefined {
  const v4 = v4Of(text)
  if (v4 !== undefined) return { v4, text: `4 ${v4}` }
  const name = text.toLowerCase().replace(/^\*\./, '').replace(/^\.+|\.+$/g, '')
  const labels = name.split('.')
  if (name.length > 253 || labels.some((one) => !/^[a-z0-9_-]{1,63}$/.test(one)) || /^\d+$/.test(labels.at(-1)!)) return undefined
  return { name, text: `n ${name}` }
}
function readRange(text: string): Range | undefined {
  const cidr = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(text.trim())
  const host = cidr ? (cidr[1]!.includes(':') ? v6Host(cidr[1]!) : hostOf(cidr[1]!)) : undefined
  if (cidr && host && (host.v4 !== undefined || host.v6 !== undefined)) {
    const mapped = host.v4 !== undefined && cidr[1]!.includes(':')
    const bits = Number(cidr[2]) - (mapped ? 96 : 0), size = host.v4 !== undefined ? 32 : 128
    if (bits < (host.v4 !== undefined ? 4 : 3) || bits > size) return undefined
    const at = host.v4 !== undefined ? BigInt(host.v4) : host.v6!, span = 1n << BigInt(size - bits)
    return { is: 'range', version: host.v4 !== undefined ? 4 : 6, first: at / span * span, last: at / span * span + span - 1n }
  }
  const two = /^([0-9.]+)\s*-\s*([0-9.]+)$/.exec(text.trim())
  const [a, b] = two ? [v4Of(two[1]!), v4Of(two[2]!)] : []
  return a !== undefined && b !== undefined && a <= b ? { is: 'range', version: 4, first: BigInt(a), last: BigInt(b) } : undefined
}
