import { kinds, has, layout, limits, tables, unknown, type Kernel } from '../match/kernel.ts'
import type { Memory } from '../match/memory.ts'
import type { FieldNames } from '../types.ts'
import { affixKey, createBlocks } from './blocks.ts'
import type { Knowledge } from './knowledge.ts'
import { keywordField, type Literal, type Questions } from './nodes.ts'
import { gramAt, gramsOf, isLong, mixes, placesOf, writeScanner, type Grams } from './scanner.ts'

const encoder = new TextEncoder()

/** Literals of a field below this number are searched one after the other: cheaper than a walk over all its grams. */
const fewLiterals = 3

export type Tables = { readonly fieldAt: number; readonly atomAt: number; readonly ruleAt: number; readonly routeAt: number; readonly estimate: (atom: number) => number; readonly keywords: readonly Grams[] }

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
  const { rates, keywords } = writeLiterals(memory, kernel, input, { fieldAt, atomAt }, room, set)
  return { fieldAt, atomAt, ruleAt, routeAt, estimate: (atom) => rates[atom]!, keywords }
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
  const keywords: Grams[] = []
  byField.forEach((own, field) => {
    if (own.length === 0) return
    const f = (fieldAt + field * layout.field.size) >> 2
    // A lazy literal wakes nobody: its atom says where it lies, and how.
    const lazy = own.filter((index) => isLazy.has(literals[index]!.atom))
    const contained = own.filter((index) => literals[index]!.how === 'contains' && !isLazy.has(literals[index]!.atom))
    const isSmall = field !== keywordField && contained.length <= fewLiterals
    const small = isSmall ? contained : []
    for (const index of lazy) memory.words()[(atomAt + literals[index]!.atom * layout.atom.size + layout.atom.wakes) >> 2] = index
    const smallAt = memory.take(small.length * 4)
    memory.words().set(small, smallAt >> 2)
    let flagged: number = has.any
    const found = isSmall ? [] : contained.map((index) => gramsOf(literals[index]!.bytes, literals[index]!.atom, rarity))
    const byStride = field === keywordField || mixes(found)
    found.forEach((one, index) => {
      const owner = (field << 3) | (isLong(one, byStride) ? kinds.long : kinds.contains)
      for (const offset of placesOf(one, byStride)) blocks.add(owner, gramAt(one.text, offset), contained[index]!, offset)
      rates[one.atom] = Math.min(0.5, one.rate * 150)
    })
    if (field === keywordField) keywords.push(...found)
    else if (found.length > 0) { const scanner = writeScanner(memory, kernel, found); memory.words()[f + layout.field.scanner / 4] = scanner }
    const affixBits = powerAbove((own.length - contained.length - lazy.length) * 16)
    const [affixes, suffixSizes, prefixSizes] = [memory.take(affixBits / 8), memory.take(512), memory.take(512)]
    const words = memory.words()
    words[f + layout.field.affixes / 4] = affixes
    words[f + layout.field.affixMask / 4] = affixBits - 1
    words[f + layout.field.suffixSizes / 4] = suffixSizes
    words[f + layout.field.prefixSizes / 4] = prefixSizes
    words[f + layout.field.small / 4] = smallAt
    words[f + layout.field.smallCount / 4] = small.length
    for (const index of own) {
      const { how, atom, bytes: text } = literals[index]!
      if (how === 'contains' || isLazy.has(atom)) continue
      flagged |= how === 'equals' ? has.exact : how === 'endswith' ? has.suffix : has.prefix
      rates[atom] = how === 'equals' || text.length < 4 ? 0.02 : Math.min(0.05, gramsOf(text, atom, rarity).rate * 50)
      blocks.add((field << 3) | kinds[how], affixKey(how, literals[index]!), index, 0)
    }
    words[f + layout.field.flags / 4] = flagged
  })
  // A long literal stands under four grams: it is the blocks that must find room.
  const slotCount = powerAbove(blocks.count() * 1.4)
  room('slots', slotCount * layout.slot.size)
  set('slotMask', slotCount - 1)
  blocks.write()
  return { rates, keywords }
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

const powerAbove = (least: number) => 2 ** Math.ceil(Math.log2(Math.max(least, 64)))
export type { Literal }
