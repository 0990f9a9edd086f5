import { kinds, layout, limits, tables, unknown, type Kernel } from '../match/kernel.ts'
import type { Memory } from '../match/memory.ts'
import type { FieldNames } from '../types.ts'
import { createBlocks, powerAbove } from './blocks.ts'
import type { Knowledge } from './knowledge.ts'
import { keywordField, type Literal, type Questions } from './nodes.ts'
import { isLong, placesOf, type Grams } from './scanner.ts'
import { createViews, isFew, stridesOf, type Views } from './views.ts'

const encoder = new TextEncoder()

export type Tables = { readonly fieldAt: number; readonly atomAt: number; readonly ruleAt: number; readonly routeAt: number; readonly estimate: (atom: number) => number; readonly views: Views }

export type TablesInput = {
  readonly questions: Questions
  /** Of the rules, then of routing. */
  readonly fields: readonly string[]
  /** Atoms whose literal is searched only when a rule asks. */
  readonly isLazy: ReadonlySet<number>
  readonly knowledge: Knowledge
  /** With the atoms that are no question of a rule: presence, other than ASCII. */
  readonly atomCount: number
  readonly ruleCount: number
}

/** Writes everything that depends on the rules alone. */
export function writeTables(memory: Memory, kernel: Kernel, input: TablesInput): Tables {
  const set = (which: keyof typeof tables, value: number) => kernel.setTable(tables[which], value)
  const room = (which: keyof typeof tables, size: number) => { const at = memory.take(size); set(which, at); return at }
  const fieldAt = room('fields', input.fields.length * layout.field.size)
  const atomAt = room('atoms', input.atomCount * layout.atom.size)
  const ruleAt = room('rules', input.ruleCount * layout.rule.size)
  room('held', (input.atomCount >> 3) + 16)
  room('heldList', input.atomCount * 4)
  room('answered', input.atomCount * 4)
  const routeAt = room('routes', limits.routeSlots * layout.route.size)
  room('seenKeys', limits.seenSlots * layout.seenKey.size)
  room('guesses', limits.guesses * layout.guess.size)
  room('candidates', input.ruleCount * 4)
  const { rates, views } = writeLiterals(memory, kernel, input, { fieldAt, atomAt }, room, set)
  return { fieldAt, atomAt, ruleAt, routeAt, estimate: (atom) => rates[atom]!, views }
}

type Room = (which: keyof typeof tables, size: number) => number

