/**
 * What stands for zod in the built web (vite.config.ts). There a contract says addresses, bounds and types; what is sent is judged by
 * the server, which answers with the field. Making the shapes cost a browser more time than drawing the page.
 */

/** Asked of a shape that does not exist here: what the browser must know too is a constant of the contract. */
const absent = new Set<PropertyKey>(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'options', 'def', '_zod'])

const shape: object = new Proxy(() => shape, {
  apply: () => shape,
  get(_, name) {
    if (absent.has(name)) throw new Error(`no shapes in the browser: ${String(name)}`)
    return shape
  },
})

export const z = shape
