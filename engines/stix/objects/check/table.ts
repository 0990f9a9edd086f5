/** Reads the words of the tables: `![]part:name`, `integer 0..100`. */
import { common, domain } from './domain.data.ts'
import { commonObservable, observable } from './observable.data.ts'
import { parts } from './parts.data.ts'

export type Property = { readonly required: boolean; readonly list: boolean; readonly kind: string; readonly of: readonly string[]; readonly from: number; readonly to: number }
export type Table = Readonly<Record<string, Property>>

const read = (words: string): Property => {
  const [, required, list, kind, of, from, to] = /^(!)?(\[\])?([a-z0-9]+)(?::(\S+))?(?: (-?\d*)\.\.(-?\d*))?$/.exec(words)!
  return { required: required !== undefined, list: list !== undefined, kind: kind!, of: of?.split('|') ?? [], from: from ? Number(from) : -Infinity, to: to ? Number(to) : Infinity }
}
const table = (rows: Readonly<Record<string, string>>): Table => Object.fromEntries(Object.entries(rows).map(([name, words]) => [name, read(words)]))
const tables = (all: Readonly<Record<string, Readonly<Record<string, string>>>>, shared: Readonly<Record<string, string>>): Readonly<Record<string, Table>> =>
  Object.fromEntries(Object.entries(all).map(([name, rows]) => [name, table({ ...shared, ...rows })]))

/** A marking definition has no versions; an extension names who made it. */
const { modified: _modified, ...unversioned } = common
const ofDomain = tables(domain, common)
export const objectTables: Readonly<Record<string, Table>> = {
  ...ofDomain,
  'marking-definition': table({ ...unversioned, ...domain['marking-definition'] }),
  'extension-definition': table({ ...common, created_by_ref: '!ref:identity', ...domain['extension-definition'] }),
}
export const observableTables: Readonly<Record<string, Table>> = tables(observable, commonObservable)
export const partTables: Readonly<Record<string, Table>> = tables(parts, {})
/** For types that nobody here knows: what every object has. */
export const anyObject: Table = table(common)
export const anyObservable: Table = table(commonObservable)
