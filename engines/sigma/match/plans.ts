import { keywordField, type Node } from '../compile/nodes.ts'
import type { Views } from '../compile/views.ts'
import type { Witness } from '../compile/witness.ts'
import { speaks } from '../route/route.ts'
import type { Logsource } from '../types.ts'
import { layout, limits } from './kernel.ts'
import type { Memory } from './memory.ts'

/** What the kernel must know for the events of one set of log sources: which rules may speak, and what to look for. */
export type Plans = { planOf(sources: readonly Logsource[] | undefined): number }

export type PlanInput = {
  /** Of the rules, in their order. */
  readonly logsources: readonly Logsource[]
  readonly nodes: readonly Node[]
  readonly fieldCount: number
  readonly witnesses: readonly (Witness | undefined)[]
  /** Fields whose presence wakes a rule, by rule. */
  readonly presentFields: readonly (readonly number[])[]
  /** Atoms of the rules are below this number. */
  readonly atomCount: number
  readonly views: Views
  readonly routeAt: number
}

/** More log sources than so come from nobody but an adversary: then all plans are made anew, in the same room. */
const mostPlans = 512
const parts = ['product', 'category', 'service'] as const
/** No text, so that no log source can be called so. */
const otherwise = 0

export function createPlans(memory: Memory, input: PlanInput): Plans {
  const { logsources, nodes, fieldCount } = input
  const fieldsOf = nodes.map((node) => scannedFields(node))
  // What no rule names is all the same to the plans: their number is bounded by the rules, whatever the lines say.
  const spoken = { product: new Set<string>(), category: new Set<string>(), service: new Set<string>() }
  for (const source of logsources) for (const part of parts) { const said = source[part]; if (said !== undefined) spoken[part].add(said) }
  const planSize = layout.plan.size + (logsources.length >> 3) + fieldCount * 8 + logsources.length * 4 + 64
  const plans = new Map<string, number>()
  const free: number[] = []

  /** `undefined`: log sources are not looked at, every rule may speak. */
  function planOf(sources: readonly Logsource[] | undefined): number {
    const key = sources === undefined ? '*' : JSON.stringify(sources.map((source) => parts.map((part) => (source[part] === undefined || spoken[part].has(source[part]) ? source[part] : otherwise))))
    const known = plans.get(key)
    if (known !== undefined) return known
    if (plans.size === mostPlans) forget()
    const plan = writePlan(logsources.flatMap((source, index) => (sources === undefined || speaks(source, sources) ? [index] : [])))
    plans.set(key, plan)
    return plan
  }

  function writePlan(eligible: readonly number[]): number {
    const plan = free.pop() ?? memory.take(planSize)
    const wanted = new Uint8Array(input.atomCount)
    const looked = new Set<number>()
    for (const rule of eligible) {
      wantAtoms(nodes[rule]!, wanted)
      for (const field of fieldsOf[rule]!) looked.add(field)
    }
    // Keywords are asked of every text, whatever its field.
    const viewOf = new Map([...looked].map((field) => [field, input.views.of(field, wanted)]))
    const bytes = memory.bytes()
    bytes.fill(0, plan, plan + planSize)
    const mask = plan + layout.plan.size
    const views = (mask + (logsources.length >> 3) + 4) & ~3
    const present = views + fieldCount * 4
    const always = present + fieldCount * 4
    for (const rule of eligible) bytes[mask + (rule >> 3)]! |= 1 << (rule & 7)
    const presentFields = [...new Set(eligible.flatMap((rule) => input.presentFields[rule]!))]
    const alwaysAsked = eligible.filter((rule) => input.witnesses[rule] === undefined)
    const words = memory.words()
    words.set(presentFields, present >> 2)
    words.set(alwaysAsked, always >> 2)
    for (const [field, view] of viewOf) if (field !== keywordField) words[(views >> 2) + field] = view
    words.set([mask, views, always, alwaysAsked.length, viewOf.get(keywordField) ?? 0, present, presentFields.length], plan >> 2)
    return plan
  }

  function forget() {
    free.push(...plans.values())
    plans.clear()
    memory.bytes().fill(0, input.routeAt, input.routeAt + limits.routeSlots * layout.route.size)
  }

  return { planOf }
}

/** The literals that a rule asks for, by atom. */
function wantAtoms(node: Node, wanted: Uint8Array): void {
  if (node.kind === 'literal' || node.kind === 'wide') wanted[node.atom] = 1
  else if (node.kind === 'not') wantAtoms(node.of, wanted)
  else if (node.kind === 'all' || node.kind === 'any') for (const one of node.of) wantAtoms(one, wanted)
}

/** Fields whose texts the kernel must look at for a rule; 0 where it has keywords of any kind. */
function scannedFields(node: Node, into = new Set<number>()): Set<number> {
  if (node.kind === 'literal' || node.kind === 'wide' || node.kind === 'lazyWide' || (node.kind === 'lazy' && node.isWide) || ((node.kind === 'host' || node.kind === 'lazy') && node.field === 0)) into.add(node.field)
  else if (node.kind === 'not') scannedFields(node.of, into)
  else if (node.kind === 'all' || node.kind === 'any') for (const one of node.of) scannedFields(one, into)
  return into
}
