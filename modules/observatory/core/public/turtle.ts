/**
 * The catalogue as Turtle, out of the JSON-LD that says the same. It knows what `dcat.ts` writes: prefixes in the context, nodes with and without a name,
 * texts with a language, values with a type. A library for all of JSON-LD is ten packages, for one document of which we choose the form.
 */
type Node = Readonly<Record<string, unknown>>

export function turtleOf(document: object): string {
  const { '@context': context, ...root } = document as Node & { '@context': Readonly<Record<string, string>> }
  const lines: string[] = []
  // Nodes with a name stand by themselves, each once: a mention beside it adds nothing.
  const named = (node: Node): void => {
    const said = pairs(node)
    if (said.length > 0) lines.push(`${iri(node['@id'] as string)}\n  ${said.join(' ;\n  ')} .`)
  }
  const pairs = (node: Node): string[] => Object.entries(node).flatMap(([name, value]) => {
    // A list with nothing in it says nothing.
    if (name === '@id' || (Array.isArray(value) && value.length === 0)) return []
    const objects = (Array.isArray(value) ? value : [value]).map((one) => (name === '@type' ? String(one) : object(one)))
    return [`${name === '@type' ? 'a' : name} ${objects.join(', ')}`]
  })
  const object = (value: unknown): string => {
    if (typeof value === 'string') return text(value)
    const node = value as Node
    if (typeof node['@value'] === 'string') return text(node['@value']) + (node['@language'] ? `@${node['@language'] as string}` : node['@type'] ? `^^${node['@type'] as string}` : '')
    if (typeof node['@id'] !== 'string') return `[ ${pairs(node).join(' ; ')} ]`
    named(node)
    return iri(node['@id'])
  }
  named(root)
  return `${Object.entries(context).map(([prefix, of]) => `@prefix ${prefix}: ${iri(of)} .`).join('\n')}\n\n${lines.join('\n\n')}\n`
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const text = (value: string): string => `"${value.replace(/[\\"\n\r\t]/g, (one) => escapes[one]!)}"`
/** What may not stand in an address is written by its number in UTF-8. */
const iri = (value: string): string => `<${value.replace(/[\s\p{Cc}<>"{}|^`\\]/gu, (one) => encodeURIComponent(one))}>`
