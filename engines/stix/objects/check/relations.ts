import { relationTable } from './relations.data.ts'
import { objectTables, observableTables } from './table.ts'

/** Whether the standard names this relation. Custom types may say what they like; `related-to` joins all, two joins join equals. */
export function suggested(source: string, verb: string, target: string): boolean {
  if (verb === 'related-to') return true
  if (verb === 'derived-from' || verb === 'duplicate-of') return source === target
  if (!isKnown(source) || !isKnown(target)) return true
  const targets = Object.hasOwn(relationTable, source) && Object.hasOwn(relationTable[source]!, verb) ? relationTable[source]![verb]!.split(' ') : []
  return targets.includes(target) || (targets.includes('*observable') && Object.hasOwn(observableTables, target))
}
const isKnown = (type: string): boolean => Object.hasOwn(objectTables, type) || Object.hasOwn(observableTables, type)
