/** Gathers what people read in three languages: the files of messages, and every `{ it, fr, en }` that stands in code. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Source, Tree } from './source.ts'
import { walk, type Syntax } from './walk.ts'

export type Lang = 'it' | 'fr' | 'en'
export const langs = ['it', 'fr', 'en'] as const

/** One thing said three times. A value in code may hold several pieces (a function, a list): then they are not compared with each other. */
export type Text = {
  readonly path: Readonly<Record<Lang, string>>
  readonly line: Readonly<Record<Lang, number>>
  readonly pieces: Readonly<Record<Lang, readonly string[]>>
}

export const textsOf = (tree: Tree): Text[] => [...messages(tree), ...tree.sources.filter(isProduct).flatMap(triples)]

/** Tests and tools speak to us, not to people. */
export const isProduct = (source: Source): boolean => !source.isTest && !/^(tools|tests|scripts)\//.test(source.path)

function messages(tree: Tree): Text[] {
  const bases = [...tree.files].filter((file) => file.endsWith('.it.json') && !file.includes('/fixtures/')).map((file) => file.slice(0, -'.it.json'.length))
  return bases.flatMap((base) => {
    const path = each((lang) => `${base}.${lang}.json`)
    // A language that is missing is another rule's finding.
    if (langs.some((lang) => !tree.files.has(path[lang]))) return []
    const lines = each((lang) => linesOf(join(tree.root, path[lang])))
    return [...lines.it.keys()].flatMap((key) => {
      const found = each((lang) => lines[lang].get(key))
      return langs.every((lang) => found[lang]) ? [{ path, line: each((lang) => found[lang]!.line), pieces: each((lang) => [found[lang]!.text]) }] : []
    })
  })
}

/** Key → text and line, of a flat file with one key a line or with all on one. */
function linesOf(path: string): Map<string, { text: string; line: number }> {
  const content = readFileSync(path, 'utf8')
  let parsed: Record<string, unknown> = {}
  try { parsed = JSON.parse(content) as typeof parsed } catch { /* not JSON: another rule's finding */ }
  const lineOfKey = new Map(content.split('\n').map((line, index) => [/^\s*"((?:[^"\\]|\\.)*)":/.exec(line)?.[1] ?? '', index + 1]))
  return new Map(Object.entries(parsed).flatMap(([key, text]) => (typeof text === 'string' ? [[key, { text, line: lineOfKey.get(key) ?? 1 }]] : [])))
}

function triples(source: Source): Text[] {
  const found: Text[] = []
  walk(source.program, (node) => {
    if (node.type !== 'ObjectExpression') return
    const values = each((lang) => (node['properties'] as Syntax[]).find((one) => one.type === 'Property' && !one['computed'] && nameOf(one['key'] as Syntax) === lang)?.['value'] as Syntax | undefined)
    if (!langs.every((lang) => values[lang])) return
    found.push({
      path: each(() => source.path), line: each((lang) => source.lineOf(values[lang]!.start)), pieces: each((lang) => literalsIn(values[lang]!)),
    })
  })
  return found
}

const nameOf = (key: Syntax): string => String(key['name'] ?? key['value'])

/** Texts below a node, a hole written `{…}`. What a comparison, a key or an import holds is code, not words. */
export function literalsIn(root: Syntax): string[] {
  const texts: string[] = []
  const code = new Set<unknown>()
  walk(root, (node) => {
    if (node.type === 'BinaryExpression') code.add(node['left']).add(node['right'])
    if (node.type === 'Property') code.add(node['key'])
    if (node.type === 'MemberExpression') code.add(node['property'])
    if (code.has(node)) return
    if (node.type === 'Literal' && typeof node['value'] === 'string') texts.push(node['value'])
    if (node.type === 'TemplateLiteral') texts.push((node['quasis'] as { value: { cooked: string } }[]).map((one) => one.value.cooked).join('{hole}'))
  })
  return texts.filter((text) => /\p{L}/u.test(text))
}

const each = <T>(of: (lang: Lang) => T): Record<Lang, T> => ({ it: of('it'), fr: of('fr'), en: of('en') })
