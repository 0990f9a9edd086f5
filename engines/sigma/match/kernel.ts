import { kernelBase64 } from './kernel.data.ts'
import type { Memory } from './memory.ts'

/** Built from engines/sigma/kernel by tools/kernel/build.ts; `check` builds it anew and compares. */
const module = new WebAssembly.Module(Uint8Array.from(atob(kernelBase64), (c) => c.charCodeAt(0)))

export type Kernel = {
  setTable(which: number, value: number): void
  rateLiterals(count: number, to: number, first: number, next: number, counts: number, length: number): void
  addEntry(entry: number, owner: number, literal: number, offset: number): void
  group(entries: number, count: number, table: number, mask: number): void
  writeBlocks(entries: number, count: number, to: number): void
  readonly blockCount: WebAssembly.Global
  readonly blockBytes: WebAssembly.Global
  addGram(scanner: number, gram: number, long: boolean): void
  addNibbles(scanner: number, gram: number, group: number): void
  addKey(node: number, text: number, length: number, field: number, under: number, more: number): void
  setLine(at: number): void
  run(from: number, end: number, mostRules: number): void
  readonly resumeAt: WebAssembly.Global
  readonly lineCount: WebAssembly.Global
  readonly outputCount: WebAssembly.Global
  readonly epoch: WebAssembly.Global
  readonly recordCount: WebAssembly.Global
}
/** What the kernel asks of its host; addresses are of records, of room to write to, of a line. */
export type Host = {
  fold(record: number, to: number): number
  test(atom: number): number
  plan(): number
  rewrite(line: number): number
}

/** Numbers of `setTable`, in the order of engines/sigma/kernel/layout.as. */
export const tables = {
  fields: 0, atoms: 1, rules: 2, literals: 3, keys: 4, keyMask: 5, slots: 6, slotMask: 7, records: 8, scratch: 9, guesses: 10, routes: 11, candidates: 12,
  output: 13, outputLimit: 14, keepsUnknown: 15, seenKeys: 16, answered: 17, held: 18, heldList: 19,
} as const
/** Bytes of one entry, and places in it, as in layout.as. */
export const layout = {
  view: { size: 40, flags: 0, suffixSizes: 4, prefixSizes: 8, scanner: 12, small: 16, smallCount: 20, exactSizes: 24, affixes: 32, affixMask: 36 },
  field: { size: 80, routing: 40, seen: 44, value: 48, first: 56, presentAtom: 64, wideAtom: 68 },
  atom: { size: 12, wakes: 0, held: 8 },
  rule: { size: 8, program: 4 },
  literal: { size: 16 }, entry: { size: 24 }, grams: { size: 16 }, group: { size: 16 }, block: { head: 8, entryHead: 8 }, scanner: { size: 20, long: 0, longShift: 4, short: 8, shortShift: 12, nibbles: 16 },
  record: { size: 32, field: 0, start: 4, length: 8, flags: 12, next: 16 },
  plan: { size: 32, mask: 0, views: 4, always: 8, alwaysCount: 12, keywords: 16, present: 20, presentCount: 24 },
  key: { size: 28 }, slot: { size: 8 }, route: { size: 16 }, seenKey: { size: 8 }, guess: { size: 8 },
} as const
export const has = { exact: 1, suffix: 2, prefix: 4, any: 16 } as const
export const kinds = { equals: 1, endswith: 2, startswith: 3, contains: 4, long: 5 } as const
export const flags = { escaped: 1, wide: 2, unicodeEscape: 4, oddNumber: 8, string: 16, scalar: 32, null: 64 } as const
export const limits = { values: 65536, routeSlots: 4096, seenSlots: 4096, guesses: 256 } as const
export const unknown = 0xffffffff
/** In the output instead of a rule: the line is no event. */
export const broken = 0xffffffff

export function createKernel(memory: Memory, host: Host): Kernel {
  const instance = new WebAssembly.Instance(module, { env: { memory: memory.wasm }, host })
  return instance.exports as unknown as Kernel
}
