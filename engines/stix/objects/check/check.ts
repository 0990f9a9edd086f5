/** One object against the tables. The table says what each property is; rules.ts says what they must be together. */
import { parsePattern } from '../../parse/parse.ts'
import type { Json } from '../../types.ts'
import { observableId } from '../ids.ts'
import { isRecord } from '../types.ts'
import { meta, relations, since21 } from './domain.data.ts'
import { checkExtensions, extensionsOf } from './extensions.ts'
import { olderAny, olderTables } from './older.ts'
import { checked, notes, type Checked, type Note } from './problems.ts'
import { checkRules } from './rules.ts'
import { readSelectors } from './selectors.ts'
import { measure, MOST_DEEP } from './size.ts'
import { checkRows } from './rows.ts'
import { anyObject, anyObservable, objectTables, observableTables, type Table } from './table.ts'
import { typeName, typeOfId } from './values.ts'

type Found = { readonly [name: string]: Json }

/** Says what is wrong with one object (no bundle: `checkBundle`). Nothing throws; problems carry their place. */
export function checkObject(value: unknown): Checked {
  const { note, problems } = notes()
  if (!isRecord(value)) { note('', 'not-an-object'); return checked(undefined, problems) }
  const size = measure(value)
  if (size) { note('', size, undefined, { most: MOST_DEEP }); return checked(value, problems) }
  checkWhole(value, note)
  return checked(value, problems)
}

function checkWhole(object: Found, note: Note): void {
  const type = object['type']
  if (typeof type !== 'string') { note('type', type === undefined ? 'missing' : 'kind'); return }
  if (type === 'bundle') { note('type', 'type', type); return }
  const extensions = extensionsOf(object)
  const older = isOlder(object, type, extensions.makes)
  const table = older && Object.hasOwn(olderTables, type) ? olderTables[type]! : tableOf(type, object, extensions.makes)
  if (!Object.hasOwn(objectTables, type) && !Object.hasOwn(observableTables, type)) checkName(type, extensions.makes !== undefined, note)
  const idType = typeOfId(object['id'])
  if (idType !== undefined && idType !== type) note('id', 'id-type', object['id'], { type })
  checkRows(object, table, '', note, { type, older })
  checkOthers(object, table, extensions.toplevel, note)
  checkExtensions(object, type, older, note)
  if (!older || type !== 'observed-data') checkRules(object, type, '', note)
  if (typeof object['created'] === 'string' && typeof object['modified'] === 'string') checkRules(object, 'versions', '', note)
  readSelectors(object, note)
  checkSpecial(object, type, older, note)
}

/** Objects of STIX 2.0 carry no `spec_version`: their bundle did. */
function isOlder(object: Found, type: string, makes: string | undefined): boolean {
  if (object['spec_version'] === '2.0') return true
  return object['spec_version'] === undefined && !Object.hasOwn(observableTables, type) && !since21.includes(type) && makes === undefined && object['extensions'] === undefined
}

function tableOf(type: string, object: Found, makes: string | undefined): Table {
  if (Object.hasOwn(objectTables, type)) return objectTables[type]!
  if (Object.hasOwn(observableTables, type)) return observableTables[type]!
  const known = makes === 'new-sco' || (makes === undefined && object['created'] === undefined)
  return known ? anyObservable : object['spec_version'] === undefined ? olderAny : anyObject
}

function checkName(type: string, declared: boolean, note: Note): void {
  if (!typeName.test(type) || type.length < 3 || type.length > 250) note('type', 'type', type)
  else if (type === 'action') note('type', 'reserved', type)
  else if (!declared) note('type', 'unknown-type', type)
}

/** Properties that the standard does not know: their names are bounded, and say whether an extension declares them. */
function checkOthers(object: Found, table: Table, declared: boolean, note: Note): void {
  for (const name of Object.keys(object)) {
    if (Object.hasOwn(table, name)) continue
    if (!/^[a-z0-9_]{3,250}$/.test(name)) note(name, 'name', name)
    else if (reserved.includes(name)) note(name, 'reserved', name)
    else if (!declared) note(name, 'unknown-property', name)
  }
}
const reserved: readonly string[] = ['severity', 'username', 'phone_numbers', 'action']

function checkSpecial(object: Found, type: string, older: boolean, note: Note): void {
  if (Object.hasOwn(observableTables, type)) {
    const id = observableId(object)
    // Version 4 is allowed where the content is not what makes it; version 5 is a promise.
    if (id !== undefined && id !== object['id']) note('id', 'id-not-deterministic', object['id'], { expected: id })
  } else if (!older) for (const name of ['created', 'modified']) if (typeof object[name] === 'string' && Object.hasOwn(objectTables, type) && !/\.\d{3}Z$/.test(object[name])) note(name, 'precision', object[name])
  if (type === 'indicator' && typeof object['pattern'] === 'string' && (older || object['pattern_type'] === 'stix')) {
    const parsed = parsePattern(object['pattern'])
    if (parsed.problem) note('pattern', 'pattern', object['pattern'], { code: parsed.problem.code, at: parsed.problem.at })
  }
  if (type === 'malware' && object['is_family'] === true && object['name'] === undefined) note('name', 'needs', undefined, { with: 'is_family' })
  if (type === 'email-message' && object['is_multipart'] === true && object['body'] !== undefined) note('body', 'conflict', undefined, { with: 'is_multipart' })
  if (type === 'email-message' && object['is_multipart'] === false && object['body_multipart'] !== undefined) note('body_multipart', 'conflict', undefined, { with: 'is_multipart' })
  if (type === 'network-traffic' && object['is_active'] === true && object['end'] !== undefined) note('end', 'conflict', undefined, { with: 'is_active' })
  if (type === 'marking-definition' && object['definition_type'] !== undefined && isRecord(object['definition'])) {
    const kind = object['definition_type'] === 'statement' ? 'statement' : object['definition_type'] === 'tlp' ? 'tlp' : undefined
    if (kind !== undefined && typeof object['definition'][kind] !== 'string') note(`definition.${kind}`, 'missing')
    else if (kind === 'tlp' && !['white', 'green', 'amber', 'red'].includes(object['definition']['tlp'] as string)) note('definition.tlp', 'vocabulary', object['definition']['tlp'])
  }
}

/** What a type is in the words of the tables: `domain`, `observable`, `relation`, `meta`; a custom one is undefined. */
export const familyOf = (type: string): 'domain' | 'observable' | 'relation' | 'meta' | undefined =>
  relations.includes(type) ? 'relation' : meta.includes(type) ? 'meta' : Object.hasOwn(observableTables, type) ? 'observable' : Object.hasOwn(objectTables, type) ? 'domain' : undefined
