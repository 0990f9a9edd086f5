/** The names under which an event may carry a field of a rule. Which shipper wrote it is not asked: all names are looked under. */
import type { FieldNames } from '../types.ts'
import { cloud, databases, labels, linux, spaced, system, userData, web, windows } from './names.data.ts'

const known: ReadonlyMap<string, readonly string[]> = buildKnown()

/** The rule's own name first, none twice. A field that nobody has heard of may still be one of Windows, unless its name cannot be. */
export const fieldNames: FieldNames = (field) => known.get(field) ?? (/^[A-Za-z][\w ]*$/.test(field) ? withWindows(field, []) : [field])

function withWindows(field: string, more: readonly string[]): readonly string[] {
  return [...new Set([field, ...more, `Event.EventData.${field}`, `winlog.event_data.${field}`, `event_data.${field}`])]
}

function buildKnown(): Map<string, readonly string[]> {
  const names = new Map<string, readonly string[]>()
  for (const table of [web, cloud, linux, databases, labels]) for (const [field, more] of Object.entries(table)) names.set(field, [...new Set([field, ...more])])
  // One name, one meaning: a field of the system is never looked for among the data of the event, nor the other way round.
  for (const [field, more] of Object.entries(system)) names.set(field, [field, ...more])
  for (const [field, more] of Object.entries(windows)) names.set(field, withWindows(field, more))
  for (const two of spaced) {
    const one = two.replaceAll(' ', '')
    names.set(one, withWindows(one, [two, `Event.EventData.${two}`, `winlog.event_data.${two}`, `event_data.${two}`]))
  }
  for (const [above, fields] of Object.entries(userData)) for (const field of fields) names.set(field, [...(names.get(field) ?? withWindows(field, [])), `${above}.${field}`])
  return names
}
