/** Lines of NDJSON by chance, written byte by byte: JSON.stringify would never write most of them. */
import { fieldsOf, textOf, type Chance } from './chance.ts'

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))
const blanks = ['', '', '', '', ' ', '\t', '\r', '  ']
const numbers = ['0', '-0', '1', '5', '10', '1.0', '1e3', '1E3', '1E400', '-1e400', '0.1', '-0.0', '123456789012345678901', '1234567890123456', '123456789012345', '9007199254740993', '1e21', '1e-7', '1.5e+300', '5e-324', '-5']
const routing = ['"Channel":"Security"', '"Channel":"Microsoft-Windows-Sysmon/Operational"', '"EventID":1', '"EventID":"4688"', '"EventID":4.688e3', '"product":"windows"', '"product":"Linux"', '"product":"\\u0000"', '"product":["test","x"]', '"category":"process_creation"', '"service":"SYSMON"', '"service":"\u212a"', '"event.dataset":"nginx.access"', '"event":{"dataset":"nginx.access"}']
const wrong = ['{', '}', '[', ']', ',', ':', '"', '\\', '01', '1.', '.5', '-', '+1', '1e', 'NaN', 'nul', 'True', 'undefined', '\u0001', '\0', '\x7f', '\ufeff', '{}', '{"f":"a"}', "'", '\\x', '\\u12', '//', '\v', '\u00a0', '\f']

const hex = (chance: Chance, code: number) => { const text = code.toString(16).padStart(4, '0'); return `\\u${chance.is(0.5) ? text : text.toUpperCase()}` }
const short: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r', '\b': '\\b', '\f': '\\f' }

/** A text between quotes; here and there with an escape that need not be. */
export function quoted(chance: Chance, text: string, escapes: number): string {
  let made = ''
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!
    const code = text.charCodeAt(at)
    const isLone = code >= 0xd800 && code <= 0xdfff && !(code < 0xdc00 && /^[\udc00-\udfff]/.test(text.slice(at + 1))) && !(code >= 0xdc00 && /[\ud800-\udbff]$/.test(text.slice(0, at)))
    if (isLone || (escapes > 0 && chance.is(escapes))) made += !isLone && short[c] !== undefined && chance.is(0.5) ? short[c] : c === '/' && chance.is(0.5) ? '\\/' : hex(chance, code)
    else made += short[c] ?? (code < 0x20 ? hex(chance, code) : c)
  }
  return `"${made}"`
}

export function lineOf(chance: Chance, pieces: readonly string[], names: readonly string[]): string {
  const escapes = chance.is(0.3) ? 0.1 : 0
  const blank = () => chance.one(blanks)
  const list = (open: string, parts: readonly string[], close: string) => `${open}${blank()}${parts.join(`${blank()},${blank()}`)}${blank()}${close}`
  const value = (depth: number): string => {
    const kind = chance.int(depth > 4 ? 13 : 18)
    if (kind < 9) return quoted(chance, chance.is(0.5) ? chance.one(pieces) : textOf(chance, pieces), escapes)
    if (kind < 11) return chance.one(numbers)
    if (kind < 13) return chance.one(['true', 'false', 'null', '{}', '[]', '[ ]', '""'])
    if (kind < 15) return list('[', times(chance.int(4), () => value(depth + 1)), ']')
    return object(depth + 1)
  }
  const member = (key: string, said: string) => `${quoted(chance, key, chance.is(0.1) ? 0.3 : 0)}${blank()}:${blank()}${said}`
  /** A name at one of the splits of its dots, with lists on the way. */
  const path = (name: string, depth: number): string => {
    const dots = [...name.matchAll(/\./g)].map((found) => found.index)
    if (dots.length === 0 || chance.is(0.4)) return member(name, value(depth))
    const dot = chance.one(dots)
    const below = `{${path(name.slice(dot + 1), depth)}${chance.is(0.2) ? `,${member('other', value(depth))}` : ''}}`
    return member(name.slice(0, dot), chance.is(0.2) ? `[${below},${value(depth + 1)}]` : below)
  }
  const object = (depth: number): string => list('{', times(chance.int(depth === 0 ? 9 : 5), () => (depth === 0 && chance.is(0.15) ? chance.one(routing) : chance.is(0.8) ? path(chance.one(names), depth) : member(chance.one(['unknown', 'Unknown', 'r\u00e9', 'u\\']), value(depth)))), '}')
  return `${blank()}${object(0)}${blank()}`
}

/** Bytes of many lines: whole, broken in every way, cut, with bytes that are no text. */
export function bytesOf(chance: Chance, pieces: readonly string[], count: number): Uint8Array {
  const names = chance.is(0.5) ? [...fieldsOf, 'wrap.alias', 'wrap.g'] : ['f', 'g', 'a.b.c', 'a.b', '', 'alias']
  const parts: Uint8Array[] = []
  for (let at = 0; at < count; at++) {
    let line = chance.is(0.04) ? chance.one(blanks) : lineOf(chance, pieces, names)
    if (chance.is(0.15)) {
      const place = chance.int(line.length + 1)
      line = chance.is(0.4) ? line.slice(0, place) : line.slice(0, place) + chance.one(wrong) + line.slice(place + chance.int(3))
    }
    if (chance.is(0.01)) line = `\ufeff${line}`
    const bytes = Buffer.from(line.replaceAll('\n', ' '))
    if (chance.is(0.06) && bytes.length > 0) for (let i = chance.int(3); i >= 0; i--) { const to = chance.int(bytes.length); if (bytes[to] !== 10) bytes[to] = chance.one([0xff, 0xc3, 0xe2, 0xf0, 0x80, 0xed, 0xa0, 0xc0, 0xef]) }
    parts.push(bytes, Buffer.from(at === count - 1 && chance.is(0.5) ? '' : chance.is(0.3) ? '\r\n' : '\n'))
  }
  return Buffer.concat(parts)
}
