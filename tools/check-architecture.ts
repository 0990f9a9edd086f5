/**
 * The rules of the house that a machine can tell from imports and syntax. `--graph` prints who uses whom,
 * `--root FOLDER` looks at another tree. Exit code 1 when a rule is broken; the budgets are only shown.
 */
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { checkCycles } from './architecture/cycles.ts'
import { checkDirections } from './architecture/directions.ts'
import { checkGround } from './architecture/ground.ts'
import { graph, mirror } from './architecture/mirror.ts'
import { checkGenerated, checkMessages, checkShape, moduleOrder } from './architecture/shape.ts'
import { readTree, type Finding, type Tree } from './architecture/source.ts'
import { checkState } from './architecture/state.ts'
import { checkWords } from './architecture/words.ts'

/** Everything that is wrong with a tree, in the order of the rules. */
export function checkTree(tree: Tree): Finding[] {
  const order = moduleOrder(tree)
  return [
    ...checkShape(tree, order),
    ...checkDirections(tree, order),
    ...checkCycles(tree),
    ...checkState(tree),
    ...checkGround(tree, order),
    ...checkMessages(tree),
    ...checkWords(tree),
    ...checkGenerated(tree.root),
  ]
}

if (import.meta.main) {
  const here = dirname(dirname(fileURLToPath(import.meta.url)))
  const { values } = parseArgs({ options: { graph: { type: 'boolean' }, root: { type: 'string', default: here } } })
  const tree = readTree(values.root)
  const findings = checkTree(tree)
  if (values.graph) process.stdout.write(`${graph(tree, moduleOrder(tree))}\n`)
  process.stdout.write(`${mirror(tree)}\n`)
  for (const one of findings) process.stderr.write(`${one.rule}: ${one.path}${one.line ? `:${one.line}` : ''}: ${one.message}\n`)
  process.exitCode = findings.length > 0 ? 1 : 0
}
