import { hexValue, isDigit, isHex } from './chars.ts'

/** Address of exactly these bytes as an unsigned number, or -1. Four decimal parts; no part with a leading zero (octal or decimal: nobody knows). */
export function readV4(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < 7 || to - from > 15) return -1
  let value = 0, part = 0, digits = 0, dots = 0
  for (let i = from; i < to; i++) {
    const c = bytes[i]!
    if (c === 46) {
      if (digits === 0 || dots === 3) return -1
      value = value * 256 + part
      part = 0; digits = 0; dots++
    } else if (isDigit(c)) {
      if (digits > 0 && part === 0) return -1
      part = part * 10 + c - 48
      if (++digits > 3 || part > 255) return -1
    } else return -1
  }
  return dots === 3 && digits > 0 ? value * 256 + part : -1
}

/** RFC 4291 text, a zone (`%eth0`) left out, into 16 bytes. False when it is none. */
export function readV6(bytes: Uint8Array, from: number, to: number, into: Uint8Array): boolean {
  for (let i = from; i < to; i++) if (bytes[i] === 37) { to = i; break }
  if (to - from < 2 || to - from > 45) return false
  let at = 0, gap = -1, i = from
  if (bytes[i] === 58) {
    if (bytes[i + 1] !== 58) return false
    gap = 0; i += 2
  }
  while (i < to) {
    if (at === 16) return false
    const start = i
    let group = 0
    while (i < to && isHex(bytes[i]!) && i - start < 5) group = group * 16 + hexValue(bytes[i++]!)
    if (i < to && bytes[i] === 46) {
      const v4 = at <= 12 ? readV4(bytes, start, to) : -1
      if (v4 < 0) return false
      into[at] = v4 >>> 24; into[at + 1] = (v4 >>> 16) & 255; into[at + 2] = (v4 >>> 8) & 255; into[at + 3] = v4 & 255
      at += 4; i = to
      break
    }
    if (i === start || i - start > 4) return false
    into[at] = group >> 8; into[at + 1] = group & 255
    at += 2
    if (i === to) break
    if (bytes[i] !== 58) return false
    i++
    if (i < to && bytes[i] === 58) {
      if (gap >= 0) return false
      gap = at; i++
    } else if (i === to) return false
  }
  if (gap < 0) return at === 16
  if (at === 16) return false
  into.copyWithin(16 - (at - gap), gap, at)
  into.fill(0, gap, 16 - (at - gap))
  return true
}

/** `::ffff:a.b.c.d` is the v4 address it carries. */
export function mappedV4(v6: Uint8Array): number {
  for (let i = 0; i < 10; i++) if (v6[i] !== 0) return -1
  if (v6[10] !== 255 || v6[11] !== 255) return -1
  return ((v6[12]! << 24) | (v6[13]! << 16) | (v6[14]! << 8) | v6[15]!) >>> 0
}

export const showV4 = (v4: number): string => `${v4 >>> 24}.${(v4 >>> 16) & 255}.${(v4 >>> 8) & 255}.${v4 & 255}`

/** RFC 5952: lower case, the longest run of two or more zero groups as `::`. */
export function showV6(bytes: Uint8Array, at = 0): string {
  const groups: number[] = []
  for (let i = 0; i < 16; i += 2) groups.push(bytes[at + i]! * 256 + bytes[at + i + 1]!)
  let best = -1, length = 1
  for (let i = 0; i < 8; i++) {
    let run = 0
    while (i + run < 8 && groups[i + run] === 0) run++
    if (run > length) { best = i; length = run }
  }
  const text = (part: number[]) => part.map((one) => one.toString(16)).join(':')
  return best < 0 ? text(groups) : `${text(groups.slice(0, best))}::${text(groups.slice(best + length))}`
}

/** 32 hexadecimal digits: v6 addresses in an order that `<` understands. */
export function hex16(bytes: Uint8Array, at = 0): string {
  let out = ''
  for (let i = 0; i < 16; i++) out += (bytes[at + i]! + 256).toString(16).slice(1)
  return out
}
