import { anyObject, objectTables, type Property, type Table } from './table.ts'

/** What STIX 2.1 asks and 2.0 did not; and what 2.0 asked and 2.1 gave up. */
const looser: Readonly<Record<string, readonly string[]>> = { 'indicator': ['pattern_type'], 'malware': ['is_family'] }
const older: Readonly<Record<string, readonly string[]>> = {
  'indicator': ['labels'], 'malware': ['labels', 'name'], 'report': ['labels'], 'threat-actor': ['labels'], 'tool': ['labels'], 'identity': ['identity_class'], 'marking-definition': ['definition', 'definition_type'],
}

function looserTable(type: string, table: Table): Table {
  const change = (name: string, row: Property): Property => {
    if (name === 'spec_version' || looser[type]?.includes(name)) return { ...row, required: false }
    return older[type]?.includes(name) ? { ...row, required: true } : row
  }
  return Object.fromEntries(Object.entries(table).map(([name, row]) => [name, change(name, row)]))
}
/** The tables as STIX 2.0 had them. Its bundle carries the version, so an object does not. */
export const olderTables: Readonly<Record<string, Table>> = Object.fromEntries(Object.entries(objectTables).map(([type, table]) => [type, looserTable(type, table)]))
export const olderAny: Table = looserTable('', anyObject)
