import { idleAtoms } from '../compile/idle.ts'
import type { Knowledge } from '../compile/knowledge.ts'
import { isShort, type Questions } from '../compile/nodes.ts'
import { programOf } from '../compile/program.ts'
import { writeKeys, writeTables } from '../compile/tables.ts'
import { witnessOf, type Rates } from '../compile/witness.ts'
import { route } from '../route/route.ts'
import type { FieldNames, Logsource } from '../types.ts'
import { createEvent } from './host.ts'
import { broken, createKernel, layout, limits, tables } from './kernel.ts'
import { createMemory } from './memory.ts'
import { createPlans } from './plans.ts'
import type { Judge } from './tests.ts'

export type EngineInput = {
  /** Of the rules, in their order. Their expressions are in `questions`: the rules themselves need not be kept. */
  readonly logsources: readonly Logsource[]
  readonly questions: Questions
  /** Names of fields by number: those of the rules, then those that only routing asks for. */
  readonly fields: readonly string[]
  /** Fields that decide the log sources; undefined where they are not looked at. */
  readonly routing: readonly string[] | undefined
  readonly names: FieldNames
  readonly judges: ReadonlyMap<number, { readonly field: number; readonly judge: Judge }>
  readonly knowledge: Knowledge
  readonly secret: number
}

/** A kernel with its tables. It lives as long as what was known when it was made is good enough. */
export type Engine = {
  /** Whole lines. @returns lines and broken ones among them. */
  take(bytes: Uint8Array, from: number, to: number, firstLine: number, hit: (line: number, rule: number) => void): { readonly lines: number; readonly broken: number }
  /** In how many events an atom held so far; undefined of one that the scan does not look for. */
  held(atom: number): number | undefined
}

/**
 * Of a line, written anew where it must be: a byte that is no text becomes three, and these are folded once by the kernel and once
 * by the host. For each of the fields that one key may say.
 */
const mostFolding = 8
const outputPairs = 1 << 16
/** Of a field of routing: never 0, and another one for each. */
const saltOf = (secret: number, index: number) => (Math.imul(secret ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b) || 1) >>> 0

/** JSON has no infinity, but numbers that are read as one. */
const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON
const endless = (_: string, value: unknown) => (value === Infinity ? rawJson('1e999') : value === -Infinity ? rawJson('-1e999') : value)

