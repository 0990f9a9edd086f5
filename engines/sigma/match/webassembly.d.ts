/** The part of WebAssembly that is used here: the compiler's library of the browser brings it, that of a server does not. */
declare namespace WebAssembly {
  class Module { constructor(bytes: Uint8Array<ArrayBuffer>) }
  class Instance { constructor(module: Module, imports: object); readonly exports: object }
  class Memory { constructor(size: { readonly initial: number; readonly maximum: number }); readonly buffer: ArrayBuffer; grow(pages: number): number }
  type Global = { value: number | bigint }
}
