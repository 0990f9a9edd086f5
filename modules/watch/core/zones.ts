/** Times in raw lines that say no zone: nobody knows to the hour when they were. */
const NAME = Buffer.from('timestamp"')
const [QUOTE, COLON, SPACE, Z, PLUS, MINUS, NEWLINE] = ['"', ':', ' ', 'Z', '+', '-', '\n'].map((sign) => sign.charCodeAt(0)) as [number, number, number, number, number, number, number]
const LONGEST = 40

/** How many lines have a `timestamp` or `@timestamp` written as a date without a zone. A number is a moment by itself. */
export function withoutZone(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(NAME); at >= 0; at = bytes.indexOf(NAME, at)) {
    at += NAME.length
    let open = at
    while (bytes[open] === SPACE || bytes[open] === COLON) open += 1
    if (bytes[open] !== QUOTE) continue
    const close = bytes.indexOf(QUOTE, open + 1)
    if (close < 0) break
    if (!isDate(bytes, open + 1, close) || hasZone(bytes, open + 1, close)) continue
    count += 1
    // One time a line is enough to say it.
    const end = bytes.indexOf(NEWLINE, close)
    if (end < 0) break
    at = end
  }
  return count
}

const digit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57
const isDate = (bytes: Buffer, from: number, to: number) => to - from >= 16 && to - from <= LONGEST && digit(bytes[from]) && digit(bytes[from + 3]) && bytes[from + 4] === MINUS && bytes[from + 13] === COLON
function hasZone(bytes: Buffer, from: number, to: number): boolean {
  if (bytes[to - 1] === Z || (bytes[to - 1]! | 32) === 122) return true
  for (let at = Math.max(from + 11, to - 6); at < to; at += 1) if (bytes[at] === PLUS || bytes[at] === MINUS) return true
  return false
}
