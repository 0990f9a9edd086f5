import { placeOf } from './places.ts'
import type { Tree } from './source.ts'

/** Rule 8: the budgets, shown and never enforced. */
export function mirror(tree: Tree): string {
  const counted = tree.sources.filter((source) => !source.isTest && !/\.data\.tsx?$|^db\/types\.ts$/.test(source.path))
  const lengths = counted.map((source) => ({ path: source.path, lines: source.text.split('\n').length - 1 }))
  const sorted = lengths.map((one) => one.lines).sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  const deep = counted.filter((source) => source.path.split('/').length > 5)
  const long = lengths.filter((one) => one.lines > 300).sort((a, b) => b.lines - a.lines)
  return [
    `${counted.length} files, median ${at(0.5)} lines (aim 80), p95 ${at(0.95)} (aim 300), ${deep.length} deeper than four folders`,
    ...long.map((one) => `  ${one.lines} lines: ${one.path}`),
    ...deep.map((source) => `  deep: ${source.path}`),
  ].join('\n')
}

/** Who uses whom: modules in their order, with the modules and engines they reach. */
export function graph(tree: Tree, order: readonly string[]): string {
  const uses = new Map<string, Set<string>>()
  for (const source of tree.sources.filter((one) => !one.isTest)) {
    const from = placeOf(source.path)
    if (from.kind !== 'module') continue
    for (const one of source.imports) {
      const to = one.target === undefined ? undefined : placeOf(one.target)
      const name = to?.kind === 'engine' ? `engines/${to.name}` : to?.kind === 'module' && to.name !== from.name ? to.name : undefined
      if (name) uses.set(from.name, (uses.get(from.name) ?? new Set()).add(name))
    }
  }
  const names = [...new Set([...order, ...uses.keys()])]
  return names.map((name) => `${name.padEnd(14)} → ${[...(uses.get(name) ?? [])].sort().join(', ') || '(the ground only)'}`).join('\n')
}
