/** Byte classes, made once. */
export const WORD = 1
export const HEX = 2
export const DIGIT = 4
export const SPACE = 8
/** May stand in a URL in free text: everything printable but quotes, brackets of markup, backslash. */
export const URLISH = 16

const table = (() => {
  const out = new Uint8Array(256)
  const mark = (text: string, bits: number) => { for (const c of text) out[c.charCodeAt(0)]! |= bits }
  mark('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-', WORD)
  mark('abcdefABCDEF0123456789', HEX)
  mark('0123456789', DIGIT)
  mark(' \t\r\n', SPACE)
  for (let c = 33; c < 127; c++) out[c]! |= URLISH
  for (const c of '"\'<>\\^`{|}') out[c.charCodeAt(0)]! &= ~URLISH
  for (let c = 128; c < 256; c++) out[c]! |= WORD | URLISH
  return out
})()
export const charClass: Readonly<Uint8Array> = table

export const isHex = (c: number): boolean => (charClass[c]! & HEX) !== 0
export const isDigit = (c: number): boolean => c >= 48 && c <= 57
export const hexValue = (c: number): number => (c <= 57 ? c - 48 : (c | 32) - 87)
export const lower = (c: number): number => (c >= 65 && c <= 90 ? c | 32 : c)
