/**
 * The letters of printed documents: those of the pages, packed for the web (WOFF 1.0, W3C 2012), unpacked into what a typesetter reads.
 * A WOFF file holds the tables of an OpenType font as they were, each compressed with zlib: nothing is converted.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'

const [HEAD, ENTRY, SFNT_ENTRY] = [44, 20, 16]

/** Titillium Web (OFL 1.1), two weights, with the letters of western and central Europe. */
export function documentFonts(): Buffer[] {
  const { resolve } = createRequire(import.meta.url)
  return ['400', '600'].flatMap((weight) => ['latin', 'latin-ext'].map((letters) => unpacked(readFileSync(resolve(`@fontsource/titillium-web/files/titillium-web-${letters}-${weight}-normal.woff`)))))
}

export function unpacked(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(12 + SFNT_ENTRY * count)
  woff.copy(head, 0, 4, 8)
  // Of the binary search that the head of a font prepares: the largest power of two within the number of tables.
  const power = 2 ** Math.floor(Math.log2(count))
  for (const [at, value] of [[4, count], [6, power * SFNT_ENTRY], [8, Math.log2(power)], [10, (count - power) * SFNT_ENTRY]] as const) head.writeUInt16BE(value, at)
  const parts: Uint8Array[] = [head]
  let offset = head.length
  for (let i = 0; i < count; i++) {
    const entry = HEAD + ENTRY * i
    const [from, packed, length, sum] = [4, 8, 12, 16].map((at) => woff.readUInt32BE(entry + at)) as [number, number, number, number]
    const bytes = woff.subarray(from, from + packed)
    const place = 12 + SFNT_ENTRY * i
    woff.copy(head, place, entry, entry + 4)
    for (const [at, value] of [[4, sum], [8, offset], [12, length]] as const) head.writeUInt32BE(value, place + at)
    const rest = (4 - (length % 4)) % 4
    parts.push(packed < length ? inflateSync(bytes) : bytes, Buffer.alloc(rest))
    offset += length + rest
  }
  return Buffer.concat(parts)
}
