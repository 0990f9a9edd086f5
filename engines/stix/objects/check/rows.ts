import type { Json } from '../../types.ts'
import { isRecord } from '../types.ts'
import { relations, meta } from './domain.data.ts'
import type { Note } from './problems.ts'
import { checkRules } from './rules.ts'
import { objectTables, observableTables, partTables, type Property, type Table } from './table.ts'
import { readers, typeOfId } from './values.ts'
import { hashLengths, vocabularies } from './vocabularies.data.ts'

type Found = { readonly [name: string]: Json }
/** `keys`: inside an observed-data of 2.0 references are names of its own objects. */
export type Context = { readonly type: string; readonly older: boolean; readonly keys?: Found }

/** Each property of a table: is it there, is it what it should be. Properties beyond the table are not looked at. */
export function checkRows(object: Found, table: Table, path: string, note: Note, context: Context): void {
  for (const name in table) {
    const row = table[name]!, at = path === '' ? name : `${path}.${name}`
    const value = Object.hasOwn(object, name) ? object[name] : undefined
    if (value === undefined) { if (row.required) note(at, 'missing'); continue }
    if (!row.list) { checkValue(value, row, at, note, context); continue }
    if (!Array.isArray(value)) { note(at, 'kind', value, { expected: 'list' }); continue }
    if (value.length === 0) note(at, 'empty')
    for (let i = 0; i < value.length; i++) checkValue(value[i]!, row, `${at}[${i}]`, note, context)
  }
}

function checkValue(value: Json, row: Property, at: string, note: Note, context: Context): void {
  switch (row.kind) {
    case 'ref': { checkRef(value, row.of, at, note, context); return }
    case 'open': case 'one': { checkWord(value, row, at, note); return }
    case 'part': { checkPart(value, row.of[0]!, at, note, context); return }
    case 'hashes': { checkHashes(value, at, note); return }
    case 'dictionary': { checkDictionary(value, at, note); return }
    case 'options': { checkOptions(value, at, note); return }
    case 'contents': { checkContents(value, at, note); return }
    case 'embedded': { checkEmbedded(value, at, note, context); return }
    case 'extensions': if (!isRecord(value)) note(at, 'kind', value, { expected: 'dictionary' }); else if (Object.keys(value).length === 0) note(at, 'empty'); return
  }
  const code = readers[row.kind]!(value)
  if (code !== undefined) { note(at, row.kind === 'id' && code === 'format' ? 'id' : code, value, { expected: row.kind }); return }
  // An empty text where one is required is as good as none.
  if (row.required && typeof value === 'string' && value.trim() === '') note(at, 'empty')
  if (typeof value === 'number' && (value < row.from || value > row.to)) note(at, 'range', value, { from: Number.isFinite(row.from) ? row.from : null, to: Number.isFinite(row.to) ? row.to : null })
}

function checkRef(value: Json, of: readonly string[], at: string, note: Note, context: Context): void {
  if (typeof value !== 'string') { note(at, 'kind', value, { expected: 'identifier' }); return }
  if (context.keys && !value.includes('--')) {
    const target = context.keys[value]
    if (!isRecord(target)) note(at, 'reference', value)
    else if (of.length > 0 && !of.includes('observable') && typeof target['type'] === 'string' && !of.includes(target['type'])) note(at, 'reference', target['type'], { allowed: [...of] })
    return
  }
  const type = typeOfId(value)
  if (type === undefined) { note(at, 'id', value); return }
  if (of.length > 0 && !of.some((one) => one === type || isOf(one, type))) note(at, 'reference', value, { allowed: [...of] })
}

/** Types that nobody here knows may be of any family. */
function isOf(family: string, type: string): boolean {
  const observable = Object.hasOwn(observableTables, type), known = observable || Object.hasOwn(objectTables, type) || type === 'bundle'
  if (family === 'observable') return observable || !known
  if (family === 'relation') return relations.includes(type)
  return family === 'domain' && (!known || (!observable && !relations.includes(type) && !meta.includes(type)))
}

function checkWord(value: Json, { kind, of, required }: Property, at: string, note: Note): void {
  if (typeof value !== 'string') { note(at, 'kind', value, { expected: 'text' }); return }
  if (vocabularies[of[0]!]!.includes(value)) return
  if (required && value.trim() === '') note(at, 'empty')
  else note(at, kind === 'one' ? 'vocabulary' : 'open-vocabulary', value, { vocabulary: of[0]! })
}

