import type { Finding, Tree } from './source.ts'

/** Rule 3: no import cycles, types included. One finding for each knot, with one way round it. */
export function checkCycles(tree: Tree): Finding[] {
  const targets = new Map(tree.sources.map((source) => [source.path, source.imports.flatMap((one) => one.target ?? [])]))
  return knots(targets).map((knot) => {
    const way = wayRound(knot, targets)
    return { rule: 'cycle', path: way[0] ?? '', message: way.join(' → ') }
  })
}

/** Tarjan's strongly connected components, without recursion (an import chain may be deep); single files left out. */
function knots(targets: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const found: string[][] = []
  for (const start of targets.keys()) {
    if (order.has(start)) continue
    const stack: { path: string; next: number }[] = []
    const enter = (path: string) => {
      order.set(path, order.size)
      low.set(path, order.size - 1)
      open.push(path)
      isOpen.add(path)
      stack.push({ path, next: 0 })
    }
    enter(start)
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const { path } = top
      const target = targets.get(path)?.[top.next++]
      if (target !== undefined) {
        if (!targets.has(target)) continue
        if (!order.has(target)) enter(target)
        else if (isOpen.has(target)) low.set(path, Math.min(low.get(path)!, order.get(target)!))
        continue
      }
      stack.pop()
      const parent = stack.at(-1)?.path
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent)!, low.get(path)!))
      if (low.get(path) !== order.get(path)) continue
      const knot = open.splice(open.lastIndexOf(path))
      for (const one of knot) isOpen.delete(one)
      if (knot.length > 1 || targets.get(path)?.includes(path)) found.push(knot)
    }
  }
  return found
}

function wayRound(knot: readonly string[], targets: ReadonlyMap<string, readonly string[]>): string[] {
  const inside = new Set(knot)
  const start = [...knot].sort()[0] ?? ''
  const from = new Map<string, string>()
  const queue = [start]
  for (const path of queue) {
    for (const target of targets.get(path) ?? []) {
      if (target === start) return [...trace(path, from), start]
      if (!inside.has(target) || from.has(target)) continue
      from.set(target, path)
      queue.push(target)
    }
  }
  return [start]
}

function trace(path: string, from: ReadonlyMap<string, string>): string[] {
  const way = [path]
  for (let before = from.get(path); before !== undefined; before = from.get(before)) way.unshift(before)
  return way
}
