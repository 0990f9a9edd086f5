/** `a and (b or not c)` over names of rules. */
export type Expression = { readonly kind: 'name'; readonly name: string } | { readonly kind: 'not'; readonly of: Expression } | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }

/** The tree, or what is wrong. NOT binds most, then AND. */
export function readExpression(text: string): Expression | string {
  const tokens = text.match(/[()]|[^\s()]+/g) ?? []
  let at = 0, depth = 0
  const word = (name: string) => tokens[at]?.toLowerCase() === name && ((at += 1), true)
  const chain = (kind: 'and' | 'or', next: () => Expression | string): Expression | string => {
    let left = next()
    while (typeof left !== 'string' && word(kind)) {
      const right = next()
      if (typeof right === 'string') return right
      left = { kind, left, right }
    }
    return left
  }
  const one = (): Expression | string => {
    if (++depth > 500) return 'more than 500 parts'
    if (word('not')) {
      const of = one()
      return typeof of === 'string' ? of : { kind: 'not', of }
    }
    if (word('(')) {
      const of = either()
      return typeof of === 'string' ? of : word(')') ? of : 'a bracket is not closed'
    }
    const name = tokens[at++]
    return name === undefined || /^(?:and|or|\))$/i.test(name) ? `the name of a rule is missing${name === undefined ? ' at the end' : ` before ${name}`}` : { kind: 'name', name }
  }
  const either = (): Expression | string => chain('or', () => chain('and', one))
  const tree = either()
  return typeof tree !== 'string' && at < tokens.length ? `${tokens[at]} is not expected` : tree
}

export const namesOf = (tree: Expression): string[] => (tree.kind === 'name' ? [tree.name] : tree.kind === 'not' ? namesOf(tree.of) : [...namesOf(tree.left), ...namesOf(tree.right)])
export function holds(tree: Expression, seen: (name: string) => boolean): boolean {
  switch (tree.kind) {
    case 'name': return seen(tree.name)
    case 'not': return !holds(tree.of, seen)
    case 'and': return holds(tree.left, seen) && holds(tree.right, seen)
    case 'or': return holds(tree.left, seen) || holds(tree.right, seen)
  }
}
