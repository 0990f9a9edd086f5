import { visitorKeys } from 'oxc-parser'

/** A node of the syntax tree (TypeScript-ESTree shapes), read by name: the rules look at a few kinds only. */
export type Syntax = { readonly type: string; readonly start: number; readonly end: number; readonly [key: string]: unknown }

/** Visits every node below, parents first; `enclosing` are the functions around it, outermost first. */
export function walk(root: Syntax, visit: (node: Syntax, enclosing: readonly Syntax[]) => void): void {
  descend(root, [], visit)
}

function descend(node: Syntax, enclosing: readonly Syntax[], visit: (node: Syntax, enclosing: readonly Syntax[]) => void) {
  visit(node, enclosing)
  const inner = isFunction(node) ? [...enclosing, node] : enclosing
  for (const key of (visitorKeys as Record<string, readonly string[]>)[node.type] ?? []) {
    const value = node[key]
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child === 'object' && 'type' in child) descend(child as Syntax, inner, visit)
    }
  }
}

export function isFunction(node: Syntax): boolean {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
}

/** Names that a pattern binds: `a`, `{ a, b: c }`, `[d, ...e]`, `f = 1`. */
export function boundNames(pattern: Syntax | null | undefined): string[] {
  if (!pattern) return []
  switch (pattern.type) {
    case 'Identifier':
      return [String(pattern['name'])]
    case 'ObjectPattern':
      return (pattern['properties'] as Syntax[]).flatMap((one) => boundNames((one['value'] ?? one['argument']) as Syntax))
    case 'ArrayPattern':
      return (pattern['elements'] as (Syntax | null)[]).flatMap(boundNames)
    case 'AssignmentPattern':
      return boundNames(pattern['left'] as Syntax)
    case 'RestElement':
      return boundNames(pattern['argument'] as Syntax)
    default:
      return []
  }
}

/** `a.b.c` as text, for a chain of plain names; '' for anything else. */
export function dotted(node: Syntax | undefined): string {
  if (node?.type === 'Identifier') return String(node['name'])
  if (node?.type !== 'MemberExpression' || node['computed']) return ''
  const object = dotted(node['object'] as Syntax)
  return object && `${object}.${String((node['property'] as Syntax)['name'])}`
}
