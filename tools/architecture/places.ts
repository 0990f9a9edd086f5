/** Where a file stands in the house, told from its path alone. */
export type Place =
  | { readonly kind: 'engine'; readonly name: string }
  | { readonly kind: 'module'; readonly name: string; readonly part: ModulePart }
  | { readonly kind: 'module-list' }
  | { readonly kind: 'platform-contract' | 'platform' | 'ui' | 'db' | 'tests' | 'tools' | 'scripts' | 'elsewhere' }
  | { readonly kind: 'app'; readonly name: string }

/** `contract`: contract.ts, and contract-NAME.ts where one file would be too long. */
export type ModulePart = 'contract' | 'core' | 'server' | 'web' | 'messages' | 'other'

export function placeOf(path: string): Place {
  const [first = '', second = '', third = ''] = path.split('/')
  switch (first) {
    case 'engines':
      return { kind: 'engine', name: second }
    case 'modules':
      return path.split('/').length === 2 ? { kind: 'module-list' } : { kind: 'module', name: second, part: partOf(third) }
    case 'platform':
      return { kind: second === 'contract' ? 'platform-contract' : 'platform' }
    case 'apps':
      return { kind: 'app', name: second }
    case 'ui':
    case 'db':
    case 'tests':
    case 'tools':
    case 'scripts':
      return { kind: first }
    default:
      return { kind: 'elsewhere' }
  }
}

function partOf(name: string): ModulePart {
  if (/^contract(-[\w-]+)?\.ts$/.test(name)) return 'contract'
  if (/^messages(-[\w-]+)?\.(it|fr|en)\.json$/.test(name)) return 'messages'
  return name === 'core' || name === 'server' || name === 'web' ? name : 'other'
}