function checkPart(value: Json, name: string, at: string, note: Note, context: Context): void {
  if (!isRecord(value)) { note(at, 'kind', value, { expected: name }); return }
  checkRows(value, partTables[name]!, at, note, context)
  checkRules(value, name, at, note)
}

const hashName = /^[A-Za-z0-9_-]{3,250}$/
function checkHashes(value: Json, at: string, note: Note): void {
  if (!isRecord(value)) { note(at, 'kind', value, { expected: 'hashes' }); return }
  const names = Object.keys(value)
  if (names.length === 0) note(at, 'empty')
  for (const name of names) {
    const hash = value[name]!
    if (!hashName.test(name)) note(`${at}.${name}`, 'name', name)
    else if (typeof hash !== 'string') note(`${at}.${name}`, 'kind', hash, { expected: 'text' })
    else if (!Object.hasOwn(hashLengths, name)) note(`${at}.${name}`, 'open-vocabulary', name, { vocabulary: 'hash-algorithm' })
    else {
      const digits = hashLengths[name]
      const fits = digits != null ? hash.length === digits && /^[0-9a-fA-F]+$/.test(hash) : name === 'SSDEEP' ? /^\d+:[^:]*:[^:]*$/.test(hash) : /^(?:T1)?[0-9a-fA-F]{70,}$/.test(hash)
      if (!fits) note(`${at}.${name}`, 'hash', hash)
    }
  }
}

function checkDictionary(value: Json, at: string, note: Note): void {
  if (!isRecord(value)) { note(at, 'kind', value, { expected: 'dictionary' }); return }
  const names = Object.keys(value)
  if (names.length === 0) note(at, 'empty')
  for (const name of names) if (!/^[A-Za-z0-9_-]{1,250}$/.test(name)) note(`${at}.${name.slice(0, 100)}`, 'name', name)
}

function checkOptions(value: Json, at: string, note: Note): void {
  checkDictionary(value, at, note)
  if (isRecord(value)) for (const [name, one] of Object.entries(value)) {
    if (!/^(?:SO|ICMP|ICMP6|IP|IPV6|MCAST|TCP|IRLMP)_/.test(name)) note(`${at}.${name}`, 'name', name)
    if (typeof one !== 'number' || !Number.isInteger(one)) note(`${at}.${name}`, 'kind', one, { expected: 'integer' })
  }
}

function checkContents(value: Json, at: string, note: Note): void {
  if (!isRecord(value)) { note(at, 'kind', value, { expected: 'dictionary' }); return }
  const languages = Object.keys(value)
  if (languages.length === 0) note(at, 'empty')
  for (const language of languages) {
    const words = value[language]!
    if (readers['language']!(language) !== undefined) note(`${at}.${language.slice(0, 100)}`, 'name', language)
    if (!isRecord(words)) note(`${at}.${language}`, 'kind', words, { expected: 'dictionary' })
    else if (Object.keys(words).length === 0) note(`${at}.${language}`, 'empty')
  }
}

/** The objects inside an observed-data, as 2.0 had them and 2.1 still allows: observables only, references by name. */
function checkEmbedded(value: Json, at: string, note: Note, context: Context): void {
  if (!isRecord(value)) { note(at, 'kind', value, { expected: 'dictionary' }); return }
  if (!context.older) note(at, 'deprecated')
  const names = Object.keys(value)
  if (names.length === 0) note(at, 'empty')
  for (const name of names) {
    const one = value[name]!, here = `${at}.${name.slice(0, 100)}`, type = isRecord(one) ? one['type'] : undefined
    if (!isRecord(one)) { note(here, 'kind', one, { expected: 'object' }); continue }
    if (typeof type !== 'string') { note(`${here}.type`, 'missing'); continue }
    if (Object.hasOwn(objectTables, type) || type === 'bundle') { note(`${here}.type`, 'reference', type, { allowed: ['observable'] }); continue }
    const table = observableTables[type]
    if (table === undefined) { note(`${here}.type`, 'unknown-type', type); continue }
    const { id: _, ...rest } = table
    checkRows(one, one['id'] === undefined ? rest : table, here, note, { ...context, keys: value })
  }
}
