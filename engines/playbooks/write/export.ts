/** The same document back: everything that came in, known or not, in one order of names, so that two exports can be compared. */
import { isObject, type Json, type JsonObject } from '../types.ts'

/** Names that a reader looks for first, at every depth; all others follow by code unit. */
const first = [
  'type', 'spec_version', 'id', 'name', 'description', 'playbook_types', 'playbook_activities', 'created_by', 'created', 'modified', 'revoked', 'valid_from', 'valid_until',
  'derived_from', 'priority', 'severity', 'impact', 'industry_sectors', 'labels', 'external_references', 'markings', 'playbook_variables',
  'workflow_start', 'workflow_exception', 'workflow', 'playbook_extensions', 'authentication_info_definitions', 'agent_definitions', 'target_definitions',
  'extension_definitions', 'data_marking_definitions', 'signatures',
  'condition', 'switch', 'on_completion', 'on_success', 'on_failure', 'on_true', 'on_false', 'next_steps', 'cases', 'commands', 'agent', 'targets',
]
const place = (name: string) => { const at = first.indexOf(name); return at < 0 ? first.length : at }
const byName = ([a]: [string, unknown], [b]: [string, unknown]) => place(a) - place(b) || (a < b ? -1 : 1)

/** JSON with two spaces and a line break at its end. */
export const exportPlaybook = (playbook: JsonObject): string => `${JSON.stringify(canonical(playbook), null, 2)}\n`

/**
 * A copy with its names in order; lists keep theirs. Whole-number names come first whatever one does: that is the language.
 * Bottom up and without recursion, since the depth is the sender's choice.
 */
export function canonical(root: Json): Json {
  const parts: { readonly value: Json; readonly from: number; readonly key: string | number }[] = [{ value: root, from: -1, key: '' }]
  for (let i = 0; i < parts.length; i++) {
    const { value } = parts[i]!
    if (Array.isArray(value)) for (const [key, one] of (value as readonly Json[]).entries()) parts.push({ value: one, from: i, key })
    else if (isObject(value)) for (const [key, one] of Object.entries(value).toSorted(byName)) parts.push({ value: one, from: i, key })
  }
  const inside: [string | number, Json][][] = parts.map(() => [])
  for (let i = parts.length - 1; i >= 0; i--) {
    const { value, from, key } = parts[i]!
    const mine = inside[i]!.reverse()
    const made: Json = Array.isArray(value) ? mine.map(([, one]) => one) : isObject(value) ? (Object.fromEntries(mine) as JsonObject) : value
    if (from < 0) return made
    inside[from]!.push([key, made])
  }
  return root
}
