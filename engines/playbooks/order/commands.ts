/** Commands as text. Nothing here or anywhere in the house carries one out: a person reads it and decides. */
import { MAX_SHOWN } from '../limits.ts'
import { isObject, of, textOf, type Command, type Json, type JsonObject } from '../types.ts'

export function commandsOf(playbook: JsonObject, step: JsonObject): readonly Command[] {
  const commands = of(step, 'commands')
  if (!Array.isArray(commands)) return []
  const known = variablesOf(playbook, step)
  return (commands as readonly Json[]).filter(isObject).map((command) => {
    const parts = [textOf(command, 'command') || fromBase64(textOf(command, 'command_b64')), textOf(command, 'content') || fromBase64(textOf(command, 'content_b64')), textOf(command, 'description')]
    return { type: textOf(command, 'type'), text: cut(fill(cut(parts.filter(Boolean).join('\n\n')), known)) }
  })
}

const cut = (text: string) => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text)

/** What is not base64 of UTF-8 is shown as it stands. */
function fromBase64(text: string): string {
  if (!text) return ''
  try { return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(text), (c) => c.charCodeAt(0))) } catch { return text }
}

/** Values that the document gives itself; a step's own come before the playbook's. */
function variablesOf(playbook: JsonObject, step: JsonObject): ReadonlyMap<string, string> {
  const known = new Map<string, string>()
  for (const all of [of(playbook, 'playbook_variables'), of(step, 'step_variables')])
    if (isObject(all)) for (const [name, one] of Object.entries(all)) if (isObject(one) && textOf(one, 'value')) known.set(name, textOf(one, 'value'))
  return known
}
const fill = (text: string, known: ReadonlyMap<string, string>) => text.replace(/(__[\w-]{1,200}?__):value/g, (whole, name: string) => known.get(name) ?? whole)
