import { costOf, lazyCost, type Node } from './nodes.ts'

/** Answers instead of a place to go on; the words of engines/sigma/kernel/rules.as. */
const yes = 0xffffffff
const no = 0xfffffffe
const kinds = { literal: 0, wide: 1, seen: 2, value: 3, host: 4, lazy: 5, lazyWide: 6, range: 7 } as const
/** Bytes of one question: kind and subject, place if yes, place if no, field. */
const size = 16

/** @returns the program of a rule as 32-bit words. Cheap questions come first, the host's last. */
export function programOf(node: Node, isLazy: ReadonlySet<number>): Uint32Array {
  const questions: [number, number, number, number][] = []
  // Made from the end: a question knows where to go on, so what follows must be there first. Places are counted from the end.
  const ask = (kind: number, subject: number, ifYes: number, ifNo: number, field: number) =>
    questions.push([((kind << 29) | subject) >>> 0, ifYes, ifNo, field]) - 1
  const cost = (one: Node) => ('atom' in one && isLazy.has(one.atom) ? Math.max(costOf(one), lazyCost) : costOf(one))
  const byCost = (a: Node, b: Node) => cost(a) - cost(b)
  const emit = (one: Node, ifYes: number, ifNo: number): number => {
    switch (one.kind) {
      case 'not': return emit(one.of, ifNo, ifYes)
      case 'all': return [...one.of].sort(byCost).reduceRight((next, part) => emit(part, next, ifNo), ifYes)
      case 'any': {
        // Literals of one list mostly have neighbouring numbers: they are asked for together.
        const { runs, rest } = runsOf(one.of, isLazy)
        const others = rest.sort(byCost).reduceRight((next, part) => emit(part, ifYes, next), ifNo)
        return runs.reduceRight((next, [from, count]) => ask(kinds.range, from, ifYes, next, count), others)
      }
      case 'seen': case 'value': return ask(kinds[one.kind], one.field, ifYes, ifNo, 0)
      case 'literal': case 'wide': return ask(kinds[isLazy.has(one.atom) ? (one.kind === 'wide' ? 'lazyWide' : 'lazy') : one.kind], one.atom, ifYes, ifNo, one.field)
      default: return ask(kinds[one.kind], one.atom, ifYes, ifNo, one.field)
    }
  }
  const entry = emit(node, yes, no)
  // What is decided without a question leaves some behind the entry that nobody comes to.
  if (entry < no) questions.length = entry + 1
  // Nothing to ask (an empty `all` or `any`): one question whose both answers are the same.
  if (entry >= no) { questions.length = 0; ask(kinds.seen, 0, entry, entry, 0) }
  const place = (at: number) => (at >= no ? at : (questions.length - 1 - at) * size)
  const words = new Uint32Array(questions.length * 4)
  questions.toReversed().forEach(([word, ifYes, ifNo, field], index) => words.set([word, place(ifYes), place(ifNo), field], index * 4))
  return words
}

/** @returns runs of literals with neighbouring numbers (first, how many), and what is no literal of the scan. */
function runsOf(of: readonly Node[], isLazy: ReadonlySet<number>): { runs: [number, number][]; rest: Node[] } {
  const atoms: number[] = []
  const rest: Node[] = []
  for (const one of of) {
    if (one.kind === 'literal' && !isLazy.has(one.atom)) atoms.push(one.atom)
    else rest.push(one)
  }
  atoms.sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const atom of atoms) {
    const last = runs.at(-1)
    if (last && last[0] + last[1] === atom) last[1]++
    else if (!last || last[0] + last[1] < atom) runs.push([atom, 1])
  }
  return { runs, rest }
}
