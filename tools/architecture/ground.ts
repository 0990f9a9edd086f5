import { placeOf } from './places.ts'
import type { Finding, Source, Tree } from './source.ts'
import { dotted, walk, type Syntax } from './walk.ts'

/**
 * Rules 4 and 5: only a store speaks SQL, and only to its own schema; only platform/config.ts reads the environment;
 * only platform/clock.ts reads the time (in the browser a clock.ts of ui or apps/web); an engine reads nothing at all.
 */
export function checkGround(tree: Tree, moduleNames: readonly string[]): Finding[] {
  const contracts = contractTexts(tree)
  return tree.sources.filter((source) => !isExempt(source)).flatMap((source) => [
    ...calls(source),
    ...environmentImports(source),
    ...sqlImports(source),
    ...foreignTables(source, moduleNames, contracts),
  ])
}

const isExempt = (source: Source) => source.isTest || /^(tools|scripts)\//.test(source.path)

function calls(source: Source): Finding[] {
  const isEngine = source.path.startsWith('engines/')
  const findings: Finding[] = []
  const add = (rule: string, node: Syntax, message: string) => findings.push({ rule, path: source.path, line: source.lineOf(node.start), message })
  walk(source.program, (node) => {
    const name = node.type === 'MemberExpression' ? dotted(node) : ''
    if (name === 'process.env' && source.path !== 'platform/config.ts') add('environment', node, 'process.env is read in platform/config.ts only')
    if (readsTime(node) && !isClock(source.path)) add('time', node, 'the time is read in platform/clock.ts only: take a clock or a `now`')
    if (isEngine && readsWorld(node)) add('pure', node, 'an engine is pure: no randomness, no process, no network, no timer, no output')
    if (isOfBrowser(source.path) && readsShape(node)) add('shape of contract', node, 'the built web has no shapes (platform/contract/inert.ts): read a constant of the contract, and let the server judge')
    if (speaksSql(node) && !maySpeakSql(source.path)) add('sql', node, 'only store.ts speaks SQL')
  })
  return findings
}

/** What Vite builds, public documents included. */
const isOfBrowser = (path: string) => /^(?:ui|apps\/web|modules\/[^/]+\/web)\//.test(path)
const readsShape = (node: Syntax) => node.type === 'CallExpression' && /(?<!^JSON|^Date|^URL)\.(?:parse|safeParse|parseAsync|safeParseAsync)$/.test(dotted(node['callee'] as Syntax))

/** The server's clock, and the browser's. */
const isClock = (path: string) => path === 'platform/clock.ts' || /^(ui|apps\/web)\/(\w+\/)?clock\.ts$/.test(path)

function readsTime(node: Syntax): boolean {
  if (node.type === 'NewExpression') return isNamed(node['callee'], 'Date') && (node['arguments'] as unknown[]).length === 0
  if (node.type !== 'CallExpression') return false
  const callee = dotted(node['callee'] as Syntax)
  return ['Date.now', 'performance.now', 'Date'].includes(callee) || callee.startsWith('Temporal.Now.')
}

const world = /^(Math\.random|crypto\.\w+|globalThis\.\w+|process\.\w+|console\.\w+|fetch|setTimeout|setInterval|setImmediate|queueMicrotask)$/

const readsWorld = (node: Syntax) => node.type === 'CallExpression' && world.test(dotted(node['callee'] as Syntax))

const builders = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto'])

function speaksSql(node: Syntax): boolean {
  if (node.type === 'TaggedTemplateExpression') return isNamed(node['tag'], 'sql')
  if (node.type !== 'CallExpression') return false
  const callee = node['callee'] as Syntax
  return callee.type === 'MemberExpression' && builders.has(String((callee['property'] as Syntax)['name']))
}

/** The stores, and the ground below them. A large store may be a folder `server/store/`. */
function maySpeakSql(path: string): boolean {
  return /^modules\/[^/]+\/server\/(store\.ts|store\/)/.test(path) || /^platform\/(db|events|jobs|audit|auth|mail)\//.test(path) || path.startsWith('db/')
}

function sqlImports(source: Source): Finding[] {
  if (maySpeakSql(source.path)) return []
  return source.imports
    .filter((one) => !one.typeOnly && ((one.specifier === 'kysely' && one.names.some((name) => name === 'sql' || name === '*')) || one.specifier === 'pg'))
    .map((one) => ({ rule: 'sql', path: source.path, line: one.line, message: `only store.ts speaks SQL: it cannot import ${one.specifier}` }))
}

function environmentImports(source: Source): Finding[] {
  return source.imports
    .filter((one) => /^(node:)?process$/.test(one.specifier) && one.names.some((name) => name === 'env' || name === '*'))
    .map((one) => ({ rule: 'environment', path: source.path, line: one.line, message: 'the environment is read in platform/config.ts only' }))
}

/** Types guard the tables of a query builder; raw SQL they cannot see. A view that its owner's contract names is open to all. */
function foreignTables(source: Source, moduleNames: readonly string[], contracts: ReadonlyMap<string, string>): Finding[] {
  const place = placeOf(source.path)
  if (place.kind !== 'module') return []
  const findings: Finding[] = []
  walk(source.program, (node) => {
    if (node.type !== 'TaggedTemplateExpression' || !isNamed(node['tag'], 'sql')) return
    const text = source.text.slice(node.start, node.end)
    for (const match of text.matchAll(/\b(?:from|join|into|update|table|using)\s+"?([a-z_]+)"?\."?([a-z_]+)/gi)) {
      const [, schema = '', table = ''] = match
      if (schema === place.name || !moduleNames.includes(schema) || contracts.get(schema)?.includes(`${schema}.${table}`)) continue
      findings.push({ rule: 'sql', path: source.path, line: source.lineOf(node.start + match.index), message: `${schema}.${table} belongs to module ${schema}` })
    }
  })
  return findings
}

function contractTexts(tree: Tree): Map<string, string> {
  const texts = new Map<string, string>()
  for (const source of tree.sources) {
    const place = placeOf(source.path)
    if (place.kind === 'module' && place.part === 'contract') texts.set(place.name, (texts.get(place.name) ?? '') + source.text)
  }
  return texts
}

const isNamed = (node: unknown, name: string) => (node as Syntax).type === 'Identifier' && (node as Syntax)['name'] === name
