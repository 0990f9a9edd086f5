/** Turtle and JSON-LD read by libraries of others, into one form that two documents can be compared in. */
// @ts-expect-error It comes without types; what is used of it is said below.
import untypedJsonLd from 'jsonld'
// @ts-expect-error It comes without types; what is used of it is said below.
import * as untypedN3 from 'n3'

type Term = { readonly termType: 'NamedNode' | 'BlankNode' | 'Literal'; readonly value: string; readonly language?: string; readonly datatype?: { readonly value: string } }
export type Triple = { readonly subject: Term; readonly predicate: Term; readonly object: Term }

const jsonld = untypedJsonLd as { canonize(input: unknown, options: object): Promise<string> }
const { Parser, Writer } = untypedN3 as { Parser: new (options: object) => { parse(text: string): Triple[] }; Writer: new (options: object) => { quadsToString(quads: readonly Triple[]): string } }
const canonical = { algorithm: 'RDFC-1.0', format: 'application/n-quads' }
/** Nothing is fetched: a document whose context lies elsewhere is refused, as is one of which something would be lost. */
const alone = { safe: true, documentLoader: (url: string) => Promise.reject(new Error(`asked for ${url}`)) }

export const triplesOfTurtle = (text: string): readonly Triple[] => new Parser({ format: 'text/turtle' }).parse(text)
/** Sorted lines, with nodes of no name called after what is said of them (RDFC-1.0). */
export const canonicalTurtle = (text: string): Promise<string> => jsonld.canonize(new Writer({ format: 'N-Quads' }).quadsToString(triplesOfTurtle(text)), { ...canonical, inputFormat: 'application/n-quads' })
export const canonicalJsonLd = (document: object): Promise<string> => jsonld.canonize(document, { ...canonical, ...alone })

