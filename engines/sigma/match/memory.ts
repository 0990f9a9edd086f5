/** The kernel's memory: handed out from the bottom up, never given back. Views are made anew after each growth. */
export type Memory = {
  readonly wasm: WebAssembly.Memory
  bytes(): Uint8Array
  words(): Uint32Array
  /** @returns the address of `size` bytes, a multiple of 16; `behind` bytes after them are there as well, 64 if not said. */
  take(size: number, behind?: number): number
  put(bytes: Uint8Array): number
  /** Room that is needed for a while, `gap` bytes behind what was handed out: all of it is 0, and must be again when it is handed out. @returns its address */
  ahead(gap: number, size: number): number
}

const page = 65536
/** Pages that are added at least: what nobody writes to costs nothing, and each growth makes the views anew. */
const stepPages = 64
/** Behind what the compiler of the kernel keeps for itself. */
const start = 4096

export function createMemory(): Memory {
  const wasm = new WebAssembly.Memory({ initial: 16, maximum: 65536 })
  let bytes = new Uint8Array(wasm.buffer)
  let words = new Uint32Array(wasm.buffer)
  let free = start
  const reach = (end: number) => {
    if (end <= bytes.length) return
    wasm.grow(Math.ceil((end - bytes.length) / page) + stepPages)
    bytes = new Uint8Array(wasm.buffer)
    words = new Uint32Array(wasm.buffer)
  }
  const take = (size: number, behind = 64) => {
    const at = free
    free = (free + size + behind + 15) & ~15
    reach(free + 64)
    return at
  }
  return {
    wasm, take,
    bytes: () => bytes,
    words: () => words,
    ahead: (gap, size) => { const at = (free + gap + 15) & ~15; reach(at + size); return at },
    put: (text) => { const at = take(text.length); bytes.set(text, at); return at },
  }
}
