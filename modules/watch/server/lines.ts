/** Lines taken out of pieces, and made into what is shown. */
export const LINE_SHOWN = 4096
const NEWLINE = 10

/** Lines by number, asked in rising order. */
export function linesOf(piece: Buffer): (line: number) => Buffer {
  let [number, at] = [0, 0]
  return (line) => {
    if (line < number) [number, at] = [0, 0]
    while (number < line) { at = piece.indexOf(NEWLINE, at) + 1; number += 1 }
    const end = piece.indexOf(NEWLINE, at)
    return piece.subarray(at, end < 0 ? piece.length : end)
  }
}
/** What the database can hold of a line: no U+0000, no half of a character at the cut. */
export const textOf = (line: Buffer): string => line.toString('utf8', 0, LINE_SHOWN).replaceAll('\u0000', '\ufffd').replace(/\ufffd$/, '').toWellFormed()
