/** Reads a source tree once: every file with its imports resolved and its syntax parsed. Everything else is pure over it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { parseSync } from 'oxc-parser'
import { walk, type Syntax } from './walk.ts'

export type Import = {
  /** As written. */
  readonly specifier: string
  /** Path from the root when it is a file of this tree, else undefined (a package, or a file that does not exist). */
  readonly target: string | undefined
  /** `import type`, `export type … from`, or a type inside `import('…')`. */
  readonly typeOnly: boolean
  /** Imported names; `*` for a namespace, a bare re-export or `import()`. None for `import 'x'`. */
  readonly names: readonly string[]
  readonly line: number
}

export type Source = {
  /** From the root, with `/`. */
  readonly path: string
  readonly text: string
  readonly program: Syntax
  readonly imports: readonly Import[]
  readonly isTest: boolean
  lineOf(offset: number): number
}

export type Tree = {
  readonly root: string
  readonly sources: readonly Source[]
  /** Every file below the root's own folders, source or not. */
  readonly files: ReadonlySet<string>
}

/** One broken rule. `rule` is its short name, printed before the place. */
export type Finding = { readonly rule: string; readonly path: string; readonly line?: number; readonly message: string }

const folders = ['engines', 'modules', 'platform', 'ui', 'apps', 'db', 'tests', 'tools', 'scripts']
const skipped = new Set(['node_modules', 'dist', 'var', '.cache', 'runtime'])

export function readTree(root: string): Tree {
  const files = new Set(folders.flatMap((folder) => (existsSync(join(root, folder)) ? list(root, folder) : [])))
  const paths = [...files].filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts')).sort()
  return { root, files, sources: paths.map((path) => parse(path, readFileSync(join(root, path), 'utf8'), files)) }
}

function list(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (!entry.isDirectory()) return [path]
    return entry.name === 'node_modules' || (skipped.has(entry.name) && folder.split('/').length < 2) ? [] : list(root, path)
  })
}

export function parse(path: string, text: string, files: ReadonlySet<string>): Source {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
  const lineOf = lineFinder(text)
  const imports = importsOf(program as unknown as Syntax).map((found) => ({
    specifier: found.specifier,
    target: resolve(path, found.specifier, files),
    typeOnly: found.typeOnly,
    names: found.names,
    line: lineOf(found.at),
  }))
  // Beside the tests themselves, what only they use: a folder tests/ or testing/, a file testing.ts.
  const isTest = /\.test\.tsx?$|(^|\/)(tests|testing)(\/|\.ts$)/.test(path)
  return { path, text, program: program as unknown as Syntax, imports, isTest, lineOf }
}

type Found = { specifier: string; typeOnly: boolean; names: string[]; at: number }

function importsOf(program: Syntax): Found[] {
  const found: Found[] = []
  walk(program, (node) => {
    const source = (node['source'] ?? undefined) as Syntax | undefined
    const specifier = source?.['value']
    if (typeof specifier !== 'string') return
    const at = node.start
    if (node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration') {
      const specifiers = node['specifiers'] as Syntax[]
      const kinds = node.type === 'ImportDeclaration' ? 'importKind' : 'exportKind'
      const typed = (one: Syntax) => node[kinds] === 'type' || one[kinds] === 'type'
      const typeOnly = node[kinds] === 'type' || (specifiers.length > 0 && specifiers.every(typed))
      found.push({ specifier, typeOnly, names: specifiers.map(importedName), at })
    } else if (node.type === 'ExportAllDeclaration') {
      found.push({ specifier, typeOnly: node['exportKind'] === 'type', names: ['*'], at })
    } else if (node.type === 'ImportExpression' || node.type === 'TSImportType') {
      found.push({ specifier, typeOnly: node.type === 'TSImportType', names: ['*'], at })
    }
  })
  return found
}

function importedName(specifier: Syntax): string {
  const name = (specifier['imported'] ?? specifier['local']) as Syntax | undefined
  if (specifier.type === 'ImportDefaultSpecifier') return 'default'
  if (specifier.type === 'ImportNamespaceSpecifier') return '*'
  return String(name?.['name'] ?? name?.['value'] ?? '*')
}

function resolve(from: string, specifier: string, files: ReadonlySet<string>): string | undefined {
  const path = specifier.replace(/\?.*$/, '')
  if (path.startsWith('.')) return known(posix.normalize(`${dirname(from)}/${path}`), files)
  const inside = /^#(engines|modules|platform|ui|apps|db|tests)\//.test(path) || /^\/(apps|ui)\//.test(path)
  return inside ? known(path.slice(1), files) : undefined
}

const known = (path: string, files: ReadonlySet<string>) => (files.has(path) ? path : undefined)

function lineFinder(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
}
