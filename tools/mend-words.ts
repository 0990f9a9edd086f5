/** Sets the marks of each language right in all files of messages: curly apostrophes, and the thin spaces of French. */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readTree } from './architecture/source.ts'
import { langs } from './architecture/texts.ts'
import { mended } from './architecture/words.ts'

if (import.meta.main) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  for (const path of readTree(root).files) {
    const lang = langs.find((one) => path.endsWith(`.${one}.json`))
    if (!lang || path.includes('/fixtures/')) continue
    const before = readFileSync(join(root, path), 'utf8')
    const after = before.split('\n').map((line) => mendLine(line, lang)).join('\n')
    if (after === before) continue
    writeFileSync(join(root, path), after)
    process.stdout.write(`${path}\n`)
  }
}

/** One `"key": "text"` a line: the rest of the line stays as it is, so that a change is one line of a merge. */
function mendLine(line: string, lang: (typeof langs)[number]): string {
  const parts = /^(\s*"(?:[^"\\]|\\.)*":\s*)("(?:[^"\\]|\\.)*")(,?)$/.exec(line)
  if (!parts) return line
  const text = JSON.parse(parts[2]!) as string
  const mend = mended(text, lang)
  return mend === text ? line : parts[1]! + JSON.stringify(mend) + parts[3]!
}
