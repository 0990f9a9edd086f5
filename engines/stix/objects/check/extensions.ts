import type { Json } from '../../types.ts'
import { isRecord } from '../types.ts'
import { predefined } from './observable.data.ts'
import type { Note } from './problems.ts'
import { checkRows } from './rows.ts'
import { checkRules } from './rules.ts'
import { partTables } from './table.ts'
import { typeOfId } from './values.ts'
import { vocabularies } from './vocabularies.data.ts'

type Found = { readonly [name: string]: Json }

/** Which new type an extension declares, and whether one declares properties at the top. */
export function extensionsOf(object: Found): { readonly makes: string | undefined; readonly toplevel: boolean } {
  const all = isRecord(object['extensions']) ? Object.values(object['extensions']).map((one) => (isRecord(one) ? one['extension_type'] : undefined)) : []
  return { makes: all.find((one): one is string => typeof one === 'string' && one.startsWith('new-')), toplevel: all.some((one) => one === 'toplevel-property-extension' || (typeof one === 'string' && one.startsWith('new-'))) }
}

/** Section 7.3: those of the standard are looked into, those of others must say of what kind they are. */
export function checkExtensions(object: Found, type: string, older: boolean, note: Note): void {
  const extensions = object['extensions']
  if (!isRecord(extensions)) return
  for (const [name, value] of Object.entries(extensions)) {
    const at = `extensions.${name.slice(0, 100)}`
    if (!isRecord(value)) { note(at, 'kind', value, { expected: 'dictionary' }); continue }
    if (Object.keys(value).length === 0) note(at, 'empty')
    const kind = value['extension_type']
    if (Object.hasOwn(predefined, name)) {
      if (predefined[name] !== type) note(at, 'extension', name, { type: predefined[name]! })
      else { checkRows(value, partTables[name]!, at, note, { type, older }); checkRules(value, name, at, note) }
    } else if (name.startsWith('extension-definition--')) {
      if (typeOfId(name) === undefined) note(at, 'id', name)
      if (kind === undefined) note(`${at}.extension_type`, 'missing')
      else if (typeof kind !== 'string' || !vocabularies['extension-type']!.includes(kind)) note(`${at}.extension_type`, 'vocabulary', kind, { vocabulary: 'extension-type' })
    } else if (!/^[a-z0-9-]{3,250}$/.test(name)) note(at, 'name', name)
    else note(at, 'deprecated', name)
  }
}