function writeLiterals(memory: Memory, kernel: Kernel, { questions: { literals, bytes: allBytes }, fields, isLazy, knowledge: { rarity }, atomCount }: TablesInput, { fieldAt, atomAt }: { fieldAt: number; atomAt: number }, room: Room, set: (which: keyof typeof tables, value: number) => void) {
  const literalAt = room('literals', literals.length * layout.literal.size)
  const rates = new Float64Array(atomCount).fill(0.5)
  const byField = fields.map(() => [] as number[])
  literals.forEach((one, index) => byField[one.field]!.push(index))
  let textAt = memory.put(allBytes)
  let record = literalAt >> 2
  const literalWords = memory.words()
  for (const { bytes, atom, how } of literals) {
    literalWords[record++] = textAt
    literalWords[record++] = bytes.length
    literalWords[record++] = atom
    literalWords[record++] = kinds[how]
    textAt += bytes.length
  }
  const blocks = createBlocks(memory, kernel, literals)
  const grams = blocks.rates(rarity)
  const gramsOf = (index: number): Grams => ({ text: literals[index]!.bytes, atom: literals[index]!.atom, rate: grams.rate[index * 2]!, shortAt: grams.places[index * 4 + 2]!, longAt: grams.places[index * 4 + 3]! })
  const views = createViews(memory, kernel, literals, gramsOf)
  /** By field: what stands under its grams, and which of them are long. */
  const searched: { readonly found: readonly Grams[]; readonly contained: readonly number[]; readonly others: readonly number[]; readonly byStride: boolean }[] = []
  byField.forEach((own, field) => {
    // A lazy literal wakes nobody: its atom says where it lies, and how.
    const [contained, others]: [number[], number[]] = [[], []]
    for (const index of own) {
      const { how, atom, bytes } = literals[index]!
      if (isLazy.has(atom)) memory.words()[(atomAt + atom * layout.atom.size + layout.atom.wakes) >> 2] = index
      else if (how === 'contains') contained.push(index)
      else {
        others.push(index)
        rates[atom] = how === 'equals' || bytes.length < 4 ? 0.02 : Math.min(0.05, grams.rate[index * 2]! * 50)
      }
    }
    const found = isFew(field, contained) ? [] : contained.map(gramsOf)
    for (const one of found) rates[one.atom] = Math.min(0.5, one.rate * 150)
    const byStride = stridesOf(field, found)
    searched.push({ found, contained, others, byStride })
    const affixBits = others.length === 0 ? 64 : powerAbove(others.length * 16)
    views.add({ at: fieldAt + field * layout.field.size, contained, others, byStride, affixes: memory.take(affixBits / 8), affixMask: affixBits - 1 })
  })
  blocks.begin()
  searched.forEach(({ found, contained, others, byStride }, field) => {
    found.forEach((one, index) => {
      const owner = (field << 3) | (isLong(one, byStride) ? kinds.long : kinds.contains)
      for (const offset of placesOf(one, byStride)) blocks.add(owner, contained[index]!, offset)
    })
    for (const index of others) blocks.add((field << 3) | kinds[literals[index]!.how], index, 0)
  })
  // A long literal stands under four grams: it is the blocks that must find room.
  blocks.write((count) => {
    room('slots', count * layout.slot.size)
    set('slotMask', count - 1)
  })
  return { rates, views }
}

/**
 * The keys of events, by object: a key may say fields or lead on. A dotted name stands at every split of its dots; what follows
 * depends only on how much of the name was said, not on the splits. Keys are spelt as JSON.stringify spells them.
 * @returns how many fields one key says at most
 */
export function writeKeys(memory: Memory, kernel: Kernel, fields: readonly string[], names: FieldNames): number {
  type Key = { readonly node: number; readonly text: string; readonly fields: number[]; under: number }
  const keys = new Map<string, Key>()
  const nodes = new Map<string, number>()
  const keyOf = (node: number, text: string) => {
    const id = `${node} ${text}`
    const known = keys.get(id)
    if (known) return known
    const made: Key = { node, text, fields: [], under: unknown }
    keys.set(id, made)
    return made
  }
  /** The object below what was said of a name so far, with its dot; the event itself below nothing. */
  const nodeOf = (said: string) => {
    const known = nodes.get(said)
    if (known !== undefined) return known
    nodes.set(said, nodes.size)
    return nodes.size - 1
  }
  nodeOf('')
  fields.forEach((field, number) => {
    if (number === keywordField) return
    for (const name of new Set(names(field))) {
      for (let from = 0; from >= 0; from = name.indexOf('.', from) + 1 || -1) {
        const node = nodeOf(name.slice(0, from))
        for (let dot = name.indexOf('.', from); dot >= 0; dot = name.indexOf('.', dot + 1)) keyOf(node, name.slice(from, dot)).under = nodeOf(name.slice(0, dot + 1))
        const last = keyOf(node, name.slice(from))
        if (!last.fields.includes(number)) last.fields.push(number)
      }
    }
  })
  const count = powerAbove(keys.size * 2.5)
  const at = memory.take(count * layout.key.size)
  kernel.setTable(tables.keys, at)
  kernel.setTable(tables.keyMask, count - 1)
  let most = 1
  for (const key of keys.values()) {
    const text = encoder.encode(JSON.stringify(key.text).slice(1, -1))
    const [first, ...rest] = key.fields
    let more = 0
    if (rest.length > 0) { more = memory.take(4 + rest.length * 4); memory.words().set([rest.length, ...rest], more >> 2) }
    kernel.addKey(key.node, memory.put(text), text.length, first ?? unknown, key.under, more)
    most = Math.max(most, key.fields.length)
  }
  return most
}

export type { Literal }
