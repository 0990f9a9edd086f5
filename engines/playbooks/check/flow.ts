/** The workflow as a whole: every way leads somewhere, every step is reached and comes to an end, and nothing turns in circles. */
import { isObject, of, pointer, textOf, type JsonObject } from '../types.ts'
import { edgesOf, type Edge } from './edges.ts'
import type { Finder } from './finder.ts'
import { nameOfStep } from './step.ts'
import { walk, type Graph } from './walk.ts'

export function checkGraph(root: JsonObject, workflow: JsonObject, found: Finder): void {
  const name = (id: string) => nameOfStep(id, of(workflow, id))
  const { graph, broken } = graphOf(workflow, (id, edge) => found.error('missing_step', pointer('workflow', id) + edge.path, { id: edge.to.slice(0, 110) }, name(id)))
  checkCases(workflow, found, name)
  const start = rootOf(root, 'workflow_start', graph, found)
  const exception = rootOf(root, 'workflow_exception', graph, found)
  if (start !== undefined && typeAt(workflow, graph.ids[start]!) !== 'start') found.error('start_not_start', '/workflow_start', { id: graph.ids[start]! }, name(graph.ids[start]!))
  const ends = [...graph.ids.keys()].filter((at) => typeAt(workflow, graph.ids[at]!) === 'end')
  if (ends.length === 0) found.error('no_end', '/workflow')

  const roots = [exception, start].filter((one) => one !== undefined)
  for (const { steps, last, count, edge } of walk(graph, roots).loops)
    found.error('loop', pointer('workflow', graph.ids[last]!) + edge.path, { steps: steps.map((at) => name(graph.ids[at]!)), ids: steps.map((at) => graph.ids[at]!), count }, name(graph.ids[last]!))
  // Without a start everything would be unreachable: that says nothing new.
  if (start !== undefined) {
    const reached = reach(graph.out.map((edges) => edges.map((edge) => graph.indexOf.get(edge.to)!)), roots)
    for (const [at, id] of graph.ids.entries()) if (!reached[at]) found.error('unreachable', pointer('workflow', id), { id }, name(id))
  }
  if (ends.length > 0) {
    // Where a way is broken nobody knows whether it came to an end.
    const back: number[][] = graph.ids.map(() => [])
    for (const [at, edges] of graph.out.entries()) for (const edge of edges) back[graph.indexOf.get(edge.to)!]!.push(at)
    const ending = reach(back, [...ends, ...broken])
    for (const [at, id] of graph.ids.entries()) if (!ending[at]) found.error('no_way_to_end', pointer('workflow', id), { id }, name(id))
  }
}

export function graphOf(workflow: JsonObject, onBroken: (id: string, edge: Edge) => void = () => {}): { graph: Graph; broken: readonly number[] } {
  const ids = Object.keys(workflow)
  const indexOf = new Map(ids.map((id, at) => [id, at]))
  const broken = new Set<number>()
  const out = ids.map((id, at) => {
    const step = workflow[id]!
    if (!isObject(step)) { broken.add(at); return [] }
    return edgesOf(step).filter((edge) => {
      if (indexOf.has(edge.to)) return true
      broken.add(at)
      onBroken(id, edge)
      return false
    })
  })
  return { graph: { ids, indexOf, out, isWhile: (at) => typeAt(workflow, ids[at]!) === 'while-condition' }, broken: [...broken] }
}

const typeAt = (workflow: JsonObject, id: string) => { const step = of(workflow, id); return isObject(step) ? of(step, 'type') : undefined }

function rootOf(root: JsonObject, property: string, graph: Graph, found: Finder): number | undefined {
  const id = of(root, property)
  if (id === undefined) return undefined
  if (typeof id !== 'string') { found.error('wrong_type', pointer(property), { expected: 'string' }); return undefined }
  const at = graph.indexOf.get(id)
  if (at === undefined) found.error('missing_step', pointer(property), { id: id.slice(0, 110) })
  return at
}

function checkCases(workflow: JsonObject, found: Finder, name: (id: string) => string): void {
  for (const [id, step] of Object.entries(workflow)) {
    const cases = isObject(step) && textOf(step, 'type') === 'switch-condition' ? of(step, 'cases') : undefined
    if (!isObject(cases)) continue
    if (Object.keys(cases).length === 0) found.error('missing', pointer('workflow', id, 'cases'), { name: 'cases' }, name(id))
    for (const [label, to] of Object.entries(cases)) if (typeof to !== 'string') found.error('wrong_type', pointer('workflow', id, 'cases', label), { expected: 'string' }, name(id))
  }
}

function reach(next: readonly (readonly number[])[], from: readonly number[]): Uint8Array {
  const reached = new Uint8Array(next.length)
  const open = [...from]
  for (const at of open) reached[at] = 1
  for (let at = open.pop(); at !== undefined; at = open.pop()) for (const to of next[at]!) if (!reached[to]) { reached[to] = 1; open.push(to) }
  return reached
}
