import type { Finding, Source, Tree } from './source.ts'
import { boundNames, isFunction, walk, type Syntax } from './walk.ts'

/**
 * Rule 3: no mutable state at module level. A module-level `let`, or a module-level collection that a function changes.
 * A table filled by top-level statements while the file loads is a constant written at length: it is left alone.
 */
export function checkState(tree: Tree): Finding[] {
  return tree.sources.filter((source) => !source.isTest && !/^(tools|scripts)\//.test(source.path)).flatMap(stateOf)
}

function stateOf(source: Source): Finding[] {
  const declared = moduleVariables(source.program)
  const findings = declared
    .filter((one) => one.kind !== 'const')
    .map((one) => at(source, one.at, `module-level \`${one.kind} ${one.name}\`: pass it as an argument, or keep it in what lives`))
  const names = new Set(declared.filter((one) => one.kind === 'const').map((one) => one.name))
  walk(source.program, (node, enclosing) => {
    const changed = enclosing.length > 0 ? changedName(node) : undefined
    if (changed === undefined || !names.has(changed) || enclosing.some((scope) => declares(scope, changed))) return
    findings.push(at(source, node.start, `\`${changed}\` stands at module level and is changed here: state shared by every caller`))
  })
  return findings
}

type Variable = { kind: string; name: string; at: number }

function moduleVariables(program: Syntax): Variable[] {
  return (program['body'] as Syntax[]).flatMap((statement) => {
    const inner = statement.type === 'ExportNamedDeclaration' ? (statement['declaration'] as Syntax | null) : statement
    if (inner?.type !== 'VariableDeclaration' || inner['declare']) return []
    const kind = String(inner['kind'])
    return (inner['declarations'] as Syntax[]).flatMap((one) => boundNames(one['id'] as Syntax).map((name) => ({ kind, name, at: one.start })))
  })
}

const changers = new Set(
  ['set', 'add', 'delete', 'clear', 'push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
)

/** The name whose content this node changes: `x.push(1)`, `x[0] = 1`, `x.n++`, `delete x.n`, `Object.assign(x, …)`. */
function changedName(node: Syntax): string | undefined {
  switch (node.type) {
    case 'CallExpression': {
      const callee = node['callee'] as Syntax
      if (callee.type !== 'MemberExpression') return undefined
      const method = String((callee['property'] as Syntax)['name'])
      const object = callee['object'] as Syntax
      if (object['name'] === 'Object' && method === 'assign') return rootName((node['arguments'] as Syntax[])[0])
      return changers.has(method) ? rootName(object) : undefined
    }
    case 'AssignmentExpression':
      return memberRoot(node['left'] as Syntax)
    case 'UpdateExpression':
      return memberRoot(node['argument'] as Syntax)
    case 'UnaryExpression':
      return node['operator'] === 'delete' ? memberRoot(node['argument'] as Syntax) : undefined
    default:
      return undefined
  }
}

const memberRoot = (node: Syntax) => (node.type === 'MemberExpression' ? rootName(node) : undefined)

function rootName(node: Syntax | undefined): string | undefined {
  if (node?.type === 'Identifier') return String(node['name'])
  return node?.type === 'MemberExpression' ? rootName(node['object'] as Syntax) : undefined
}

/** Whether a function has a parameter or a variable of its own with this name. */
function declares(scope: Syntax, name: string): boolean {
  const params = (scope['params'] as Syntax[]).flatMap((param) => boundNames(param))
  if (params.includes(name)) return true
  const body = scope['body'] as Syntax
  if (body.type !== 'BlockStatement') return false
  let found = false
  walk(body, (node, enclosing) => {
    if (enclosing.some(isFunction)) return
    if (node.type === 'VariableDeclarator' && boundNames(node['id'] as Syntax).includes(name)) found = true
  })
  return found
}

const at = (source: Source, offset: number, message: string): Finding => ({
  rule: 'state', path: source.path, line: source.lineOf(offset), message,
})
