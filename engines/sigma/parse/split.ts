/** One document of a file as text; `line` is where `text` begins and `first` where its content does, both from 1 in the file. */
export type Piece = { readonly text: string; readonly line: number; readonly first: number }

/**
 * `---` at the start of a line ends a document whatever stands around it, so that one broken document leaves the others whole.
 * Pieces with nothing but comments and directives are no documents.
 */
export function split(text: string): Piece[] {
  const starts = [0]
  for (const found of text.matchAll(/^---(?=[ \t\r\n]|$)/gm)) if (found.index > 0) starts.push(found.index)
  let line = 1
  return starts.flatMap((start, index) => {
    const piece = text.slice(start, starts[index + 1])
    const from = line
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) line++
    const content = /^(?!---[ \t]*(?:#.*)?\r?$|[ \t]*(?:#.*)?\r?$|%|\.\.\.)/m.exec(piece)
    if (content === null) return []
    return [{ text: piece, line: from, first: from + piece.slice(0, content.index).split('\n').length - 1 }]
  })
}
