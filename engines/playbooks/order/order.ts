/** The steps that a person does, in an order in which they can be walked, with the branch in which each stands. */
import { casesOf, edgesOf } from '../check/edges.ts'
import { graphOf } from '../check/flow.ts'
import { walk } from '../check/walk.ts'
import { isObject, of, textOf, type Item, type ItemKind, type JsonObject, type Plan, type Playbook, type Way, type Words } from '../types.ts'
import { commandsOf } from './commands.ts'
import { wordsOf } from './words.ts'

export const OUTCOME = '#outcome'
export const EXCEPTION = 'exception'
const kinds: Readonly<Record<string, ItemKind>> = { 'action': 'do', 'playbook-action': 'playbook', 'if-condition': 'ask', 'switch-condition': 'choose', 'while-condition': 'repeat', 'parallel': 'together' }
const nothing: Words = { it: '', fr: '', en: '' }

/** A branch: which answer to which question, inside which other one. */
type Branch = { readonly id: string; readonly answer: string; readonly outer: Branch | null; readonly depth: number }

/** @param playbook one that `checkPlaybook` found no error in. */
export function orderOf(playbook: Playbook): Plan {
  const { graph } = graphOf(playbook.workflow)
  const start = playbook.workflow_start
  const exceptionId = textOf(playbook, 'workflow_exception')
  const exception = exceptionId && kinds[typeOf(playbook.workflow[exceptionId]!)] ? exceptionId : ''
  const { order, returns } = walk(graph, [exception, start].flatMap((id) => graph.indexOf.get(id) ?? []))

  const branches = new Map<string, Branch | null>([[start, null]])
  const meet = (id: string, branch: Branch | null) => branches.set(id, branches.has(id) ? common(branches.get(id)!, branch) : branch)
  if (exception) meet(exception, { id: EXCEPTION, answer: 'yes', outer: null, depth: 1 })
  const items: Item[] = []
  const ways: Way[] = exception ? [{ from: start, to: EXCEPTION }, { from: EXCEPTION, to: exception, answer: 'yes' }] : []
  for (const at of order) {
    const id = graph.ids[at]!
    const step = playbook.workflow[id]!
    const branch = branches.get(id) ?? null
    if (exception === id) items.push({ ...bare(EXCEPTION, 'exception', null), answers: ['yes'] })
    const kind = kinds[typeOf(step)]
    if (kind) items.push(itemOf(playbook, id, step, kind, branch))
    const edges = edgesOf(step)
    const outcome = edges.some((edge) => edge.outcome) ? `${id}${OUTCOME}` : ''
    if (outcome) {
      items.push({ ...bare(outcome, 'ask', branch), name: wordsOf(step, 'name', 'step_extensions'), answers: ['yes', 'no'] })
      ways.push({ from: id, to: outcome })
    }
    for (const [place, edge] of edges.entries()) {
      const from = edge.outcome ? outcome : id
      // What stands side by side is a branch to the eye and none to the feet.
      ways.push({ from, to: edge.to, ...(edge.answer ? { answer: edge.answer } : {}) })
      if (!returns.has(`${at}:${place}`)) meet(edge.to, edge.answer === undefined ? branch : { id: from, answer: edge.answer || String(place + 1), outer: branch, depth: (branch?.depth ?? 0) + 1 })
    }
  }
  return { start, items, ways }
}

const typeOf = (step: JsonObject) => textOf(step, 'type')

function bare(id: string, kind: ItemKind, branch: Branch | null): Item {
  return {
    id, kind, name: nothing, description: nothing, condition: '', depth: branch?.depth ?? 0, under: branch && { id: branch.id, answer: branch.answer }, answers: [],
    commands: [], agent: '', targets: [], inputs: [], outputs: [], timeoutMs: null, delayMs: null,
  }
}

function itemOf(playbook: Playbook, id: string, step: JsonObject, kind: ItemKind, branch: Branch | null): Item {
  const milliseconds = (name: string) => { const value = of(step, name); return typeof value === 'number' && value > 0 ? value : null }
  return {
    ...bare(id, kind, branch),
    name: wordsOf(step, 'name', 'step_extensions'), description: wordsOf(step, 'description', 'step_extensions'),
    condition: textOf(step, 'condition') || textOf(step, 'switch') || (kind === 'playbook' ? textOf(step, 'playbook_id') : ''),
    answers: kind === 'ask' || kind === 'repeat' ? ['yes', 'no'] : kind === 'choose' ? casesOf(step).map(([label]) => label) : [],
    commands: commandsOf(playbook, step),
    agent: nameIn(playbook, textOf(step, 'agent')), targets: texts(of(step, 'targets')).map((one) => nameIn(playbook, one)),
    inputs: texts(of(step, 'in_args')), outputs: texts(of(step, 'out_args')), timeoutMs: milliseconds('timeout'), delayMs: milliseconds('delay'),
  }
}

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [])

function nameIn(playbook: JsonObject, id: string): string {
  for (const group of ['agent_definitions', 'target_definitions']) {
    const all = of(playbook, group)
    const one = isObject(all) ? of(all, id) : undefined
    if (isObject(one) && textOf(one, 'name')) return textOf(one, 'name')
  }
  return id
}

/** The innermost branch that two have in common. Climbs at most as far as branches are nested. */
function common(a: Branch | null, b: Branch | null): Branch | null {
  while (a && b && !same(a, b)) {
    if (a.depth > b.depth) a = a.outer
    else if (b.depth > a.depth) b = b.outer
    else { a = a.outer; b = b.outer }
  }
  return a && b ? a : null
}
const same = (a: Branch, b: Branch) => a === b || (a.id === b.id && a.answer === b.answer)