export function createEngine({ logsources, questions, fields, routing, names, judges, knowledge, secret }: EngineInput): Engine {
  const numberOf = new Map(fields.map((field, index) => [field, index]))
  const memory = createMemory()
  const kernel = createKernel(memory, {
    fold: (record, to) => encoder.encodeInto(event.text(record).toLowerCase(), memory.bytes().subarray(to)).written,
    test: (atom) => {
      const { field, judge } = judges.get(atom)!
      return judge(field === 0 ? event.leaves() : event.texts(field), (name) => event.texts(numberOf.get(name ?? '')!)) ? 1 : 0
    },
    plan: () => plans.planOf(routing && route((field) => event.texts(numberOf.get(field)!))),
    rewrite: (line) => rewrite(line),
  })
  const encoder = new TextEncoder()
  const decoder = new TextDecoder()
  const isLazy = new Set(questions.literals.filter((one) => (one.how === 'contains' && isShort(one.text)) || knowledge.isCommon(one)).map((one) => one.atom))
  // Atoms beyond those of the rules: one for the presence of each field, one for texts that are not ASCII.
  const presentAtom = (field: number) => questions.atomCount + field * 2
  const wideAtom = (field: number) => presentAtom(field) + 1
  const rates = (estimate: (atom: number) => number): Rates => ({
    isLazy: (atom) => isLazy.has(atom),
    atom: (atom) => knowledge.rate(atom) ?? estimate(atom),
    present: (field) => ({ atom: presentAtom(field), rate: 0.5 }),
    wide: (field) => ({ atom: wideAtom(field), rate: knowledge.rate(wideAtom(field)) ?? 0.005 }),
  })
  if (knowledge.isLearned) for (const atom of idleAtoms(questions.nodes, questions.literals, questions.atomCount, rates(() => 0.5))) isLazy.add(atom)
  const atomCount = questions.atomCount + fields.length * 2
  const at = writeTables(memory, kernel, { questions, fields, isLazy, knowledge, atomCount, ruleCount: logsources.length })
  const fieldsOfKey = writeKeys(memory, kernel, fields, names)
  const recordAt = memory.take(limits.values * fieldsOfKey * layout.record.size)
  kernel.setTable(tables.records, recordAt)
  kernel.setTable(tables.keepsUnknown, questions.literals.some((one) => one.field === 0) || questions.hostTests.some((one) => one.field === 0) ? 1 : 0)
  fields.forEach((_, field) => {
    const f = (at.fieldAt + field * layout.field.size) >> 2
    memory.words()[f + layout.field.presentAtom / 4] = presentAtom(field) + 1
    memory.words()[f + layout.field.wideAtom / 4] = wideAtom(field) + 1
  })
  routing?.forEach((field, index) => { memory.words()[(at.fieldAt + numberOf.get(field)! * layout.field.size + layout.field.routing) >> 2] = saltOf(secret, index) })
  writePrograms()
  const outputAt = memory.take((outputPairs + logsources.length + 1) * 8)
  kernel.setTable(tables.output, outputAt)
  kernel.setTable(tables.outputLimit, outputPairs + logsources.length + 1)
  const { witnesses, presentFields } = writeWitnesses()
  const plans = createPlans(memory, { logsources, nodes: questions.nodes, fieldCount: fields.length, witnesses, presentFields, atomCount: questions.atomCount, views: at.views, routeAt: at.routeAt })
  const event = createEvent(memory, at.fieldAt, recordAt, () => (kernel.epoch.value as number) >>> 0, () => kernel.recordCount.value as number)
  const input = { at: 0, size: 0 }
  const anew = { at: 0, size: 0 }

  function writePrograms() {
    questions.nodes.forEach((node, rule) => {
      const words = programOf(node, isLazy)
      const program = memory.take(words.byteLength, 0)
      memory.words().set(words, program >> 2)
      memory.words()[(at.ruleAt + rule * layout.rule.size + layout.rule.program) >> 2] = program
    })
  }

  function writeWitnesses() {
    const known = rates(at.estimate)
    const found = questions.nodes.map((node) => witnessOf(node, known))
    const wakes = new Map<number, number[]>()
    found.forEach((witness, rule) => {
      for (const atom of new Set(witness?.atoms)) {
        const list = wakes.get(atom)
        if (list) list.push(rule)
        else wakes.set(atom, [rule])
      }
    })
    for (const [atom, list] of wakes) {
      const listAt = memory.take(list.length * 4, 0)
      memory.words().set(list, listAt >> 2)
      memory.words().set([listAt, list.length], (at.atomAt + atom * layout.atom.size + layout.atom.wakes) >> 2)
    }
    const isPresence = (atom: number) => atom >= questions.atomCount && (atom - questions.atomCount) % 2 === 0
    return { witnesses: found, presentFields: found.map((witness) => (witness?.atoms ?? []).filter(isPresence).map((atom) => (atom - questions.atomCount) / 2)) }
  }

  /** A line with a key that stands twice, or is spelt with escapes: JSON.parse says what it means. */
  function rewrite(line: number): number {
    const bytes = memory.bytes()
    const text = encoder.encode(`${JSON.stringify(JSON.parse(decoder.decode(bytes.subarray(line, bytes.indexOf(10, line)))), endless)}\n`)
    if (text.length > anew.size) { anew.size = text.length * 2; anew.at = memory.take(anew.size) }
    memory.bytes().set(text, anew.at)
    return anew.at
  }

  function makeRoom(size: number) {
    if (size <= input.size) return
    // What was there before is lost: by doubling, never more than there is now.
    input.size = 2 ** Math.ceil(Math.log2(size))
    input.at = memory.take(input.size)
    kernel.setTable(tables.scratch, memory.take((input.size * mostFolding + limits.values * 32) * fieldsOfKey))
  }

  return {
    take(bytes, from, to, firstLine, hit) {
      makeRoom(to - from + 1)
      memory.bytes().set(bytes.subarray(from, to), input.at)
      let end = input.at + to - from
      if (bytes[to - 1] !== 10) memory.bytes()[end++] = 10
      let failed = 0
      kernel.setLine(firstLine)
      for (let place = input.at; place < end; place = kernel.resumeAt.value as number) {
        kernel.run(place, end, logsources.length + 1)
        const words = memory.words()
        const count = kernel.outputCount.value as number
        for (let i = 0, p = outputAt >> 2; i < count; i++, p += 2) {
          const rule = words[p + 1]!
          if (rule === broken) failed++
          else hit(words[p]!, rule)
        }
      }
      return { lines: (kernel.lineCount.value as number) - firstLine, broken: failed }
    },
    held: (atom) => (isLazy.has(atom) ? undefined : memory.words()[(at.atomAt + atom * layout.atom.size + layout.atom.held) >> 2]!),
  }
}
