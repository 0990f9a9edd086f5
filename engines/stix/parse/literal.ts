import type { Literal, Network, Problem } from '../types.ts'
import type { Token } from './lex.ts'

/** Bytes as a text of characters below 256: that is how the specification compares them with texts. */
export function literalOf(token: Token): Literal | Problem | undefined {
  switch (token.kind) {
    case 'integer': case 'float': return { is: 'number', value: Number(token.text) }
    case 'string': return { is: 'text', value: token.text }
    case 'hex': return { is: 'binary', value: fromHex(token.text)! }
    case 'binary': return { is: 'binary', value: atob(token.text) }
    case 'time': {
      const value = canonicalTime(token.text)
      return value === undefined ? { code: 'literal', message: `a moment is written YYYY-MM-DDThh:mm:ss.sssZ, not ${token.text}`, at: token.at } : { is: 'time', value }
    }
    case 'word': return token.text === 'true' || token.text === 'false' ? { is: 'boolean', value: token.text === 'true' } : undefined
    default: return undefined
  }
}

export function fromHex(text: string): string | undefined {
  return /^(?:[0-9a-fA-F]{2})*$/.test(text) ? (text.match(/../g) ?? []).map((two) => String.fromCharCode(Number.parseInt(two, 16))).join('') : undefined
}
export function fromBase64(text: string): string | undefined {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text) ? atob(text) : undefined
}

/** The same text for the same moment, to any number of digits; undefined when it is none. */
export function canonicalTime(text: string): string | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d+))?Z$/.exec(text)
  if (!parts) return undefined
  const date = new Date(`${parts[1]}Z`)
  // A date that rolls over (31 April) or a 60th second is none.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 19) !== parts[1]) return undefined
  const fraction = (parts[2] ?? '').replace(/0+$/, '')
  return fraction === '' ? parts[1]! : `${parts[1]}.${fraction}`
}
/** Milliseconds, with what comes behind them as a fraction. */
export function momentOf(text: string): number | undefined {
  const canonical = canonicalTime(text)
  if (canonical === undefined) return undefined
  const [whole, fraction] = canonical.split('.')
  return Date.parse(`${whole}Z`) + (fraction === undefined ? 0 : Number(`0.${fraction}`) * 1000)
}

/** An address alone is a network of one. */
export function networkOf(text: string): Network | undefined {
  const [address, prefix, more] = text.split('/')
  if (more !== undefined || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return undefined
  const hex = v4Hex(address!) ?? v6Hex(address!)
  if (hex === undefined) return undefined
  const most = hex.length * 4, bits = prefix === undefined ? most : Number(prefix)
  return bits <= most ? { hex, bits } : undefined
}
export function contains(outer: Network, inner: Network): boolean {
  if (outer.hex.length !== inner.hex.length || outer.bits > inner.bits) return false
  const whole = outer.bits >> 2, rest = outer.bits & 3
  if (outer.hex.slice(0, whole) !== inner.hex.slice(0, whole)) return false
  return rest === 0 || Number.parseInt(outer.hex[whole]!, 16) >> (4 - rest) === Number.parseInt(inner.hex[whole]!, 16) >> (4 - rest)
}
function v4Hex(text: string): string | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number)
  return parts?.every((one) => one < 256) ? parts.map((one) => (one + 256).toString(16).slice(1)).join('') : undefined
}
function v6Hex(text: string): string | undefined {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  const mapped = tail ? v4Hex(tail[2]!) : ''
  if (mapped === undefined) return undefined
  const halves = (tail ? `${tail[1]}${mapped.slice(0, 4)}:${mapped.slice(4)}` : text).split('::').map((half) => (half === '' ? [] : half.split(':')))
  const groups = halves.flat()
  if (halves.length > 2 || groups.some((one) => !/^[0-9a-f]{1,4}$/i.test(one)) || (halves.length === 1 ? groups.length !== 8 : groups.length > 7)) return undefined
  const all = halves.length === 1 ? groups : [...halves[0]!, ...Array.from({ length: 8 - groups.length }, () => '0'), ...halves[1]!]
  return all.map((one) => one.padStart(4, '0').toLowerCase()).join('')
}
